// On a page with the question on safety: an answer other than "Not at all" brings the help card before the
// form is sent, at once and without a connection. Without script the server's page does the same.
const form = document.querySelector("form.questions");
const card = form?.querySelector(".help-before");
const questions = form?.querySelector(".all-questions");

if (card) {
  form.addEventListener("submit", cardFirst);
  window.addEventListener("pageshow", () => showCard(false)); // a way back leads to the questions
}

function cardFirst(event) {
  if (event.submitter?.name === "change") {
    event.preventDefault();
    event.stopPropagation();
    showCard(false);
    form.querySelector("[data-help-first]:checked")?.focus();
  } else if (card.hidden && form.querySelector("[data-help-first]:checked")) {
    event.preventDefault();
    event.stopPropagation();
    showCard(true);
    window.scrollTo(0, 0);
    card.querySelector("h1").focus();
  }
}

function showCard(isShown) {
  card.hidden = !isShown;
  questions.hidden = isShown;
  card.querySelector("fieldset.keeping").disabled = !isShown;
}
