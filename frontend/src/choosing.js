// Choices that are kept as they are made (forms of class "chosen"). Picked by hand one goes off at
// once. By keys each step through a closed list is a change too, so it waits for Enter, for the
// button beside it, or until the form is left. Where the row is gone afterwards, the next has focus.
const SELECTS = "form.chosen select";
const stepping = new WeakSet();
let next = [];

const selectOf = ({ target }) => (target instanceof HTMLSelectElement && target.matches(SELECTS) ? target : null);
const isChanged = (select) => select.form.classList.contains("changed");

document.addEventListener("pointerdown", (event) => {
  const select = selectOf(event);
  if (select) stepping.delete(select);
});

document.addEventListener("keydown", (event) => {
  const select = selectOf(event);
  if (!select) return;
  stepping.add(select);
  if (event.key !== "Enter" || !isChanged(select)) return;
  event.preventDefault();
  select.form.requestSubmit();
});

document.addEventListener("change", (event) => {
  const select = selectOf(event);
  if (!select) return;
  if (stepping.has(select)) select.form.classList.add("changed");
  else select.form.requestSubmit();
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const form = target instanceof Element ? target.closest("form.chosen.changed") : null;
  if (!form || form.contains(relatedTarget) || !document.hasFocus()) return;
  setTimeout(() => form.isConnected && form.classList.contains("changed") && form.requestSubmit());
});

document.addEventListener("submit", ({ target }) => target.classList.remove("changed"), true);

document.addEventListener("htmx:before:swap", () => {
  const all = [...document.querySelectorAll(SELECTS)];
  const focused = document.activeElement;
  const row = focused?.closest("li");
  const at = all.findIndex((one) => one === focused || row?.contains(one));
  next = at < 0 ? [] : [focused.id, ...all.slice(at).map((one) => one.id), ...all.slice(0, at).reverse().map((one) => one.id)];
});

document.addEventListener("htmx:after:swap", () => {
  const found = next.filter(Boolean).map((id) => document.getElementById(id));
  next = [];
  if (document.activeElement && document.activeElement !== document.body) return;
  const seen = found.find((one) => one?.checkVisibility());
  seen?.focus({ preventScroll: true });
  seen?.scrollIntoView({ block: "nearest" });
});
