// A burst of questions on its page: a quiet timer by the instant at which it ends. Without a connection it is
// begun here, from what comes next as the page knew it, and sent whole once it is told how it went.
const KEPT = "trimtab-burst"; // what runs here, unknown to the computer; gone once it is told
const TURN = "trimtab-burst-turn"; // how many of those that come next were taken without a connection
const OF = "trimtab-burst-of"; // what was chosen in the list as it was begun
const TOLD = "trimtab-burst-told"; // the last one told from a page of the computer's, which may be kept here as it ran
const MINUTE = 60000;

const room = document.querySelector("[data-burst]");
if (room) run(room);

function run(page) {
  const find = (name) => page.querySelector(`[data-${name}]`);
  const following = JSON.parse(page.dataset.next);
  const isMistaken = page.querySelector("[data-ended] .mistake") !== null;
  const isTold = !isMistaken && page.dataset.id !== "" && localStorage.getItem(TOLD) === page.dataset.id;
  const isKnown = page.dataset.id !== "" && !isTold;
  let ends = isKnown ? Number(page.dataset.ends) || 0 : 0;
  let isOver = isKnown && page.dataset.over !== "";

  if (isKnown) localStorage.removeItem(KEPT);
  else beginFromAddress();
  const own = isKnown ? null : read();
  if (own) showOwn(own);
  else if (isTold) show(true);
  else if (isKnown && isOver) localStorage.removeItem(TURN);
  limit();
  tick();
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  find("beginning")?.addEventListener("submit", ({ target }) => {
    sessionStorage.setItem(OF, target.elements.of.selectedIndex ? target.elements.of.value : "[]");
  });
  find("keep").addEventListener("change", limit);
  find("keep").addEventListener("submit", told);
  find("early").addEventListener("submit", early);
  find("leave").addEventListener("submit", leave);

  // One tap without a connection leads here, with its minutes.
  function beginFromAddress() {
    const minutes = location.hash.startsWith("#begin=") && Number(location.hash.slice(7));
    if (!minutes || following.length === 0) return;
    history.replaceState(null, "", location.pathname);
    const turn = Number(localStorage.getItem(TURN) ?? 0);
    const chosen = JSON.parse(sessionStorage.getItem(OF) ?? "[]");
    const named = following.find((one) => one[0] === chosen[0] && one[1] === chosen[1]);
    const [exam, topic, each] = named ?? following[turn % following.length];
    sessionStorage.removeItem(OF);
    localStorage.setItem(TURN, String(turn + 1));
    const id = `burst-${crypto.randomUUID()}`;
    const count = Math.max(1, Math.floor(minutes / each));
    localStorage.setItem(KEPT, JSON.stringify({ id, exam, topic, count, minutes, begun: Date.now() }));
  }

  function showOwn({ id, exam, topic, count, minutes, begun, ended }) {
    ends = ended ?? begun + minutes * MINUTE;
    isOver = Boolean(ended);
    const words = `${count} ${count === 1 ? "question" : "questions"}${topic ? ` of ${topic}` : ", mixed"}`;
    for (const part of page.querySelectorAll("[data-words]")) part.textContent = words;
    for (const part of page.querySelectorAll("[data-exam]")) part.textContent = exam;
    const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
    find("until").textContent = `Until ${time.format(ends)}`;
    const form = find("keep").elements;
    Object.entries({ session: id, exam, topic, minutes, begun, ended: ended ?? "" }).forEach(([name, value]) => {
      form[name].value = value;
    });
    const done = [...form.asked].find((one) => Number(one.value) === count);
    if (done) done.checked = true;
    show(false);
  }

  function show(isBeginning) {
    find("begin").hidden = !isBeginning;
    find("running").hidden = isBeginning || isOver;
    find("ended").hidden = isBeginning || !isOver;
  }

  function tick() {
    if (!ends || isOver) return;
    const left = ends - Date.now();
    if (left <= 0) return end(ends);
    const seconds = Math.ceil(left / 1000);
    find("left").hidden = false;
    find("left").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function end(at) {
    isOver = true;
    find("keep").elements.ended.value = Math.round(at);
    if (own) localStorage.setItem(KEPT, JSON.stringify({ ...own, ended: Math.round(at) }));
    show(false);
    find("ended").querySelector("h1").focus?.();
  }

  // The moment it was over is told with how it went, so that this needs nobody to hear it.
  function early(event) {
    event.preventDefault();
    end(Date.now());
  }

  function told() {
    localStorage.removeItem(KEPT);
    if (isKnown) localStorage.setItem(TOLD, page.dataset.id);
  }

  function leave(event) {
    if (!own) return told();
    event.preventDefault();
    localStorage.removeItem(KEPT);
    location.reload();
  }

  function limit() {
    const done = Number(find("keep").elements.asked.value);
    for (const button of find("keep").querySelectorAll('button[name="right"]')) {
      button.disabled = Number(button.value) > done;
    }
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}
