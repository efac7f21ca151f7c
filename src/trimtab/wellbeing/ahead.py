"""Days ahead that are as full as those of a spell that was hard: told before any score falls.

A spell was hard where the scores of a week lay well below the weeks around it. Without one in the
past nothing is ever said, nor where weeks as full have mostly gone well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from trimtab.wellbeing.days import DayLoad, DayScores
from trimtab.wellbeing.findings import Finding, Heavier, Heaviness, Told
from trimtab.wellbeing.prior import Numbers
from trimtab.wellbeing.series import Record, record_of

SPELL_DAYS = 7
FEWEST_AHEAD, MOST_AHEAD = 5, 14
FEWEST_WEEKS = 6
"""Weeks of days with scores and work that are needed, before hard ones can be told from others."""

FEWEST_SAID = 3
"""Answered days that make a week one of which it is known how it was."""

HARD_BELOW = 0.8
"""A hard week lies so many SDs of a day's score below the middle of all weeks."""

LEAST_SCORE_SD = 0.75
"""Somebody's days vary by at least so many points."""

FULLER = 0.5
"""Weeks count as full from so many SDs of weeks above their mean..."""

AS_FULL = 0.9
"""...and days ahead as full as a spell with so much of what set it apart."""

SURE = 0.6
"""How likely days so full must be hard ones."""

QUIET_DAYS = 21
"""Days after a notice of the days ahead before the next."""

WEIGHTS: Mapping[Heaviness, float] = {
    "duty": 1.0,
    "sleepy": 1.0,
    "evenings": -0.7,
    "short_sleep": 0.7,
}
"""What makes a week full, a free evening the other way; our choice."""

LEAST_SD: Mapping[Heaviness, float] = {
    "duty": 0.75,
    "sleepy": 0.5,
    "evenings": 0.1,
    "short_sleep": 0.1,
}
"""Weeks that differ by less than this are alike."""


@dataclass(frozen=True, slots=True)
class _Week:
    """Seven past days: how full they were, a day, and how far below the usual their scores lay."""

    first: date
    amounts: Numbers
    below: float


@dataclass(frozen=True, slots=True)
class _Scale:
    """What is usual, a day, and how far past weeks lie around it."""

    usual: Numbers
    sds: Numbers

    def fullness(self, amounts: Numbers) -> float:
        """How much fuller than usual, in SDs of weeks."""
        return float(((amounts - self.usual) / self.sds) @ np.array(list(WEIGHTS.values())))

    def of_days(self, days: Sequence[DayLoad]) -> float:
        """The same of some days."""
        return self.fullness(_mean_amounts(days))


def _mean_amounts(days: Sequence[DayLoad]) -> Numbers:
    """What days hold, a day, in the order of WEIGHTS."""
    return np.asarray(np.mean([one.amounts for one in days], axis=0))


def look_ahead(
    days: Sequence[DayScores], loads: Sequence[DayLoad], today: date, told: Sequence[Told] = ()
) -> Finding | None:
    """The planned days after today where they look like the last hard spell, else None.

    `loads` holds past and planned days together.
    """
    if any(one.kind == "ahead" and _is_recent(one.day, today) for one in told):
        return None
    ahead = _planned(loads, today)
    record = record_of(days, today)
    if len(ahead) < FEWEST_AHEAD or record is None:
        return None
    weeks = _past_weeks(record, loads, today)
    if len(weeks) < FEWEST_WEEKS:
        return None
    return _compare(weeks, ahead, today)


def _is_recent(day: date, today: date) -> bool:
    return today - timedelta(QUIET_DAYS) < day <= today


def _planned(loads: Sequence[DayLoad], today: date) -> tuple[DayLoad, ...]:
    """Planned days in order, until the first of which nothing is known."""
    known = {one.day: one for one in loads if one.day > today}
    planned: list[DayLoad] = []
    for number in range(1, MOST_AHEAD + 1):
        one = known.get(today + timedelta(number))
        if one is None:
            break
        planned.append(one)
    return tuple(planned)


