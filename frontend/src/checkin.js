// On the check-in: digits answer the scale that is next, and the answer to the last one keeps it all. A ten is
// typed as 1 and 0, or as 0; so a 1 that would be the last answer waits for Enter, or for its 0, and for no clock.
// Arrow keys only look through a scale, so they keep nothing.
const form = document.querySelector("form.check-in");

if (form) {
  const saves = form.hasAttribute("data-saves");
  const scales = [...form.querySelectorAll(".scale")];
  const told = form.querySelector(".half-typed");
  let isMeant = false;
  let begun = null; // the scale that a 1 was typed for, until anything else is done

  form.addEventListener("pointerdown", () => {
    isMeant = true;
    begin(null);
  });
  form.addEventListener("keydown", ({ key }) => {
    isMeant = false;
    if (key !== "0") begun = null;
  });
  form.addEventListener("change", ({ target }) => {
    if (target.type === "radio" && isMeant) keepOnceWhole();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
    if (event.target.matches("input:not([type=radio]), textarea, select")) return;
    const asked = event.target.closest?.(".scale") ?? scales.find((one) => !isAnswered(one));
    const scale = event.key === "0" ? (begun ?? asked) : asked;
    if (scale && form.contains(scale)) answer(scale, event.key === "0" ? "10" : event.key);
  });

  function answer(scale, step) {
    const chosen = scale.querySelector(`input[value="${step}"]`);
    chosen.checked = true;
    const next = scales[scales.indexOf(scale) + 1];
    (next?.querySelector("input:checked") ?? next?.querySelector("input") ?? chosen).focus();
    begin(step === "1" ? scale : null);
    if (!begun) keepOnceWhole();
  }

  function begin(scale) {
    begun = scale;
    if (told) told.textContent = scale && saves && scales.every(isAnswered) ? told.dataset.words : "";
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
