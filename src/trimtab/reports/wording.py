"""Durations, dates and sentences as a person would say them, shared by terminal and page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime

from trimtab.domain.commitments import DayNote
from trimtab.domain.plans import (
    GOOD_ENOUGH,
    NOTES_BECAUSE,
    BigThing,
    Block,
    Certificate,
    NotKept,
    Plan,
    Trim,
    Unplaced,
    ValueMinutes,
    is_met,
)
from trimtab.domain.time import Horizon

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOON = 12
START_GRID = "starts each 5 minutes"
LEAST_BEYOND_ROUTINE = 0.05
"""Share of a bound that must lie beyond routine for a gap to be set against it (our choice).

Of less, a rounding of the whole week would read as much of what was asked.
"""
_SMALL_COUNTS = ("one", "two", "three", "four", "five", "six", "seven")
_DOSE_WORDS = {"enough": "good enough", "tiny": "tiny"}


def duration_text(minutes: int) -> str:
    """Minutes in hours and minutes.

    >>> duration_text(40), duration_text(240), duration_text(270), duration_text(160)
    ('40 min', '4 h', '4½ h', '2 h 40 min')
    """
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest} min"
    if rest == 0:
        return f"{hours} h"
    return f"{hours}½ h" if rest == 30 else f"{hours} h {rest} min"


def hours_text(minutes: float) -> str:
    """Hours to the nearest half, without the unit.

    >>> hours_text(730), hours_text(20), hours_text(10)
    ('12', '½', '0')
    """
    whole, half = divmod(round(minutes / 30), 2)
    return (str(whole) if whole or not half else "") + ("½" if half else "")


def date_text(day: date) -> str:
    """A date as people say it in a week.

    >>> date_text(date(2026, 11, 16))
    'Mon 16 Nov'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def dated_text(day: date, today: date) -> str:
    """A date with its year, where that is not the year of `today`.

    >>> dated_text(date(2026, 11, 16), date(2026, 12, 1)), dated_text(date(1999, 11, 17), date.max)
    ('Mon 16 Nov', 'Wed 17 Nov 1999')
    """
    return date_text(day) if day.year == today.year else f"{date_text(day)} {day.year}"


def when_text(moment: datetime, now: datetime) -> str:
    """A moment that has passed, on the clock of `now`.

    >>> now = datetime.fromisoformat("2026-11-17T10:00-05:00")
    >>> when_text(datetime.fromisoformat("2026-11-17T11:12Z"), now)
    'at 06:12'
    >>> when_text(datetime.fromisoformat("2026-11-16T23:50Z"), now)
    'yesterday at 18:50'
    >>> when_text(datetime.fromisoformat("2026-11-09T12:00Z"), now)
    'on Mon 9 Nov at 07:00'
    """
    local = moment.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    day = {0: "", 1: "yesterday "}.get(days, f"on {date_text(local.date())} ")
    return f"{day}at {local:%H:%M}"


def dates_text(first: date, last: date) -> str:
    """A stretch of dates, both inclusive, or the one date.

    >>> dates_text(date(2026, 11, 16), date(2026, 11, 22))
    'Mon 16 to Sun 22 Nov'
    """
    if first == last:
        return date_text(first)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    start = f"{WEEKDAYS[first.weekday()]} {first.day}" if is_one_month else date_text(first)
    return f"{start} to {date_text(last)}"


def percent_text(share: float) -> str:
    """A share as per cent, rounded up to a tenth so that "within" stays true.

    >>> percent_text(0.0113)
    '1.2 %'
    """
    return f"{max(1, math.ceil(share * 1000 - 1e-9)) / 10:.1f} %"


def times_text(block: Block, horizon: Horizon) -> str:
    """Start and end on the local clock; a block that ends on another day says which.

    A week or more apart, weekdays would mislead, so both dates stand there.
    """
    start = horizon.instant_of(horizon.minute_of(block.start))
    end = horizon.instant_of(horizon.minute_of(block.end))
    nights = (end.date() - start.date()).days
    if nights >= 7:
        return f"{date_text(start.date())} {start:%H:%M} to {date_text(end.date())} {end:%H:%M}"
    text = f"{start:%H:%M}–{end:%H:%M}"  # noqa: RUF001 - an en dash between times
    ends_at_midnight = nights == 1 and (end.hour, end.minute) == (0, 0)
    return text if nights == 0 or ends_at_midnight else f"{text} {WEEKDAYS[end.weekday()]}"


def since_text(block: Block, horizon: Horizon) -> str:
    """When a block that comes over midnight began."""
    start = horizon.instant_of(horizon.minute_of(block.start))
    return f"since {WEEKDAYS[start.weekday()]} {start:%H:%M}"


def real_minutes(block: Block, horizon: Horizon) -> int:
    """Elapsed minutes of a block, right over clock changes too."""
    return horizon.minute_of(block.end) - horizon.minute_of(block.start)


def dose_text(block: Block) -> str:
    """The dose in words when it is smaller than the ideal."""
    return _DOSE_WORDS.get(block.dose or "", "")


