"""Heavy spells, named or found in the roster, the days around them, and rosters not out yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Profile, Season
from trimtab.domain.time import Horizon, Interval
from trimtab.planner import defaults

CARE = defaults.CARE
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """Heavy days in a row, both dates inclusive; `name` is the season's, empty when it has none."""

    first: date
    last: date
    name: str

    @property
    def before(self) -> list[date]:
        """The days on which sleep is banked, in order."""
        return [self.first - number * DAY for number in range(CARE.days, 0, -1)]

    @property
    def after(self) -> list[date]:
        """The days of recovery, in order."""
        return [self.last + number * DAY for number in range(1, CARE.days + 1)]


def find_spells(
    profile: Profile, horizon: Horizon, roster: Iterable[Commitment]
) -> tuple[Spell, ...]:
    """Every spell that touches the horizon or the days around it."""
    duties = [one for one in roster if one.kind == "duty"]
    worked = _duty_minutes(horizon, duties)
    days = range(-CARE.look_back_days, horizon.days + CARE.look_ahead_days)
    heavy = {day for day in days if profile.intensity_on(horizon.date_of(day)) == "heavy"}
    heavy |= _nights_in_row(horizon, duties, days) | _long_weeks(worked)
    return tuple(_spell(profile, horizon, run) for run in runs_of(heavy))


def _spell(profile: Profile, horizon: Horizon, run: list[int]) -> Spell:
    seasons = [profile.season_on(horizon.date_of(day)) for day in run]
    names = [season.name for season in seasons if season and season.intensity == "heavy"]
    first, last = horizon.date_of(run[0]), horizon.date_of(run[-1])
    return Spell(first, last, names[-1] if names else "")


def runs_of(days: Collection[int]) -> list[list[int]]:
    """Days in a row.

    >>> runs_of({4, 1, 2})
    [[1, 2], [4]]
    """
    found: list[list[int]] = []
    for day in sorted(days):
        if found and found[-1][-1] == day - 1:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _spans(horizon: Horizon, duties: Iterable[Commitment]) -> list[Interval]:
    return [Interval(horizon.minute_of(one.start), horizon.minute_of(one.end)) for one in duties]


def _duty_minutes(horizon: Horizon, duties: Iterable[Commitment]) -> Counter[int]:
    """Minutes of duty on each local day."""
    found: Counter[int] = Counter()
    for span in _spans(horizon, duties):
        for day in range(
            horizon.day_of(span.start), horizon.day_of(max(span.start, span.end - 1)) + 1
        ):
            whole = Interval(horizon.day_start(day), horizon.day_start(day + 1))
            found[day] += span.overlap_minutes(whole)
    return found


def _nights_in_row(horizon: Horizon, duties: Iterable[Commitment], days: Iterable[int]) -> set[int]:
    """Days on whose evening a night duty begins that stands in a row of several."""
    nights = nights_on_duty(horizon, _spans(horizon, duties), days)
    return {day for run in runs_of(nights) if len(run) >= CARE.nights_in_row for day in run}


def nights_on_duty(horizon: Horizon, spans: Iterable[Interval], days: Iterable[int]) -> set[int]:
    """Days on whose evening a night begins that one of some duties takes."""
    duties = list(spans)
    nights = set()
    for day in days:
        night = horizon.span_on(day, defaults.NIGHT_DUTY)
        if any(duty.overlap_minutes(night) >= defaults.NIGHT_DUTY_MINUTES for duty in duties):
            nights.add(day)
    return nights


def _long_weeks(worked: Counter[int]) -> set[int]:
    """Days from the first to the last duty of any seven that hold very much of it."""
    found: set[int] = set()
    for first in worked:
        window = [day for day in range(first, first + 7) if worked[day]]
        if sum(worked[day] for day in window) >= CARE.duty_minutes_in_7_days:
            found |= set(range(window[0], window[-1] + 1))
    return found


def unpublished_days(
    profile: Profile, horizon: Horizon, roster: Iterable[Commitment], days_off: Collection[date]
) -> dict[date, Season]:
    """Days of the horizon whose season says what duty is usual and whose week shows none.

    A week is Monday to Sunday, as far as it lies in the season.
    """
    duties = _spans(horizon, (one for one in roster if one.kind == "duty"))
    found: dict[date, Season] = {}
    for day in range(horizon.days):
        today = horizon.date_of(day)
        season = profile.season_on(today)
        if season is None or not season.duty_hours_per_week or today in days_off:
            continue
        if not any(span.overlaps(_week_of(horizon, day, season)) for span in duties):
            found[today] = season
    return found


def _week_of(horizon: Horizon, day: int, season: Season) -> Interval:
    monday = day - horizon.date_of(day).weekday()
    first = max(monday, (season.start - horizon.first_day).days)
    last = min(monday + 6, (season.end - horizon.first_day).days)
    return Interval(horizon.day_start(first), horizon.day_start(last + 1))