def _past_weeks(record: Record, loads: Sequence[DayLoad], today: date) -> tuple[_Week, ...]:
    """Weeks back from today, cut on the weekday on which full and usual ones differ most.

    A full week that begins on Monday would else be half of two. Scores have no say in the cut.
    """
    known = {one.day: one for one in loads if one.day <= today}
    whole = record.series[0]
    scores = dict(zip((record.date_of(at) for at in whole.at), whole.values, strict=True))
    cuts = [
        _weeks_until(today - timedelta(back), record.first, known, scores)
        for back in range(SPELL_DAYS)
    ]
    return _beside_each_other(max(cuts, key=_apart), max(float(whole.values.std()), LEAST_SCORE_SD))


_Found = tuple[date, Numbers, float]
"""A week's first day, how full it was, and its mean score."""


def _weeks_until(
    last: date, first: date, known: Mapping[date, DayLoad], scores: Mapping[date, float]
) -> list[_Found]:
    """Weeks back from a day that have work known on every day and answers enough."""
    found: list[_Found] = []
    while last - timedelta(SPELL_DAYS - 1) >= first:
        dates = [last - timedelta(back) for back in reversed(range(SPELL_DAYS))]
        said = [scores[day] for day in dates if day in scores]
        if len(said) >= FEWEST_SAID and all(day in known for day in dates):
            amounts = _mean_amounts([known[day] for day in dates])
            found.append((dates[0], amounts, float(np.mean(said))))
        last -= timedelta(SPELL_DAYS)
    return found


def _apart(found: Sequence[_Found]) -> float:
    """How far weeks lie apart in how full they were."""
    if len(found) < FEWEST_WEEKS:
        return 0.0
    table = np.array([amounts for _, amounts, _ in found]) / np.array(list(LEAST_SD.values()))
    return round(float(table.var(axis=0).sum()), 6)


def _beside_each_other(found: Sequence[_Found], spread: float) -> tuple[_Week, ...]:
    """Weeks in order, each with how far it lies below the middle one in SDs of a day."""
    if not found:
        return ()
    middle = float(np.median([mean for *_, mean in found]))
    return tuple(
        _Week(first, amounts, (middle - mean) / spread) for first, amounts, mean in reversed(found)
    )


def _compare(weeks: Sequence[_Week], ahead: Sequence[DayLoad], today: date) -> Finding | None:
    scale = _scale(weeks)
    fullness = np.array([scale.fullness(week.amounts) for week in weeks])
    full = FULLER * max(float(fullness.std()), 0.5)
    spells = [
        number
        for number, week in enumerate(weeks)
        if week.below >= HARD_BELOW and fullness[number] >= full
    ]
    if not spells:
        return None
    least = AS_FULL * float(fullness[spells[-1]])
    planned = next((one for one in _runs(ahead, scale) if scale.of_days(one) >= least), None)
    as_full = [week for week, one in zip(weeks, fullness, strict=True) if one >= full]
    hard = sum(week.below >= HARD_BELOW for week in as_full)
    chance = (hard + 0.5) / (len(as_full) + 1)
    if planned is None or chance < SURE:
        return None
    alike = (hard, len(as_full))
    return _finding(weeks[spells[-1]], scale, (planned, today), (chance, alike))


def _scale(weeks: Sequence[_Week]) -> _Scale:
    table = np.array([week.amounts for week in weeks])
    return _Scale(table.mean(axis=0), np.maximum(table.std(axis=0), list(LEAST_SD.values())))


def _runs(ahead: Sequence[DayLoad], scale: _Scale) -> Iterator[Sequence[DayLoad]]:
    """All planned days, then the fullest week among them: what begins later is full too."""
    yield ahead
    starts = range(len(ahead) - SPELL_DAYS + 1)
    yield from sorted((ahead[at : at + SPELL_DAYS] for at in starts), key=scale.of_days)[-1:]


def _finding(
    spell: _Week,
    scale: _Scale,
    ahead: tuple[Sequence[DayLoad], date],
    sure: tuple[float, tuple[int, int]],
) -> Finding:
    planned, today = ahead
    chance, alike = sure
    coming = _mean_amounts(planned)
    return Finding(
        kind="ahead",
        day=today,
        since=planned[0].day,
        until=planned[-1].day,
        like=(spell.first, spell.first + timedelta(SPELL_DAYS - 1)),
        certainty=chance,
        alike=alike,
        of_days=len(planned),
        heavier=tuple(
            Heavier(
                name=name,
                usual=float(scale.usual[place]),
                ahead=float(coming[place]),
                then=float(spell.amounts[place]),
            )
            for place, name in enumerate(WEIGHTS)
        ),
    )
