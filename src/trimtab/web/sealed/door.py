"""The door of what is sealed: it asks for the passphrase, and only Help is open before it."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from trimtab.domain.errors import PassphraseError, TrimtabError
from trimtab.web import assets
from trimtab.web.desk import Desk, desk_of, house_of
from trimtab.web.help.routes import show as help_for_everyone
from trimtab.web.journal.at_the_door import PAGE as JOURNAL_PAGE
from trimtab.web.journal.at_the_door import handed_over, keep_handed, still_handed
from trimtab.web.phone import installing
from trimtab.web.rendering import is_local, page, see_other, wants_part
from trimtab.web.sealed.seal import Seal
from trimtab.web.security.keys import who_tries
from trimtab.web.security.limits import short_form
from trimtab.web.security.sessions import cookie_name, find_session, open_session
from trimtab.web.tools.routes import routes as tools

UNLOCK = "/unlock"
SEALED = 423
"""Locked; not 401, at which a paired phone would forget what it keeps."""

CLOSED = "X-Closed"
FEEDS_WAIT = "This calendar is closed until its owner opens Trimtab. Ask again later.\n"
WAIT_SECONDS = "3600"
NOTHING: Mapping[str, str] = {}
NOTHING_TYPED = "Type the passphrase first."


class NobodysDesk:
    """Gives each request a desk of which nothing is known, and nobody's session."""

    def __init__(self, app: ASGIApp, *, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at that desk."""
        if scope["type"] == "http":
            request = Request(scope)
            request.state.desk = self._desk
            request.state.session = None
        await self._app(scope, receive, send)


def show_door(request: Request) -> Response:
    """The page that asks; on a phone it says where it is asked.

    A page that was open and asks for a part of itself is made anew, or it would stand there for
    ever as it was.
    """
    door = _door(request, _wanted(request))
    if request.method == "GET" and wants_part(request):
        door.headers["HX-Refresh"] = "true"
    return door


async def hold_typed(request: Request) -> Response:
    """The same page for words of the journal that came too late: it holds them until it opens."""
    form = await short_form(request)
    request.state.written = ()
    return await run_in_threadpool(_door, request, "/", typed=handed_over(request, form))


def _door(
    request: Request,
    wanted: str,
    mistake: str = "",
    status: int = SEALED,
    *,
    typed: Mapping[str, str] = NOTHING,
) -> Response:
    is_phone = house_of(request).is_secure
    shown = {"is_phone": is_phone, "mistake": mistake, "wanted": wanted, "typed": typed}
    return _marked(page(request, "sealed/door.html.j2", shown, status=status))


def show_help(request: Request) -> Response:
    """Help as it is for everyone; a phone that keeps its own shows that."""
    return _marked(help_for_everyone(request))


def _marked(response: Response) -> Response:
    """Let a phone's service worker know that this is not what it keeps, nor an answer to a mark."""
    response.headers[CLOSED] = "1"
    return response


def _wanted(request: Request) -> str:
    """Where somebody wanted to go; a login link is not needed any more after the passphrase."""
    path = request.url.path
    if request.method != "GET" or path == "/start" or not is_local(path):
        return "/"
    return f"{path}?{request.url.query}" if request.url.query else path


def keep_feeds_waiting(_: Request) -> Response:
    """What follows a feed keeps what it has, and comes again."""
    return PlainTextResponse(FEEDS_WAIT, 503, {"Retry-After": WAIT_SECONDS})


class Unlocking:
    """Tries passphrases one after the other, so that no two count as one."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal
        self._one_by_one = threading.Lock()

    async def answer(self, request: Request) -> Response:
        """Open what is kept, and a session in this browser, if the passphrase is right."""
        form = await short_form(request)
        return await run_in_threadpool(self._answer, request, form)

    def _answer(self, request: Request, form: Mapping[str, str]) -> Response:
        house, now = house_of(request), desk_of(request).now()
        if house.is_secure:  # a phone: the passphrase is typed on the computer alone
            return show_door(request)
        typed, wanted = form.get("passphrase", ""), form.get("wanted", "/")
        words = still_handed(form)
        if not typed:
            return _door(request, wanted, NOTHING_TYPED, 422, typed=words)
        with self._one_by_one:
            if house.attempts.must_wait(who_tries(request), now):
                return page(request, "plain/wait.html.j2", {"is_phone": False}, status=429)
            try:
                rooms = self._seal.open(typed)
            except PassphraseError as error:
                house.attempts.failed(who_tries(request), now)
                return _door(request, wanted, str(error), 401, typed=words)
            except TrimtabError as error:
                return _door(request, wanted, str(error), 409, typed=words)
        request.state.desk = rooms.desk
        return _with_session(request, rooms.desk, see_other(keep_handed(request, words) or wanted))


def _with_session(request: Request, desk: Desk, response: Response) -> Response:
    """Let this browser in, as a login link does; a session it had before ends."""
    request.state.desk = desk
    token = request.cookies.get(cookie_name(house_of(request)))
    request.state.session = find_session(desk.store, token, desk.now()) if token else None
    open_session(request, response)
    return response


def routes(seal: Seal) -> list[Route]:
    """Help, the tools, what pages are made of, the passphrase, and for all else the door."""
    unlocking = Unlocking(seal)
    return [
        *assets.routes(),
        *installing.routes(),
        Route("/help", show_help, methods=["GET"]),
        *tools(),
        Route(UNLOCK, unlocking.answer, methods=["POST"]),
        Route("/feeds/{rest:path}", keep_feeds_waiting, methods=["GET"]),
        Route(JOURNAL_PAGE, hold_typed, methods=["POST"]),
        Route("/{rest:path}", show_door, methods=["GET", "POST"]),
    ]
