"""Where the page You is served: a card for each thing there is to do, the nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.checkin.cards import you_cards as check_in_cards
from trimtab.web.desk import Desk, desk_of
from trimtab.web.hub import HubCard
from trimtab.web.patterns.cards import look_back_cards as patterns_cards
from trimtab.web.rendering import page
from trimtab.web.reset import cards as reset_cards

Cards = Callable[[Desk, datetime], tuple[HubCard, ...]]

NOW: tuple[Cards, ...] = (check_in_cards,)
NOW: tuple[Cards, ...] = (reset_cards.you_cards,)
"""Rooms with cards for the day."""

LOOKING_BACK: tuple[Cards, ...] = (patterns_cards,)
"""Rooms with cards for weeks and months."""


def show(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    context = {"now": _cards(desk, NOW), "looking_back": _cards(desk, LOOKING_BACK)}
    return page(request, "you/page.html.j2", context)


def _cards(desk: Desk, rooms: Iterable[Cards]) -> tuple[HubCard, ...]:
    now = desk.now()
    cards = [card for room in rooms for card in room(desk, now)]
    return tuple(sorted(cards, key=lambda card: (card.order, card.title)))


def routes() -> list[Route]:
    """Where this room's page is served."""
    return [Route("/you", show, methods=["GET"])]
