// A block that is held: where it would go, what is known of each place, and what that place gives.
import { askPlaces, askWords } from "./server.js";
import { isPlace, nextPlace, quickWords, readPlaces } from "./shades.js";
import { DAY, STEP, wallOf } from "./wall.js";

const WORDS_AFTER = 90; // ms of rest before the server is asked for words
const EXACT_AFTER = 600; // ms of rest before it is asked to plan the week with the block here

export class Hold {
  // `show` hears of places once they are known; `say` of every sentence about the place.
  constructor(block, start, minutes, { show, say, isResize = false }) {
    Object.assign(this, { block, from: start, start, minutes, length: minutes, show, say, isResize });
    this.places = null;
    this.ending = new AbortController();
    if (!isResize) this.look();
  }

  async look() {
    const told = await askPlaces(this.block.key, this.ending.signal).catch(() => null);
    if (!told || this.ending.signal.aborted) return;
    this.places = readPlaces(told);
    this.show(this.places);
    if (this.length !== this.minutes) return;
    if (this.start === this.from) this.say("This is where it is now.", this.places.best);
    else this.tell();
  }

  allows(start) {
    return this.isResize || isPlace(this.places, start);
  }

  moveTo(start) {
    if (start === this.start) return;
    this.start = start;
    this.tell();
  }

  // The next place one way, in steps: a step that meets no place goes on to the first one.
  step(way, minutes, [first, last]) {
    const wanted = this.start + way * minutes;
    const room = way > 0 ? last - wanted : wanted - first;
    if (room < 0) return undefined;
    if (this.allows(wanted)) return wanted;
    if (minutes >= DAY) {
      const near = [1, -1].map((side) => nextPlace(this.places, wanted, side, DAY / 2));
      return near.find((one) => one !== undefined && one >= first && one <= last);
    }
    return nextPlace(this.places, wanted, way, room);
  }

  tell() {
    this.say(quickWords(this.places, this.start), this.places?.best);
    clearTimeout(this.timer);
    clearTimeout(this.later);
    this.timer = setTimeout(() => this.hear(), WORDS_AFTER);
    this.later = setTimeout(() => this.hearExactly(), EXACT_AFTER);
  }

  async hear(more = {}) {
    const { start } = this;
    const { signal } = this.ending;
    const said = await askWords(this.block.key, wallOf(start), signal, more).catch(() => "");
    const isHere = start === this.start && this.length === this.minutes && !signal.aborted;
    if (said && isHere) this.say(said, this.places?.best);
  }

  // One question at a time: each takes the planner a second.
  async hearExactly() {
    this.wantsMore = this.isAsking;
    if (this.isAsking || this.start === this.from) return;
    this.isAsking = true;
    await this.hear({ exact: "1" });
    this.isAsking = false;
    if (this.wantsMore && !this.ending.signal.aborted) this.hearExactly();
  }

  stretch(minutes) {
    this.length = Math.max(STEP, minutes);
  }

  end() {
    clearTimeout(this.timer);
    clearTimeout(this.later);
    this.ending.abort();
  }
}
