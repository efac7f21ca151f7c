// Files that are chosen, or dropped anywhere on the page, are read at once; without this the button
// beside them does it.
const input = document.querySelector("input[type=file][data-drop]");

function send() {
  const form = input.form;
  if (input.files.length) form.requestSubmit(form.querySelector('button[name="do"][value="add"]'));
}

function take(event) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  document.documentElement.classList.toggle("is-dropping", event.type === "dragover");
  if (event.type !== "drop") return;
  input.files = event.dataTransfer.files;
  send();
}

if (input) {
  input.addEventListener("change", send);
  for (const type of ["dragover", "dragleave", "drop"]) document.addEventListener(type, take);
}
