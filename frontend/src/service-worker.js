// Keeps Today, Week, Help, the screens for when it has all collapsed, the one-minute tools, sign-out and
// check-in for use without a connection, and what is said there then, marks, wins, a sign-out, a check-in, tasks
// and lighter days, until it can be sent.
// The server puts the addresses of the files of this release in front, as TRIMTAB_FILES.
import { keep, remove, removeAll, waiting } from "./waiting.js";
import { queuedFrom } from "./queued.js";
import { asOf, isEarlierDay, listed, notice, winsWaiting, withCheckIn, withMarks } from "./words.js";

const FILES = self.TRIMTAB_FILES ?? [];
const FILE_CACHE = "trimtab-files";
const PAGE_CACHE = "trimtab-pages";
const BLANK_CHECK_IN = "/check-in/blank"; // of no day in particular: what was said before stays on the computer
const TOOLS = ["/tools", "/tools/breathing", "/tools/grounding", "/tools/stretch", "/tools/sit", "/tools/wind-down"];
const SMALL_THINGS = "/reset/small"; // what is chosen before it goes no further than its answer
const RESET = ["/reset", "/reset/help", "/reset/pause", SMALL_THINGS, "/reset/people", "/reset/days"];
const FOCUS = "/focus";
const BURST = "/learning/burst";
const KEPT_PAGES = ["/", "/help", "/sign-out", "/week", FOCUS, BLANK_CHECK_IN, ...RESET, ...TOOLS, BURST];
const MARK = "/today/mark";
const LIGHTER = "/lighter";
const QUEUED = [
  MARK, "/wins", "/sign-out", "/check-in", LIGHTER, FOCUS, BURST, "/learning/notebook", "/tasks",
];
const TAKEN_OFF = "/waiting/remove"; // never sent: what still waits is only here
const KEPT_AT = "x-kept-at";
const CLOSED = "x-closed"; // on the computer a passphrase is still to be typed
const PATIENCE_MS = 4000;
const OLD_MS = 3600000; // a kept page this old is fetched again when any page is opened
const MARK_PATIENCE_MS = 10000; // one that arrives after all has the same id, and counts once
const PLAN_PATIENCE_MS = 30000; // lighter days are answered once they are planned

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("sync", (event) => event.waitUntil(send()));
self.addEventListener("message", (event) => {
  if (event.data?.kind === "send") event.waitUntil(goOn());
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  const { method, mode } = event.request;
  if (method === "GET" && FILES.includes(url.pathname + url.search)) {
    event.respondWith(file(event.request));
  } else if (method === "GET" && mode === "navigate") {
    event.respondWith(visit(event.request, url));
  } else if (method === "POST" && QUEUED.includes(url.pathname)) {
    event.respondWith(say(event.request, url.pathname));
  } else if (method === "POST" && url.pathname === TAKEN_OFF) {
    event.respondWith(takeOff(event.request));
  } else if (method === "POST" && mode === "navigate" && url.pathname === SMALL_THINGS) {
    event.respondWith(offer(event.request));
  } else if (method === "POST" && mode === "navigate" && url.pathname === "/leave") {
    event.respondWith(leave(event.request));
  }
});

async function install() {
  const files = await caches.open(FILE_CACHE);
  await files.addAll(FILES);
  await keepPages();
  await self.skipWaiting();
}

async function activate() {
  const files = await caches.open(FILE_CACHE);
  for (const request of await files.keys()) {
    const url = new URL(request.url);
    if (!FILES.includes(url.pathname + url.search)) await files.delete(request);
  }
  await self.clients.claim();
}

// A page that was on its way while this worker began is claimed once it speaks.
async function goOn() {
  await self.clients.claim();
  await send();
  await keepPages();
}

async function file(request) {
  return (await caches.match(request, { cacheName: FILE_CACHE })) ?? fetch(request);
}

// Today comes first: who may not see it has not come in, and is shown Help without their contacts.
async function keepPages() {
  for (const path of KEPT_PAGES) {
    const found = await caches.match(path, { cacheName: PAGE_CACHE });
    const keptAt = Date.parse(found?.headers.get(KEPT_AT) ?? "");
    if (Date.now() - keptAt < OLD_MS) continue;
    const isOwn = await renew(path).catch(() => false);
    if (!isOwn) return;
  }
}

async function renew(path) {
  const begun = timesForgotten;
  const answer = await fetch(path, { credentials: "same-origin" });
  await keepPage(path, answer, begun);
  return answer.ok && !answer.redirected;
}

// Only a whole page of one's own is kept; who may not come in any more keeps nothing, and nothing
// that was on its way meanwhile.
let timesForgotten = 0;

