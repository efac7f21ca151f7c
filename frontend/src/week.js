// On Week: a calendar in place of the drawn week, in which blocks are moved by hand and by key.
import "@event-calendar/core/index.css";
import "./week.css";
import { columns, eventOf, lengthOf, mount, slotPixels, startOf } from "./week/calendar.js";
import { daysThatFit, firstShown, isAmong } from "./week/days.js";
import { element, inOrder, keyOf, labelAll, likest, makeRoom, placeNow, tidyRoles } from "./week/dressing.js";
import * as drawn from "./week/drawn.js";
import { Hold } from "./week/hold.js";
import { askedOfBlock, askedWhileHeld, neighbour } from "./week/keys.js";
import { bePatient } from "./week/patience.js";
import { byPointer } from "./week/pointer.js";
import { tell } from "./week/server.js";
import { clearShades, drawShades } from "./week/shades.js";
import { DAY, STEP, dayName, dayOf, lengthText, midnightOf, timesText, wallOf } from "./week/wall.js";

const KEYS =
  "Drag a block to move it. By keyboard, Enter picks it up, arrows move it, Enter puts it down and " +
  "Escape puts it back; plus and minus change its length. Space shows what else can be done.";
const TOUCH = "Hold a block for a moment to move it. A tap shows what else can be done.";
const STANDS = "comes from a calendar, so it stands as it is.";
const STAYS = "stays where it is.";
const ONE_AT_A_TIME = "Put it down first: Enter. Then the other change.";

class WeekCalendar {
  constructor(week) {
    this.root = element("div", { id: "week-calendar", "hx-preserve": "true" });
    this.grid = element("div", { class: "grid" });
    this.words = element("p", { class: "words", role: "status" });
    this.hint = element("p", { class: "quiet hint", id: "week-keys" }, KEYS);
    const touch = element("p", { class: "quiet touch-hint", "aria-hidden": "true" }, TOUCH);
    this.root.append(this.hint, touch, this.grid, this.words);
    this.take(week);
    this.place();
    this.days = daysThatFit(this.root);
    this.first = firstShown(week, this.days, week.now.slice(0, 10));
    this.mounted = mount(this.grid, { ...week, first_day: this.first }, this.days, byPointer(this));
    this.listen();
  }

  take(week) {
    this.week = week;
    this.taken = performance.now();
    this.blocks = new Map(week.blocks.map((block) => [block.key, block]));
  }

  // Into the page where the drawn week is.
  place() {
    const picture = drawn.picture();
    if (!this.root.isConnected || this.root.nextElementSibling !== picture) {
      picture.before(this.root);
    }
    drawn.page().classList.add("has-calendar");
  }

