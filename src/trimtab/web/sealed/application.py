"""The app of somebody whose things are sealed: the door, and behind it the app itself."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from trimtab.web.application import build_application, build_behind
from trimtab.web.desk import Desk, House
from trimtab.web.sealed.door import UNLOCK, NobodysDesk, routes
from trimtab.web.sealed.seal import Rooms, Seal


class SealedApplication:
    """Answers at the door until the seal is open, then as the app of whose desk is behind it."""

    def __init__(self, seal: Seal, house: House, nobody: Desk) -> None:
        self._seal, self._house = seal, house
        closed = replace(house, is_closed=True)
        self._door = build_behind(closed, routes(seal), Middleware(NobodysDesk, desk=nobody))
        self._built: tuple[Rooms, ASGIApp] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and stay counted until the answer is given."""
        rooms = None if scope["path"] == UNLOCK else self._seal.enter()
        if rooms is None:
            await self._answer_at_the_door(scope, receive, send)
            return
        try:
            await self._app_of(rooms)(scope, receive, send)
        finally:
            if self._seal.leave():
                await run_in_threadpool(self._seal.end)

    async def _answer_at_the_door(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != UNLOCK:
            self._built = None  # it is closed: nothing that was open stays in memory
        await self._door(scope, receive, send)

    def _app_of(self, rooms: Rooms) -> ASGIApp:
        if self._built is None or self._built[0] is not rooms:
            house = replace(self._house, notices=rooms.notices)
            self._built = (rooms, build_application(rooms.desk, house))
        return self._built[1]
