"""Where the page You is served: a card for each thing there is to do, the nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.asked import cards as asked
from trimtab.web.boundaries import cards as boundaries
from trimtab.web.checkin import cards as checkin
from trimtab.web.dates import cards as dates
from trimtab.web.desk import Desk, desk_of
from trimtab.web.focus import cards as focus
from trimtab.web.household import cards as household
from trimtab.web.hub import HubCard
from trimtab.web.journal import cards as journal
from trimtab.web.learning import cards as learning
from trimtab.web.mentors import cards as mentors
from trimtab.web.patterns import cards as patterns
from trimtab.web.people import cards as people
from trimtab.web.rendering import page
from trimtab.web.requests import cards as requests
from trimtab.web.reset import cards as reset
from trimtab.web.review import cards as review
from trimtab.web.sharing import cards as sharing
from trimtab.web.tasks import cards as tasks
from trimtab.web.tools import cards as tools

Cards = Callable[[Desk, datetime], tuple[HubCard, ...]]

NOW: tuple[Cards, ...] = (
    checkin.you_cards,
    asked.you_cards,
    journal.you_cards,
    tools.you_cards,
    reset.you_cards,
)
"""Rooms with cards for the day."""

LOOKING_BACK: tuple[Cards, ...] = (
    review.look_back_cards,
    patterns.look_back_cards,
    reset.look_back_cards,
)
"""Rooms with cards for weeks and months."""

AROUND: tuple[Cards, ...] = (
    tasks.around_cards,
    dates.around_cards,
    learning.around_cards,
    people.around_cards,
    household.around_cards,
    mentors.around_cards,
    focus.around_cards,
    requests.around_cards,
    boundaries.around_cards,
    sharing.around_cards,
)
"""Rooms with cards for what surrounds the week: boundaries, people, learning, focus."""


def show(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    context = {
        "now": _cards(desk, NOW),
        "looking_back": _cards(desk, LOOKING_BACK),
        "around": _cards(desk, AROUND),
    }
    return page(request, "you/page.html.j2", context)


def _cards(desk: Desk, rooms: Iterable[Cards]) -> tuple[HubCard, ...]:
    now = desk.now()
    cards = [card for room in rooms for card in room(desk, now)]
    return tuple(sorted(cards, key=lambda card: (card.order, card.title)))


def routes() -> list[Route]:
    """Where this room's page is served."""
    return [Route("/you", show, methods=["GET"])]
