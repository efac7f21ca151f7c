// On a page of questions: what was answered stays with this entry of the tab's history, so that reading the
// page anew, or a way back to it, loses nothing; once sent it is gone from there. With the question on safety
// an answer other than "Not at all" brings the help card before the form is sent, at once and without a
// connection. Without script the server's page does the same.
const form = document.querySelector("form.questions");
const card = form?.querySelector(".help-before");
const questions = form?.querySelector(".all-questions");

if (form) {
  restore(history.state?.answers);
  form.addEventListener("change", remember);
  window.addEventListener("submit", ({ defaultPrevented }) => defaultPrevented || forget());
}
if (card) {
  form.addEventListener("submit", cardFirst);
  window.addEventListener("pageshow", () => showCard(history.state?.answers?.isAtCard ?? false));
}

function remember() {
  const chosen = [...form.querySelectorAll("input:checked")].map(({ name, value }) => [name, value]);
  const answers = { sitting: form.elements.sitting.value, chosen, isAtCard: card?.hidden === false };
  history.replaceState({ ...history.state, answers }, "");
}

function restore(answers) {
  if (!answers) return;
  form.elements.sitting.value = answers.sitting;
  for (const [name, value] of answers.chosen) {
    const found = [...form.querySelectorAll("input[type=radio]")].find((one) => one.name === name && one.value === value);
    if (found) found.checked = true;
  }
}

function forget() {
  const { answers, ...rest } = history.state ?? {};
  if (answers) history.replaceState(rest, "");
}

function cardFirst(event) {
  if (event.submitter?.name === "change") {
    event.preventDefault();
    event.stopPropagation();
    showCard(false);
    remember();
    form.querySelector("[data-help-first]:checked")?.focus();
  } else if (card.hidden && form.querySelector("[data-help-first]:checked")) {
    event.preventDefault();
    event.stopPropagation();
    showCard(true);
    remember();
    window.scrollTo(0, 0);
    card.querySelector("h1").focus();
  }
}

function showCard(isShown) {
  card.hidden = !isShown;
  questions.hidden = isShown;
  card.querySelector("fieldset.keeping").disabled = !isShown;
}
