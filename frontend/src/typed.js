// A form that is kept as it is typed. With each try goes what the page knew of: the fields as it was shown
// them, and those it sent without hearing back. So the server can tell what another tab said meanwhile from
// what this one did, and both are kept. What joins stands in the fields at once.
const SOON_MS = 800;
const AGAIN_MS = 4000;
const MOST_UNHEARD = 18;
const MOST_LATE_BYTES = 60000; // what a browser sends for a page that is going away
const WAITS = "Not kept yet: Trimtab does not answer. What you typed stays on this page, and is sent again.";
const SHUT = "Not kept yet: Trimtab is closed here. Open it in another tab; what you typed stays on this page.";
const REFUSED = "Not kept yet: Trimtab did not take it. What you typed stays on this page, and is sent again.";
const UNREADABLE = "Not all is kept: one field says how to write it.";

export function keepAsTyped(form) {
  const told = form.querySelector("[role=status]");
  const hidden = form.elements.known;
  let unheard = [];
  let isDirty = false; // something typed is on its way, or waits for it
  let isStuck = false; // and could not go
  let isLate = false;
  let isSending = false;
  let timer = 0;
  let sending = Promise.resolve(true);

  const say = (words) => {
    if (told.textContent !== words) told.textContent = words;
  };

  function body(fields) {
    const versions = [JSON.parse(hidden.value || "[]"), unheard].flat();
    const sent = new FormData(form);
    sent.set("known", JSON.stringify(versions));
    unheard = [...unheard, fields].slice(-MOST_UNHEARD);
    return new URLSearchParams(sent);
  }

  async function sendNow() {
    if (!isDirty) return true;
    clearTimeout(timer);
    timer = 0;
    isDirty = false;
    isSending = true;
    const fields = fieldsOf(form);
    const sent = body(fields);
    const keepalive = String(sent).length < MOST_LATE_BYTES;
    try {
      const answer = await fetch(form.dataset.typed, { method: "POST", body: sent, credentials: "same-origin", keepalive });
      const heard = await understood(answer);
      if (!heard.fields) throw heard.told;
      unheard = [];
      isStuck = false;
      hidden.value = JSON.stringify([heard.fields]);
      stand(form, fields, heard);
      say(tellMistakes(form, heard.mistakes) ? UNREADABLE : heard.told);
      return true;
    } catch (why) {
      isDirty = isStuck = true;
      say(typeof why === "string" ? why : WAITS);
      timer = setTimeout(send, AGAIN_MS);
      return false;
    } finally {
      isSending = false;
    }
  }

  // One after the other, so that an older one never comes after a newer one.
  function send() {
    sending = sending.then(sendNow);
    return sending;
  }

  function touched() {
    isDirty = true;
    isLate = false;
    clearTimeout(timer);
    timer = setTimeout(send, SOON_MS);
  }

  form.addEventListener("input", touched);
  form.addEventListener("change", () => {
    touched();
    send();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
  window.addEventListener("online", send);
  window.addEventListener("pagehide", () => {
    if (!isDirty) return;
    isLate = true;
    const late = body(fieldsOf(form));
    if (String(late).length < MOST_LATE_BYTES) navigator.sendBeacon(form.dataset.typed, late);
    else fetch(form.dataset.typed, { method: "POST", body: late, credentials: "same-origin" }).catch(() => {});
  });
  window.addEventListener("pageshow", () => isLate && send());
  window.addEventListener("beforeunload", (event) => {
    if (isDirty && isStuck) event.preventDefault();
  });
  return { flush: send, isAtRest: () => !isDirty && !isSending };
}

// What the server says, or why nothing of it could be taken.
async function understood(answer) {
  if ([401, 423].includes(answer.status)) throw SHUT;
  const isOurs = answer.headers.get("content-type")?.startsWith("application/json");
  if (answer.redirected || !isOurs) throw REFUSED;
  return answer.json();
}

// The fields as somebody sees them, each by its name; a choice that was not made is empty.
function fieldsOf(form) {
  const sent = new FormData(form);
  const names = [...form.elements].filter((one) => one.name && one.type !== "hidden" && one.type !== "submit");
  return Object.fromEntries(names.map(({ name }) => [name, sent.get(name) ?? ""]));
}

// How the fields stand now: what was typed since stays, with what joined it.
function stand(form, sent, { fields, mistakes, paper }) {
  const now = fieldsOf(form);
  for (const [name, kept] of Object.entries(fields)) {
    if (!(name in now) || name in mistakes || kept === sent[name].replaceAll("\r\n", "\n").trim()) continue;
    show(form.elements[name], now[name] === sent[name] ? kept : withTyped(kept, sent[name].trim(), now[name]));
  }
  const place = document.querySelector("#on-paper");
  if (place && paper !== undefined) place.innerHTML = paper;
}

function withTyped(kept, sent, now) {
  return sent && kept.includes(sent) ? kept.replace(sent, () => now) : [kept, now].filter(Boolean).join("\n");
}

// The caret stays as far from the end as it was, as what joins stands before what is being typed.
function show(control, value) {
  if (control instanceof RadioNodeList) {
    for (const one of control) one.checked = one.value === value;
    return;
  }
  const isTyped = control === document.activeElement && "selectionEnd" in control;
  const fromEnd = isTyped ? control.value.length - control.selectionEnd : 0;
  control.value = value;
  if (isTyped) control.setSelectionRange(value.length - fromEnd, value.length - fromEnd);
}

// Whether one was told. Not at the field that is being typed in, which may be half way.
function tellMistakes(form, mistakes) {
  for (const old of form.querySelectorAll(".mistake[id]")) old.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
  const told = Object.keys(mistakes).map((name) => form.elements[name]);
  const left = told.filter((control) => control?.before && control !== document.activeElement);
  for (const control of left) {
    const line = document.createElement("p");
    line.className = "mistake";
    line.id = `mistake-${control.id}`;
    line.textContent = mistakes[control.name];
    control.before(line);
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", line.id);
  }
  return left.length > 0;
}
