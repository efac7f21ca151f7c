"""Bytes to lines: encodings, folds and sizes."""

from __future__ import annotations

import pytest

from trimtab.calendars.lines import MAX_FILE_BYTES, read_lines


def texts(content):
    """The unfolded lines alone."""
    return [line.text for line in read_lines(content, "a.ics")[0]]


def test_folded_lines_are_one_line_with_their_first_number():
    """A space or tab goes on with the line before, whatever ends the lines."""
    lines, problems = read_lines(b"A:1\r\nSUMMARY:long\r\n er\n\t still\rB:2\n", "a.ics")
    assert [(line.number, line.text) for line in lines] == [
        (1, "A:1"),
        (2, "SUMMARY:longer still"),
        (5, "B:2"),
    ]
    assert problems == []


def test_a_fold_inside_a_character_is_mended():
    """Programs that fold bytes, not characters, lose no accent."""
    raw = "SUMMARY:café".encode()
    assert texts(raw[:-1] + b"\r\n " + raw[-1:]) == ["SUMMARY:café"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_are_read_without_a_word(encoding):
    """UTF-8 with or without a mark, and UTF-16 with one, are plain."""
    lines, problems = read_lines("SUMMARY:Dr Müller 😀\r\n".encode(encoding), "a.ics")
    assert [line.text for line in lines] == ["SUMMARY:Dr Müller 😀"]
    assert problems == []


def test_western_european_bytes_are_read_and_told():
    """A file in cp1252 keeps its accents; the line where it began is named."""
    lines, problems = read_lines("A:plain\r\nSUMMARY:Müller\r\n".encode("cp1252"), "a.ics")
    assert lines[1].text == "SUMMARY:Müller"
    assert problems[0].line == 2
    assert "not in UTF-8" in problems[0].what


def test_separators_inside_text_do_not_break_lines():
    """Only CR and LF end a line; a line separator character in a title does not."""
    assert texts("SUMMARY:one\u2028two\x0bthree\n".encode()) == ["SUMMARY:one\u2028two\x0bthree"]


def test_a_giant_line_is_left_out():
    """A line above 1 MiB is told and skipped, the next is read."""
    lines, problems = read_lines(b"ATTACH:" + b"x" * 2**21 + b"\nB:2\n", "a.ics")
    assert [line.text for line in lines] == ["B:2"]
    assert "longer than 1 MiB" in problems[0].what


def test_a_giant_file_is_not_read():
    """A file above 10 MiB gives no lines and says what to do."""
    lines, problems = read_lines(b"\n" * (MAX_FILE_BYTES + 1), "a.ics")
    assert lines == []
    assert "more than the 10 MiB" in problems[0].what
