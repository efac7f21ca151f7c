"""Lines of keys in TOML text."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.profiles.locator import find_lines, line_of

TEXT = '''# A comment with [[practice]] inside
title = """
[[practice]]
name = 'not a table'"""
[person]
name = "Sam"   # trailing
"odd = key" = 1
a.b . c = true

[[practice]]
name = 'Run'
doses = [45, # ideal
  30,
  10]
[[practice]]
name = "Call"
[practice.extra]
deep = { one = 1, "two" = [1, 2] }
[[task]]
name = "x\\"]"
due = 2026-11-27T17:00:00
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("person",), 5),
        (("person", "name"), 6),
        (("person", "odd = key"), 7),
        (("person", "a", "b", "c"), 8),
        (("practice", 0), 10),
        (("practice", 0, "doses", 2), 14),
        (("practice", 1), 15),
        (("practice", 1, "name"), 16),
        (("practice", 1, "extra", "deep", "two"), 18),
        (("task", 0, "due"), 21),
    ],
)
def test_every_key_has_its_line(path, line):
    """Keys are found past comments, strings, arrays over lines, quoted and dotted names."""
    assert find_lines(TEXT)[path] == line


def test_a_key_that_is_not_there_has_the_line_of_its_table():
    """A missing key is shown at the heading of the table it is missing from."""
    lines = find_lines(TEXT)

    assert line_of(lines, ("practice", 1, "value")) == 15
    assert line_of(lines, ("nowhere",)) is None


def test_quotes_before_the_closing_ones_belong_to_the_text():
    """A long string may end in quotes of its own."""
    assert find_lines('a = """x"""""\nb = 1\n')[("b",)] == 2


def test_windows_line_endings_count_once():
    """CRLF files have the same line numbers."""
    assert find_lines(TEXT.replace("\n", "\r\n")) == find_lines(TEXT)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for key, item in inner:
        yield from _paths(item, (*path, key))


def test_every_path_of_the_parsed_text_is_known():
    """Whatever the parser finds has a line, arrays of tables themselves aside."""
    lines = find_lines(TEXT)

    missing = {path for path in _paths(tomllib.loads(TEXT)) if path not in lines}

    assert missing == {("person", "a"), ("person", "a", "b")} - lines.keys()


@given(st.lists(st.sampled_from(TEXT.splitlines(keepends=True)), max_size=12))
def test_any_text_the_parser_takes_can_be_walked(pieces):
    """Shuffled lines either are refused by the parser or have lines for all keys."""
    text = "".join(pieces)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    assert all(1 <= line <= len(pieces) + 3 for line in find_lines(text).values())
