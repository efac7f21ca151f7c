"""The first page: hours in which nobody would be there, the week of two, and hours of care."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.household.ahead import HouseholdAhead
from trimtab.app.household.two_lives import DINNER, DINNER_DOSES, beside, week_of_two
from trimtab.app.people.rituals import value_for_people
from trimtab.domain.people import OtherPerson, Profile
from trimtab.profiles.editing import add_table
from trimtab.reports import household_words as words
from trimtab.reports.roster_words import roster_state, unclear_lines, unclear_summary
from trimtab.web.desk import desk_of
from trimtab.web.household import views
from trimtab.web.household.cards import PATH, ROOM, TITLE
from trimtab.web.household.reading import household_known
from trimtab.web.people.people_page import person_numbered
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import is_saved, keep_whole, profile_of, revision_in


def show(request: Request) -> Response:
    """The page."""
    return shown_with(request, profile_for(request))


def shown_with(
    request: Request,
    profile: Profile,
    wrong_roster: tuple[int, str] = (-1, ""),
    wrong_gap: tuple[str, str] = ("", ""),
    *,
    status: int = 200,
) -> Response:
    """The page, with what is wrong with a roster beside its person, or with a gap beside it."""
    ahead, known = household_known(request, profile)
    gaps = views.gap_rows(ahead)
    context: dict[str, Any] = {
        "title": TITLE,
        "has_care": ahead.has_care,
        "headline": words.headline(ahead),
        "gaps": gaps[: views.GAPS_FIRST],
        "later_gaps": gaps[views.GAPS_FIRST :],
        "loose": [words.loose_sentence(one) for one in ahead.loose],
        "alone": list(words.alone_sentences(ahead.alone)),
        "unknown": words.unknown_sentence(ahead),
        "unread": [words.unread_sentence(*one) for one in ahead.unread],
        "cares": [(n, one.name, words.care_text(one)) for n, one in enumerate(profile.care)],
        "open_codes": [(words.open_code_sentence(one), one.number) for one in ahead.open_codes],
        "unclear": [
            (unclear_summary(name, len(told)), unclear_lines(told)) for name, told in ahead.unclear
        ],
        "weeks": _weeks(request, profile, ahead),
        "partners": _partners(profile, {name for name, why in ahead.unread if why}),
        "is_read": known.as_of is not None or not _has_rosters(profile),
        "problem": known.problem,
        "revision": profile_of(desk_of(request)).revision,
        "is_saved": is_saved(request),
        "wrong_roster": wrong_roster,
        "wrong_gap": wrong_gap,
    }
    return page(request, "household/page.html.j2", context, status=status)


def _has_rosters(profile: Profile) -> bool:
    return bool(profile.calendars) or any(one.calendar for one in profile.people)


def _weeks(request: Request, profile: Profile, ahead: HouseholdAhead) -> tuple[views.WeekView, ...]:
    """A week beside each whose roster is known, a partner first."""
    kept = desk_of(request).store.plan()
    plan = kept.plan if kept else None
    monday = _monday(request.query_params.get("week", ""), ahead)
    return tuple(
        views.week_view(week_of_two(ahead.homes, one, monday, plan), ahead)
        for one in beside(profile)
    )


def _monday(said: str, ahead: HouseholdAhead) -> date:
    """The Monday asked for, within what is read; this week's where none is."""
    first = ahead.homes.horizon.first_day
    last = first + timedelta(days=ahead.homes.horizon.days - 7)
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return first
    monday = day - timedelta(days=day.weekday())
    return min(max(monday, first), last)


def _partners(profile: Profile, unread: Collection[str]) -> list[tuple[int, OtherPerson, str]]:
    """Those who live by the same clock, with their numbers: whose roster could stand here."""
    near = ((n, one) for n, one in enumerate(profile.people) if not one.is_off)
    zone = profile.person.time_zone
    here = ((n, one) for n, one in near if one.time_zone == zone and one.kind != "child")
    return [
        (n, one, roster_state(one.calendar, one.earlier, is_read=one.name not in unread))
        for n, one in here
    ]


async def keep_dinner(request: Request) -> Response:
    """Keep dinners with somebody on evenings when both are home."""
    form = await short_form(request)
    return await run_in_threadpool(_keep_dinner, request, form)


def _keep_dinner(request: Request, form: Any) -> Response:
    profile, desk = profile_for(request), desk_of(request)
    person = person_numbered(profile, str(form.get("person") or ""))
    name = f"Dinner with {person.name}"
    if all(one.name != name for one in profile.things):
        values: dict[str, Any] = {
            "name": name,
            "value": value_for_people(profile),
            "with": person.name,
            "between": str(DINNER),
            "doses": list(DINNER_DOSES),
        }
        keep_whole(desk, add_table(profile_of(desk).text, "protect", values), revision_in(form))
    return see_other(f"{PATH}?saved=1#week")


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{ROOM}/dinner", keep_dinner, methods=["POST"]),
    ]
