// The week as a calendar: Event Calendar, laid out by the days that fit.
import { createCalendar, destroyCalendar, Interaction, TimeGrid } from "@event-calendar/core";
import { flushSync } from "svelte";
import { STEP, dayOf, midnightOf, minutesOf, timesText, wallOf, DAY } from "./wall.js";

const SLOT = "01:00";
const LONG_PRESS = 350;
const SIZES = [
  [45, "roomy"],
  [20, "small"],
  [15, "tiny"],
  [0, "bare"],
];
const LOW = 30; // minutes under which a block at a desk is lower than 24 px: too low for a handle

// A quarter hour holds a line of text, which is larger on narrow screens.
export const slotPixels = (days) => (days === 7 ? 56 : 80);

// `does` holds what happens on pick up, on each step, and on putting down.
export function mount(root, week, days, does) {
  const calendar = createCalendar(root, [TimeGrid, Interaction], {
    view: "timeGridDay",
    duration: { days },
    date: week.first_day,
    timeZone: week.offset,
    headerToolbar: { start: "", center: "", end: "" },
    allDaySlot: false,
    slotDuration: SLOT,
    slotLabelInterval: "03:00",
    slotLabelFormat: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    dayHeaderFormat: { weekday: "short", day: "numeric", month: "short" },
    slotHeight: slotPixels(days),
    snapDuration: `00:${String(STEP).padStart(2, "0")}`,
    slotEventOverlap: false,
    locale: "en-GB",
    eventLongPressDelay: LONG_PRESS,
    eventDragMinDistance: 4,
    events: week.blocks.map((block) => eventOf(block)),
    eventContent: ({ event }) => ({ domNodes: contentOf(event) }),
    eventDragStart: ({ event }) => does.pickUp(event.id),
    dragConstraint: ({ event, delta }) => does.step(event.id, delta.seconds / 60),
    eventDragStop: () => does.stop(),
    eventDrop: ({ event, delta, revert }) => does.drop(event.id, delta.seconds / 60, revert),
    eventResizeStart: ({ event }) => does.pickUp(event.id, { isResize: true }),
    resizeConstraint: ({ event, endDelta }) => does.stretch(event.id, endDelta.seconds / 60),
    eventResizeStop: () => does.stop(),
    eventResize: ({ event, endDelta, revert }) =>
      does.resized(event.id, endDelta.seconds / 60, revert),
  });
  // What is set is drawn at once, so that the focus can follow before the next key.
  const change = (work) => flushSync(() => work(calendar));
  return { change, destroy: () => destroyCalendar(calendar) };
}

// A block as the calendar's event, perhaps elsewhere or longer than it is.
export function eventOf(block, start = startOf(block), until = start + lengthOf(block)) {
  const size = SIZES.find(([least]) => until - start >= least)[1];
  return {
    id: block.key,
    start: wallOf(start),
    end: wallOf(until),
    title: block.name,
    display: block.isRail ? "background" : "auto",
    startEditable: block.can.includes("move"),
    durationEditable: block.can.includes("resize"),
    classNames: [
      `key-${block.key}`,
      `k-${block.kind}`,
      `t-${block.texture}`,
      size,
      ...(until - start < LOW ? ["low"] : []),
      ...(block.mark ? [`is-${block.mark}`] : []),
    ],
  };
}

export const startOf = (block) => minutesOf(block.start);
export const lengthOf = (block) => minutesOf(block.end) - minutesOf(block.start);

// Columns of the days shown, as [day, element].
export function columns(root, firstShown) {
  const cells = root.querySelectorAll(".ec-body .ec-day");
  const midnight = midnightOf(firstShown);
  return [...cells].map((cell, at) => [dayOf(midnight + at * DAY), cell]);
}

function contentOf(event) {
  const name = document.createElement("span");
  name.className = "block-name";
  name.textContent = event.title;
  const when = document.createElement("span");
  when.className = "block-times";
  when.textContent = timesText(wallMinutes(event.start), wallMinutes(event.end));
  return [name, document.createTextNode(" "), when];
}

// The calendar hands out dates whose local fields are the clock on the wall.
function wallMinutes(date) {
  return (
    Date.UTC(
      date.getFullYear(),
      date.getMonth(),
      date.getDate(),
      date.getHours(),
      date.getMinutes(),
    ) / 60000
  );
}
