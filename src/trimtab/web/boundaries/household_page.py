"""A card for the household: a week of work, call and sleep by day, and where no work is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.boundaries.working_hours import WorkingDay, working_days
from trimtab.domain.people import Profile
from trimtab.domain.practices import Boundary
from trimtab.reports import boundary_words as words
from trimtab.reports.reach_words import urgent_sentence
from trimtab.reports.wording import date_text, period_text
from trimtab.web.boundaries.cards import PATH
from trimtab.web.boundaries.reading import plan_of, with_profile
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page

HOUSEHOLD = f"{PATH}/household"


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of the card: what is on, each with its hours."""

    day: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@with_profile
def show(request: Request, profile: Profile) -> Response:
    """The card."""
    plan = plan_of(request)
    days = working_days(plan) if plan else ()
    rows = [DayRow(date_text(one.day), tuple(_lines(one))) for one in days]
    quiet = [one for one in profile.boundaries if one.kind in {"work", "calls", "screens"}]
    places = words.places_text(profile.quiet.places) if profile.quiet.places else ""
    context = {
        "title": f"{profile.person.name}: working hours",
        "period": period_text(plan.horizon) if plan else "",
        "rows": rows,
        "lines": [
            *(_besides_duty(one) for one in quiet),
            *filter(None, (places, urgent_sentence(profile))),
        ],
        "has_family_feed": any(one.name == "family" for one in desk_of(request).store.feed_links()),
    }
    return page(request, "boundaries/household.html.j2", context)


def _lines(day: WorkingDay) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is on, in the order a household asks for it."""
    for said, spans in (
        ("At work", day.work),
        ("On call from home", day.call),
        ("Asleep", day.asleep),
        ("At a desk", day.desk),
        ("Break", day.breaks),
    ):
        if spans:
            yield said, tuple(_span(day.day, *one) for one in spans)


def _span(day: date, start: datetime, end: datetime) -> str:
    """A stretch as its day says it: a night by its end, longer call day by day."""
    tomorrow, midnight = day + timedelta(days=1), datetime.min.time()
    if start.date() < day:
        return "all day" if end.date() > day else f"until {end:%H:%M}"
    until = f"{end:%H:%M}" if end.date() == day else words.end_text(1440)
    if end.date() == tomorrow and end.time() != midnight:
        until = f"{end:%H:%M %a}"
    return f"{start:%H:%M}{words.EN_DASH}{until}"


def _besides_duty(boundary: Boundary) -> str:
    """What is off at home; no boundary moves duty, and the card tells both."""
    said = words.boundary_text(boundary)
    return f"Besides duty: {said[0].lower()}{said[1:]}" if boundary.kind == "work" else said


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(HOUSEHOLD, show, methods=["GET"])]
