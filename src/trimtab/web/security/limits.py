"""Bodies end where they grow too large, too slow or too many-parted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trimtab.domain.plain_letters import only_seen

MOST_BYTES = 64 * 2**20
SLEEP_FILES = "/check-in/sleep"
LARGE_FILES = frozenset({SLEEP_FILES, "/learning/cards"})
MOST_SLEEP_BYTES = 2**30
"""Years of an Apple Health export are some hundred megabytes packed."""

MOST_FILES, MOST_FIELDS, MOST_FIELD_BYTES = 25, 2000, 2**20
PATIENCE_SECONDS = 30.0
WORDS_OF_THEIRS = frozenset(
    {"text", "three", "request", "line", "pasted", "address"}
    | {"words", "closing", "notes", "question", "answer", "topic", "about"}
    | {"gave", "drained", "takes_most", "missing", "protect", "trim"}
    | {"becoming", "fits", "lets_go", "roles"}
)
"""Fields in which people write; what keys and choices say is not among them."""

TOO_LARGE = "That is larger than {} MiB, so nothing of it was taken.\n"
TOO_SLOW = "Nothing came for half a minute, so nothing of it was taken. Send it again.\n"


class TooLargeError(Exception):
    """A body that goes on past the limit."""


class TooSlowError(Exception):
    """A body of which nothing came for too long."""


class BodyLimit:
    """Refuses bodies beyond the limit, and stops reading those that said nothing before."""

    def __init__(self, app: ASGIApp, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._app = app
        self._patience_seconds = patience_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Request(scope).headers.get("content-length", "0")
        most = MOST_SLEEP_BYTES if scope["path"] in LARGE_FILES else MOST_BYTES
        too_large = TOO_LARGE.format(most // 2**20)
        if not (said.isascii() and said.isdecimal()) or int(said) > most:
            await PlainTextResponse(too_large, 413)(scope, receive, send)
            return
        body = _Body(receive, self._patience_seconds, most)
        forms: list[FormData] = scope.setdefault("state", {}).setdefault("forms", [])
        try:
            await self._app(scope, body.receive, send)
        except TooLargeError:
            await PlainTextResponse(too_large, 413)(scope, receive, send)
        except TooSlowError:
            await PlainTextResponse(TOO_SLOW, 408)(scope, receive, send)
        except ClientDisconnect:
            return  # a page that went away while it sent: nobody is left to answer
        finally:
            for form in forms:
                await form.close()


class _Body:
    """What comes of one body, counted; once it is whole, waiting is for the answer and may last."""

    def __init__(self, receive: Receive, patience_seconds: float, most_bytes: int) -> None:
        self._receive = receive
        self._most_bytes = most_bytes
        self._patience_seconds = patience_seconds
        self._taken = 0
        self._is_whole = False

    async def receive(self) -> Message:
        if self._is_whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), self._patience_seconds)
        except TimeoutError:
            raise TooSlowError from None
        self._taken += len(message.get("body", b""))
        if self._taken > self._most_bytes:
            raise TooLargeError
        self._is_whole = not message.get("more_body", False)
        return message


async def short_form(request: Request) -> Mapping[str, str]:
    """The fields of a form without files, each once; a form with too many of them is refused."""
    async with request.form(
        max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES
    ) as form:
        request.state.written = _written_in(form)
        return {name: only_seen(value) for name, value in form.items() if isinstance(value, str)}


async def short_json(request: Request) -> Mapping[str, str]:
    """The fields of a JSON object, as text; what is none, or is too long, has no fields."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > MOST_FIELD_BYTES:
            return {}
    try:
        given = json.loads(content)
    except (ValueError, RecursionError):  # a number of thousands of digits is a ValueError too
        return {}
    if not isinstance(given, dict):
        return {}
    return {str(name): only_seen(str(value)) for name, value in given.items() if value is not None}


async def long_form(request: Request) -> FormData:
    """A form with files, which lie in files of their own until the answer is given."""
    form = await request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES
    )
    request.state.forms.append(form)
    request.state.written = _written_in(form)
    said = form.multi_items()
    return FormData([(key, only_seen(one) if isinstance(one, str) else one) for key, one in said])


async def whole_body(request: Request) -> bytes:
    """What came, as it came; never more than `MOST_BYTES`."""
    return await request.body()


async def file_in(form: FormData, most_bytes: int) -> bytes:
    """The content of a form's `file`, cut a byte past the most taken; empty where none came."""
    upload = form.get("file")
    return await upload.read(most_bytes + 1) if isinstance(upload, UploadFile) else b""


def written_in(request: Request) -> tuple[str, ...]:
    """The person's own words in the form that a request brought, for who cannot keep them."""
    return getattr(request.state, "written", ())


def _written_in(form: FormData) -> tuple[str, ...]:
    said = (value for name, value in form.multi_items() if name in WORDS_OF_THEIRS)
    return tuple(value.strip() for value in said if isinstance(value, str) and value.strip())
