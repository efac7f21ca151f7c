"""The example in one click: a desk of its own in memory, for one browser, forgotten on leaving."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.horizon_now import horizon_for
from trimtab.app.daily.replanning import replan_now
from trimtab.domain.kept import KeptCalendar
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.desk import Desk, desk_of, house_of
from trimtab.web.first_run.example_week import example_calendars, example_profile
from trimtab.web.rendering import see_other

COOKIE = "trimtab_example"
MOST_AT_ONCE = 8


class Examples:
    """The examples that are open now, by their browser's secret; the oldest go first."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Desk] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, secret: str, desk: Desk) -> None:
        """Let a browser sit at an example's desk."""
        with self._lock:
            self._open[secret] = desk
            while len(self._open) > MOST_AT_ONCE:
                self._open.popitem(last=False)

    def close(self, secret: str) -> None:
        """Forget an example."""
        with self._lock:
            self._open.pop(secret, None)

    def desk(self, secret: str) -> Desk | None:
        """The example's desk of a browser, None where it sits at the person's own."""
        with self._lock:
            return self._open.get(secret)


def example_desk(own: Desk) -> Desk:
    """A desk like one's own, whose store in memory holds the example and nothing of the person."""
    now, store = own.now(), InMemoryStore()
    zone = ZoneInfo(own.zone)
    store.keep_profile(example_profile(own.zone), now)
    monday = horizon_for(now, zone.key).first_day
    for name, content in example_calendars(monday).items():
        store.keep_calendar(KeptCalendar(name, content, now))
    desk = replace(
        own,
        store=store,
        is_example=True,
        export_all=None,
        import_all=None,
        back_up=None,
        backup_state=None,
    )
    kept = replan_now(store, own.planning, now)
    store.accept_plan(kept.revision)
    return desk


def seated(request: Request, own: Desk) -> Desk:
    """The desk that a request is for: an example's where its browser opened one."""
    secret = request.cookies.get(COOKIE)
    examples: Examples = request.app.state.examples
    return (examples.desk(secret) if secret else None) or own


async def show_example(request: Request) -> Response:
    """Open the example in this browser."""
    own = desk_of(request)
    if own.is_example:
        return see_other("/week")
    desk = await run_in_threadpool(example_desk, own)
    secret = own.new_secret()
    request.app.state.examples.open(secret, desk)
    response = see_other("/week")
    response.set_cookie(
        COOKIE, secret, secure=house_of(request).is_secure, httponly=True, samesite="strict"
    )
    return response


def leave_example(request: Request) -> Response:
    """Leave it; nothing of it is kept."""
    request.app.state.examples.close(request.cookies.get(COOKIE, ""))
    response = see_other("/")
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def routes() -> list[Route]:
    """Where the example is opened and left."""
    return [
        Route("/example", show_example, methods=["POST"]),
        Route("/example/leave", leave_example, methods=["POST"]),
    ]
