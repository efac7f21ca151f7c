// Times on the person's clock as whole minutes, so that no clock change of this browser's own zone
// ever comes between: "2026-11-16T06:00" and back.

export const DAY = 1440;
export const STEP = 5;

export const minutesOf = (wall) => Date.parse(`${wall}Z`) / 60000;
export const wallOf = (minutes) => new Date(minutes * 60000).toISOString().slice(0, 16);
export const dayOf = (minutes) => wallOf(minutes).slice(0, 10);
export const clockOf = (minutes) => wallOf(minutes).slice(11);
export const midnightOf = (day) => minutesOf(`${day}T00:00`);

const NAMES = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };

// "Mon 16 Nov"
export function dayName(day, names = NAMES) {
  const parts = new Intl.DateTimeFormat("en-GB", names).formatToParts(new Date(`${day}T00:00Z`));
  return parts.filter((part) => part.type !== "literal").map((part) => part.value).join(" ");
}

// "06:00–06:45", with the day of the end where it is another.
export function timesText(start, end) {
  const isLate = dayOf(start) !== dayOf(end - 1);
  return `${clockOf(start)}–${clockOf(end)}${isLate ? ` ${dayName(dayOf(end), { weekday: "short", timeZone: "UTC" })}` : ""}`;
}

// "1 h 30 min"
export function lengthText(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? `${hours} h` : "", rest || !hours ? `${rest} min` : ""].filter(Boolean).join(" ");
}
