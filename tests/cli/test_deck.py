"""`trimtab deck`, on a collection made for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lived_deck import usual_answers, usual_cards, write_deck

from trimtab.domain.decks import DeckSource

NOW = ("--now", "2026-11-17T15:00:00+00:00")


@pytest.fixture
def collection(tmp_path) -> Path:
    return write_deck(tmp_path / "collection.anki2", usual_cards(), usual_answers())


def test_each_day_is_a_line_with_its_range(trimtab, collection):
    """After what the deck is made of, and where new cards come from."""
    told = trimtab("deck", str(collection), *NOW)
    assert told.code == 0
    assert "92 cards, 30 never seen, 6 overdue, 1 suspended" in " ".join(told.out.split())
    assert "(as the deck says)" in " ".join(told.out.split())
    assert "Tue 17 Nov" in told.out
    assert "Mon 30 Nov" in told.out


def test_json_holds_every_day(trimtab, collection):
    """With keys that the reference page names."""
    told = json.loads(trimtab("deck", str(collection), "--days", "5", "--json", "-", *NOW).out)
    assert len(told["days"]) == 5
    page = (Path(__file__).parents[2] / "docs/reference/deck-json.md").read_text()
    for part in (told, told["days"][0]):
        assert all(f"`{key}`" in page for key in part)


def test_new_cards_may_be_said(trimtab, collection):
    """None of them is the least."""
    some = json.loads(trimtab("deck", str(collection), "--json", "-", *NOW).out)
    none = json.loads(trimtab("deck", str(collection), "--new", "0", "--json", "-", *NOW).out)
    assert none["minutes"] < some["minutes"]
    assert none["new_from"] == "said"


def test_without_a_file_the_first_deck_is_read(trimtab, desk, collection):
    """Or it says how to name one."""
    assert "Name a collection" in trimtab("deck", *NOW).err
    desk.profile = desk.profile.__class__(decks=(DeckSource(name="Step", source=str(collection)),))
    Path("me.toml").write_text("", encoding="utf-8")
    assert "92 cards" in trimtab("deck", *NOW).out


def test_a_file_that_is_none_is_told_in_a_line(trimtab):
    """With a remedy, and no traceback."""
    Path("notes.anki2").write_text("no cards", encoding="utf-8")
    told = trimtab("deck", "notes.anki2", *NOW)
    assert told.code == 1
    assert "no collection of Anki's" in told.err


def test_a_deck_whose_cards_are_all_suspended_says_so(trimtab, tmp_path):
    """They are there, and nothing of them comes due."""
    cards = [(2, 2, -1, 0, 12, "")] * 5
    told = trimtab("deck", str(write_deck(tmp_path / "c.anki2", cards)), *NOW)
    assert told.out.strip() == "All 5 of its cards are suspended."


def test_a_collection_without_a_card_keeps_nothing(trimtab, tmp_path):
    """And says why."""
    empty = write_deck(tmp_path / "new.anki2")
    told = trimtab("deck", str(empty), "--keep", "--data", str(tmp_path / "kept"), *NOW)
    assert "There are no cards in it yet." in told.out
    assert "Kept as" not in told.out + told.err
    assert not (tmp_path / "kept").exists()
