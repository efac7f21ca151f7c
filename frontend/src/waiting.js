// Marks that wait for a connection, kept in the phone's own database until they arrived.
const NAME = "trimtab";
const STORE = "waiting";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const asked = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Every mark that waits, in the order they were said. */
export async function waiting() {
  const marks = await within("readonly", (store) => store.getAll());
  return marks.sort((one, other) => one.said_at.localeCompare(other.said_at));
}

/** Keep a mark; of one block the last word counts, so one that still waits goes. */
export async function keep(mark) {
  for (const other of await waiting()) {
    if (other.key && other.key === mark.key) await remove(other.id);
  }
  await within("readwrite", (store) => store.put(mark));
}

/** Forget a mark that arrived, or never can. */
export async function remove(id) {
  await within("readwrite", (store) => store.delete(id));
}

/** Forget them all. */
export async function removeAll() {
  await within("readwrite", (store) => store.clear());
}
