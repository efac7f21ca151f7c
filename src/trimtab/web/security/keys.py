"""Who may come in: a one-time link opens a session in one browser; help needs no key."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from trimtab.domain.kept import WebSession
from trimtab.web.desk import Desk, House, desk_of, house_of
from trimtab.web.first_run.example import seated
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form
from trimtab.web.security.sessions import (
    cookie_name,
    end_session,
    find_session,
    forget_here,
    has_key,
    open_session,
)

OPEN_PAGES = frozenset(
    {"/help", "/tools", "/start", "/pair", "/manifest.webmanifest", "/service-worker.js"}
)
OPEN_BELOW = ("/static/", "/icons/", "/feeds/", "/pair/", "/tools/")


def is_open(path: str) -> bool:
    """Whether a page is for everyone: it shows nothing of the person's unless they came in."""
    return path in OPEN_PAGES or path.startswith(OPEN_BELOW)


class KeyHolders:
    """Gives each request its desk; without a session only open pages are answered."""

    def __init__(self, app: ASGIApp, *, desk: Desk, house: House) -> None:
        self._app = app
        self._desk = desk
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or show the door."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        request.state.desk = self._desk
        request.state.session = None
        request.state.session = await self._session(request)
        if not has_key(request) and not is_open(request.url.path):
            door = show_door(request)
            if cookie_name(self._house) in request.cookies:
                door = forget_here(request, door)  # ended, or removed: what it kept goes too
            await door(scope, receive, send)
            return
        if not is_open(request.url.path):
            request.state.desk = seated(request, self._desk)
        await self._app(scope, receive, send)

    async def _session(self, request: Request) -> WebSession | None:
        token = request.cookies.get(cookie_name(self._house))
        if not token:
            return None
        return await run_in_threadpool(find_session, self._desk.store, token, self._desk.now())


def show_door(request: Request, status: int = 401) -> Response:
    """The page that says how to come in, and nothing of whose it is."""
    template = "plain/door.html.j2" if status == 401 else "plain/wait.html.j2"
    is_phone = house_of(request).is_secure
    return page(request, template, {"is_phone": is_phone}, status=status)


def who_tries(request: Request) -> str:
    """The address a request came from; what a header says of another is not believed."""
    return request.client.host if request.client else ""


def show_start(request: Request) -> Response:
    """The page a login link leads to: its button opens, as looking at a link changes nothing."""
    return page(request, "plain/start.html.j2", {"key": request.query_params.get("key", "")})


async def use_start(request: Request) -> Response:
    """Open a session by a login link."""
    form = await short_form(request)
    return await run_in_threadpool(_start, request, form.get("key", ""))


def _start(request: Request, key: str) -> Response:
    """A right key opens however many did not: nobody guesses 256 bits, so it locks nobody out."""
    house, now = house_of(request), desk_of(request).now()
    if not house.links.use(key, now):
        if house.attempts.must_wait(who_tries(request), now):
            return show_door(request, 429)
        house.attempts.failed(who_tries(request), now)
        return show_door(request)
    response = see_other("/")
    open_session(request, response)
    return response


def log_out(request: Request) -> Response:
    """End this browser's session and have it forget what it kept; the journal closes."""
    end_session(request)
    desk = desk_of(request)
    desk.journal.close()
    desk.forget_typed()
    return forget_here(request, page(request, "plain/left.html.j2"))


def routes() -> list[Route]:
    """Where a login link leads, and the way out."""
    return [
        Route("/start", show_start, methods=["GET"]),
        Route("/start", use_start, methods=["POST"]),
        Route("/leave", log_out, methods=["POST"]),
    ]
