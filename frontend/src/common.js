// On every page: partial updates of what the server draws. The page's htmx-config keeps htmx from
// adding a style of its own, and from handing on that of a box drawn larger while it settles: the
// pages' policy would refuse both.
import "htmx.org";
import "./answered.js";
import "./busy.js";
import "./choosing.js";
import "./copying.js";
import "./dropping.js";
import "./own_zone.js";
import "./particulars.js";
import "./printing.js";

document.documentElement.classList.add("has-script");
