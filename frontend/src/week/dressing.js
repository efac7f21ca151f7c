// What assistive technology and style need of the calendar's elements.
import { startOf } from "./calendar.js";
import { DAY, STEP, dayName, dayOf, minutesOf } from "./wall.js";

// Each block is one button with words for what it is; its parts on further days are not said again.
export function labelAll(grid, blocks, heldKey, hintId) {
  const seen = new Set();
  for (const one of grid.querySelectorAll(".ec-event, .ec-bg-event")) {
    const block = blocks.get(keyOf(one));
    const isShadow = one.classList.contains("ec-preview") || one.classList.contains("ec-ghost");
    const isFirst = block && !isShadow && !seen.has(block.key);
    if (isFirst) {
      seen.add(block.key);
      label(one, block, hintId);
    } else {
      one.setAttribute("aria-hidden", "true");
      for (const name of ["tabindex", "data-key", "role", "aria-label"]) one.removeAttribute(name);
    }
    const isHeld = Boolean(block) && block.key === heldKey;
    if (one.classList.contains("is-held") !== isHeld) one.classList.toggle("is-held", isHeld);
  }
}

function label(one, block, hintId) {
  const day = dayName(block.start.slice(0, 10));
  const mark = block.mark ? `, ${block.mark}` : "";
  one.dataset.key = block.key;
  one.setAttribute("role", "button");
  one.setAttribute("aria-describedby", hintId);
  one.setAttribute(
    "aria-label",
    `${block.name} ${block.times}, ${day}, ${block.label}, ${block.length}${mark}`,
  );
  one.removeAttribute("aria-hidden");
}

// Blocks of days with home call leave room for the line that it is.
export function makeRoom(grid) {
  const rails = [...grid.querySelectorAll(".ec-bg-event")].map((one) => one.style.gridColumn);
  for (const one of grid.querySelectorAll(".ec-event")) {
    const isBeside = rails.includes(one.style.gridColumn);
    if (one.classList.contains("beside") !== isBeside) one.classList.toggle("beside", isBeside);
  }
}

export function keyOf(one) {
  return [...(one?.classList ?? [])].find((name) => name.startsWith("key-"))?.slice(4);
}

// Blocks in order of time, each with the element that stands for it.
export function inOrder(grid, blocks) {
  return [...grid.querySelectorAll("[data-key]")]
    .filter((one) => blocks.has(one.dataset.key))
    .map((one) => ({ element: one, key: one.dataset.key, at: startOf(blocks.get(one.dataset.key)) }))
    .sort((a, b) => a.at - b.at);
}

// Of blocks in order, the one that is the block itself, or else the nearest of its name.
export function likest(ordered, blocks, block) {
  const away = ({ at }) => Math.abs(at - startOf(block));
  const isLike = ({ name, kind }) => name === block.name && kind === block.kind;
  const like = ordered.filter((one) => isLike(blocks.get(one.key)));
  return (like.length ? like : ordered).sort((one, other) => away(one) - away(other))[0];
}

// The calendar calls itself a table, which it is not to one who hears it: it is a group of blocks.
export function tidyRoles(grid) {
  const calendar = grid.querySelector(".ec");
  calendar?.setAttribute("role", "group");
  calendar?.setAttribute("aria-label", "Blocks of the week");
  const table = "[role=row], [role=rowgroup], [role=cell], [role=columnheader]";
  for (const one of calendar?.querySelectorAll(table) ?? []) {
    one.removeAttribute("role");
    one.removeAttribute("aria-colindex");
  }
}

// The present, by the server's clock and the time since it was told.
export function placeNow(columns, week, sinceMs) {
  const now = minutesOf(week.now) + Math.floor(sinceMs / 60000);
  for (const [day, column] of columns) {
    column.querySelector(".now-line")?.remove();
    if (day !== dayOf(now)) continue;
    const line = element("i", { class: `now-line at-${Math.floor((now % DAY) / STEP)}` });
    column.querySelector(":scope > .under")?.append(line);
  }
}

export function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