def period_text(horizon: Horizon) -> str:
    """First to last day of the horizon."""
    return dates_text(horizon.first_day, horizon.date_of(horizon.days - 1))


def good_enough_texts(plan: Plan) -> list[tuple[str, str]]:
    """Tasks that stop at good enough, each with its minutes and the words its block says so in."""
    boxed = [(block, word) for block in plan.blocks for word in block.note.split("; ")]
    return [
        (block.name, f"{duration_text(_minutes_of(plan, block))}, {word}")
        for block, word in boxed
        if word.startswith(GOOD_ENOUGH)
    ]


def _minutes_of(plan: Plan, task: Block) -> int:
    """Minutes planned of the task that a block is a sitting of."""
    alike = (b for b in plan.blocks if (b.name, b.kind, b.origin) == (task.name, task.kind, ""))
    return sum(block.minutes for block in alike)


def thing_text(thing: BigThing) -> str:
    """One of a day's three things without its name: when, and for how long."""
    return f"{thing.start:%H:%M}, {duration_text(thing.minutes)}"


def capital_text(name: str) -> str:
    """A name as the person wrote it, but for a capital where it begins a line.

    >>> capital_text("learning"), capital_text("e-mail to Ann")
    ('Learning', 'E-mail to Ann')
    """
    return name[:1].upper() + name[1:]


def values_heading(horizon: Horizon) -> str:
    """The heading over what each value got."""
    holds = "the week holds" if horizon.days <= 7 else "these weeks hold"
    return f"What you asked for, and what {holds}"


def value_text(value: ValueMinutes) -> str:
    """What a value got of what was asked, in hours."""
    planned, wanted = duration_text(value.planned_minutes), duration_text(value.wanted_minutes)
    if value.wanted_minutes == 0:
        return planned if value.planned_minutes else "nothing asked yet"
    if value.planned_minutes >= value.wanted_minutes:
        more = value.planned_minutes - value.wanted_minutes
        return f"{planned}, {f'{duration_text(more)} more than' if more else 'all'} you asked"
    if value.planned_minutes == 0:
        return f"none yet of the {wanted} you asked"
    return f"{planned} of the {wanted} you asked"


def unplaced_name(item: Unplaced) -> str:
    """What is missing, notes told from the duty that leaves them."""
    return f"Notes: {item.name}" if item.because.startswith(NOTES_BECAUSE) else item.name


def unplaced_text(item: Unplaced) -> str:
    """How much of an item found a place, as a sentence without its name.

    Of sleep how much is short, by night or by day, and how often: other sleeps are not meant.
    """
    if item.nights:
        short = duration_text(item.wanted_minutes - item.placed_minutes)
        return f"{short} short{_often_text(item.nights)}."
    wanted = duration_text(item.wanted_minutes)
    if item.placed_minutes == 0:
        return f"no place yet for the {wanted} you wanted."
    return f"{duration_text(item.placed_minutes)} of the {wanted} you wanted."


def _often_text(sleeps: int) -> str:
    """Over how many sleeps something is short; nothing for one.

    >>> _often_text(1), _often_text(3), _often_text(14)
    ('', ' over three sleeps', ' over 14 sleeps')
    """
    if sleeps == 1:
        return ""
    count = _SMALL_COUNTS[sleeps - 1] if sleeps <= len(_SMALL_COUNTS) else str(sleeps)
    return f" over {count} sleeps"


def because_text(item: Unplaced) -> str:
    """The reason as a sentence: capital first, full stop last."""
    reason = item.because.removeprefix(NOTES_BECAUSE).strip()
    if not reason:
        return ""
    return reason[0].upper() + reason[1:] + ("" if reason[-1] in ".?!" else ".")


def about_texts(plan: Plan) -> list[str]:
    """What there is to say about these days: what stays free or could not, and remarks."""
    short = [not_kept_text(one, plan.horizon) for one in plan.not_kept]
    return [text for text in (kept_free_text(plan), *short, *plan.remarks) if text]


def kept_free_text(plan: Plan) -> str:
    """What the plan keeps free of work, in one line; parts of a free weekend go without saying."""
    weekends = [one for one in plan.kept_free if one.kind == "weekend"]
    parts: dict[str, list[str]] = {}
    for one in plan.kept_free:
        start = plan.horizon.to_local(one.start)
        day = WEEKDAYS[start.weekday()] if plan.horizon.days <= 7 else date_text(start.date())
        if one.kind == "weekend":
            parts["the weekend" if plan.horizon.days <= 7 else f"the weekend of {day}"] = []
        elif not any(weekend.start <= one.start < weekend.end for weekend in weekends):
            half = "morning" if start.hour < NOON else "afternoon"
            parts.setdefault(day, []).append("evening" if one.kind == "evening" else half)
    shown = [" ".join(filter(None, [day, " and ".join(kept)])) for day, kept in parts.items()]
    return f"Kept free of work: {', '.join(shown)}." if shown else ""


