// A form whose answer takes a while says so: its button tells what goes on and cannot be pressed
// twice, and its status is read aloud. Who stops it, comes back or chooses anew has the button again.
for (const form of document.querySelectorAll("form[data-busy]")) {
  const button = form.querySelector("button");
  const status = form.querySelector("[role=status]");
  const idle = button.textContent;
  const show = (isBusy) => {
    button.disabled = isBusy;
    button.textContent = isBusy ? form.dataset.busy : idle;
    status.textContent = isBusy ? status.dataset.says : "";
  };
  form.addEventListener("submit", ({ defaultPrevented }) => defaultPrevented || show(true));
  form.addEventListener("input", () => show(false));
  window.addEventListener("pageshow", ({ persisted }) => persisted && show(false));
  window.addEventListener("keydown", ({ key }) => key === "Escape" && show(false));
}
