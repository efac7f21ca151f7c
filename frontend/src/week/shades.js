// How good each place for the held block is, drawn behind the days.
import { DAY, STEP, clockOf, dayOf, midnightOf } from "./wall.js";

const SVG = "http://www.w3.org/2000/svg";
const SAID = {
  5: "the week gains",
  4: "it costs next to nothing",
  3: "it costs under 30 min",
  2: "it costs under 2 h",
  1: "it costs more than 2 h",
};

// Places of a block: for each start, in minutes, the shade from 1 (dear) to 5 (the week gains).
export function readPlaces(told) {
  const shades = new Map();
  for (const [day, first, last, shade] of told.runs) {
    const midnight = midnightOf(day);
    for (let at = first; at <= last; at += STEP) shades.set(midnight + at, shade);
  }
  return { shades, runs: told.runs, best: told.best };
}

export const isPlace = (places, start) => !places || places.shades.has(start);

export function quickWords(places, start) {
  const when = `${dayOf(start).slice(8)} ${clockOf(start)}`;
  const shade = places?.shades.get(start);
  return shade ? `${clockOf(start)}: ${SAID[shade]}.` : places ? "There is no room for it here." : when;
}

// The nearest start that is a place, going one way; undefined where there is none.
export function nextPlace(places, from, way, within) {
  for (let at = from; Math.abs(at - from) <= within; at += way * STEP) {
    if (isPlace(places, at)) return at;
  }
  return undefined;
}

// Draw the runs into day columns, given as [day, element].
export function drawShades(columns, places) {
  clearShades(columns);
  for (const [day, element] of columns) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "shades");
    svg.setAttribute("viewBox", `0 0 1 ${DAY}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const [ofDay, first, last, shade] of places.runs) {
      if (ofDay === day) svg.append(band(first, last + STEP - first, shade));
    }
    element.append(svg);
  }
}

export function clearShades(columns) {
  for (const [, element] of columns) element.querySelector(":scope > .shades")?.remove();
}

function band(top, height, shade) {
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", `shade-${shade}`);
  rect.setAttribute("y", top);
  rect.setAttribute("width", 1);
  rect.setAttribute("height", height);
  return rect;
}
