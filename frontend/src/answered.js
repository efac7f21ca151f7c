// A page that answers a form is kept nowhere by a browser, so a way back to it would end at its "send it again?".
// Where the server keeps it a while, this entry of the tab's history gets its address, and reading it anew shows
// what was typed; where the page can be opened otherwise, it becomes a plain look at it.
const { answer } = document.documentElement.dataset;
if (answer !== undefined) {
  const here = new URL(window.location);
  if (answer) here.searchParams.set("answer", answer);
  else here.searchParams.delete("answer");
  history.replaceState(history.state, "", here);
}
