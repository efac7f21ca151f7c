// On every page: partial updates of what the server draws. The page's htmx-config keeps htmx from
// adding a style of its own, which the pages' policy would refuse.
import "htmx.org";

document.documentElement.classList.add("has-script");
