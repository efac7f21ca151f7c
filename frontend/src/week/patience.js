// What the page fetches by itself waits while somebody is at work in the week: it would be swapped
// out of their hands. It asks again a moment later.

// `isHeld` tells whether a block is in somebody's hands.
export function bePatient(isHeld) {
  let isPressed = false;
  const wait = (event) => {
    const source = event.detail?.ctx?.sourceElement;
    if (!source?.matches?.(".working")) return;
    const isLate = !source.isConnected; // asked before a change, so it tells of the week before it
    if (isLate || isPressed || isHeld() || isOpen() || isTyping()) event.preventDefault();
  };
  const press = (event) => (isPressed = Boolean(event.target.closest?.("#week-calendar")));
  document.addEventListener("pointerdown", press, true);
  for (const over of ["pointerup", "pointercancel"]) {
    window.addEventListener(over, () => (isPressed = false), true);
  }
  document.addEventListener("htmx:before:request", wait);
  document.addEventListener("htmx:before:swap", wait);
}

const isOpen = () => Boolean(document.querySelector("#panel > *"));

function isTyping() {
  const fields = [...document.querySelectorAll("#week textarea, #week input, #week select")];
  return fields.some(
    (one) => one === document.activeElement || (one.matches("textarea") && one.value !== one.defaultValue),
  );
}
