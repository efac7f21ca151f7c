// On every page: partial updates of what the server draws.
import "./htmx-settings.js";
import "htmx.org";

document.documentElement.classList.add("has-script");
