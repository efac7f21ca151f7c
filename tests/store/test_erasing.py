"""What was deleted is in none of the store's files, while it stays open and others may read."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from trimtab.domain.diary import CheckIn, Review
from trimtab.domain.kept import Contact, Win
from trimtab.store.opening import open_store

NOW = datetime(2026, 11, 16, tzinfo=UTC)
DAY = date(2026, 11, 16)
PLANTED = b"quillwort"


def files_with(folder: Path, words: bytes = PLANTED) -> list[str]:
    """Names of the files that hold these words."""
    return [one.name for one in sorted(folder.iterdir()) if words in one.read_bytes()]


def review(number: int, *, length: int, words: str = "quillwort lantern ") -> Review:
    """A review with so many letters of somebody's own in it."""
    words *= length // len(words) + 1
    return Review(day=DAY - timedelta(weeks=number), said_at=NOW, gave=words[:length])


@pytest.fixture
def opened(tmp_path):
    """A store in a file, open."""
    one = open_store(tmp_path)
    yield one
    one.close()


def test_what_was_deleted_or_changed_is_in_no_file(opened, tmp_path):
    """Check-ins, wins, contacts, each in its own way; what stays is there."""
    said = CheckIn(day=DAY, said_at=NOW, line="quillwort in the stairwell")
    opened.keep_entry(said)
    opened.add_win(Win("1", DAY, "quillwort, called at last", NOW))
    opened.keep_contacts((Contact("quillwort", "1"),))
    assert files_with(tmp_path)
    opened.keep_entry(replace(said, line="lantern"))
    opened.remove_win("1")
    opened.keep_contacts((Contact("lantern", "1"),))
    assert files_with(tmp_path) == []
    assert files_with(tmp_path, b"lantern")
    opened.keep_entry(said)
    opened.forget_entries(CheckIn)
    assert files_with(tmp_path) == []


def test_room_between_rows_that_moved_holds_nothing(opened, tmp_path):
    """Reviews of every length among others that stay: splitting pages leaves copies of rows.

    Deleted and overwritten alone, two in twelve such stores held a sentence still; this is one.
    """
    chance = random.Random(2)
    lengths = (20, 60, 300, 900, 2000, 9000)
    reviews = [
        review(
            number,
            length=chance.choice(lengths),
            words="quillwort lantern " if number % 2 else "these words stay ",
        )
        for number in range(250)
    ]
    chance.shuffle(reviews)
    gone = [one for one in reviews if "quillwort" in one.gave]
    early = [one for one in gone if one in reviews[:200]]
    with opened.at_once():
        opened.keep_entries(tuple(reviews[:200]))
        for one in early[::2]:
            opened.forget_entry(Review, one.id)
        opened.keep_entries(tuple(reviews[200:]))
        for one in gone:
            opened.forget_entry(Review, one.id)
    assert len(opened.entries(Review)) == 125
    assert files_with(tmp_path) == []


def test_while_somebody_reads_it_goes_after_the_next_write(opened, tmp_path):
    """A reader keeps the log as it is, and nobody waits for that; then, or when it is over."""
    opened.keep_entry(review(1, length=100))
    with opened._connections._reader.connect() as reading:
        reading.exec_driver_sql("SELECT count(*) FROM diary").scalar()
        opened.forget_entries(Review)
        assert files_with(tmp_path)
    opened.keep_setting("any", "thing")
    assert files_with(tmp_path) == []


def test_what_a_crash_left_in_the_log_goes_at_the_start(opened, tmp_path):
    """A copy of the files as they stand, as a crash leaves them."""
    opened.keep_entry(review(1, length=100))
    with opened._connections._reader.connect() as reading:
        reading.exec_driver_sql("SELECT count(*) FROM diary").scalar()
        opened.forget_entries(Review)
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for path in tmp_path.glob("*.sqlite3*"):
            (crashed / path.name).write_bytes(path.read_bytes())
    assert files_with(crashed)
    again = open_store(crashed)
    assert files_with(crashed) == []
    again.close()
