// Beside what is to be copied stands a button that does it, where the browser can.
for (const shown of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const button = document.createElement("button");
  const say = (word) => {
    button.textContent = word;
    button.setAttribute("aria-label", `${word} ${shown.labels?.[0]?.textContent ?? ""}`.trim());
  };
  button.type = "button";
  say("Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.value);
      say("Copied");
    } catch {
      shown.select();
    }
  });
  shown.after(button);
}
