"""Who may come in: a one-time link opens a session in one browser; help needs no key."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from trimtab.domain.kept import WebSession
from trimtab.web.desk import Desk, House, desk_of, house_of
from trimtab.web.rendering import page, see_other

OPEN_PATHS = ("/static/", "/help", "/start", "/feeds/", "/manifest", "/service-worker", "/pair")
SESSION_DAYS, IDLE_DAYS = 90, 30
LINK_MINUTES = 10


class LoginLinks:
    """One-time keys that were told on the terminal; each opens once, and not for long."""

    def __init__(self) -> None:
        self._waiting: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def make(self, key: str, now: datetime) -> str:
        """Let a key in once, until some minutes from now."""
        with self._lock:
            self._waiting[hash_of(key)] = now + timedelta(minutes=LINK_MINUTES)
        return key

    def use(self, key: str, now: datetime) -> bool:
        """Whether the key opens; it never does again."""
        with self._lock:
            until = self._waiting.pop(hash_of(key), None)
        return until is not None and now <= until


def hash_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits."""
    return sha256(secret.encode()).hexdigest()


def cookie_name(house: House) -> str:
    """The session's cookie; the prefix holds it to this host over an encrypted connection."""
    return "__Host-trimtab" if house.is_secure else "trimtab"


class KeyHolders:
    """Gives each request its desk; without a session only open paths are answered."""

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
        request.state.session = self._session(request)
        is_open = any(request.url.path.startswith(path) for path in OPEN_PATHS)
        if self._house.needs_key and not is_open and request.state.session is None:
            await page(request, "plain/door.html.j2", status=401)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _session(self, request: Request) -> WebSession | None:
        token = request.cookies.get(cookie_name(self._house))
        if not token:
            return None
        session = self._desk.store.session(hash_of(token))
        return session if session and self._is_fresh(session) else None

    def _is_fresh(self, session: WebSession) -> bool:
        now = self._desk.now()
        if now - session.made_at > timedelta(days=SESSION_DAYS):
            return False
        if now - session.used_at > timedelta(days=IDLE_DAYS):
            return False
        if now - session.used_at > timedelta(hours=12):
            self._desk.store.keep_session(replace(session, used_at=now))
        return True


def open_session(request: Request, response: Response, device_id: str | None = None) -> None:
    """Begin a session in this browser."""
    desk, house = desk_of(request), house_of(request)
    token, now = desk.new_secret(), desk.now()
    desk.store.keep_session(WebSession(hash_of(token), now, now, device_id))
    response.set_cookie(
        cookie_name(house),
        token,
        max_age=SESSION_DAYS * 24 * 3600,
        secure=house.is_secure,
        httponly=True,
        samesite="strict",
    )


def show_start(request: Request) -> Response:
    """The page a login link leads to: its button opens, as looking at a link changes nothing."""
    return page(request, "plain/start.html.j2", {"key": request.query_params.get("key", "")})


async def use_start(request: Request) -> Response:
    """Open a session by a login link."""
    form = await request.form()
    links: LoginLinks = request.app.state.links
    if not links.use(str(form.get("key", "")), desk_of(request).now()):
        return page(request, "plain/door.html.j2", status=401)
    response = see_other("/")
    open_session(request, response)
    return response


def routes() -> list[Route]:
    """Where a login link leads."""
    return [
        Route("/start", show_start, methods=["GET"]),
        Route("/start", use_start, methods=["POST"]),
    ]
