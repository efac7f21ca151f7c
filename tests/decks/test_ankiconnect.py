"""AnkiConnect: what is asked, and what is said when nobody answers."""

import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from trimtab.decks.ankiconnect import ask_anki
from trimtab.domain.deck_errors import NoSuchDeckError, UnreadableDeckError

NOW = datetime(2026, 11, 17, 15, tzinfo=UTC)


@contextmanager
def anki(answers):
    """An open Anki whose answers are these, by action and search."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            key = asked["params"].get("query", asked["action"])
            content = json.dumps({"result": answers.get(key, []), "error": None}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_what_is_due_is_counted_by_day():
    """With what was reviewed of late."""
    answers = {
        "deckNames": ["Default", "Step"],
        'deck:"Step" is:due': [1, 2, 3],
        'deck:"Step" prop:due=2': [4],
        'deck:"Step" is:new -is:suspended': [5, 6],
        "getNumCardsReviewedByDay": [["2026-11-16", 120], ["never", "x"]],
    }
    with anki(answers) as address:
        found = ask_anki("Step", NOW, address)
    assert [(one.due_in, one.count) for one in found.groups] == [(0, 3), (2, 1)]
    assert found.unseen == 2
    assert [one.reviews for one in found.days] == [120]


def test_a_deck_nobody_has_is_named():
    """With those there are."""
    with anki({"deckNames": ["Step"]}) as address, pytest.raises(NoSuchDeckError, match="Step"):
        ask_anki("Setp", NOW, address)


def test_anki_that_is_not_open_is_said():
    """With what helps."""
    with pytest.raises(UnreadableDeckError, match="Anki is not open"):
        ask_anki("", NOW, "http://127.0.0.1:9")
