// Beside what is to be copied stands a button that does it, where the browser can.
for (const shown of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${shown.labels?.[0]?.textContent ?? ""}`.trim());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.value);
      button.textContent = "Copied";
    } catch {
      shown.select();
    }
  });
  shown.after(button);
}
