// Alertness of a day as a chart, in place of the picture the server drew; on paper that stays.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import "./chart.css";

const HEIGHT = 190;
const LEAST = 1; // Karolinska Sleepiness Scale
const MOST = 9;
const FONT = "16px system-ui, sans-serif";
const drawn = new Map();

export function drawCharts() {
  for (const [figure, chart] of drawn) {
    if (figure.isConnected) continue;
    chart.destroy();
    drawn.delete(figure);
  }
  for (const figure of document.querySelectorAll('[data-chart="alertness"]')) {
    if (!drawn.has(figure) && !figure.dataset.drawing) draw(figure);
  }
}

async function draw(figure) {
  figure.dataset.drawing = "true";
  const day = await readDay(figure).catch(() => null);
  if (day?.points.length > 1 && figure.isConnected) drawn.set(figure, chartIn(figure, day));
  delete figure.dataset.drawing;
}

// { points: [{ time, kss, low, high, asleep }], now, sleepiest }, times with their offset.
async function readDay(figure) {
  const island = figure.querySelector('script[type="application/json"]');
  if (island) return JSON.parse(island.textContent);
  const answer = await fetch(figure.dataset.source);
  return answer.ok ? answer.json() : null;
}

// Times as the person's clock shows them, whatever zone this browser is in.
const wallSeconds = (time) => Date.parse(`${time.slice(0, 16)}Z`) / 1000;
const clock = (seconds) => new Date(seconds * 1000).toISOString().slice(11, 16);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function chartIn(figure, { points, now, sleepiest }) {
  const root = document.createElement("div");
  root.className = "chart";
  root.setAttribute("aria-hidden", "true"); // the words and the table say it
  const said = document.createElement("p");
  said.className = "chart-said quiet";
  figure.prepend(root, said);
  figure.classList.add("has-chart");
  const awake = (name) => points.map((point) => (point.asleep ? null : point[name]));
  const times = points.map((point) => wallSeconds(point.time));
  const rows = [times, awake("kss"), awake("low"), awake("high")];
  const settings = options(root, points, times, said);
  const worst = points.findIndex((point) => point.time === sleepiest);
  if (worst >= 0) settings.hooks.draw.push((chart) => nameSleepiest(chart, points[worst], times[worst]));
  if (now) settings.hooks.draw.push((chart) => drawNow(chart, wallSeconds(now)));
  const chart = new uPlot(settings, rows, root);
  const sizes = new ResizeObserver(() => chart.setSize({ width: root.clientWidth, height: HEIGHT }));
  sizes.observe(root);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const repaint = () => chart.redraw();
  scheme.addEventListener("change", repaint);
  return {
    destroy() {
      sizes.disconnect();
      scheme.removeEventListener("change", repaint);
      chart.destroy();
      root.remove();
    },
  };
}

function options(root, points, times, said) {
  const axis = { font: FONT, stroke: () => colour("--quiet"), ticks: { show: false } };
  return {
    width: root.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    padding: [12, 8, 0, 0],
    scales: { y: { range: () => [LEAST, MOST] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 60,
        values: (_, seconds) => seconds.map((one) => String(Number(clock(one).slice(0, 2)))),
        splits: () => times.filter((one) => one % 14400 === 0),
      },
      {
        ...axis,
        size: 28,
        grid: { stroke: () => colour("--rule"), width: 1 },
        splits: () => [LEAST, 5, MOST],
      },
    ],
    series: [
      {},
      { stroke: () => colour("--accent"), width: 2, points: { show: false } },
      { points: { show: false } },
      { points: { show: false } },
    ],
    bands: [{ series: [3, 2], fill: () => `${colour("--accent")}38` }],
    hooks: {
      drawClear: [(chart) => shadeSleep(chart, points, times)],
      draw: [],
      setCursor: [(chart) => sayAt(chart, points, times, said)],
    },
  };
}

function shadeSleep(chart, points, times) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.fillStyle = colour("--night");
  points.forEach((point, at) => {
    if (!point.asleep) return;
    const left = chart.valToPos(times[at], "x", true);
    const right = chart.valToPos(times[at + 1] ?? times[at], "x", true);
    ctx.fillRect(left, bbox.top, right - left + 1, bbox.height);
  });
  ctx.restore();
}

function drawNow(chart, now) {
  const { ctx, bbox } = chart;
  const x = chart.valToPos(now, "x", true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.fillStyle = colour("--ink");
  ctx.fillRect(x, bbox.top, 2 * devicePixelRatio, bbox.height);
  ctx.restore();
}

// The moment that the words beside call the sleepiest bears that name here too.
function nameSleepiest(chart, worst, time) {
  const { ctx, bbox } = chart;
  const x = chart.valToPos(time, "x", true);
  const y = chart.valToPos(worst.kss, "y", true);
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour("--ink");
  ctx.beginPath();
  ctx.arc(x, y, 4 * ratio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.font = `${16 * ratio}px system-ui, sans-serif`;
  const text = `sleepiest ${clock(time)}`;
  const isRight = x > bbox.left + bbox.width / 2;
  ctx.textAlign = isRight ? "right" : "left";
  const above = y - 10 * ratio;
  const isRoom = above > bbox.top + 12 * ratio;
  ctx.fillText(text, x + (isRight ? -6 : 6) * ratio, isRoom ? above : y + 24 * ratio);
  ctx.restore();
}

function sayAt(chart, points, times, said) {
  const point = points[chart.cursor.idx];
  if (!point || chart.cursor.left < 0) said.textContent = "";
  else if (point.asleep) said.textContent = `${clock(times[chart.cursor.idx])}: asleep`;
  else {
    const range = `${Math.round(point.low)}–${Math.round(point.high)}`;
    said.textContent = `${clock(times[chart.cursor.idx])}: about ${range} of ${MOST}`;
  }
}
