"""A Week page on a real server, whose answers about places and moves are written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import uvicorn
from sample_desk import FixedPlanning, desk_over, filled_store
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from trimtab.app.daily.ports import Planning
from trimtab.domain.places import Place, Places
from trimtab.domain.plans import Block, Plan
from trimtab.web.application import build_application
from trimtab.web.block_keys import find_block
from trimtab.web.desk import Desk, House, desk_of
from trimtab.web.week.contracts import blocks_json, place_words, places_json, read_wall
from trimtab.web.week.showing import show_shown
from trimtab.web.week.shown import find_week
from trimtab.web.week.verbs import Verbs

MONDAY = date(2026, 11, 16)
NEW_YORK = ZoneInfo("America/New_York")
NO_ROOM = "Another block needs that time."


@dataclass
class Asked:
    """What the page asked: each form by its path, and how the answers are given."""

    forms: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    refuses: bool = False

    def forget(self) -> None:
        """Begin anew."""
        self.forms.clear()
        self.places.clear()
        self.refuses = False


@dataclass(frozen=True)
class WeekRoom:
    """Where the page is, and what it was asked."""

    address: str
    asked: Asked
    desk: Desk
    plan: Plan

    def tidy(self) -> None:
        """The plan as it was at first, and nothing asked."""
        self.asked.forget()
        self.desk.store.keep_plan(self.plan, self.desk.now(), profile_revision=1, is_accepted=True)


def open_places(plan: Plan, block: Block) -> Places:
    """Every five minutes of free time is a place: dearer before noon, best at 17:00 of a day."""
    found = []
    others = [one for one in plan.blocks if one is not block]
    for minute in range(0, plan.horizon.minutes - block.minutes, 5):
        start = plan.horizon.instant_of(minute)
        end = start + timedelta(minutes=block.minutes)
        if any(one.start < end and start < one.end for one in others):
            continue
        hour = start.hour + start.minute / 60
        loss = 0.0 if start == block.start else abs(hour - 17) * 20 - 10
        is_told = start.minute == 0 and start.hour == 17
        found.append(Place(start, end, loss, loss, -500.0, (), is_told=is_told))
    return Places(plan.person, plan.horizon, block, tuple(found))


def moved(plan: Plan, block: Block, start: datetime, minutes: int) -> Plan:
    """The plan with one block elsewhere."""
    changed = replace(block, start=start, end=start + timedelta(minutes=minutes))
    blocks = [changed if one is block else one for one in plan.blocks]
    return replace(plan, blocks=tuple(sorted(blocks, key=lambda one: one.start)))


class Answers:
    """Answers of the week room in a test."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def blocks(self, request: Request) -> Response:
        plan, now = _plan(request), desk_of(request).now()
        return JSONResponse(blocks_json(plan, MONDAY, now, Verbs(now)))

    def places(self, request: Request) -> Response:
        self.asked.places.append(request.query_params["block"])
        return JSONResponse(places_json(_places(request)))

    def words(self, request: Request) -> Response:
        places = _places(request)
        start = read_wall(request.query_params["start"], places.horizon)
        return PlainTextResponse(place_words(places, start))

    async def change(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        self.asked.forms.append((request.url.path, form))
        if self.asked.refuses:
            return HTMLResponse(f"<ul class='sentences'><li>{NO_ROOM}</li></ul>", 409)
        plan, desk = _plan(request), desk_of(request)
        block = find_block(plan, form["block"])
        start = read_wall(form["start"], plan.horizon) if "start" in form else block.start
        new = moved(plan, block, start, int(form.get("minutes", block.minutes)))
        desk.store.keep_plan(new, desk.now(), profile_revision=1, is_accepted=True)
        return show_shown(request, find_week(desk.store, MONDAY, desk.now()))

    def routes(self) -> list[Route]:
        return [
            Route("/week/blocks.json", self.blocks),
            Route("/week/places.json", self.places),
            Route("/week/place-words", self.words),
            Route("/week/move", self.change, methods=["POST"]),
            Route("/week/resize", self.change, methods=["POST"]),
        ]


@contextmanager
def served_week(plan: Plan, planning: Planning | None = None) -> Iterator[WeekRoom]:
    """The app with those answers on a free port of this machine."""
    asked = Asked()
    socket = uvicorn.Config("", host="127.0.0.1", port=0).bind_socket()
    host = f"127.0.0.1:{socket.getsockname()[1]}"
    desk = desk_over(filled_store(plan), planning or FixedPlanning(plan))
    app = build_application(desk, House(hosts=frozenset({host}), needs_key=False))
    app.router.routes[:0] = Answers(asked).routes()
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    try:
        yield WeekRoom(f"http://{host}", asked, desk, plan)
    finally:
        server.should_exit = True
        thread.join()
        socket.close()


def _plan(request: Request) -> Plan:
    return desk_of(request).store.plan().plan


def _places(request: Request) -> Places:
    plan = _plan(request)
    return open_places(plan, find_block(plan, request.query_params["block"]))
