// Which days of the week are shown.
import { DAY, dayOf, midnightOf } from "./wall.js";

const WIDE = 860; // what the page leaves of a window 900 wide, where the drawn week has columns
const MIDDLE = 560;

export function daysThatFit(root) {
  const width = root.clientWidth || window.innerWidth;
  return width >= WIDE ? 7 : width >= MIDDLE ? 3 : 1;
}

// The first day shown so that `day` is among them.
export function firstShown(week, days, day) {
  if (days === week.days) return week.first_day;
  const first = midnightOf(week.first_day);
  const wanted = midnightOf(day);
  if (wanted < first || wanted >= first + week.days * DAY) return week.first_day;
  return dayOf(Math.min(first + (week.days - days) * DAY, wanted));
}

export function isAmong(first, days, day) {
  const at = (midnightOf(day) - midnightOf(first)) / DAY;
  return at >= 0 && at < days;
}
