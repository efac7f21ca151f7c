"""The example in one click: a desk of its own in memory, for one browser, forgotten on leaving."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.accepting import accept_plan
from trimtab.app.daily.horizon_now import horizon_for
from trimtab.app.daily.plan_keeping import ask_now, keep_plan, profile_now
from trimtab.app.daily.ports import Job
from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.kept import KeptCalendar, KeptPlan
from trimtab.domain.plans import Plan
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.desk import Desk, desk_of, house_of
from trimtab.web.first_run.example_week import example_calendars, example_profile
from trimtab.web.first_run.planning import PLANNING
from trimtab.web.journal.opened import OpenJournals
from trimtab.web.rendering import see_other
from trimtab.web.shown_answers import ShownAnswers
from trimtab.web.shown_forms import ShownForms

COOKIE = "trimtab_example"
MOST_AT_ONCE = 8
OPENS_AFTER = timedelta(days=2, hours=16, minutes=40)
"""How far into its week an example opens: on a Wednesday afternoon, between two nights."""


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
    """A desk like one's own, whose store in memory holds the example and nothing of the person.

    Its clock ticks like any, from a moment in the midst of this week: whichever day it is, there is
    a day and a week to be seen.
    """
    store, zone = InMemoryStore(), ZoneInfo(own.zone)
    opened = own.now()
    monday = horizon_for(opened, zone.key).first_day
    begin = datetime.combine(monday, time(), zone) + OPENS_AFTER
    ahead = begin - opened
    store.keep_profile(example_profile(own.zone), begin)
    for name, content in example_calendars(monday, zone).items():
        store.keep_calendar(KeptCalendar(name, content, begin))
    return replace(
        own,
        store=store,
        now=lambda: own.now() + ahead,
        is_example=True,
        export_all=None,
        imports=None,
        watch=None,
        forget_calendars=None,
        back_up=None,
        backup_state=None,
        journal=OpenJournals(own.journal.sealing),
        shown=ShownForms(),
        answers=ShownAnswers(),
    )


def begin_to_plan(desk: Desk) -> Job:
    """Plan an example's whole week, as its person did on the Monday and took it since."""
    store, now = desk.store, desk.now()
    ask, revision = ask_now(store, now, None), profile_now(store).revision
    standing: list[KeptPlan] = []

    def keep(plan: Plan, _: bool) -> None:  # noqa: FBT001 - the port's own shape
        before = standing[-1] if standing else None
        with contextlib.suppress(ChangedMeanwhileError):
            kept = keep_plan(store, plan, now, profile_revision=revision, before=before)
            accept_plan(store, kept)
            standing.append(kept)

    return desk.planning.begin(replace(ask, now=ask.now - OPENS_AFTER), keep)


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
    desk = example_desk(own)
    job = await run_in_threadpool(begin_to_plan, desk)
    secret = own.new_secret()
    request.app.state.examples.open(secret, desk)
    response = see_other(f"{PLANNING}?job={job.id}")
    response.set_cookie(
        COOKIE, secret, secure=house_of(request).is_secure, httponly=True, samesite="strict"
    )
    return response


def leave_example(request: Request) -> Response:
    """Leave it; nothing of it is kept."""
    request.app.state.examples.close(request.cookies.get(COOKIE, ""))
    response = see_other("/")
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    response.headers["Clear-Site-Data"] = '"storage"'  # what was kept for use without a connection
    return response


def routes() -> list[Route]:
    """Where the example is opened and left."""
    return [
        Route("/example", show_example, methods=["POST"]),
        Route("/example/leave", leave_example, methods=["POST"]),
    ]
