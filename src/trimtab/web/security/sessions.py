"""Sessions: how long they last, and the cookie that carries one. Only hashes of tokens are kept."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.ports import Store
from trimtab.domain.errors import StoreError
from trimtab.domain.kept import WebSession
from trimtab.web.desk import House, desk_of, house_of
from trimtab.web.security.links import hash_of


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session lasts: unused, and in all."""

    idle: timedelta
    in_all: timedelta


BROWSER = Lasting(timedelta(days=30), timedelta(days=90))
DEVICE = Lasting(timedelta(days=60), timedelta(days=365))
TOUCH_AFTER = timedelta(hours=12)


def lasting_of(session: WebSession) -> Lasting:
    """A paired phone is opened rarely and lost alone: it stays longer than a browser."""
    return DEVICE if session.device_id else BROWSER


def is_fresh(session: WebSession, now: datetime) -> bool:
    """Whether a session still opens."""
    lasting = lasting_of(session)
    return now - session.made_at <= lasting.in_all and now - session.used_at <= lasting.idle


def cookie_name(house: House) -> str:
    """The session's cookie; the prefix holds it to this host over an encrypted connection."""
    return "__Host-trimtab" if house.is_secure else "trimtab"


def find_session(store: Store, token: str, now: datetime) -> WebSession | None:
    """The session of a token, if it still opens; using it is noted twice a day."""
    session = store.session(hash_of(token))
    if session is None:
        return None
    if not is_fresh(session, now):
        with contextlib.suppress(StoreError):
            store.remove_session(session.token_hash)
        return None
    if now - session.used_at > TOUCH_AFTER:
        session = replace(session, used_at=now)
        with contextlib.suppress(StoreError):  # where nothing can be noted, people still come in
            store.keep_session(session)
            _note_device(store, session, now)
    return session


def _note_device(store: Store, session: WebSession, now: datetime) -> None:
    for device in store.devices():
        if device.id == session.device_id:
            store.keep_device(replace(device, seen_on=now.date()))


def open_session(request: Request, response: Response, device_id: str | None = None) -> None:
    """Begin a session in this browser, with a token of its own; one before it ends."""
    desk, house = desk_of(request), house_of(request)
    end_session(request)
    token, now = desk.new_secret(), desk.now()
    session = WebSession(hash_of(token), now, now, device_id)
    desk.store.keep_session(session)
    response.set_cookie(
        cookie_name(house),
        token,
        max_age=int(lasting_of(session).in_all.total_seconds()),
        secure=house.is_secure,
        httponly=True,
        samesite="strict",
    )


def end_session(request: Request) -> None:
    """End the session a request came with, if it came with one."""
    session = session_of(request)
    if session is not None:
        desk_of(request).store.remove_session(session.token_hash)


def session_of(request: Request) -> WebSession | None:
    """The session a request came with."""
    found: WebSession | None = request.state.session
    return found


def who(request: Request) -> str:
    """The session that asks, by its hash; what one opens or typed is closed to the others."""
    session = session_of(request)
    return session.token_hash if session else ""


def has_key(request: Request) -> bool:
    """Whether the one who asks has come in; without that, nothing of the person's may be shown."""
    return not house_of(request).needs_key or session_of(request) is not None


def forget_here(request: Request, response: Response) -> Response:
    """Have the browser let go of the cookie, and of all it kept for use without a connection."""
    house = house_of(request)
    response.delete_cookie(
        cookie_name(house), secure=house.is_secure, httponly=True, samesite="strict"
    )
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
