// The week as the server drew it, which the calendar takes its place of and borrows from.

export const page = () => document.getElementById("week");
export const picture = () => page()?.querySelector(".picture");

// Blocks as the server tells them, with what only its drawing knows.
export async function readWeek() {
  const island = page()?.querySelector("script[data-week-blocks]");
  const week = island ? JSON.parse(island.textContent) : await fetchWeek();
  if (!week) return null;
  const rails = new Set([...page().querySelectorAll(".block.rail")].map((one) => one.dataset.key));
  for (const block of week.blocks) block.isRail = rails.has(block.key);
  return week;
}

async function fetchWeek() {
  const day = page()?.dataset.firstDay;
  const answer = await fetch(`/week/blocks.json${day ? `?from=${day}` : ""}`);
  return answer.ok ? answer.json() : null;
}

const dayPart = (day, part) => picture()?.querySelector(`[data-day="${day}"] ${part}`);

// What stands over a day, and what lies under its blocks: nights, and what hours are worth.
export function dress(columns, heads) {
  for (const [day, column] of columns) {
    column.querySelector(":scope > .under")?.remove();
    const under = document.createElement("div");
    under.className = "under";
    under.setAttribute("aria-hidden", "true");
    const track = dayPart(day, ".track");
    for (const one of track?.querySelectorAll(".night, .worth") ?? []) {
      under.append(one.cloneNode(true));
    }
    column.prepend(under);
  }
  columns.forEach(([day], at) => {
    const drawn = dayPart(day, "header");
    if (drawn && heads[at]) heads[at].replaceChildren(...[...drawn.children].map(copy));
  });
}

function copy(element) {
  const made = element.cloneNode(true);
  for (const one of [made, ...made.querySelectorAll("[id]")]) one.removeAttribute("id");
  return made;
}

// Show what may be asked of a block, as a click on it in the drawn week would.
export function open(key) {
  picture()?.querySelector(`[data-key="${key}"] .open-block`)?.click();
}

// The picture of each day above the calendar chooses the day shown.
export function dayAsked(event) {
  const link = event.target.closest?.('.glance a[href^="#day-"]');
  return link ? link.getAttribute("href").slice("#day-".length) : null;
}

export function markDays(days) {
  for (const link of document.querySelectorAll(".glance a")) {
    link.classList.toggle("shown", days.includes(link.getAttribute("href")?.slice(5)));
  }
}
