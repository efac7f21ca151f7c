"""The one quiet line that Today may show."""

from __future__ import annotations

from trimtab.web.hub import QuietLine
from trimtab.web.today import quiet_line as said

LINES = [
    QuietLine(sentence=f"Sentence {number}.", path=f"/way-{number}", button="Go")
    for number in range(2)
]


def test_today_shows_the_first_line_that_a_room_has_and_no_second(client, monkeypatch):
    """A room with nothing to say lets the next one speak; one line is enough."""
    rooms = (lambda *_: None, *(lambda *_, line=line: line for line in LINES))
    monkeypatch.setattr(said, "ROOMS", rooms)
    page = client.get("/").text
    assert "Sentence 0." in page
    assert 'href="/way-0"' in page
    assert "Sentence 1." not in page


def test_today_shows_none_where_no_room_has_one(client, monkeypatch):
    """Most days are such."""
    monkeypatch.setattr(said, "ROOMS", ())
    assert "quiet-line" not in client.get("/").text
