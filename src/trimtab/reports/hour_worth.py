"""What hours are worth, in words: the dearest and the cheapest, and each day's hours in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trimtab.domain.plans import HourPrice, Plan
from trimtab.reports.wording import WEEKDAYS, date_text, duration_text

FIRST_HOUR, LAST_HOUR = 6, 23
MOST_SHOWN = 3
MOST_SAID = 240  # minutes; more is a must, and a larger number would say nothing
LEAST_SAID = 5
DEAR_SHARE = 1 / 3
"""Share of the dearest hour's worth below which an hour is not named beside it (our choice)."""
OPEN_TIME = "open time"
EXPLAINED = (
    "An estimate of what the week would lose if an hour were taken, in minutes of an average value."
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours in a row that are worth about the same, and serve the same.

    `is_dated` says that a weekday alone would not tell which week is meant.
    """

    hours: tuple[HourPrice, ...]
    is_dated: bool = False

    @property
    def day(self) -> str:
        """The weekday it begins on, with its date in a plan of several weeks."""
        start = self.hours[0].start
        return date_text(start.date()) if self.is_dated else WEEKDAYS[start.weekday()]

    @property
    def times(self) -> str:
        """From and until on the clock."""
        first, last = self.hours[0].start, self.hours[-1].end
        return f"{first:%H:%M}–{last:%H:%M}"  # noqa: RUF001 - an en dash between times

    @property
    def worth(self) -> float:
        """Mean worth of an hour of it, in minutes."""
        return sum(hour.worth_minutes for hour in self.hours) / len(self.hours)

    @property
    def text(self) -> str:
        """What it is worth and what it serves."""
        each = " an hour" if len(self.hours) > 1 else ""
        if self.hours[0].is_given:
            worth = worth_text(self.worth)
            return f"if it came back, {worth}{each} ({self.hours[0].serves})"
        return f"{worth_text(self.worth)}{each} ({self.hours[0].serves})"


def worth_text(minutes: float) -> str:
    """A worth to the nearest five minutes, which is as fine as the estimate is.

    >>> worth_text(52.3), worth_text(2.0), worth_text(597.0)
    ('about 50 min', 'under 5 min', 'over 4 h')
    """
    if minutes < LEAST_SAID:
        return f"under {LEAST_SAID} min"
    if minutes > MOST_SAID:
        return f"over {duration_text(MOST_SAID)}"
    return f"about {duration_text(round(minutes / 5) * 5)}"


def dearest_hours(plan: Plan) -> tuple[Stretch, ...]:
    """The dearest free waking hours, one a day, none worth far less than the first."""
    found: dict[date, HourPrice] = {}
    for hour in sorted(_free_waking(plan.prices), key=lambda hour: -hour.worth_minutes):
        if hour.worth_minutes >= LEAST_SAID and hour.serves != OPEN_TIME:
            found.setdefault(hour.start.date(), hour)
    first = list(found.values())[:MOST_SHOWN]
    dear = [hour for hour in first if hour.worth_minutes >= DEAR_SHARE * first[0].worth_minutes]
    return tuple(Stretch((hour,), is_dated=_needs_dates(plan)) for hour in dear)


def cheapest_hours(plan: Plan) -> tuple[Stretch, ...]:
    """The longest stretches of the cheapest free waking hours, by start.

    None where the dearest are all the free hours there are.
    """
    hours = _free_waking(plan.prices)
    if len(hours) <= len(dearest_hours(plan)):
        return ()
    limit = sorted(hour.worth_minutes for hour in hours)[len(hours) // 4]
    cheap = [hour for hour in hours if hour.worth_minutes <= limit + 1e-9]
    runs = sorted(_alike(cheap), key=lambda run: (round(run.worth / 5), -len(run.hours)))
    first = sorted(runs[:MOST_SHOWN], key=lambda run: run.hours[0].start)
    return tuple(replace(run, is_dated=_needs_dates(plan)) for run in first)


def stretches_by_day(plan: Plan) -> tuple[tuple[str, tuple[Stretch, ...]], ...]:
    """Every hour in turn, those alike together, by weekday and date."""
    days: dict[str, list[HourPrice]] = {}
    for hour in plan.prices:
        days.setdefault(f"{WEEKDAYS[hour.start.weekday()]} {hour.start.day}", []).append(hour)
    return tuple((day, tuple(_alike(hours))) for day, hours in days.items())


def _needs_dates(plan: Plan) -> bool:
    return plan.horizon.days > len(WEEKDAYS)


def _free_waking(prices: Iterable[HourPrice]) -> list[HourPrice]:
    return [
        hour
        for hour in prices
        if not hour.is_given
        and hour.serves != "sleep"
        and FIRST_HOUR <= hour.start.hour < LAST_HOUR
    ]


def _alike(hours: Sequence[HourPrice]) -> Iterator[Stretch]:
    """Hours of a day that follow each other, serve the same and would be said alike."""
    run: list[HourPrice] = []
    for hour in hours:
        if run and not _goes_on(run[-1], hour):
            yield Stretch(tuple(run))
            run = []
        run.append(hour)
    if run:
        yield Stretch(tuple(run))


def _goes_on(last: HourPrice, hour: HourPrice) -> bool:
    is_next = last.end == hour.start and last.start.date() == hour.start.date()
    return is_next and _said(last) == _said(hour)


def _said(hour: HourPrice) -> tuple[bool, str, str]:
    return hour.is_given, hour.serves, worth_text(hour.worth_minutes)
