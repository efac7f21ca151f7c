"""What is shared in words: a thing in one line, what leaves and what stays, what was taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trimtab.domain.sharing import CODE, Beside, Effect, Leaving, SharedThing, Standing
from trimtab.reports.people_words import EN_DASH
from trimtab.reports.wording import duration_text, hours_text, listed_text

TABLE_NAMES: Mapping[str, str] = {
    "values": "What the week is for",
    "open_time": "Open time",
    "messages": "Messages",
    "practice": "Practices",
    "protect": "Protected time",
    "boundary": "Boundaries",
    CODE: "Codes of a calendar",
}
KIND_NAMES = {
    "week": "A week",
    "rituals": "Rituals",
    "boundaries": "Boundaries",
    "codes": "Codes of a calendar",
}
KIND_LINES = {
    "week": "Values, open time, practices, protected time and boundaries together.",
    "rituals": "Practices and protected time: what you keep, how often and how long.",
    "boundaries": "Hours without work, study, screens or calls, and set times for messages.",
    "codes": "What the letters of a duty calendar mean in hours, for those on the same one.",
}
STANDING_NAMES: Mapping[Standing, str] = {
    "new": "new",
    "same": "there already",
    "clash": "yours differs",
}
DAY_NAMES = {
    "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat",
    "sun": "Sun",
}  # fmt: skip
OFF_KINDS = {"work": "no work", "study": "no study", "screens": "no screens", "calls": "no calls"}
CLOSED_TO = {
    "work": "work and messages", "study": "study", "screens": "screens and messages",
    "calls": "calls",
}  # fmt: skip
HOURS_A_WEEK = 168
FLAGS = {
    "must": "always",
    "demanding": "with a clear head",
    "pocket": "in small gaps",
    "important": "important",
}
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "practice": {"times_per_week": 3, "doses": [30, 15, 5]},
    "protect": {"between": "18:00-21:00", "doses": [60, 30]},
    "boundary": {"kind": "work", "off": "21:00-06:00"},
}
"""What is meant where nothing is written, as profiles have it."""

PRIVATE = "It looks private, so it stays unless you choose it."


def thing_name(thing: SharedThing) -> str:
    """What a thing is called."""
    return thing.name or TABLE_NAMES[thing.table]


def thing_text(thing: SharedThing) -> str:
    """What a thing asks, in one line.

    >>> thing_text(SharedThing("practice", "Run", {"times_per_week": 2, "doses": [40, 10]}))
    'twice a week, 40 or 10 min'
    """
    parts = {
        "values": _weights,
        "open_time": _open_time,
        "messages": _messages,
        "practice": _practice,
        "protect": _protect,
        "boundary": _boundary,
        CODE: _code,
    }[thing.table]({**DEFAULTS.get(thing.table, {}), **thing.values})
    return ", ".join(parts) or "as Trimtab has it by itself"


def _weights(values: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} {weight:g}" for name, weight in values.items())


def _open_time(values: Mapping[str, Any]) -> Iterator[str]:
    if "share" in values:
        yield f"{round(values['share'] * 100)} % of free time open"
    if wishes := values.get("free_evenings"):
        yield f"{wishes} free {'evening' if wishes == 1 else 'evenings'} a week"
    if wishes := values.get("study_free_half_days"):
        yield f"{wishes} {'half-day' if wishes == 1 else 'half-days'} without study"
    if "free_weekends" in values:
        yield "free weekends where they can be" if values["free_weekends"] else "no free weekends"


def _messages(values: Mapping[str, Any]) -> Iterator[str]:
    if at := values.get("at"):
        yield f"at {listed_text(_listed(at))}"
    if minutes := values.get("minutes"):
        yield duration_text(minutes)
    yield from _days(values)
    yield from _value(values)


def _practice(values: Mapping[str, Any]) -> Iterator[str]:
    times = values["times_per_week"]
    if values.get("every") == "month":
        yield "once a month" if times == 1 else f"{times} times, every month"
    elif (weeks := values.get("every_weeks", 1)) > 1:
        yield f"every {weeks} weeks"
    else:
        yield f"{_times(times)} a week"
    yield from _doses(values)
    yield from _days(values)
    if only := values.get("only"):
        yield f"only {_spans(only)}"
    if prefer := values.get("prefer"):
        yield f"best {_spans(prefer)}"
    for key in ("after", "before"):
        if key in values:
            yield f"{key} “{values[key]}”"
    yield from (said for key, said in FLAGS.items() if values.get(key))
    yield from _value(values)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _protect(values: Mapping[str, Any]) -> Iterator[str]:
    yield from _days(values)
    yield f"between {_spans(values['between'])}"
    yield from _doses(values)
    yield from (said for key, said in FLAGS.items() if values.get(key))
    yield from _value(values)


def _boundary(values: Mapping[str, Any]) -> Iterator[str]:
    yield OFF_KINDS.get(values["kind"], "")
    yield _spans(values["off"])
    yield from _days(values)
    if spans := values.get("except"):
        times = values.get("except_times_per_week")
        yield f"but for {_spans(spans)}" + (f", {_times(times)} a week" if times else "")


def _code(values: Mapping[str, Any]) -> Iterator[str]:
    hours = values["hours"]
    yield "a free day" if str(hours).strip().lower() == "off" else _spans(hours).replace("_", " ")


def _value(values: Mapping[str, Any]) -> Iterator[str]:
    if value := values.get("value"):
        yield f"for {value}"


def _doses(values: Mapping[str, Any]) -> Iterator[str]:
    doses = [str(one) for one in _listed(values["doses"])]
    if doses:
        yield f"{', '.join(doses[:-1])} or {doses[-1]} min" if doses[1:] else f"{doses[0]} min"


def _days(values: Mapping[str, Any]) -> Iterator[str]:
    days = [str(one)[:3].lower() for one in _listed(values.get("days", []))]
    if set(days) == {"mon", "tue", "wed", "thu", "fri"}:
        yield f"Mon{EN_DASH}Fri"
    elif days and len(set(days)) < len(DAY_NAMES):
        yield listed_text([DAY_NAMES.get(one, one) for one in days])


def _spans(value: Any) -> str:
    return listed_text([str(one).replace("-", EN_DASH) for one in _listed(value)])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def leaving_text(one: Leaving) -> str:
    """A thing that leaves, with what is taken off it."""
    off = f" (without {listed_text(one.removed)})" if one.removed else ""
    return f"{thing_name(one.thing)}: {thing_text(one.thing)}{off}"


def stays_text(one: Leaving) -> str:
    """Why a thing stays at home unless it is named."""
    why = PRIVATE if one.is_private else f"{'; '.join(one.doubts)}."
    return f"{thing_name(one.thing)}: {why}"


def beside_text(one: Beside) -> str:
    """A thing of a file beside the profile's own."""
    said = f"{thing_name(one.thing)}: {thing_text(one.thing)} ({STANDING_NAMES[one.standing]})"
    if one.standing == "clash" and one.own is not None:
        return f"{said}\n    yours: {thing_text(one.own)}"
    return said


def effect_lines(effect: Effect) -> Iterator[str]:
    """What a file does to a week, said before anything of it is taken.

    >>> list(effect_lines(Effect({"work": 3780}, asked=600, always=60)))
    ["It closes 63 of a week's 168 hours to work and messages.", \
'It asks up to 10 h a week, 1 h of it always.']
    """
    for kind, minutes in effect.closed.items():
        hours = f"{hours_text(minutes)} of a week's {HOURS_A_WEEK} hours"
        closed = "every hour of the week" if minutes == HOURS_A_WEEK * 60 else hours
        yield f"It closes {closed} to {CLOSED_TO[kind]}."
    if effect.asked:
        always = f", {hours_text(effect.always)} h of it always" if effect.always else ""
        yield f"It asks up to {hours_text(effect.asked)} h a week{always}."
