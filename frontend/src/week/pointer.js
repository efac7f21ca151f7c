// By pointer: the calendar tells what happens to a block, and the one that holds it follows.
import { lengthText, timesText } from "./wall.js";

export function byPointer(week) {
  // Escape while it is dragged: the calendar puts it back once it is let fall.
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !week.root.isConnected || !week.hold || week.hold.byKey) return;
    const { name } = week.hold.block;
    week.letGo();
    week.say(`${name} stays where it is.`);
  });
  return {
    pickUp: (key, more) => {
      week.hasDragged = true;
      week.pickUp(key, more);
    },
    step: (key, by) => {
      if (!week.hold) return true;
      const start = week.hold.from + by;
      if (!week.hold.allows(start)) return false;
      week.hold.moveTo(start);
      return true;
    },
    stretch: (key, by) => {
      const { hold } = week;
      if (!hold) return true;
      hold.stretch(hold.minutes + by);
      week.say(`${timesText(hold.from, hold.from + hold.length)}, ${lengthText(hold.length)}`);
      return true;
    },
    // Over a place that is taken the calendar shows the block where it last could be, and tells
    // of no drop: it goes where it is seen.
    stop: () => {
      const { hold } = week;
      setTimeout(() => hold && week.hold === hold && week.drop());
    },
    // Where the calendar let it fall counts: a quick hand is not followed through every step.
    drop: (key, by, revert) => {
      if (!week.hold) return revert();
      if (week.hold?.block.key === key) week.hold.start = week.hold.from + by;
      week.drop();
    },
    resized: (_key, _by, revert) => (week.hold ? week.drop() : revert()),
  };
}
