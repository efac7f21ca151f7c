// What is said on a page that is shown without a connection.
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const VERBS = { done: "done", shorter: "shorter", not_today: "not today", undone: "taken back" };

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

/** One mark in words: "Run: done." */
export function listed(mark) {
  const verb = VERBS[mark.verb] ?? (mark.minutes ? `${mark.minutes} min` : "changed");
  return `${mark.name ?? "A block"}: ${verb}.`;
}

/** What stands above a kept page: why it is that one, as of when, and what waits. */
export function notice(path, time, marks, why = "No connection.") {
  const what = path === "/help" ? "This is Help" : "This is your plan";
  const lines = marks.map((one) => `<li><bdi>${escaped(listed(one))}</bdi></li>`).join("");
  const rest = marks.length ? `<p>Waiting to arrive:</p><ul class="sentences">${lines}</ul>` : "";
  return `<div class="banner" role="status" id="kept"><p>${why} ${what} as of ${escaped(time)}.</p>${rest}</div>\n`;
}
