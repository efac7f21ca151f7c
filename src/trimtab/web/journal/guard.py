"""What stands around every address of the journal, so that no fault can carry words out of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from trimtab.app.mind.parts import is_on
from trimtab.domain.errors import TrimtabError
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page
from trimtab.web.security.faults import place_of
from trimtab.web.security.limits import TooLargeError, TooSlowError, short_form

Show = Callable[[Request], Response]
Change = Callable[[Request, Mapping[str, str]], Response]
Done = TypeVar("Done")
Handler = Callable[[Request], Awaitable[Response]]

MEANT = (HTTPException, TrimtabError, TooLargeError, TooSlowError, ClientDisconnect)
"""What is told in words of ours, or ends a request that nobody waits for."""


class JournalFaultError(Exception):
    """A fault in the journal, told by its kind and place: what it says itself may be words."""


def shown(show: Show) -> Handler:
    """A page of the journal."""

    async def handler(request: Request) -> Response:
        return await _answered(request, lambda: run_in_threadpool(_show, request, show))

    return handler


def changed(change: Change) -> Handler:
    """A change in the journal; its form is read here, and what was typed goes nowhere else."""

    async def read_and_change(request: Request) -> Response:
        form = await short_form(request)
        request.state.written = ()
        return await run_in_threadpool(change, request, form)

    async def handler(request: Request) -> Response:
        return await _answered(request, lambda: read_and_change(request))

    return handler


def _show(request: Request, show: Show) -> Response:
    if not is_on(desk_of(request).store, "journal"):
        return page(request, "journal/off.html.j2")
    return show(request)


def without_words(action: Callable[[], Done]) -> Done:
    """Do something with what was typed; a fault tells neither that nor what led to it."""
    fault: JournalFaultError | None = None
    try:
        return action()
    except MEANT:
        raise
    except Exception as error:  # noqa: BLE001 - every kind may quote what was typed
        fault = _fault(error)
    raise fault


def _fault(error: Exception) -> JournalFaultError:
    return JournalFaultError(f"{type(error).__name__} at {place_of(error)}")


async def _answered(request: Request, answer: Callable[[], Awaitable[Response]]) -> Response:
    """The answer; a fault goes on without its message and without what led to it."""
    fault: JournalFaultError | None = None
    try:
        return await answer()
    except MEANT:
        raise
    except Exception as error:  # noqa: BLE001 - every kind may quote what was typed
        fault = _fault(error)
    request.state.written = ()
    raise fault