async function keepPage(path, answer, begun) {
  if (answer.status === 401) await forget().catch(() => {}); // its page is shown all the same
  if (answer.headers.has(CLOSED) || !answer.ok || answer.redirected || !KEPT_PAGES.includes(path)) return;
  const copy = answer.clone();
  const headers = new Headers(copy.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  const content = await copy.blob();
  if (begun !== timesForgotten) return;
  await put(path, new Response(content, { headers })).catch(() => {}); // a full phone: what came is shown
}

async function put(path, page) {
  const pages = await caches.open(PAGE_CACHE);
  await pages.put(path, page);
}

async function visit(request, url) {
  const path = url.pathname;
  const begun = timesForgotten;
  const asked = fetch(request);
  try {
    const isKept = await caches.match(path, { cacheName: PAGE_CACHE });
    const answer = await (isKept ? within(PATIENCE_MS, asked) : asked);
    if (!url.search) await keepPage(path, answer, begun);
    const isOwnHidden = path === "/help" && answer.headers.has(CLOSED);
    return (isOwnHidden && (await kept(path, "Closed on your computer."))) || answer;
  } catch {
    // What was kept may be forgotten meanwhile: then a late answer is waited for after all.
    return (await kept(path === "/check-in" ? BLANK_CHECK_IN : path)) ?? (await kept("/help")) ?? asked;
  }
}

// Without a connection the small things are those for who chose nothing.
async function offer(request) {
  try {
    const answer = await within(PATIENCE_MS, fetch(request));
    if (!answer.headers.has(CLOSED)) return answer;
  } catch {} // as for who is told that it is closed
  return (await kept(SMALL_THINGS)) ?? (await kept("/help")) ?? Response.error();
}

// In a dead corner a request neither fails nor ends: what is kept then goes on without it.
function within(patience, answer) {
  const late = new Promise((_, refuse) => setTimeout(refuse, patience, new Error("late")));
  return Promise.race([answer, late]);
}

async function kept(path, why) {
  const found = await caches.match(path, { cacheName: PAGE_CACHE });
  if (!found) return undefined;
  const marks = await waiting();
  const keptAt = found.headers.get(KEPT_AT);
  const isOfBefore = path === "/" && isEarlierDay(keptAt);
  const isWeekKept = isOfBefore && (await caches.match("/week", { cacheName: PAGE_CACHE }));
  const isScreen = [FOCUS, BURST, ...TOOLS, ...RESET].includes(path);
  const words = isScreen ? "" : notice(path, asOf(keptAt), marks, { why, isWeekKept });
  const text = withCheckIn(withMarks(await found.text(), marks), marks, keptAt)
    .replace(/<main /, (main) => words + main)
    .replace(/<form class="win-form" method="post" action="\/wins"/, (form) => winsWaiting(marks) + form);
  return new Response(text, { headers: found.headers });
}

async function say(request, path) {
  const again = request.clone();
  try {
    const patience = path === LIGHTER ? PLAN_PATIENCE_MS : MARK_PATIENCE_MS;
    const answer = await within(patience, fetch(request));
    if (!answer.headers.has(CLOSED)) return answer;
    throw new Error("closed");
  } catch {
    const typed = new URLSearchParams(await again.text());
    // A round begun from Today runs on its own page, which sends it on when it can.
    if (path === FOCUS && typed.get("do") === "begin") return Response.redirect(`${FOCUS}#begin=${typed.get("for") ?? ""}`, 303);
    if (path === BURST && typed.get("do") === "begin") return Response.redirect(`${BURST}#begin=${typed.get("minutes")}`, 303);
    if (path === BURST && typed.get("do") !== "keep") return Response.redirect(BURST, 303);
    const said = queuedFrom(path, typed);
    const same = (await waiting()).some((one) => one.id === said.id);
    await keep(same ? { ...said, id: crypto.randomUUID() } : said);
    await self.registration.sync?.register("marks").catch(() => {});
    if (again.headers.get("hx-request") === "true") {
      return new Response(null, { status: 204, headers: { "HX-Refresh": "true" } });
    }
    return again.mode === "navigate" ? Response.redirect("/", 303) : new Response(null, { status: 202 });
  }
}

async function takeOff(request) {
  const typed = new URLSearchParams(await request.text());
  await remove(typed.get("id"));
  const back = typed.get("back");
  return Response.redirect(KEPT_PAGES.includes(back) ? back : "/", 303);
}

let sending = null;
let isAskedAgain = false;

// Who asks while something is on its way may know that the computer is back: it is tried once more.
function send() {
  isAskedAgain = sending !== null;
  sending ??= sendAll().finally(() => {
    sending = null;
    return isAskedAgain ? send() : undefined;
  });
  return sending;
}

async function sendAll() {
  const sentences = [];
  let arrived = 0;
  for (const one of await waiting()) {
    const { path = MARK, ...said } = one;
    let answer;
    try {
      answer = await fetch(path, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(said),
      });
    } catch {
      break;
    }
    if (answer.status === 409 || answer.status === 200) {
      const { sentence } = await answer.json().catch(() => ({}));
      if (sentence) sentences.push(`${listed(one)} ${sentence}`);
    } else if (!answer.ok) {
      break; // neither taken nor refused: it waits
    }
    arrived += 1;
    await remove(one.id);
  }
  if (arrived === 0) return;
  await renew("/").catch(() => {});
  for (const client of await self.clients.matchAll({ type: "window" })) {
    client.postMessage({ kind: "arrived", sentences });
  }
}

async function leave(request) {
  const answer = await fetch(request);
  if (answer.ok) await forget();
  return answer;
}

async function forget() {
  timesForgotten += 1;
  await caches.delete(PAGE_CACHE);
  await removeAll();
}
