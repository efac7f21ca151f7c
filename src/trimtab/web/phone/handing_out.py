"""Hands out one certificate, without encryption, while a pairing is open, and does nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from trimtab.web.phone.door import PhoneDoor
from trimtab.web.phone.pairing import certificate_file
from trimtab.web.security.headers import SafeHeaders
from trimtab.web.security.hosts import KnownHosts

CLOSED = "Nothing is handed out now. Choose 'Pair a phone' on your computer first.\n"


def build_handout(door: PhoneDoor, host: str, now: Callable[[], datetime]) -> ASGIApp:
    """An app with one file in it, which is no secret."""

    def hand_out(_: Request) -> Response:
        if door.certificate is None or door.pairings.current(now()) is None:
            return PlainTextResponse(CLOSED, 404)
        return certificate_file(door.certificate)

    app = Starlette(
        routes=[Route("/trimtab.crt", hand_out, methods=["GET"])],
        middleware=[Middleware(KnownHosts, hosts=frozenset({host}))],
    )
    app.router.redirect_slashes = False
    return SafeHeaders(app)