def not_kept_text(short: NotKept, horizon: Horizon) -> str:
    """What was not kept free in a week, and what stands there; other weights might keep it."""
    week = "" if horizon.days <= 7 else f"Week from {date_text(short.first_day)}: "
    name = {"evening": "evening", "half_day": "half-day", "weekend": "weekend"}[short.kind]
    what = f"no {name} was kept free of work."
    if short.kept:
        verb = "was" if short.kept == 1 else "were"
        what = f"{short.kept} of {short.wanted} {name}s {verb} kept free of work."
    text = f"{week}{what} {short.because}"
    return text[0].upper() + text[1:]


def certificate_text(certificate: Certificate) -> str:
    """How near the plan is to the best possible one, and among which weeks."""
    best = f"best week for the weights you gave ({START_GRID})"
    if certificate.is_proven_best:
        return f"The {best}."
    return f"Within {percent_text(certificate.true_gap)} of the {best}."


def beyond_routine_text(certificate: Certificate) -> str:
    """The same beyond sleep, meals and buffers, which are most of a week's worth.

    Nothing where little lies beyond them. Of a re-plan it says instead how near it is to the best
    when moving little counts too.
    """
    if certificate.free_bound is not None:
        is_best = is_met(certificate.value, certificate.bound)
        near = "" if is_best else f"within {percent_text(certificate.gap)} of "
        return f"Counting also how little moves, it is {near}the best week there is."
    beyond = certificate.bound - certificate.routine_bound
    is_little = beyond < LEAST_BEYOND_ROUTINE * certificate.bound
    if is_little or certificate.is_proven_best or not 0 < certificate.gap_beyond_routine < 1:
        return ""
    share = percent_text(certificate.gap_beyond_routine)
    return f"Within {share} beyond routine: sleep, meals and buffers set aside."


def open_text(plan: Plan) -> str:
    """How much free waking time stays open."""
    if plan.free_waking_minutes <= 0:
        return ""
    hours, free = hours_text(plan.open_minutes), hours_text(plan.free_waking_minutes)
    text = f"{hours} h of {free} free waking hours stay open{_unpublished_text(plan)}."
    if plan.planned_from <= 0:
        return text
    now = plan.horizon.instant_of(plan.planned_from)
    return f"Planned from {WEEKDAYS[now.weekday()]} {now:%H:%M}. {text}"


def _unpublished_text(plan: Plan) -> str:
    """How much of the open time is only open until a roster comes out."""
    if not plan.unpublished_minutes:
        return ""
    kept = "all" if plan.unpublished_minutes >= plan.open_minutes else ""
    kept = kept or f"{hours_text(plan.unpublished_minutes)} h"
    return f", {kept} of them kept for shifts not yet published"


def sleep_text(minutes_by_day: Sequence[int]) -> str:
    """Mean of the sleep that ends on each day, to the nearest ten minutes.

    >>> sleep_text([480, 400])
    'About 7 h 20 min of sleep a day.'
    """
    if not any(minutes_by_day):
        return ""
    mean = round(sum(minutes_by_day) / len(minutes_by_day) / 10) * 10
    return f"About {duration_text(mean)} of sleep a day."


def note_text(note: DayNote) -> str:
    """An all-day entry with its dates."""
    return f"{dates_text(note.first, note.last)}: {note.name}"


def change_during_text(block: Block, horizon: Horizon) -> str:
    """Says so when the clocks change while a block runs, as its times then mislead."""
    start = horizon.instant_of(horizon.minute_of(block.start))
    end = horizon.instant_of(horizon.minute_of(block.end))
    return "" if start.utcoffset() == end.utcoffset() else "the clocks change during it"


def clock_change_text(day_minutes: int) -> str:
    """Says how long a day is when the clocks change on it, else nothing.

    >>> clock_change_text(1500)
    '25 hours, the clocks go back'
    """
    if day_minutes == 1440:
        return ""
    turn = "back" if day_minutes > 1440 else "forward"
    return f"{hours_text(day_minutes)} hours, the clocks go {turn}"


def trim_text(trim: Trim) -> str:
    """A trim as a sentence: what to do, whom to ask, what comes back, what gives way.

    >>> trim_text(Trim("Finish Clinic at 16:30", "your manager", ("30 min more sleep",), 80.0))
    'Finish Clinic at 16:30 (ask your manager): 30 min more sleep.'
    """
    asked = "yours to decide" if trim.permission == "nobody" else f"ask {trim.permission}"
    cost = f"; for it, {listed_text(trim.gives_up)}" if trim.gives_up else ""
    return f"{trim.change} ({asked}): {listed_text(trim.gets_back)}{cost}."


def no_trims_text(plan: Plan) -> str:
    """Says so when trims were looked for and none would clearly help."""
    if plan.trims or not plan.sought_trims:
        return ""
    when = "this week" if plan.horizon.days <= len(WEEKDAYS) else "in these weeks"
    return f"No small change we know of would clearly help more {when}."


def trims_heading(trims: Sequence[Trim]) -> str:
    """The heading over the trims."""
    if len(trims) == 1:
        return "One small change that would help most"
    return "Small changes that would help most"


def listed_text(names: Sequence[str]) -> str:
    """Things as a sentence lists them.

    >>> listed_text(["sleep", "a run", "a call"])
    'sleep, a run and a call'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
