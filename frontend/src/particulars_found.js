// Parts of a text that look as if they told who somebody is, by the server's own patterns.

/** Each with what it looks like; of a pattern with several parts all have to be there. */
export function particularsIn(text, patterns) {
  return patterns.flatMap(([what, parts, flags]) => {
    const matches = parts.map((part) => new RegExp(part, flags).exec(text)?.[0]);
    return matches.every(Boolean) ? matches.map((match) => ({ what, text: match })) : [];
  });
}
