// Every block by keyboard: arrows go from block to block; Enter picks one up, arrows move it.

const STEPS = { ArrowUp: [-1, 15], ArrowDown: [1, 15], ArrowLeft: [-1, 1440], ArrowRight: [1, 1440] };
const SMALL_STEP = 5;

// What a key asks for while a block is held: a move, a length, to put it down or back.
export function askedWhileHeld({ key, shiftKey }) {
  if (key in STEPS) {
    const [way, minutes] = STEPS[key];
    return { does: "move", way, minutes: shiftKey && minutes < 1440 ? SMALL_STEP : minutes };
  }
  if (key === "+" || key === "=") return { does: "stretch", by: SMALL_STEP };
  if (key === "-") return { does: "stretch", by: -SMALL_STEP };
  if (key === "Enter" || key === " ") return { does: "drop" };
  if (key === "Escape") return { does: "putBack" };
  return null;
}

export function askedOfBlock({ key }) {
  if (key === "Enter" || key === "m") return "pickUp";
  if (key === " " || key === "o") return "open";
  return null;
}

// The block an arrow leads to: by time up and down, to the nearest on another day sideways.
export function neighbour(blocks, from, key) {
  const at = blocks.findIndex((one) => one.key === from);
  if (key === "Home") return blocks[0];
  if (key === "End") return blocks.at(-1);
  if (key === "ArrowUp" || key === "ArrowDown") return blocks[at + (key === "ArrowUp" ? -1 : 1)];
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
  const wanted = blocks[at].at + (key === "ArrowLeft" ? -1440 : 1440);
  const day = Math.floor(wanted / 1440);
  const there = blocks.filter((one) => Math.floor(one.at / 1440) === day);
  return there.sort((a, b) => Math.abs(a.at - wanted) - Math.abs(b.at - wanted))[0];
}
