// The focus timer on its page: told by the instants at which rounds end, so a tab that slept, a reload and a
// second tab all show the same. What is said stays here and is sent; without a connection it is sent later.
import { breakOf, isLong, merged, standing } from "./rounds.js";

const KEPT = "trimtab-focus"; // the session, and what it is for until the computer knows
const WISHES = "trimtab-focus-wishes";
const TOLD = "trimtab-focus-told"; // which end was told, so that of two tabs one rings
const MINUTE = 60000;
const LATE_MS = 120000; // who finds a round over long after needs no bell
const ACTIVE_EVERY = 90; // minutes of work within which one break is to move in
const OLD_MS = 12 * 60 * MINUTE;
const WORDS = { work: "Round", paused: "paused", break: "Break" };
const NOTICES = { break: "The round is over.", ready: "The break is over." };

const room = document.querySelector("[data-focus]");
if (room) run(room);

function run(page) {
  const find = (name) => page.querySelector(`[data-${name}]`);
  const ideas = JSON.parse(page.dataset.ideas);
  const title = document.title;
  let told = page.dataset.session ? JSON.parse(page.dataset.session) : null;
  let phase = "";
  let awake = null;
  let sound = null;

  let session = newest(told, kept());
  hold(session);
  beginFromAddress();
  send();
  show();
  setInterval(show, 1000);
  window.addEventListener("storage", ({ key }) => {
    if (key === KEPT) {
      session = newest(session, kept());
      show();
    }
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", show);
  find("beginning").addEventListener("submit", begin);
  find("verbs").addEventListener("submit", say);
  for (const box of page.querySelectorAll("[data-wish]")) wish(box);

  function begin(event) {
    const form = event.target;
    const rhythm = lengths(form);
    if (!rhythm) return; // the computer says what is wrong with it
    event.preventDefault();
    const typed = form.elements.other.value.trim();
    const option = form.elements.for?.selectedOptions[0];
    start({
      rhythm,
      for: typed ? "" : (option?.value ?? ""),
      name: typed || option?.dataset.name || "Focus",
      other: typed,
    });
  }

  function start(about) {
    const now = Date.now();
    if (session && standing(session, now).phase !== "over") said("finish", now);
    session = { id: crypto.randomUUID?.() ?? `${now}-${Math.random()}`, start: now, said: [], unsent: true, ...about };
    readySound();
    phase = "";
    hold(session);
    send();
    show();
  }

  // One tap on Today without a connection leads here, with what it was for.
  function beginFromAddress() {
    const key = location.hash.startsWith("#begin=") && location.hash.slice(7);
    if (!key) return;
    history.replaceState(null, "", location.pathname);
    const option = page.querySelector(`option[value="${CSS.escape(key)}"]`);
    const chosen = page.querySelector('[name="rhythm"]:checked');
    const rhythm = chosen?.dataset.lengths?.split("/").map(Number) ?? [25, 5, 20, 4];
    start({ rhythm, for: key, name: option?.dataset.name ?? "Focus", other: "" });
  }

  function say(event) {
    event.preventDefault();
    if (!session) return;
    readySound();
    said(event.submitter.value, Date.now());
    send();
    show();
  }

  function said(verb, at) {
    session = { ...session, said: [...session.said, [verb, at]], unsent: true };
    hold(session);
  }

  async function send() {
    if (!session?.unsent) return;
    const sent = session;
    const form = new URLSearchParams({
      do: "sync",
      session: sent.id,
      start: sent.start,
      rhythm: sent.rhythm.join("/"),
      said: sent.said.map(([verb, at]) => `${verb}@${at}`).join(),
      for: sent.for ?? "",
      other: sent.other ?? "",
      name: sent.name ?? "",
    });
    const answer = await fetch("/focus", { method: "POST", body: form }).catch(() => null);
    if (!answer || answer.status >= 500 || answer.status === 401) return; // it waits
    if (answer.status === 409) find("refused").textContent = (await answer.json().catch(() => ({}))).sentence ?? "";
    if (session?.id !== sent.id || session.said.length !== sent.said.length) return send();
    session = { ...session, unsent: false };
    hold(session);
    told = session;
  }

  function show() {
    const now = Date.now();
    if (session?.unsent && Math.floor(now / 1000) % 30 === 0) send();
    const state = session && standing(session, now);
    const isShown = state && state.phase !== "over";
    find("running").hidden = !isShown;
    find("begin").hidden = Boolean(isShown);
    if (!isShown) return rest(state);
    if (session.name) find("name").firstElementChild.textContent = session.name;
    if (state.phase + state.round !== phase) turn(state, now);
    const ahead = Math.max(0, state.phase === "paused" ? state.left : state.until - now);
    const isCounted = state.phase !== "ready";
    const text = isCounted ? clock(ahead) : "";
    find("left").hidden = !isCounted;
    find("left").textContent = text;
    find("until").textContent = until(state);
    find("kept").textContent = keptWords(state);
    find("passed").setAttribute("width", String(share(state, ahead)));
    document.title = text || title;
  }

  function rest(state) {
    document.title = title;
    letSleep();
    if (!state || phase === "over") return;
    const isOwn = phase !== "";
    phase = "over";
    if (!isOwn && Date.now() - state.until > OLD_MS) return;
    const ended = find("ended");
    ended.hidden = keptWords(state) === "";
    ended.firstChild.textContent = `${keptWords(state)} `;
    if (isOwn) find("begin").querySelector("h1").scrollIntoView?.({ block: "center" });
  }

  function turn(state, now) {
    const isFirst = phase === "";
    phase = state.phase + state.round;
    find("running").className = `running phase-${state.phase}`;
    find("eyebrow").textContent = eyebrow(state);
    for (const button of page.querySelectorAll("[data-phases]")) {
      button.hidden = !button.dataset.phases.split(" ").includes(state.phase);
    }
    showIdea(state);
    find("said").textContent = eyebrow(state);
    if (state.phase === "work") stayAwake();
    else letSleep();
    if (!isFirst && NOTICES[state.phase] && now - state.since < LATE_MS) ring(state);
  }

  function eyebrow({ phase: name, round }) {
    if (name === "ready") return `Ready for round ${round + 1}`;
    if (name === "paused") return `Round ${round}, paused`;
    if (name === "break") return isLong(session, round) ? "Long break" : "Break";
    return `${WORDS[name]} ${round}`;
  }

  function until(state) {
    if (state.phase === "ready" || state.phase === "paused") return "";
    const wall = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: page.dataset.zone };
    const time = new Intl.DateTimeFormat("en-GB", wall);
    return `Until ${time.format(state.until)}`;
  }

  function share(state, ahead) {
    if (state.phase === "ready") return 100;
    const whole = (state.phase === "break" ? breakOf(session, state.round) : session.rhythm[0]) * MINUTE;
    return Math.min(100, Math.max(0, 100 - (100 * ahead) / whole));
  }

  function showIdea(state) {
    const isBreak = state.phase === "break" || state.phase === "ready";
    find("idea").hidden = !isBreak;
    if (!isBreak) return;
    const [words, way] = idea(state);
    find("idea-words").textContent = words;
    find("idea-way").hidden = !way;
    if (way) find("idea-way").href = way;
  }

  function idea({ round }) {
    const minutes = breakOf(session, round);
    if (minutes >= 12 && ideas.food) return [ideas.food, ""];
    const isActive = round % Math.max(1, Math.floor(ACTIVE_EVERY / session.rhythm[0])) === 0;
    const lists = isActive ? ideas.moving : ideas.lists;
    const lengths = Object.keys(lists).map(Number).filter((one) => one <= minutes);
    const list = lists[Math.max(1, ...lengths)];
    const begins = [...session.id].reduce((sum, sign) => sum + sign.codePointAt(0), 0);
    return list[(begins + round) % list.length];
  }

  function ring(state) {
    const key = `${session.id} ${state.phase} ${state.round}`;
    if (localStorage.getItem(TOLD) === key) return;
    localStorage.setItem(TOLD, key);
    const { chime, notice } = wishes();
    if (chime) play();
    if (notice) tell(NOTICES[state.phase]);
  }

  // Browsers let a page sound only after a tap on it.
  function readySound() {
    if (!wishes().chime || !window.AudioContext) return;
    sound ??= new AudioContext();
    sound.resume();
  }

  function play() {
    readySound();
    if (!sound) return;
    const [tone, volume] = [sound.createOscillator(), sound.createGain()];
    tone.frequency.value = 528;
    volume.gain.setValueAtTime(0.0001, sound.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.2, sound.currentTime + 0.05);
    volume.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + 1.6);
    tone.connect(volume).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 1.7);
  }

  async function tell(words) {
    if (window.Notification?.permission !== "granted") return;
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration) registration.showNotification("Focus", { body: words, tag: "focus", silent: true });
    else new Notification("Focus", { body: words, tag: "focus", silent: true });
  }

  function wish(box) {
    const name = box.dataset.wish;
    box.checked = Boolean(wishes()[name]);
    box.addEventListener("change", async () => {
      if (name === "notice" && box.checked) {
        box.checked = (await window.Notification?.requestPermission()) === "granted";
      }
      localStorage.setItem(WISHES, JSON.stringify({ ...wishes(), [name]: box.checked }));
      if (name === "chime" && box.checked) play();
      if (name === "awake") box.checked ? stayAwake() : letSleep();
    });
  }

  function stayAwake() {
    const isAsked = wishes().awake && phase.startsWith("work") && document.visibilityState === "visible";
    if (awake || !isAsked) return;
    navigator.wakeLock?.request("screen").then((lock) => {
      awake = lock;
      lock.addEventListener("release", () => { awake = null; });
    }, () => {});
  }

  function letSleep() {
    awake?.release();
    awake = null;
  }
}

