"""What is coming, drafted for somebody who waits; the person sends it, nobody else."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.people import OtherPerson, Profile
from trimtab.reports.people_words import Length, Telling, Warmth, coming_message
from trimtab.web.desk import Desk, desk_of
from trimtab.web.people.cards import PATH
from trimtab.web.people.reading import known_ahead
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page
from trimtab.web.security.limits import short_form
from trimtab.web.sending import ways_to
from trimtab.web.settings.links_page import feed_addresses

COMING = f"{PATH}/coming"
LENGTHS = {"short": "In short", "longer": "With weekends and days"}
WARMTHS = {"warm": "Warm", "plain": "Plain"}


def show(request: Request) -> Response:
    """The page with a first draft."""
    return _page(request, {})


async def draft(request: Request) -> Response:
    """Draft as was chosen."""
    form = await short_form(request)
    return await run_in_threadpool(_page, request, form)


def _page(request: Request, form: Mapping[str, str]) -> Response:
    profile = profile_for(request)
    ahead, known = known_ahead(request, profile)
    telling = _telling(profile, form)
    text = coming_message(profile, ahead.season, ahead.days, telling)
    context = {
        "people": people_told(profile),
        "whom": telling.person.name if telling.person else "",
        "telling": telling,
        "lengths": LENGTHS,
        "warmths": WARMTHS,
        "has_rotations": bool(profile.seasons),
        "text": text,
        "ways": ways_to_send(telling.person, text) if form else (),
        "family_address": feed_addresses(request).get("family", ""),
        "has_feed": _has_feed(desk_of(request)),
        "is_read": known.as_of is not None or not profile.calendars,
    }
    return page(request, "people/coming.html.j2", context)


def _has_feed(desk: Desk) -> bool:
    """Whether the calendar for family says anything: a week was taken, now or before."""
    kept = desk.store.plan()
    return bool(desk.store.feed("family")) or (kept is not None and kept.is_accepted)


def people_told(profile: Profile) -> tuple[str, ...]:
    """Names of those who are told anything."""
    return tuple(one.name for one in profile.people if not one.is_off)


def person_called(profile: Profile, name: str) -> OtherPerson | None:
    """Somebody who is told anything, by their name."""
    found = (one for one in profile.people if one.name == name and not one.is_off)
    return next(found, None)


def _telling(profile: Profile, form: Mapping[str, str]) -> Telling:
    names = people_told(profile)
    name = str(form.get("whom", names[0] if names else ""))
    length: Length = "longer" if form.get("length") == "longer" else "short"
    warmth: Warmth = "plain" if form.get("warmth") == "plain" else "warm"
    person = person_called(profile, name)
    return Telling(person, length, warmth, names_rotations=form.get("rotations") == "yes")


def ways_to_send(person: OtherPerson | None, text: str) -> tuple[tuple[str, str], ...]:
    """Addresses that open the person's own mail or messages with a draft, and what they say."""
    return ways_to((person.reach if person else "") or "", text)


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(COMING, show, methods=["GET"]), Route(COMING, draft, methods=["POST"])]
