// In the journal: what is typed is sent as it is typed, so that no crash loses it; the computer seals it.
// A page that rests goes away from the screen, and printing waits for a tap. Nothing is kept in the browser.
const SOON_MS = 1500;
const AGAIN_MS = 4000;
const MOST_LATE_BYTES = 60000; // what a browser sends for a page that is going away
const KEPT = "What you type is kept as you go, sealed.";
const WAITS = "Not kept yet: Trimtab does not answer. What you typed stays on this page, and is sent again.";
const SHUT = "Not kept yet: Trimtab is closed here. Open it in another tab; what you typed stays on this page.";
const IN_MEMORY = "The disk did not take it: it waits in Trimtab’s memory, sealed. Make some room.";
const MOVED = "This page was changed in another window and stays as it is there. What you type here is a page of its own, not finished yet.";
const CLOSED = "The journal closed meanwhile. What you type is still kept, sealed.";

const room = document.querySelector(".journal");
const form = document.querySelector("#writing");
const restMs = Number(room?.dataset.closeAfter ?? 0) * 1000;

window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // closed meanwhile, it must not stand there
});
document.querySelector("#details")?.focus();

const draft = form && keepAsTyped(form);
if (form) countMinutes(document.querySelector("#minutes"));
if (room && window.BroadcastChannel) closeWithOthers();
if (restMs) closeWhenResting();

function keepAsTyped(writing) {
  const told = document.querySelector("#keeping");
  const turn = writing.elements.turn;
  let isDirty = false;
  let isLeaving = false;
  let timer = 0;
  let sending = null;

  const say = (words) => {
    if (told.textContent !== words) told.textContent = words;
  };

  function body() {
    turn.value = String(Number(turn.value) + 1);
    return new URLSearchParams(new FormData(writing));
  }

  // Another window wrote on this page first: what is typed here goes on as a page of its own.
  function moveTo(path) {
    const before = new URL(writing.action).pathname;
    if (path === before) return;
    for (const other of document.querySelectorAll(".journal form")) {
      const rest = new URL(other.action).pathname;
      if (rest === before || rest.startsWith(`${before}/`)) other.action = path + rest.slice(before.length);
    }
    writing.dataset.draft = `${path}/draft`;
    history.replaceState(null, "", `${path}/write`);
    const line = document.querySelector("#moved");
    line.textContent = MOVED;
    line.hidden = false;
  }

  async function sendNow() {
    clearTimeout(timer);
    timer = 0;
    isDirty = false;
    try {
      const answer = await fetch(writing.dataset.draft, { method: "POST", body: body(), credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const { kept, open, moved } = await answer.json();
      if (moved) moveTo(moved);
      say(!kept ? IN_MEMORY : open ? KEPT : CLOSED);
      writing.dataset.isKept = isDirty ? "no" : "yes";
      return true;
    } catch (error) {
      isDirty = true;
      say(["401", "423"].includes(error.message) ? SHUT : WAITS);
      if (!isLeaving) timer = setTimeout(send, AGAIN_MS);
      return false;
    }
  }

  // One after the other, so that an older draft never comes after a newer one.
  function send() {
    sending = (sending ?? Promise.resolve()).then(sendNow);
    return sending;
  }

  function sendLate() {
    if (!isDirty || isLeaving) return;
    const late = body();
    if (String(late).length < MOST_LATE_BYTES) navigator.sendBeacon(writing.dataset.draft, late);
    else fetch(writing.dataset.draft, { method: "POST", body: late, credentials: "same-origin" }).catch(() => {});
  }

  writing.addEventListener("input", () => {
    isDirty = true;
    writing.dataset.isKept = "no";
    timer ||= setTimeout(send, SOON_MS);
  });
  writing.addEventListener("focusout", () => isDirty && send());
  window.addEventListener("pagehide", sendLate);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendLate();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty && !isLeaving && [WAITS, SHUT].includes(told.textContent)) event.preventDefault();
  });
  // Before anything leaves the page, what is typed is there: a form that finds nobody keeps standing.
  document.addEventListener("submit", async (event) => {
    if (isLeaving) return;
    event.preventDefault();
    const { target, submitter } = event;
    if (!("drops" in target.dataset) && !(await send())) return;
    isLeaving = true;
    clearTimeout(timer);
    for (const other of document.querySelectorAll("[name=turn]")) other.value = turn.value;
    target.requestSubmit(submitter);
  });
  say(KEPT);
  return { flush: () => (isDirty ? send() : Promise.resolve(true)) };
}

// It counts without a word of what would be right; after five minutes it says that they are over, once.
function countMinutes(line) {
  let minutes = 0;
  const counting = setInterval(() => {
    minutes += 1;
    const isOver = minutes >= 5;
    line.textContent = isOver ? "Five minutes. Stop here, or go on as you like." : `${minutes} min. Stop whenever you like.`;
    if (isOver) clearInterval(counting);
  }, 60000);
}

// A page that asks for the passphrase tells the others of this browser: what they show goes away too.
function closeWithOthers() {
  const others = new BroadcastChannel("journal");
  if ("closed" in room.dataset) others.postMessage("closed");
  else if (restMs) others.addEventListener("message", goAway);
}

async function goAway() {
  if (draft && !(await draft.flush())) return; // nobody has it but this page: it stays
  const id = form && new URL(form.action).pathname.split("/").pop(); // once opened again, it goes on there
  location.replace(id ? `/journal?then=${id}` : "/journal");
}

function closeWhenResting() {
  let usedAt = Date.now();
  const use = () => { usedAt = Date.now(); };
  for (const kind of ["input", "keydown", "pointerdown", "scroll"]) document.addEventListener(kind, use, { passive: true });
  setInterval(() => {
    if (Date.now() - usedAt < restMs) return;
    usedAt = Date.now();
    goAway();
  }, 5000);
}
