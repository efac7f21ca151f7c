"""When it has all collapsed: short screens, each of which can be skipped, and nothing kept."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.mind.lighter import DAYS
from trimtab.app.mind.own_day import own_zone
from trimtab.web.desk import desk_of
from trimtab.web.help.card_now import HelpFirst, help_first
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page
from trimtab.web.reset.lighter import lighter_line
from trimtab.web.reset.small_things import SUFFERS, TAKES, small_things
from trimtab.web.security.limits import long_form


def _card(request: Request) -> HelpFirst:
    """The card, with a way back to its screen after somebody was written down."""
    return help_first(request, write_path=f"/help?write=1&back={request.url.path}#write")


def show_safe(request: Request) -> Response:
    """Are you safe right now? With who can be called right below the answers."""
    return page(request, "reset/safe.html.j2", {"first": _card(request)})


def show_help(request: Request) -> Response:
    """The card by itself on the screen, and the way on whenever it is wanted."""
    return page(request, "reset/help.html.j2", {"first": _card(request)})


def show_pause(request: Request) -> Response:
    """What takes most, and what suffers most: to look at, not to keep."""
    return page(request, "reset/pause.html.j2", {"takes": TAKES, "suffers": SUFFERS})


def show_small(request: Request) -> Response:
    """One or two small things now, for who skipped what goes before."""
    return _small(request, [])


async def answer(request: Request) -> Response:
    """The same after what was chosen, which goes no further than this answer.

    It is shown at once and not sent on: an address would hold what was chosen.
    """
    form = await long_form(request)
    chosen = [one for one in form.getlist("suffers") if isinstance(one, str)]
    return await run_in_threadpool(_small, request, chosen)


def _small(request: Request, chosen: list[str]) -> Response:
    desk = desk_of(request)
    local = desk.now().astimezone(own_zone(desk.store))
    profile = profile_of(desk.store, desk.zone)
    return page(request, "reset/small.html.j2", {"things": small_things(profile, chosen, local)})


def show_people(request: Request) -> Response:
    """Somebody to call, one's own first, with words for a text."""
    return page(request, "reset/people.html.j2", {"first": _card(request)})


def show_days(request: Request) -> Response:
    """A lighter plan for three days, or the week as it is."""
    desk = desk_of(request)
    context = {
        "lighter": lighter_line(desk, desk.now()),
        "days": DAYS,
        "has_profile": desk.store.profile() is not None,
    }
    return page(request, "reset/days.html.j2", context)


def routes() -> list[Route]:
    """Where these screens are served."""
    screens = {
        "/reset": show_safe,
        "/reset/help": show_help,
        "/reset/pause": show_pause,
        "/reset/small": show_small,
        "/reset/people": show_people,
        "/reset/days": show_days,
    }
    return [
        *(Route(path, shown, methods=["GET"]) for path, shown in screens.items()),
        Route("/reset/small", answer, methods=["POST"]),
    ]
