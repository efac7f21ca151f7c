"""A hard case talked through: with whom, how, and a round of 45 minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.mentors.board import board_of
from trimtab.app.people.rituals import value_for_people
from trimtab.domain.people import Profile
from trimtab.profiles.editing import add_table
from trimtab.profiles.toml_values import TomlValue
from trimtab.reports import debrief_words as words
from trimtab.reports.help_card import ContactCard, contact_reaches
from trimtab.web.desk import Desk, desk_of
from trimtab.web.mentors.help_people import contact_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import is_saved, keep_text, own_zone, revision_in
from trimtab.web.settings.keeping import profile_of as kept_profile

PATH = "/debrief"
RITUAL = "Check in with a peer"
DOSES = (30, 15, 5)


def show(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    profile = profile_of(desk.store, desk.zone)
    mentors = board_of(desk.store).mentors
    listening = [one for one in mentors if one.listens] or [
        one for one in mentors if one.kind == "peer"
    ]
    context = {
        "listening": [
            (one, ContactCard(contact_of(one), tuple(contact_reaches(contact_of(one)))))
            for one in listening
        ],
        "with_a_peer": words.timed(words.WITH_A_PEER),
        "round": words.timed(words.ROUND),
        "rules": words.GROUND_RULES,
        "roles": words.ROLES,
        "not_therapy": words.NOT_THERAPY,
        "invitation": words.invitation_text(),
        "can_plan": profile is not None,
        "ritual_at": _ritual_at(profile),
        "revision": kept_profile(desk).revision,
        "is_saved": is_saved(request),
    }
    return page(request, "mentors/debrief.html.j2", context)


def _ritual_at(profile: Profile | None) -> str:
    """Where the ritual stands, empty where it is not kept."""
    names = [one.name for one in profile.practices] if profile else []
    return f"/settings/t/practice/{names.index(RITUAL)}" if RITUAL in names else ""


async def plan(request: Request) -> Response:
    """Keep a check-in with a peer as a practice."""
    form = await short_form(request)
    return await run_in_threadpool(_plan, desk_of(request), form)


def _plan(desk: Desk, form: Mapping[str, str]) -> Response:
    profile = profile_of(desk.store, desk.zone)
    if profile is not None and not _ritual_at(profile):
        today = desk.now().astimezone(own_zone(desk)).date()
        text = add_table(kept_profile(desk).text, "practice", _ritual(profile, today))
        keep_text(desk, text, revision_in(form))
    return see_other(f"{PATH}?saved=1#ritual")


def _ritual(profile: Profile, today: date) -> dict[str, TomlValue]:
    return {
        "name": RITUAL,
        "value": value_for_people(profile),
        "times_per_week": 1,
        "every_weeks": 2,
        "start": today,
        "doses": list(DOSES),
    }


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(PATH, show, methods=["GET"]), Route(f"{PATH}/plan", plan, methods=["POST"])]
