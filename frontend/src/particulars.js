// What looks as if it told who a patient is, is shown before anything is sent; a second tap keeps it.
import { particularsIn, particularsTold } from "./particulars_found.js";

document.addEventListener("submit", look, true);

function look(event) {
  const form = event.target;
  const patterns = form.dataset.particulars;
  const field = form.querySelector('[name="question"]');
  if (!patterns || !field || event.submitter?.name === "anyway") return;
  if (form.dataset.seen === field.value) return form.append(sure());
  form.querySelector(".particulars")?.remove();
  const found = particularsIn(field.value, JSON.parse(patterns));
  if (found.length === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.dataset.seen = field.value;
  form.prepend(warning(found));
  field.focus();
}

function warning(found) {
  const told = document.createElement("p");
  told.className = "mistake particulars";
  told.setAttribute("role", "alert");
  told.textContent = `${particularsTold(found)} Change it, or keep it with a second tap.`;
  return told;
}

function sure() {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "anyway", value: "yes" });
  return field;
}
