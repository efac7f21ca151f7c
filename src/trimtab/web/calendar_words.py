"""Calendars in words, as they were understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from trimtab.app.ports import CalendarState
from trimtab.calendars.standing import UP_TO_DATE
from trimtab.domain.shown_calendars import CodeProposal, UnderstoodCalendar
from trimtab.reports.wording import dates_text, listed_text, when_text

ONE_AND_MANY = {
    "duty": ("shift", "shifts"),
    "home_call": ("home call", "home calls"),
    "lecture": ("lecture", "lectures"),
    "clinic": ("clinic", "clinics"),
    "appointment": ("appointment", "appointments"),
    "family": ("family event", "family events"),
    "personal": ("event of your own", "events of your own"),
}
KIND_LABELS = {
    "": "Told from each title",
    "duty": "Duty",
    "home_call": "Home call",
    "lecture": "Teaching",
    "clinic": "Clinic",
    "appointment": "Appointments",
    "family": "Family",
    "personal": "My own",
}
MOST_PROBLEMS = 3
SILENT = "could not be read for over a day, so the week has what was known then."
UNREAD = "could not be read yet, so the week is without it."
NOT_READ_YET = "Not read yet. It is, each time the week is planned."
NOTHING = "Nothing in it falls into the months around today."


@dataclass(frozen=True, slots=True)
class CodeQuestion:
    """A code that is asked about, what it may mean, and how sure that is."""

    code: str
    seen: str
    proposed: str
    why: str

    @property
    def is_open(self) -> bool:
        """Whether nothing tells what it means."""
        return not self.proposed


def understood_text(found: UnderstoodCalendar) -> str:
    """What a calendar holds, in one sentence.

    >>> from datetime import date
    >>> understood_text(UnderstoodCalendar("a", (("duty", 14),), date(2026, 11, 16),
    ...     date(2026, 12, 13)))
    '14 shifts, Mon 16 Nov to Sun 13 Dec'
    """
    if found.fault:
        return found.fault
    if found.first is None or found.last is None:
        return "" if found.codes else NOTHING
    counts = ", ".join(_counted(kind, count) for kind, count in found.counts)
    return f"{counts}, {dates_text(found.first, found.last)}"


def standing_text(state: CalendarState, now: datetime) -> str:
    """When a calendar elsewhere was read, and what is wrong with it if anything is."""
    if state.fetched_at is None:
        return f"Could not be read yet. {state.fault}" if state.fault else NOT_READ_YET
    when = when_text(state.fetched_at, now)
    if state.fault:
        return f"Last read {when}, and what it said then counts. Since then: {state.fault}"
    said = "" if state.state == UP_TO_DATE else f" {state.state}"
    return f"Read fine {when}.{said}"


def again_texts(states: Iterable[CalendarState]) -> tuple[str, str]:
    """What came of asking every server: those that were read, and those that were not."""
    known = [one for one in states if one.fetched_at or one.fault]
    read = [_with_events(one) for one in known if not one.fault]
    failed = [one.name for one in known if one.fault]
    return (
        f"Read again: {listed_text(read)}." if read else "",
        f"Could not be read: {listed_text(failed)}. Below is why." if failed else "",
    )


def _with_events(state: CalendarState) -> str:
    if state.events is None:
        return state.name
    return f"{state.name} with {state.events} event{'' if state.events == 1 else 's'}"


def silence_text(silent: Sequence[str], unread: Sequence[str]) -> str:
    """Calendars that could not be read for over a day, and those that never could.

    >>> silence_text(["Roster", "Clinic"], [])
    'Roster and Clinic could not be read for over a day, so the week has what was known then.'
    """
    said = []
    if silent:
        said.append(f"{listed_text(silent)} {SILENT}")
    if unread:
        said.append(f"{listed_text(unread)} {UNREAD}")
    return " ".join(said)


def _counted(kind: str, count: int) -> str:
    one, many = ONE_AND_MANY[kind]
    return f"{count} {one if count == 1 else many}"


def problem_texts(found: UnderstoodCalendar) -> tuple[str, ...]:
    """What is wrong in a calendar, the first few; codes that are asked about are not."""
    asked = tuple(f'"{one.code}"' for one in found.codes)
    told = [one for one in found.problems if not any(one.what.startswith(code) for code in asked)]
    texts = [f"{one.what} {one.mend}".strip() for one in told[:MOST_PROBLEMS]]
    if (left := len(told) - MOST_PROBLEMS) > 0:
        texts.append(f"And {left} more of that sort.")
    return tuple(texts)


def code_questions(found: UnderstoodCalendar) -> Iterator[CodeQuestion]:
    """The codes of a calendar, to be confirmed or filled in."""
    for one in found.codes:
        yield CodeQuestion(one.code, _seen(one), one.meaning, _why(one))


def _seen(one: CodeProposal) -> str:
    times = "once" if one.count == 1 else f"{one.count} days"
    return f"{times}, {dates_text(one.first, one.last)}"


def _why(one: CodeProposal) -> str:
    if one.basis == "profile":
        return "As you said."
    if one.basis == "open":
        return "Nothing in the calendar says what it means."
    if one.basis == "guess":
        return f"A guess: {one.why}."
    return f"{one.why[:1].upper()}{one.why[1:]}."
