"""What the Week page says beside its picture: sentences and bars, ready for the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from trimtab.domain.plans import Move, Plan, ValueMinutes
from trimtab.domain.time import clock_text
from trimtab.reports import alert_words, hour_worth, wording
from trimtab.reports.alert_picture import AlertView, draw_day
from trimtab.reports.coffee_words import coffee_text
from trimtab.reports.duty_words import all_duty_texts
from trimtab.reports.moved_words import moved_text
from trimtab.reports.week_layout import sleep_ending_on
from trimtab.web.week.picture import DayView, VerbsOf, draw_week
from trimtab.web.week.shown import ShownWeek

HOUR_MARKS = tuple((f"at-{hour * 12}", clock_text(hour * 60)) for hour in range(0, 24, 3))
MOST_MOVED = 8
MINUTE = timedelta(minutes=1)
DUTY_KINDS = frozenset({"duty", "home_call", "clinic"})
NO_DUTY_KNOWN = (
    "Your calendars hold no duty after {}. If a roster is still to come, these days will change."
)
MOST_DUTY = 2
"""How much of the duty hours is told at once; the rest is folded (our choice)."""


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value's bar: parts in a hundred of the longest, and the words beside it."""

    name: str
    asked: int
    planned: int
    text: str


@dataclass(frozen=True, slots=True)
class TrimView:
    """A trim as a sentence, by its place among the plan's."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    """What is wrong in a calendar or the profile, where, and how to mend it."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """Everything the page shows of one week."""

    heading: str
    first_day: date
    days: tuple[DayView, ...]
    facts: str
    quality: str
    quality_more: str
    awake: tuple[AlertView, ...]
    awake_words: str
    cautions: tuple[str, ...]
    values: tuple[ValueView, ...]
    values_heading: str
    trims: tuple[TrimView, ...]
    no_trims: str
    unplaced: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    duty: tuple[str, ...]
    more_duty: tuple[str, ...]
    problems: tuple[ProblemView, ...]
    dearest: tuple[hour_worth.Stretch, ...]
    cheapest: tuple[hour_worth.Stretch, ...]
    is_over: bool
    zone: str


def see_week(shown: ShownWeek, now: datetime, verbs_of: VerbsOf) -> WeekView:
    """A week as the page shows it."""
    plan = shown.plan
    duty = tuple(all_duty_texts(plan))
    told = len(duty) if len(duty) == MOST_DUTY + 1 else MOST_DUTY
    days = draw_week(plan, shown.number, now, verbs_of)
    weeks = alert_words.alert_weeks(plan)
    coffee = coffee_text(plan, shown.first_day) if plan.alertness else ""
    here = _only_here(plan, shown)
    return WeekView(
        heading=wording.dates_text(shown.first_day, shown.last_day),
        first_day=shown.first_day,
        days=days,
        facts="" if shown.is_over else _facts(plan, shown),
        quality="" if shown.is_over else _quality(plan),
        quality_more=wording.beyond_routine_text(plan.certificate),
        awake=tuple(draw_day(day) for day in weeks[shown.number]) if weeks else (),
        awake_words=" ".join(alert_words.explained(plan)) if weeks else "",
        cautions=(*plan.cautions, *((coffee,) if coffee else ())),
        values=value_views(plan.values),
        values_heading=wording.values_heading(plan.horizon),
        trims=tuple(
            TrimView(number, wording.trim_text(trim)) for number, trim in enumerate(plan.trims)
        ),
        no_trims=wording.no_trims_text(plan),
        unplaced=_unplaced(plan),
        about=tuple(wording.about_texts(plan)),
        duty=duty[:told],
        more_duty=duty[told:],
        problems=_problems(plan),
        dearest=hour_worth.dearest_hours(here),
        cheapest=hour_worth.cheapest_hours(here),
        is_over=shown.is_over,
        zone=plan.horizon.zone,
    )


def _only_here(plan: Plan, shown: ShownWeek) -> Plan:
    """The plan with the worth of no other hours than those of the week shown."""
    days = range(7)
    prices = (one for one in plan.prices if (one.start.date() - shown.first_day).days in days)
    return replace(plan, prices=tuple(prices))


def _quality(plan: Plan) -> str:
    """How near the best week it is; among which weeks is told beside it."""
    return wording.certificate_text(plan.certificate).replace(f" ({wording.START_GRID})", "")


def _facts(plan: Plan, shown: ShownWeek) -> str:
    from_day = 7 * shown.number
    sleeps = [
        sleep_ending_on(plan, plan.horizon.date_of(day))
        for day in range(from_day, from_day + 7)
        if plan.horizon.day_start(day) >= plan.known_since
    ]
    texts = [wording.sleep_text(sleeps) if sleeps else "", wording.open_text(plan)]
    if plan.horizon.days > 7 and texts[1]:
        texts.append("Open hours are counted over all the weeks planned.")
    texts.append(_duty_known_text(plan, shown))
    return " ".join(filter(None, texts))


def _duty_known_text(plan: Plan, shown: ShownWeek) -> str:
    """Of a week after all duty that is known: that it may only look free."""
    duty = [one for one in plan.blocks if one.is_fixed and one.origin in DUTY_KINDS]
    if not duty or not shown.number:
        return ""
    last = max(plan.horizon.to_local(one.end - MINUTE).date() for one in duty)
    if last >= shown.first_day:
        return ""
    return NO_DUTY_KNOWN.format(wording.date_text(last))


def value_views(values: Sequence[ValueMinutes]) -> tuple[ValueView, ...]:
    """Bars of what was asked and what is planned, all to one scale."""
    longest = max((max(one.wanted_minutes, one.planned_minutes) for one in values), default=0)
    scale = 100 / longest if longest else 0.0
    return tuple(
        ValueView(
            wording.capital_text(one.name),
            round(one.wanted_minutes * scale),
            round(one.planned_minutes * scale),
            value_sentence(one),
        )
        for one in values
    )


def value_sentence(value: ValueMinutes) -> str:
    """What a value has of what was wanted, in hours.

    >>> value_sentence(ValueMinutes("family", 3.0, 360, 240))
    '4 h of the 6 h you wanted'
    """
    planned, wanted = value.planned_minutes, value.wanted_minutes
    if wanted == 0:
        return (
            f"{wording.duration_text(planned)}, nothing asked" if planned else "nothing asked yet"
        )
    if planned >= wanted:
        return f"all {wording.duration_text(wanted)} you wanted" + _beyond(planned - wanted)
    if planned == 0:
        return f"none yet of the {wording.duration_text(wanted)} you wanted"
    return f"{wording.duration_text(planned)} of the {wording.duration_text(wanted)} you wanted"


def _beyond(minutes: int) -> str:
    return f", and {wording.duration_text(minutes)} more" if minutes else ""


def _unplaced(plan: Plan) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            wording.unplaced_name(item),
            f"{wording.unplaced_text(item)} {wording.because_text(item)}".strip(),
        )
        for item in plan.unplaced
    )


def _problems(plan: Plan) -> tuple[ProblemView, ...]:
    return tuple(
        ProblemView(
            f"{problem.file}, line {problem.line}" if problem.line else problem.file,
            f"{problem.what} {problem.mend}".strip(),
        )
        for problem in plan.problems
    )


def moved_sentences(plan: Plan, moves: Sequence[Move]) -> tuple[str, ...]:
    """What moved, a sentence each; of more than a screenful the first and a count."""
    told = [moved_text(move, plan.horizon) for move in moves]
    if len(told) <= MOST_MOVED:
        return tuple(told)
    return (*told[: MOST_MOVED - 1], f"{len(told) - MOST_MOVED + 1} more things moved a little.")


def moved_summary(plan: Plan, moves: Sequence[Move], first: str = "") -> str:
    """One sentence on what a change did, after what was said of the block itself: what moved."""
    told = [moved_text(move, plan.horizon) for move in moves]
    if not told:
        return f"{first} Nothing else had to move.".strip()
    more = len(told) - 1
    also = f" {more} more {'thing' if more == 1 else 'things'} moved." if more else ""
    return f"{first} For it: {told[0]}{also}".strip() if first else f"{told[0]}{also}"