  listen() {
    this.watch = new MutationObserver(() => this.decorateSoon());
    this.watch.observe(this.grid, { childList: true, subtree: true, attributeFilter: ["class"] });
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.root);
    this.grid.addEventListener("click", (event) => this.clicked(event));
    this.grid.addEventListener("keydown", (event) => this.pressed(event));
    this.grid.addEventListener("focusin", (event) => this.focused(event));
    this.grid.addEventListener("pointerdown", () => (this.hasDragged = false), true);
    this.grid.addEventListener("pointercancel", () => this.hold && this.putBack());
    this.grid.addEventListener("focusout", (event) => this.unfocused(event));
    this.minutes = setInterval(() => this.decorate(), 60000);
    this.decorateSoon();
  }

  // Days

  fit() {
    const days = daysThatFit(this.root);
    if (days === this.days) return;
    const day = this.first;
    this.days = days;
    this.mounted.change((calendar) => {
      calendar.setOption("duration", { days: this.days });
      calendar.setOption("slotHeight", slotPixels(this.days));
    });
    this.show(day);
  }

  show(day) {
    this.first = firstShown(this.week, this.days, day);
    this.mounted.change((calendar) => calendar.setOption("date", this.first));
    this.decorateSoon();
  }

  isShown(day) {
    return isAmong(this.first, this.days, day);
  }

  columns() {
    return columns(this.grid, this.first);
  }

  // What assistive technology and style need, set anew after each change of the calendar.

  decorateSoon() {
    if (this.isDue) return;
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      this.decorate();
      this.watch.takeRecords();
    });
  }

  decorate() {
    tidyRoles(this.grid);
    const heads = [...this.grid.querySelectorAll(".ec-header .ec-col-head")];
    const shown = this.columns();
    const signature = `${this.first} ${this.days} ${this.week.drawn}`;
    if (signature !== this.dressed || !shown[0]?.[1].querySelector(".under")) {
      drawn.dress(shown, heads);
      drawn.markDays(shown.map(([day]) => day));
      this.dressed = signature;
    }
    placeNow(shown, this.week, performance.now() - this.taken);
    makeRoom(this.grid);
    labelAll(this.grid, this.blocks, this.hold?.block.key, this.hint.id);
    const ordered = this.ordered();
    if (!ordered.some((one) => one.key === this.current)) this.current = ordered[0]?.key;
    for (const { element: one, key } of ordered) one.tabIndex = key === this.current ? 0 : -1;
  }

  ordered() {
    return inOrder(this.grid, this.blocks);
  }

  elementOf(key) {
    return this.grid.querySelector(`[data-key="${key}"]`);
  }

  // Holding

  pickUp(key, more = {}) {
    const block = this.blocks.get(key);
    this.hold?.end();
    this.hold = new Hold(block, startOf(block), lengthOf(block), {
      show: (places) => drawShades(this.columns(), places),
      say: (text, best) => this.say(text, best),
      isResize: more.isResize,
    });
    this.hold.byKey = Boolean(more.byKey);
    this.say(more.isResize ? lengthText(this.hold.minutes) : `${block.name} is picked up.`);
    this.grid.classList.add("is-holding");
    this.decorateSoon();
  }

  letGo() {
    this.hold?.end();
    this.hold = null;
    this.grid.classList.remove("is-holding");
    clearShades(this.columns());
    this.decorateSoon();
  }

  putBack() {
    const { block, byKey } = this.hold;
    this.letGo();
    this.redraw(block);
    if (byKey) this.focusKey(block.key);
    this.say(`${block.name} ${STAYS}`);
  }

  redraw(block, start, until) {
    this.mounted.change((calendar) => calendar.updateEvent(eventOf(block, start, until)));
  }

  say(text, best = "") {
    this.words.textContent = text;
    if (best) this.words.append(" ", element("span", { class: "quiet" }, best));
    this.words.hidden = !text;
  }

  // Put the held block down where it is now, and let the server plan around it. A place passed
  // before the shades came may be none: the server says so, in words.
  async drop() {
    if (!this.hold) return;
    const { block, from, start, minutes, length } = this.hold;
    if (start === from && length === minutes) {
      this.putBack();
      return;
    }
    this.isBusy = true;
    const hadFocus = this.hold.byKey;
    this.letGo();
    this.redraw(block, start, start + length);
    this.say(`${block.name}, ${dayName(dayOf(start))} ${timesText(start, start + length)}. Planning around it.`);
    const trouble =
      start === from
        ? await tell("/week/resize", { block: block.key, minutes: String(length) })
        : await tell("/week/move", { block: block.key, start: wallOf(start) });
    await renewal;
    this.isBusy = false;
    if (trouble) this.redraw(block);
    this.say(trouble);
    if (hadFocus) this.focusOn(block, trouble ? from : start);
    this.decorateSoon();
  }

  focusOn(block, start) {
    const found = this.week.blocks.find(
      (one) => one.name === block.name && one.kind === block.kind && startOf(one) === start,
    );
    if (!found) return;
    this.current = found.key;
    this.decorate();
    this.elementOf(found.key)?.focus({ preventScroll: true });
  }

  // By key

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.isBusy) return;
    const key = event.target.dataset?.key;
    const block = this.blocks.get(key);
    if (!block) return;
    if (this.hold ? this.pressedHolding(event) : this.pressedOn(event, block)) {
      event.preventDefault();
    }
  }

  pressedOn(event, block) {
    const asked = askedOfBlock(event);
    if (asked === "open") drawn.open(block.key);
    if (asked === "pickUp") {
      const can = block.can.includes("move") || block.can.includes("resize");
      if (can) this.pickUp(block.key, { byKey: true });
      else this.say(`${block.name} ${block.fixed ? STANDS : STAYS}`);
    }
    if (asked) return true;
    const to = neighbour(this.ordered(), block.key, event.key);
    if (to) this.focusKey(to.key);
    return Boolean(to);
  }

  pressedHolding(event) {
    const asked = askedWhileHeld(event);
    if (asked?.does === "move") this.moveHeld(asked);
    if (asked?.does === "stretch") this.stretchHeld(asked);
    if (asked?.does === "drop") this.drop();
    if (asked?.does === "putBack") this.putBack();
    return Boolean(asked);
  }

  stretchHeld({ by }) {
    const { hold } = this;
    if (!hold.block.can.includes("resize") || hold.start !== hold.from) {
      this.say(hold.start === hold.from ? `${hold.block.name} keeps its length.` : ONE_AT_A_TIME);
      return;
    }
    hold.stretch(hold.length + by);
    this.showHeld();
    this.say(lengthText(hold.length));
  }

  moveHeld({ way, minutes }) {
    if (!this.hold.block.can.includes("move") || this.hold.length !== this.hold.minutes) {
      const canMove = this.hold.block.can.includes("move");
      this.say(canMove ? ONE_AT_A_TIME : `${this.hold.block.name} ${STAYS}`);
      return;
    }
    const first = midnightOf(this.week.first_day);
    const bounds = [first, first + this.week.days * DAY - STEP];
    const start = this.hold.step(way, minutes, bounds);
    if (start === undefined) {
      this.say("There is no place further that way.");
      return;
    }
    this.hold.moveTo(start);
    this.showHeld();
  }

  showHeld() {
    const { block, start, length, places } = this.hold;
    this.isFollowing = true; // the focus goes with the block, which is not leaving it
    if (!this.isShown(dayOf(start))) this.show(dayOf(start));
    this.redraw(block, start, start + length);
    this.decorate();
    if (places) drawShades(this.columns(), places);
    const one = this.elementOf(block.key);
    one?.focus({ preventScroll: true });
    one?.scrollIntoView({ block: "nearest" });
    this.isFollowing = false;
  }

  focusKey(key) {
    this.current = key;
    const block = this.blocks.get(key);
    if (!this.isShown(dayOf(startOf(block)))) this.show(dayOf(startOf(block)));
    this.decorate();
    const one = this.elementOf(key);
    one?.focus();
  }

  focused(event) {
    const key = event.target.dataset?.key;
    if (!key || this.hold) return;
    this.current = key;
    for (const { element: one, key: its } of this.ordered()) one.tabIndex = its === key ? 0 : -1;
  }

  // The calendar may be drawing just now, so it is told later that the focus went elsewhere.
  unfocused({ target }) {
    const { hold } = this;
    if (!hold?.byKey || this.isFollowing) return;
    setTimeout(() => {
      if (this.hold !== hold || this.grid.contains(document.activeElement)) return;
      if (!target.isConnected) return this.elementOf(hold.block.key)?.focus({ preventScroll: true });
      hold.byKey = false;
      this.putBack();
    });
  }

  // The block that has the focus, as it is known now.
  focusedBlock() {
    return this.grid.contains(document.activeElement)
      ? this.blocks.get(document.activeElement.dataset?.key)
      : undefined;
  }

  // Back to a block after the week was drawn anew: itself, or else the nearest that is like it.
  refocus(block) {
    if (this.grid.contains(document.activeElement)) return;
    this.decorate();
    const found = likest(this.ordered(), this.blocks, block);
    if (!found) return;
    this.current = found.key;
    found.element.focus({ preventScroll: true });
  }

  clicked(event) {
    const key = keyOf(event.target.closest(".ec-event, .ec-bg-event"));
    if (key && !this.hasDragged) drawn.open(key);
  }

  // The page was drawn anew: take what it says now.
  renew(week) {
    this.take({ ...week, drawn: (this.week.drawn ?? 0) + 1 });
    this.place();
    this.mounted.change((calendar) => {
      calendar.setOption("timeZone", week.offset);
      calendar.setOption("events", week.blocks.map((block) => eventOf(block)));
    });
    this.show(this.isShown(week.first_day) ? week.first_day : this.first);
  }

  destroy() {
    this.watch.disconnect();
    clearInterval(this.minutes);
    this.sizes.disconnect();
    this.hold?.end();
    this.mounted.destroy();
    this.root.remove();
  }
}

