// On pages that also work without a connection: starts the service worker, has it send what waits,
// and says when something arrived. On the computer itself nothing is kept: it has the plan anyway.
const worker = navigator.serviceWorker;

if (worker && location.protocol === "https:") {
  worker.register("/service-worker.js", { scope: "/" }).catch(() => {});
  worker.addEventListener("message", ({ data }) => {
    if (data?.kind === "arrived") tell(data);
  });
  worker.startMessages();
  worker.ready.then(send);
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });
}

async function send() {
  const { active } = await worker.ready;
  active?.postMessage({ kind: "send" });
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
