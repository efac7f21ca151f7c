"""The app open in another process: a command comes in by a one-time link and says its word."""

from __future__ import annotations

import contextlib
import http.client
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from trimtab.domain.errors import TrimtabError
from trimtab.wiring.pretending import Clock

WHERE, LINKS = "serve.json", "links"
PATIENCE_SECONDS = 60.0
STARTING = "Trimtab is starting in another terminal. Try again in a moment."
CLOSED = "Trimtab is open, and closed under its passphrase. Open it in the browser, then try again."
NOT_HEARD = "Trimtab is open, and did not take it. Say it in the browser."


@dataclass(frozen=True, slots=True)
class OpenApp:
    """The app open over a data folder."""

    folder: Path

    def say(self, path: str, said: Mapping[str, str]) -> Any:
        """Send fields as a phone does that kept them until now. Raises TrimtabError."""
        return self._sent(path, "application/json", json.dumps(said).encode())

    def bring(self, path: str, table: bytes) -> Any:
        """Send a table, and give what the app tells of it. Raises TrimtabError."""
        return self._sent(path, "text/csv", table)

    def _sent(self, path: str, kind: str, body: bytes) -> Any:
        address, clock = self._where()
        host = urlsplit(address).netloc
        made = http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)
        try:
            with contextlib.closing(made) as connection:
                cookie = self._come_in(connection, address, clock)
                own = {"Origin": address, "Cookie": cookie}
                connection.request("POST", path, body, {**own, "Content-Type": kind})
                answer = connection.getresponse()
                told = answer.read()
                is_closed = answer.headers.get("X-Closed")
                connection.request("POST", "/leave", b"", own)
                connection.getresponse().read()
        except (OSError, http.client.HTTPException) as error:
            raise TrimtabError(STARTING) from error
        if is_closed:
            raise TrimtabError(CLOSED)
        return _understood(answer.status, told)

    def _where(self) -> tuple[str, Clock]:
        try:
            where = json.loads((self.folder / WHERE).read_text())
            return str(where["address"]), Clock(timedelta(seconds=where["ahead_seconds"]))
        except (OSError, ValueError, KeyError, TypeError):
            raise TrimtabError(STARTING) from None

    def _come_in(self, connection: http.client.HTTPConnection, address: str, clock: Clock) -> str:
        """A session opened by a link of one's own, as its cookie."""
        from trimtab.web.security.links import LinkFolder

        key = LinkFolder(self.folder / LINKS).make(secrets.token_urlsafe(32), clock())
        form = {"Origin": address, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/start", f"key={key}".encode(), form)
        answer = connection.getresponse()
        answer.read()
        if answer.headers.get("X-Closed"):
            raise TrimtabError(CLOSED)
        cookie = answer.headers.get("Set-Cookie", "")
        if not cookie:
            raise TrimtabError(NOT_HEARD)
        return cookie.split(";", 1)[0]


def _understood(status: int, told: bytes) -> Any:
    """What the app answers. Raises TrimtabError with its own sentence where it refuses."""
    try:
        found = json.loads(told) if told else {}
    except ValueError:
        raise TrimtabError(NOT_HEARD) from None
    if status not in {200, 204}:
        raise TrimtabError(str(found.get("sentence") or NOT_HEARD))
    return found
