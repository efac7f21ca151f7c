"""A card for the household: working hours and breaks of the week, and where no work is done."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.boundaries.working_hours import Span, working_days
from trimtab.domain.people import Profile
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
    """A day of the card."""

    day: str
    work: str
    breaks: str


@with_profile
def show(request: Request, profile: Profile) -> Response:
    """The card."""
    plan = plan_of(request)
    days = working_days(plan) if plan else ()
    rows = [
        DayRow(date_text(one.day), _spans(one.work) or "no work", _spans(one.breaks))
        for one in days
    ]
    quiet = [one for one in profile.boundaries if one.kind in {"work", "calls", "screens"}]
    places = words.places_text(profile.quiet.places) if profile.quiet.places else ""
    context = {
        "title": f"{profile.person.name}: working hours",
        "period": period_text(plan.horizon) if plan else "",
        "rows": rows,
        "lines": [
            *(words.boundary_text(one) for one in quiet),
            *filter(None, (places, urgent_sentence(profile))),
        ],
        "has_family_feed": any(one.name == "family" for one in desk_of(request).store.feed_links()),
    }
    return page(request, "boundaries/household.html.j2", context)


def _spans(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{start:%H:%M}{words.EN_DASH}{end:%H:%M}" for start, end in spans)


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(HOUSEHOLD, show, methods=["GET"])]
