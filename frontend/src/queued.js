// What was said without a connection, as it waits: where it goes, its fields, its id, its moment.

export function queuedFrom(path, typed) {
  const fields = Object.fromEntries(typed);
  const said = { ...fields, id: fields.id || crypto.randomUUID(), said_at: new Date().toISOString() };
  if (path === "/today/mark") return said;
  if (path === "/learning/burst") return { ...said, path, key: fields.session };
  if (path === "/focus") return { ...said, path, key: `focus ${fields.session}` }; // each holds all before it
  if (path !== "/sign-out") return { ...said, path };
  // Of one day the last sign-out counts, so it has a key.
  const three = typed.getAll("three").join("\n");
  return { ...said, three, path, key: `sign-out ${fields.day}` };
}