let calendar = null;
let renewal = Promise.resolve();

async function enhance() {
  if (!drawn.picture()) {
    calendar?.destroy();
    calendar = null;
    return;
  }
  const week = await drawn.readWeek();
  if (!week) return;
  if (calendar) calendar.renew(week);
  else calendar = new WeekCalendar(week);
}

let scrolled = 0;
let focused; // the block that had the focus before the week was swapped

bePatient(() => Boolean(calendar?.hold || calendar?.isBusy));
document.addEventListener("htmx:before:swap", () => {
  scrolled = window.scrollY;
  focused = calendar?.focusedBlock();
});
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail?.ctx?.target;
  if (!calendar || !target || target.id === "panel") return;
  if (drawn.page()?.classList.contains("has-calendar")) return;
  const [top, block] = [scrolled, focused];
  renewal = enhance().then(() => {
    if (block) calendar?.refocus(block);
    window.scrollTo({ top, behavior: "instant" });
  });
});
document.addEventListener("keydown", (event) => {
  const panel = document.querySelector("#panel:not(:empty)");
  if (event.key !== "Escape" || event.defaultPrevented || !panel || calendar?.hold) return;
  event.preventDefault();
  const [hadFocus, key] = [panel.contains(document.activeElement), calendar?.current];
  panel.replaceChildren();
  if (hadFocus && calendar?.blocks.has(key)) calendar.focusKey(key);
});
document.addEventListener("click", (event) => {
  const day = calendar && drawn.dayAsked(event);
  if (!day) return;
  event.preventDefault();
  calendar.show(day);
});

enhance();
