// How a session of focus stands at an instant: the same rules as trimtab/focus/rounds.py, in milliseconds.
// A session is { id, start, rhythm: [work, pause, longPause, longAfter], said: [[verb, at], …] }.
const MINUTE = 60000;
const LEFT_ALONE = 120 * MINUTE;

/** Phase, round, since, until, what is left of a paused round, and the work kept until then. */
export function standing(session, now) {
  let state = begun(session.start, 1, session, { kept: 0, rounds: 0 });
  const said = session.said.slice().sort((one, other) => one[1] - other[1]);
  for (const [verb, at] of said) {
    const moment = Math.max(at, state.since);
    state = heard(settled(state, session, moment), session, verb, moment);
  }
  const moment = Math.max(now, state.since);
  state = settled(state, session, moment);
  return state.phase === "work" ? { ...state, kept: state.kept + moment - state.since } : state;
}

export function isLong({ rhythm }, round) {
  return round % rhythm[3] === 0;
}

/** A session as two pages know it: each thing that was said, once. */
export function merged(one, other) {
  const said = new Map([...one.said, ...other.said].map((each) => [each.join(), each]));
  return { ...one, ...other, said: [...said.values()].sort((a, b) => a[1] - b[1]) };
}

/** Minutes of the break that follows a round. */
export function breakOf(session, round) {
  return session.rhythm[isLong(session, round) ? 2 : 1];
}

function begun(at, round, { rhythm }, { kept, rounds }) {
  return { phase: "work", round, since: at, until: at + rhythm[0] * MINUTE, left: 0, kept, rounds };
}

function heard(state, session, verb, at) {
  const { phase } = state;
  const isWork = phase === "work" || phase === "paused";
  if (verb === "finish" && phase !== "over") return { ...stopped(state, at), phase: "over", until: at, left: 0 };
  if (verb === "pause" && phase === "work") {
    return { ...stopped(state, at), phase: "paused", until: at + LEFT_ALONE, left: state.until - at };
  }
  if (verb === "resume" && phase === "paused") {
    return { ...state, phase: "work", since: at, until: at + state.left, left: 0 };
  }
  if (verb === "early" && isWork) return resting(state, session, at);
  if (verb === "next" && (phase === "break" || phase === "ready")) return begun(at, state.round + 1, session, state);
  return state;
}

function settled(before, session, now) {
  let state = before;
  while (state.phase !== "over" && now >= state.until) {
    if (state.phase === "work") state = resting(state, session, state.until);
    else if (state.phase === "break") {
      state = { ...state, phase: "ready", since: state.until, until: state.until + LEFT_ALONE };
    } else state = { ...state, phase: "over", since: state.until, left: 0 };
  }
  return state;
}

function stopped(state, at) {
  if (state.phase !== "work" || at <= state.since) return { ...state, since: at };
  const rounds = state.last === state.round ? state.rounds : state.rounds + 1;
  return { ...state, since: at, kept: state.kept + at - state.since, rounds, last: state.round };
}

function resting(state, session, at) {
  const until = at + breakOf(session, state.round) * MINUTE;
  return { ...stopped(state, at), phase: "break", until, left: 0 };
}
