// A page that answers a form is kept nowhere, so a way back to it would end at the browser's own "send it again?".
// Where its address can be opened, this entry of the tab's history becomes a plain look at it.
if ("answer" in document.documentElement.dataset) history.replaceState(history.state, "");
