"""What pages of this room read: the profile, or the way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.web.desk import desk_of
from trimtab.web.profiles_kept import profile_for
from trimtab.web.security.limits import long_form

Shown = Callable[[Request, Profile], Response]
Said = Callable[[Request, Profile, FormData], Response]
Fields = Mapping[str, str]


def with_profile(show: Shown) -> Callable[[Request], Response]:
    """A page over the profile; where there is none, or one with mistakes, the way to it."""

    @wraps(show)
    def shown(request: Request) -> Response:
        return show(request, profile_for(request))

    return shown


def form_over_profile(change: Said) -> Callable[[Request], object]:
    """A handler that reads the form and answers in a thread, over the profile."""

    @wraps(change)
    async def handler(request: Request) -> Response:
        form = await long_form(request)
        return await run_in_threadpool(_changed, change, request, form)

    return handler


def _changed(change: Said, request: Request, form: FormData) -> Response:
    return change(request, profile_for(request), form)


def plan_of(request: Request) -> Plan | None:
    """The plan that stands, None before a first one."""
    kept = desk_of(request).store.plan()
    return kept.plan if kept else None
