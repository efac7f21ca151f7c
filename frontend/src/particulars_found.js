// Parts of a text that look as if they told who somebody is, by the server's own patterns.

/** Each once, with what it looks like; of a pattern with several parts all have to be there. */
export function particularsIn(text, patterns) {
  const found = new Map();
  for (const [what, parts, flags] of patterns) {
    const matches = parts.map((part) => new RegExp(part, flags).exec(text)?.[0]);
    if (!matches.every(Boolean)) continue;
    for (const match of matches) {
      if (!found.has(match)) found.set(match, { what, text: match, isWithOthers: parts.length > 1 });
    }
  }
  return [...found.values()];
}

/** What is said of them: one by one, and last what tells something together. */
export function particularsTold(found) {
  const told = found.filter((one) => !one.isWithOthers).map((one) => `“${one.text}” looks like ${one.what}`);
  const together = found.filter((one) => one.isWithOthers);
  if (together.length > 0) {
    told.push(`${together.map((one) => `“${one.text}”`).join(" and ")} together tell ${together[0].what}`);
  }
  return `This may tell who a patient is: ${told.join("; ")}.`;
}
