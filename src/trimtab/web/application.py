"""The web app as a whole: its rooms, and the doors every request passes."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from trimtab.domain.errors import TrimtabError
from trimtab.web import assets
from trimtab.web.answers_again import AnswersAgain, page_above
from trimtab.web.apply.routes import routes as apply_room
from trimtab.web.asked.held import HeldAnswers
from trimtab.web.asked.routes import routes as asked
from trimtab.web.boundaries.routes import routes as boundaries
from trimtab.web.checkin.routes import routes as check_in
from trimtab.web.dates.routes import routes as dates
from trimtab.web.desk import Desk, House
from trimtab.web.feeds.routes import routes as feeds
from trimtab.web.first_run.before import AfterFirstRun
from trimtab.web.first_run.example import Examples
from trimtab.web.first_run.routes import routes as first_run
from trimtab.web.focus.routes import routes as focus
from trimtab.web.help.routes import routes as help_card
from trimtab.web.household.routes import routes as household
from trimtab.web.journal.routes import routes as journal
from trimtab.web.learning.routes import routes as learning
from trimtab.web.mentors.routes import routes as mentors
from trimtab.web.notebook.cards_page import routes as cards
from trimtab.web.notebook.questions_page import routes as notebook
from trimtab.web.patterns.routes import routes as patterns
from trimtab.web.people.routes import routes as people
from trimtab.web.phone.routes import routes as phone
from trimtab.web.profiles_kept import UnreadProfileError
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.requests.held import HeldRequests
from trimtab.web.requests.routes import routes as requests
from trimtab.web.reset.routes import routes as reset
from trimtab.web.review.routes import routes as review
from trimtab.web.season.reading import Readings
from trimtab.web.season.routes import routes as season
from trimtab.web.security.headers import SafeHeaders
from trimtab.web.security.hosts import KnownHosts
from trimtab.web.security.keys import KeyHolders
from trimtab.web.security.keys import routes as key_routes
from trimtab.web.security.limits import BodyLimit, written_in
from trimtab.web.security.origins import OwnOrigin
from trimtab.web.settings.routes import routes as settings
from trimtab.web.sharing.routes import routes as sharing
from trimtab.web.standing import StandingAnswers
from trimtab.web.tasks.routes import routes as tasks
from trimtab.web.today.routes import routes as today
from trimtab.web.tools.routes import routes as tools
from trimtab.web.week.routes import routes as week
from trimtab.web.you.routes import routes as you


class PrivateApplication(Starlette):
    """An app whose every answer carries the headers, also one that tells of a fault."""

    def build_middleware_stack(self) -> ASGIApp:
        """Put the headers around everything."""
        return SafeHeaders(super().build_middleware_stack())


def build_application(desk: Desk, house: House) -> Starlette:
    """The app of one person, reached as the house says."""
    app = build_behind(
        house,
        all_routes(),
        Middleware(KeyHolders, desk=desk, house=house),
        Middleware(AfterFirstRun),
        Middleware(AnswersAgain),
    )
    app.state.examples = Examples()
    app.state.season_readings = Readings()
    app.state.standing = StandingAnswers()
    app.state.held_answers = HeldAnswers()
    app.state.held_requests = HeldRequests()
    return app


def build_behind(house: House, routes: Sequence[BaseRoute], *doors: Middleware) -> Starlette:
    """Routes behind the doors that stand before everything, and then those given."""
    outer = (Middleware(KnownHosts, hosts=house.hosts), Middleware(OwnOrigin))
    app = PrivateApplication(
        routes=routes,
        middleware=[*outer, Middleware(BodyLimit), *doors],
        exception_handlers={
            404: _not_found,
            405: _only_sent_to,
            UnreadProfileError: _unread,
            TrimtabError: _told,
            Exception: _fault,
        },
    )
    app.state.house = house
    app.router.redirect_slashes = False
    return app


def all_routes() -> list[BaseRoute]:
    """Every route of every room."""
    return [
        *assets.routes(),
        *key_routes(),
        *today(),
        *week(),
        *feeds(),
        *season(),
        *check_in(),
        *review(),
        *patterns(),
        *you(),
        *people(),
        *sharing(),
        *mentors(),
        *boundaries(),
        *tasks(),
        *dates(),
        *household(),
        *learning(),
        *cards(),
        *notebook(),
        *reset(),
        *apply_room(),
        *settings(),
        *asked(),
        *requests(),
        *focus(),
        *help_card(),
        *first_run(),
        *phone(),
        *journal(),
        *tools(),
    ]


async def _not_found(request: Request, _: Exception) -> Response:
    return page(request, "plain/not_found.html.j2", status=404)


async def _only_sent_to(request: Request, error: Exception) -> Response:
    """An address that forms are sent to, opened by a tab that comes back: to the page above it.

    Where there is none above it but Today, and for whatever is no browser, this is told.
    """
    is_opened = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    above = page_above(request, request.url.path)
    if is_opened and not wants_part(request) and above != "/":
        return see_other(above)
    answer = page(request, "plain/not_found.html.j2", status=405)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


async def _unread(request: Request, error: Exception) -> Response:
    return _in_words(request, "plain/unread.html.j2", error)


async def _told(request: Request, error: Exception) -> Response:
    return _in_words(request, "plain/told.html.j2", error)


def _in_words(request: Request, template: str, error: Exception) -> Response:
    """A page that says why, with what was written to take along."""
    context = {"sentences": str(error).split("\n"), "written": written_in(request)}
    answer = page(request, template, context, status=409)
    if wants_part(request):  # it is a page of its own, not a part of the one that asked
        answer.headers.update({"HX-Retarget": "#main", "HX-Reswap": "innerHTML show:top"})
    return answer


async def _fault(request: Request, _: Exception) -> Response:
    return page(request, "plain/fault.html.j2", status=500)
