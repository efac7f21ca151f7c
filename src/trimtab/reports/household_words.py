"""Hours of care in words: who is there, where nobody would be, and what would close it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from trimtab.app.household.ahead import CareSpan, Closing, HouseholdAhead, OpenCode
from trimtab.domain.care import ME, Care
from trimtab.domain.commitments import Commitment
from trimtab.domain.dates import ahead_text
from trimtab.domain.time import WEEKDAYS, clock_text
from trimtab.reports.wording import date_text, duration_text, listed_text

EN_DASH = "\N{EN DASH}"
MOVED = frozenset({"appointment", "family", "personal"})
"""What is moved to another time; work is swapped with a colleague."""

NEAR = timedelta(days=14)
"""A gap that is so near is told on Today too."""

MOST_DAYS = 3
"""Days of a code without hours that are named; the others are counted (our choice)."""

NO_GAP = "Somebody is there in every hour of care that the rosters tell of."
NO_CARE = "No hours of care are kept yet."


def times_text(start: datetime, end: datetime) -> str:
    """Two clock times; the day of the second where that is another.

    >>> times_text(datetime(2026, 11, 26, 6, 30), datetime(2026, 11, 26, 7)).replace(EN_DASH, "-")
    '06:30-07:00'
    """
    if end.date() == start.date():
        return f"{start:%H:%M}{EN_DASH}{end:%H:%M}"
    if end.date() - start.date() == timedelta(days=1) and f"{end:%H:%M}" == "00:00":
        return f"{start:%H:%M}{EN_DASH}24:00"
    return f"{start:%H:%M}{EN_DASH}{date_text(end.date())} {end:%H:%M}"


def headline(ahead: HouseholdAhead) -> str:
    """The nearest hours in which nobody would be there, or that there are none."""
    if not ahead.has_care:
        return NO_CARE
    if told := _nothing_known(ahead):
        return told
    if not ahead.gaps:
        until = known_until(ahead)
        return f"{NO_GAP} The rosters reach to {date_text(until)}." if until else NO_GAP
    first, count = ahead.gaps[0], len(ahead.gaps)
    more = f" {count - 1} more after it." if count > 1 else ""
    return f"{gap_sentence(first)}{more}"


def gap_sentence(gap: CareSpan) -> str:
    """Where nobody would be there: for whom, when and how long."""
    when = f"{date_text(gap.start.date())}, {times_text(gap.start, gap.end)}"
    return f"Nobody is there for {listed_text(gap.names)} on {when} ({duration_text(gap.minutes)})."


def near_gap(ahead: HouseholdAhead) -> CareSpan | None:
    """The nearest gap of the next two weeks."""
    return next((one for one in ahead.gaps if one.start < ahead.now + NEAR), None)


def away_text(gap: CareSpan, today: date) -> str:
    """How far away a gap is."""
    return ahead_text(gap.start.date(), today)


def closing_text(closing: Closing, zone: datetime) -> str:
    """One thing that would close hours of a gap."""
    gains = duration_text(closing.minutes)
    if closing.way == "somebody":
        return f"Somebody else for {gains}"
    if closing.way == "cover" and closing.at is not None:
        way = "from" if closing.is_earlier else "until"
        return f"{closing.who} {way} {closing.at:%H:%M}: {gains}"
    assert closing.commitment is not None
    what = _shift_text(closing.commitment, zone)
    whose = "your" if closing.who == ME else f"{closing.who}'s"
    how = "moved" if closing.commitment.kind in MOVED and closing.who == ME else "swapped"
    return f"{whose[0].upper()}{whose[1:]} {what} {how}: {gains}"


def _shift_text(one: Commitment, zone: datetime) -> str:
    start, end = one.start.astimezone(zone.tzinfo), one.end.astimezone(zone.tzinfo)
    return f"{one.name}, {date_text(start.date())} {times_text(start, end)},"


def loose_sentence(span: CareSpan) -> str:
    """Hours that hang on a shift that may still change, or on a home call."""
    when = f"{date_text(span.start.date())} {times_text(span.start, span.end)}"
    whom = people_text(span.hangs_on)
    return f"{when}, {listed_text(span.names)}: {whom} may be away."


def alone_sentences(spans: Iterable[CareSpan]) -> Iterator[str]:
    """On whom alone hours of care hang, those with most hours first."""
    minutes: dict[str, int] = {}
    for one in spans:
        minutes[one.hangs_on[0]] = minutes.get(one.hangs_on[0], 0) + one.minutes
    for name, total in sorted(minutes.items(), key=lambda pair: -pair[1]):
        yield f"{people_text([name], capital=True)}: {duration_text(total)}"


def people_text(names: Iterable[str], *, capital: bool = False) -> str:
    """Names in a sentence, the person planned for as "you"."""
    said = ["you" if one == ME else one for one in names]
    text = listed_text(said)
    return f"{text[0].upper()}{text[1:]}" if capital else text


def known_until(ahead: HouseholdAhead) -> date | None:
    """The last day before hours that hang on a roster which is not out; None where none do."""
    first, _ = _not_out(ahead)
    return first - timedelta(days=1) if first else None


def _not_out(ahead: HouseholdAhead) -> tuple[date | None, tuple[str, ...]]:
    """From when on hours hang on rosters that are not out that far, and whose they are."""
    begins = dict(ahead.begins)
    for one in ahead.unknown:
        day = one.start.date()
        if names := tuple(name for name in one.hangs_on if begins.get(name, day) <= day):
            return day, names
    return None, ()


def begin_sentence(name: str, day: date) -> str:
    """Whose roster begins later, and that nothing is claimed of the days before."""
    return f"{name}'s roster begins on {date_text(day)}; days before it are not known."


def unknown_sentence(ahead: HouseholdAhead) -> str:
    """Up to when and from when on nobody can tell, and whose roster is missing.

    Where that is all there is to say of the hours ahead, the headline says it.
    """
    begun = [begin_sentence(name, day) for name, day in ahead.begins]
    rest = [] if _nothing_known(ahead) else _not_out_sentence(ahead)
    return " ".join([*begun, *rest])


def _nothing_known(ahead: HouseholdAhead) -> str:
    """From today on nobody can tell, and why; empty where something is known."""
    first, _ = _not_out(ahead)
    is_open = not ahead.gaps and first is not None and first <= ahead.today
    return " ".join(_not_out_sentence(ahead)) if is_open else ""


def _not_out_sentence(ahead: HouseholdAhead) -> Iterator[str]:
    first, names = _not_out(ahead)
    if first is not None:
        when = "today" if first <= ahead.today else date_text(first)
        whose = listed_text(list(_whose_rosters(ahead, names)))
        yield f"From {when} on hours of care are not known: {whose}."


def _whose_rosters(ahead: HouseholdAhead, names: tuple[str, ...]) -> Iterator[str]:
    """Why the rosters of some tell nothing of a day."""
    unread, silent = dict(ahead.unread), dict(ahead.silent)
    for name in names:
        if name in unread:
            yield f"{name}'s roster {'could not be read' if unread[name] else 'is not given'}"
        elif name in silent:
            last = silent[name]
            told = f"ended on {date_text(last)}" if last else "tells of no day from today on"
            yield f"{name}'s roster {told}"
    later = [name for name in names if name not in unread and name not in silent]
    if later:
        whose = listed_text(["yours" if one == ME else f"{one}'s" for one in later])
        rosters = "roster is" if len(later) == 1 else "rosters are"
        yield f"{whose} {rosters} not out that far".replace("yours roster", "your roster")


def open_code_sentence(one: OpenCode) -> str:
    """Days that a roster names without hours, and how they count."""
    first = [date_text(day) for day in one.days[:MOST_DAYS]]
    more = len(one.days) - MOST_DAYS
    listed = f"{', '.join(first)} and {more} more" if more > 0 else listed_text(first)
    return (
        f"{one.who}'s roster says “{one.code}” without hours: {listed}. Until you give them, these "
        f"days and the nights after them count as may change, never as {one.who} at home."
    )


def unread_sentence(name: str, why: str) -> str:
    """Somebody whose roster nobody knows."""
    if why:
        return f"{name}'s roster could not be read, so {name} is not counted anywhere. {why}"
    return f"{name} can be there, and when is not known: give their roster, or hours of their own."


def care_text(care: Care) -> str:
    """Hours of care in short: which, on which days, and who can.

    >>> from trimtab.domain.time import ClockSpan
    >>> care_text(Care("Mia", ClockSpan(390, 1200), by=("me", "Robin"))).replace(EN_DASH, "-")
    '06:30-20:00, every day: you and Robin'
    """
    span = care.between
    end = "24:00" if span.end == 1440 else clock_text(span.end)
    later = " the next day" if span.end <= span.start else ""
    days = [one.capitalize() for one in WEEKDAYS if one in care.days]
    often = "every day" if len(days) == 7 else listed_text(days)
    who = dict.fromkeys([*care.by, *(one.name for one in care.covers if not one.on)])
    once = "".join(
        f"; {one.name} on {listed_text([date_text(day) for day in one.on])}"
        for one in care.covers
        if one.on
    )
    return f"{clock_text(span.start)}{EN_DASH}{end}{later}, {often}: {people_text(who)}{once}"
