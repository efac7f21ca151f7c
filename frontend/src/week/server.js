// What the calendar asks the server, and what it tells it.

export async function askPlaces(key, signal) {
  const answer = await fetch(`/week/places.json?block=${key}`, { signal });
  return answer.ok ? answer.json() : null;
}

// At once as far as is known; `more` may ask for exact words, for which the week is planned again.
export async function askWords(key, wall, signal, more = {}) {
  const query = new URLSearchParams({ block: key, start: wall, ...more });
  const answer = await fetch(`/week/place-words?${query}`, { signal });
  return answer.ok ? answer.text() : "";
}

// Send a form as htmx would, and put the answer into the page. "" when it went well, else why not.
export async function tell(path, values) {
  const body = new URLSearchParams({ ...values, from: firstDay(), id: crypto.randomUUID?.() ?? randomId() });
  let answer;
  try {
    answer = await fetch(path, { method: "POST", body, headers: { "HX-Request": "true" } });
  } catch {
    return "The server did not answer, so it stays where it was.";
  }
  const text = await answer.text();
  if (!answer.ok) return reasonOf(text) || "That was not possible, so it stays where it was.";
  const target = document.getElementById("week");
  await window.htmx.swap({ text, target, swap: "outerHTML", sourceElement: target });
  return "";
}

const firstDay = () => document.getElementById("week")?.dataset.firstDay ?? "";

// Pages on a home network without encryption have no randomUUID.
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

function reasonOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const said = page.querySelector(".sentences") ?? page.querySelector("p");
  return (said?.textContent ?? "").replace(/\s+/g, " ").trim();
}
