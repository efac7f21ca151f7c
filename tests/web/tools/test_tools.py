"""One-minute tools: open to everyone, the same for everyone, and of nobody anything is kept."""

from __future__ import annotations

import itertools
import re

import pytest
from sample_desk import desk_over
from starlette.testclient import TestClient

from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.phone.installing import offline_files
from trimtab.web.tools.cards import you_cards
from trimtab.web.tools.steps import TOOLS

PATHS = ["/tools", *(f"/tools/{one.name}" for one in TOOLS)]


@pytest.fixture
def desk():
    """A desk of which nothing is known."""
    return desk_over(InMemoryStore(), None)


@pytest.fixture
def stranger(desk):
    """A browser that has not come in."""
    app = build_application(desk, House(hosts=frozenset({"testserver"})))
    with TestClient(app, headers={"Sec-Fetch-Site": "same-origin"}) as one:
        yield one


@pytest.mark.parametrize("path", PATHS)
def test_they_open_before_any_key_and_keep_nothing(stranger, desk, path):
    """Nobody who needs a minute is asked for anything; looking changes nothing."""
    before = desk.store.version()
    answer = stranger.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert desk.store.version() == before
    assert desk.store.settings() == {}


def test_what_is_no_tool_is_not_found(stranger):
    """Nothing of an address is shown."""
    answer = stranger.get("/tools/juggling")
    assert answer.status_code == 404
    assert "juggling" not in answer.text


@pytest.mark.parametrize("tool", TOOLS, ids=lambda one: one.name)
def test_every_step_stands_on_the_page_with_its_seconds(stranger, tool):
    """So it can be followed without script, in print and by a screen reader."""
    page = stranger.get(f"/tools/{tool.name}").text
    assert [int(one) for one in re.findall(r'data-seconds="(\d+)"', page)] == [
        one.seconds for one in tool.steps
    ]
    assert all(one.words in page for one in tool.steps)
    assert 'aria-live="polite"' in page
    assert "<audio" not in page


def test_the_lengths_are_those_that_are_said():
    """64 s of breathing; 90, 60, 180 and 120 s."""
    assert [one.seconds for one in TOOLS] == [64, 90, 60, 180, 120]
    assert [one.seconds for one in TOOLS[0].steps] == [4, 4, 4, 4]


def test_nothing_is_said_twice_or_loudly():
    """No exclamation, no word that commands by belittling."""
    words = list(
        itertools.chain.from_iterable(
            (one.title, one.about, one.care, *(step.words for step in one.steps)) for one in TOOLS
        )
    )
    assert not [one for one in words if "!" in one or re.search(r"\b(just|simply)\b", one)]


def test_help_and_the_tool_breathe_by_one_drawing(stranger):
    """The same figure and the same sheet."""
    figure = re.compile(r'<div class="box-breath".*?</div>', re.DOTALL)
    pages = [stranger.get(path).text for path in ("/help", "/tools/breathing")]
    assert len({figure.search(one)[0] for one in pages}) == 1
    assert all("breathing.css" in one for one in pages)


def test_what_they_are_drawn_with_is_kept_for_use_without_a_connection():
    """Their sheets are; what the journal is made of is not."""
    names = [one.partition("?")[0].removeprefix("/static/") for one in offline_files()]
    assert {"tools.css", "breathing.css"} <= set(names)
    assert not [one for one in names if "journal" in one]


def test_their_card_leads_there(desk):
    """Without a word on how often."""
    (card,) = you_cards(desk, desk.now())
    assert card.path == "/tools"
