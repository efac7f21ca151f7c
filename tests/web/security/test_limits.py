"""Bodies that are too large, too slow or too many-parted; and forms are read in one place alone."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse

import trimtab.web
from trimtab.web.security.limits import MOST_BYTES, BodyLimit, short_form, short_json

PAGES = Path(trimtab.web.__file__).parent


def run(asked):
    """Await in a thread of its own: a browser of other tests may hold this one's loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, asked).result()


def answered(messages, length=None, patience_seconds=30.0):
    """Status of what comes back for a body in such messages and then nothing; None for silence."""
    waiting, said = list(messages), []

    async def receive():
        if waiting:
            return waiting.pop(0)
        return await asyncio.Event().wait()

    async def send(message):
        said.append(message)

    async def read_it(scope, receive, send):
        await short_form(Request(scope, receive))
        await PlainTextResponse("read")(scope, receive, send)

    form = b"application/x-www-form-urlencoded"
    headers = [(b"content-type", form)]
    headers += [(b"content-length", length)] if length is not None else []
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers}
    limit = BodyLimit(read_it, patience_seconds=patience_seconds)
    run(limit(scope, receive, send))
    return said[0]["status"] if said else None


def part(content, more):
    """One message of a body."""
    return {"type": "http.request", "body": content, "more_body": more}


def test_a_body_that_stops_halfway_is_let_go():
    """Half a form and then silence is answered 408, and the page never hears of it."""
    assert answered([part(b"word=ha", True)], patience_seconds=0.01) == 408


def test_a_page_that_goes_away_while_it_sends_is_answered_by_nobody():
    """It is no fault of the app: nothing is raised, and nothing said to who is gone."""
    assert answered([part(b"word=ha", True), {"type": "http.disconnect"}]) is None


def test_a_body_that_is_whole_may_take_its_time_to_be_answered():
    """Patience is for what is still to come."""
    assert answered([part(b"wo", True), part(b"rd=x", False)]) == 200


def test_a_body_beyond_the_limit_is_refused_whatever_it_said_of_itself():
    """By its length at once, or by what came; a length that is no number is refused."""
    assert answered([], str(MOST_BYTES + 1).encode()) == 413
    assert answered([], b"-1") == 413
    assert answered([], b"1e3") == 413
    assert answered([part(b"a" * (MOST_BYTES + 1), True)], b"10") == 413


def test_what_is_no_short_json_object_has_no_fields():
    """Lists, broken text, numbers without end, depth without end, and a megabyte too much."""

    def read(content):
        async def receive():
            return part(content, False)

        scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
        return run(short_json(Request(scope, receive)))

    assert read(b'{"verb": "done", "minutes": 5, "name": null}') == {"verb": "done", "minutes": "5"}
    number, depth = b'{"a": ' + b"1" * 5000 + b"}", b"[" * 100_000
    for content in (b"[1]", b"{", b"\xff", number, depth, b'{"a": "' + b"b" * 2**20 + b'"}'):
        assert read(content) == {}


def test_forms_are_read_in_one_place_alone():
    """No page reads a form or a body past the limits of `short_form` and its kin."""
    reading = (".form(", ".body()", ".stream()")
    found = {
        str(path.relative_to(PAGES))
        for path in PAGES.rglob("*.py")
        if any(one in path.read_text() for one in reading)
    }
    assert found <= {"security/limits.py"}
