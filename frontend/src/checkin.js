// On the check-in: digits answer the scale that is next, and the answer to the last one keeps it all.
// Arrow keys only look through a scale, so they keep nothing.
const form = document.querySelector("form.check-in");

if (form) {
  const saves = form.hasAttribute("data-saves");
  const scales = [...form.querySelectorAll(".scale")];
  let isMeant = false;

  form.addEventListener("pointerdown", () => (isMeant = true));
  form.addEventListener("keydown", () => (isMeant = false));
  form.addEventListener("change", ({ target }) => {
    if (target.type === "radio" && isMeant) keepOnceWhole();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
    if (event.target.matches("input:not([type=radio]), textarea, select")) return;
    const scale = event.target.closest?.(".scale") ?? scales.find((one) => !isAnswered(one));
    if (scale && form.contains(scale)) answer(scale, event.key === "0" ? "10" : event.key);
  });

  function answer(scale, step) {
    const chosen = scale.querySelector(`input[value="${step}"]`);
    chosen.checked = true;
    const next = scales[scales.indexOf(scale) + 1];
    (next?.querySelector("input:checked") ?? next?.querySelector("input") ?? chosen).focus();
    keepOnceWhole();
  }

  function isAnswered(scale) {
    return scale.querySelector("input:checked") !== null;
  }

  function keepOnceWhole() {
    if (saves && !form.dataset.isKept && scales.every(isAnswered)) {
      form.dataset.isKept = "yes";
      form.requestSubmit();
    }
  }
}
