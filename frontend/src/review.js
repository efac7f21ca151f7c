// On pages that look back: what is typed is kept as it is typed, and what another tab wrote joins it.
import { keepAsTyped } from "./typed.js";

const forms = [...document.querySelectorAll("form[data-typed]")].map(keepAsTyped);

// Before anything leaves the page, what was typed is kept: a form that finds nobody stays where it is.
let isLeaving = false;
document.addEventListener("submit", async (event) => {
  if (isLeaving || event.defaultPrevented || forms.every((form) => form.isAtRest())) return;
  event.preventDefault();
  const { target, submitter } = event;
  for (const form of forms) if (!(await form.flush())) return;
  isLeaving = true;
  target.requestSubmit(submitter);
});
document.addEventListener("input", () => {
  isLeaving = false;
});
