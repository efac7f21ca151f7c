"""Four weeks ahead: asked for and let go, the weeks side by side, and how far they have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.plan_keeping import days_now
from trimtab.app.daily.replanning import plan_anew
from trimtab.app.daily.weeks_ahead import (
    FOUR_WEEKS,
    USUAL,
    look_ahead,
    weeks_ahead,
    weeks_from,
)
from trimtab.domain.errors import TrimtabError
from trimtab.reports import wording
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other

NUMBERS = ("no", "one", "two", "three", "four")


@dataclass(frozen=True, slots=True)
class WeekLink:
    """A week as a link: its dates in short, and whether it is there already, and shown."""

    first_day: date
    text: str
    is_planned: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class AheadView:
    """The weeks planned ahead; none where the person wants no more than usual."""

    weeks: tuple[WeekLink, ...] = ()
    may_ask: bool = False

    @property
    def planned(self) -> int:
        """How many of them are planned."""
        return sum(week.is_planned for week in self.weeks)

    @property
    def is_growing(self) -> bool:
        """Whether some are still to come."""
        return self.planned < len(self.weeks)

    @property
    def progress(self) -> str:
        """How many weeks there are, in a sentence."""
        if self.is_growing:
            verb = "is" if self.planned == 1 else "are"
            return f"{NUMBERS[self.planned].capitalize()} of four weeks {verb} planned."
        return "All four weeks are planned."


def plan_ahead(request: Request, form: dict[str, str]) -> Response:
    """Have four weeks planned from now on, or as many as usual again."""
    desk = desk_of(request)
    look_ahead(desk.store, FOUR_WEEKS if form.get("weeks") == str(FOUR_WEEKS) else USUAL)
    try:
        plan_anew(desk.store, desk.planning, desk.now())
    except TrimtabError as error:
        return page(request, "plain/told.html.j2", {"sentences": [str(error)]}, status=409)
    return see_other("/week")


def see_ahead(desk: Desk, shown: date | None) -> AheadView:
    """The weeks planned ahead as the page shows them, with the one that is looked at."""
    if desk.is_example or desk.store.profile() is None:
        return AheadView()
    if weeks_ahead(desk.store) == USUAL:
        return AheadView(may_ask=True)
    kept, days = desk.store.plan(), days_now(desk.store, desk.now())
    covered = kept.plan.horizon if kept else None
    return AheadView(
        tuple(
            WeekLink(
                week.first_day,
                short_dates(week.first_day, week.last_day),
                week.is_planned,
                week.first_day == shown,
            )
            for week in weeks_from(days.first_day, days.weeks, covered)
        )
    )


def short_dates(first: date, last: date) -> str:
    """A week by its dates alone.

    >>> short_dates(date(2026, 11, 23), date(2026, 11, 29))
    '23 to 29 Nov'
    >>> short_dates(date(2026, 11, 30), date(2026, 12, 6))
    '30 Nov to 6 Dec'
    """
    end = f"{last.day} {wording.MONTHS[last.month - 1]}"
    is_one_month = first.month == last.month
    start = str(first.day) if is_one_month else f"{first.day} {wording.MONTHS[first.month - 1]}"
    return f"{start} to {end}"