function lengths(form) {
  const chosen = form.querySelector('[name="rhythm"]:checked');
  if (chosen?.dataset.lengths) return chosen.dataset.lengths.split("/").map(Number);
  const [work, pause] = [form.elements.work, form.elements.pause].map(({ value }) => Number(value.trim() || NaN));
  const isSound = Number.isInteger(work) && Number.isInteger(pause) && work >= 1 && work <= 180 && pause >= 1 && pause <= 60;
  return isSound ? [work, pause, Math.min(60, 4 * pause), 4] : null;
}

// Of two sessions the one begun later counts; of one, all that was said to it anywhere.
function newest(one, other) {
  if (!one || !other) return one ?? other;
  if (one.id === other.id) return merged(one, other);
  return one.start >= other.start ? one : other;
}

function kept() {
  return read(KEPT);
}

function hold(session) {
  if (!session) return;
  const { name, other, ...rest } = session;
  const isOver = standing(session, Date.now()).phase === "over";
  localStorage.setItem(KEPT, JSON.stringify(isOver && !session.unsent ? rest : session));
}

function wishes() {
  return read(WISHES) ?? {};
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const tail = `${String(minutes).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}

function keptWords({ phase, kept: milliseconds, rounds }) {
  const minutes = Math.floor(milliseconds / MINUTE);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const length = hours === 0 ? `${rest} min` : rest === 30 ? `${hours}½ h` : `${hours} h${rest ? ` ${rest} min` : ""}`;
  const count = rounds > 1 ? `, in ${rounds} rounds` : "";
  if (minutes === 0) return phase === "over" && milliseconds >= MINUTE / 2 ? "Less than a minute kept." : "";
  return `${length} kept${count}.`;
}
