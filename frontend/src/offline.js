// On pages that also work without a connection: starts the service worker, has it send what waits,
// says when something arrived, and before a form is sent whether anybody is there to hear it. On the computer itself nothing is kept: it has the plan anyway.
const worker = navigator.serviceWorker;
const ASK_MS = 4000;
const AGAIN_MS = 15000; // not every way back to the computer is told as coming online
const UNHEARD = "No connection. This needs your computer; what you typed stays here. Try again when you are back.";

if (worker && location.protocol === "https:") {
  register();
  worker.addEventListener("message", ({ data }) => {
    if (data?.kind === "arrived") tell(data);
  });
  worker.startMessages();
  document.addEventListener("submit", ask);
  worker.ready.then(send);
  setInterval(goOn, AGAIN_MS);
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });
}

function register() {
  worker.register("/service-worker.js", { scope: "/" }).catch(() => {});
}

// A network that changes while the worker is installed leaves none: it is asked for again.
async function goOn() {
  if (document.visibilityState !== "visible") return;
  const registration = await worker.getRegistration();
  if (registration) registration.active?.postMessage({ kind: "send" });
  else register();
}

async function send() {
  const { active } = await worker.ready;
  active?.postMessage({ kind: "send" });
}

// Marks, wins, tasks, a sign-out, a check-in and lighter days wait on the phone; other forms need the computer. Where it does not
// answer, the form stays as it is, with everything typed.
async function ask(event) {
  const { target: form, submitter } = event;
  const waits = form.dataset.queue || form.hasAttribute("hx-post");
  if (form.method !== "post" || waits || form.dataset.isHeard || !worker.controller) return;
  event.preventDefault();
  const options = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(ASK_MS) };
  const isThere = await fetch("/manifest.webmanifest", options).then(() => true, () => false);
  form.querySelector(".unheard")?.remove();
  if (!isThere) return form.append(unheard());
  form.dataset.isHeard = "yes";
  form.requestSubmit(submitter);
  delete form.dataset.isHeard;
}

function unheard() {
  const told = document.createElement("p");
  told.className = "mistake unheard";
  told.setAttribute("role", "alert");
  told.textContent = UNHEARD;
  return told;
}

// What could not be kept is told in the server's own sentences; else the page is shown anew.
function tell({ sentences }) {
  const isBusy = document.activeElement?.matches("input, textarea, select");
  if (sentences.length === 0) {
    if (location.pathname === "/" && !isBusy) location.reload();
    return;
  }
  const told = document.createElement("div");
  told.className = "banner";
  told.setAttribute("role", "status");
  for (const sentence of sentences) {
    const line = document.createElement("p");
    line.textContent = sentence;
    told.append(line);
  }
  document.querySelector("main")?.before(told);
}
