"""Grids pasted from a PDF, whose columns are only words in a row."""

from __future__ import annotations

HEADER = "Name Mon 11/16 Tue 11/17 Wed 11/18\n"
BLOCK = (
    f"BLOCK 6 (11/16/2026 - 12/13/2026)\n{HEADER}Abara 7a-7p - 7p-7a\nVoss OFF D N\nPage 1 of 2\n"
)


def test_a_row_of_days_heads_the_words_of_the_rows_below(read, told):
    """Each word is on its day; lines that are no row are named."""
    reading = read(BLOCK, "m.txt", row="Abara")
    assert told(reading) == ["16 Nov 07:00-19:00 7a-7p duty", "18 Nov 19:00-07:00 7p-7a duty"]
    assert [one.line for one in reading.problems] == [5]


def test_without_a_name_the_people_are_listed(read):
    """A pasted grid of two people is as any grid of two."""
    assert any("2 people: Abara, Voss" in one.what for one in read(BLOCK, "m.txt").problems)


def test_a_row_with_entries_missing_is_named_and_not_used(read, told):
    """With a cell lost in pasting nobody can tell what is on which day."""
    reading = read(f"{HEADER}Abara 7a-7p - 7p-7a\nAbara D N\n", "m.txt", row="Abara")
    assert len(told(reading)) == 2
    assert [one.line for one in reading.problems if "one entry for each" in one.what] == [3]


def test_sentences_below_days_are_no_rows(read):
    """As many words as there are days make no row: words of a row are codes, hours or dashes."""
    reading = read(f"{HEADER}Please check with Lee\n", "m.txt")
    assert reading.day_notes == ()
    assert [one.line for one in reading.problems] == [1, 2]
