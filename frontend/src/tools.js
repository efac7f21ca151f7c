// A one-minute tool: one step after the other by the clock, with drawings that keep to it. It begins as the
// page opens, ends whenever somebody leaves, and counts and keeps nothing.
const TICK_MS = 200;
const LONG_SECONDS = 15; // a step this long is not counted by the second: that would only hurry

const room = document.querySelector("[data-tool]");
if (room) run(room);

function run(tool) {
  const items = [...tool.querySelectorAll(".tool-steps li")];
  const lengths = items.map((item) => Number(item.dataset.seconds));
  const one = lengths.reduce((sum, length) => sum + length, 0);
  const all = one * Number(tool.dataset.rounds);
  const count = tool.querySelector(".count");
  const said = tool.querySelector("[data-said]");
  const pause = tool.querySelector("[data-pause]");
  const next = tool.querySelector("[data-next]");
  let gone = 0; // seconds
  let before = performance.now();
  let shown = -1;
  let isPaused = false;
  let isOver = false;
  let awake = null;

  tool.classList.toggle("has-breath", tool.querySelector(".box-breath") !== null);
  pause.addEventListener("click", toggle);
  next.addEventListener("click", skip);
  next.hidden = tool.classList.contains("has-breath");
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !isPaused && !isOver) stayAwake();
  });
  begin();
  setInterval(tick, TICK_MS);

  function begin() {
    gone = 0;
    shown = -1;
    isOver = isPaused = false;
    before = performance.now();
    tool.classList.add("is-going");
    tool.classList.remove("is-over");
    pause.textContent = "Pause";
    next.hidden = tool.classList.contains("has-breath");
    stayAwake();
    show();
  }

  function tick() {
    const now = performance.now();
    if (!isPaused && !isOver) gone += (now - before) / 1000;
    before = now;
    if (!isOver) show();
  }

  function place() {
    let within = gone % one;
    const at = lengths.findIndex((length) => (within -= length) < 0);
    return { at, left: -within };
  }

  function show() {
    if (gone >= all) return end();
    const { at, left } = place();
    const turn = Math.floor(gone / one) * items.length + at;
    if (turn !== shown) {
      shown = turn;
      for (const item of items) item.removeAttribute("aria-current");
      items[at].setAttribute("aria-current", "step");
      said.textContent = spoken(items[at]);
    }
    const length = lengths[at];
    count.textContent = length <= LONG_SECONDS ? String(Math.min(length, Math.floor(length - left) + 1)) : "";
    for (const motion of tool.getAnimations({ subtree: true })) {
      if (motion.animationName) motion.currentTime = gone * 1000;
      if (isPaused) motion.pause();
    }
  }

  function spoken(item) {
    const lead = item.querySelector(".lead")?.textContent ?? "";
    return `${lead} ${item.querySelector(".words").textContent}`.trim();
  }

  function toggle() {
    if (isOver) return begin();
    isPaused = !isPaused;
    pause.textContent = isPaused ? "Go on" : "Pause";
    for (const motion of tool.getAnimations({ subtree: true })) isPaused ? motion.pause() : motion.play();
    if (isPaused) letSleep();
    else stayAwake();
  }

  function skip() {
    gone += place().left;
    show();
  }

  function end() {
    isOver = true;
    tool.classList.remove("is-going");
    tool.classList.add("is-over");
    pause.textContent = "Once more";
    next.hidden = true;
    said.textContent = "That was it.";
    letSleep();
  }

  // A phone that goes dark in the middle of it would end it.
  function stayAwake() {
    navigator.wakeLock?.request("screen").then((lock) => { awake = lock; }, () => {});
  }

  function letSleep() {
    awake?.release();
    awake = null;
  }
}
