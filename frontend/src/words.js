// What is said on a page that is shown without a connection.
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const VERBS = { done: "done", shorter: "shorter", not_today: "not today", undone: "taken back" };

const WHAT = { "/help": "This is Help", "/sign-out": "This is sign-out", "/week": "This is Week", "/check-in/blank": "This is the check-in" };
const CHECK_IN_WAITS = "Your check-in waits on this phone, and goes out when your computer is in reach.";
const DAY_ENDS_MS = 4 * 3600000; // who is up at half past midnight means the day before
const DAYS_AFTER = '<p>The days after it are in <a href="/week">Week</a>.</p>';

/** Text as it may stand in a page. */
export function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
}

/** When a page was kept, by the phone's own clock: "05:40", or with its day. */
export function asOf(iso, now = new Date()) {
  const at = new Date(iso ?? now);
  const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" }).format(at);
  if (at.toDateString() === now.toDateString()) return time;
  const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
  return `${day.format(at)}, ${time}`;
}

/** Whether a page was kept on a day before this one, by the phone's own clock. */
export function isEarlierDay(iso, now = new Date()) {
  const at = new Date(iso ?? now);
  return at < now && at.toDateString() !== now.toDateString();
}

/** What waits, in words: "Run: done.", "Win: called Mother.", "Sign-out." */
export function listed(mark) {
  if (mark.path === "/wins") return `Win: ${mark.text.replace(/[.\s]+$/, "")}.`;
  if (mark.path === "/sign-out") return "Sign-out.";
  if (mark.path === "/learning/notebook") return `Question: ${mark.question.replace(/[.\s]+$/, "")}.`;
  if (mark.path === "/tasks") return `Task: ${mark.line.replace(/[.\s]+$/, "")}.`;
  if (mark.path === "/learning/burst") return `Questions: ${mark.asked} done${mark.right ? `, ${mark.right} right` : ""}.`;
  if (mark.path === "/check-in") return "Check-in.";
  if (mark.path === "/focus") return "Focus: the rounds of a session.";
  if (mark.path === "/lighter") return mark.do === "end" ? "Back to usual days." : "Lighter days.";
  const verb = VERBS[mark.verb] ?? (mark.minutes ? `${mark.minutes} min` : "changed");
  return `${mark.shown ?? mark.name ?? "A block"}: ${verb}.`;
}

// A slip is taken off before it is sent; the service worker alone hears that.
function takenOff(mark, path) {
  const told = escaped(`Take off: ${listed(mark)}`);
  return `<form method="post" action="/waiting/remove" data-queue="waiting"><input type="hidden" name="id" value="${escaped(mark.id)}"><input type="hidden" name="back" value="${path}"><button class="text-button" aria-label="${told}">Take off</button></form>`;
}

/** A kept page with what waits of its blocks beside their buttons. */
export function withMarks(page, marks) {
  return marks.reduce((text, mark) => {
    const field = `<input type="hidden" name="key" value="${escaped(mark.key ?? "")}">`;
    const verb = VERBS[mark.verb] ?? `${mark.minutes} min`;
    const told = `<span class="waits quiet">${verb[0].toUpperCase()}${escaped(verb.slice(1))}: waits on this phone.</span>`;
    return mark.path ? text : text.replaceAll(field, () => told + field);
  }, page);
}

/** A kept Today that asks how the day was, once that waits here: of this day, or of the page's own. */
export function withCheckIn(page, marks, keptAt, now = new Date()) {
  const days = [dayMeant(keptAt ?? now), dayMeant(now)];
  const isSaid = marks.some((one) => one.path === "/check-in" && days.includes(dayMeant(one.said_at)));
  if (!isSaid) return page;
  const line = /<p class="quiet-line card">[^]*?<\/p>/;
  return page.replace(line, (asked) => (asked.includes('href="/check-in"') ? `<p class="quiet-line card">${CHECK_IN_WAITS}</p>` : asked));
}

function dayMeant(moment) {
  return new Date(new Date(moment).getTime() - DAY_ENDS_MS).toDateString();
}

/** Wins that wait, where they were typed: the notice above may be out of sight there. */
export function winsWaiting(marks) {
  const wins = marks.filter((one) => one.path === "/wins");
  const lines = wins.map((one) => `<li><bdi>${escaped(one.text)}</bdi> <span class="quiet">waits on this phone</span></li>`);
  return wins.length ? `<ul id="wins-waiting">${lines.join("")}</ul>` : "";
}

/** What stands above a kept page: why it is that one, as of when, where later days are, what waits. */
export function notice(path, time, marks, { why = "No connection.", isWeekKept = false } = {}) {
  const what = WHAT[path] ?? "This is your plan";
  const lines = marks.map((one) => `<li><bdi>${escaped(listed(one))}</bdi> ${takenOff(one, path)}</li>`).join("");
  const rest = marks.length ? `<p>Will be kept when you are back:</p><ul class="sentences waiting">${lines}</ul>` : "";
  const later = isWeekKept ? DAYS_AFTER : "";
  return `<div class="banner" role="status" id="kept"><p>${why} ${what} as of ${escaped(time)}.</p>${later}${rest}</div>\n`;
}
