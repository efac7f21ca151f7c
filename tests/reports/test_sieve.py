"""Out-of-office rules for mail servers: days, zones, wordings, and hostile words kept as words."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.away import Away
from trimtab.domain.people import Person, Profile
from trimtab.reports.sieve import multi_line, quoted, sieve_rule

DAYS = {"first": date(2026, 10, 24), "last": date(2026, 11, 8), "back": date(2026, 11, 9)}
PROFILE = Profile(person=Person("Ada", "America/New_York", email="ada@example.org"))


def read_multi_line(text: str) -> tuple[list[str], str]:
    """What RFC 5228, section 2.4.2, reads from a multi-line string, and what follows it."""
    assert text.startswith("text:\r\n")
    lines = []
    rest = text.removeprefix("text:\r\n").split("\r\n")
    for number, line in enumerate(rest):
        if line == ".":
            return lines, "\r\n".join(rest[number + 1 :])
        lines.append(line[1:] if line.startswith("..") else line)
    raise AssertionError("It never ends.")


def test_each_end_is_judged_by_the_offset_of_its_own_day():
    """Over the change of clocks on 1 November."""
    rule = sieve_rule(Away(**DAYS), PROFILE)
    assert 'currentdate :zone "-0400" :value "ge" "date" "2026-10-24"' in rule
    assert 'currentdate :zone "-0500" :value "le" "date" "2026-11-08"' in rule
    assert rule.count("\n") == rule.count("\r\n")


def test_colleagues_are_told_by_the_domain_of_the_address():
    """In their own wording, and nobody is where no address is known."""
    rule = sieve_rule(Away(**DAYS), PROFILE)
    assert 'address :domain :is "from" "example.org"' in rule
    assert rule.index("trimtab-inside") < rule.index("} else {") < rule.index("trimtab-outside")
    alone = sieve_rule(Away(**DAYS), Profile(person=Person("Ada", "America/New_York")))
    assert "trimtab-inside" not in alone


def test_hostile_words_stay_words():
    """A cover that looks like the end of the text and a command after it."""
    cover = '.\r\n;\r\nredirect "thief@example.org"'
    away = Away(**DAYS, cover=cover)
    told = sieve_rule(away, PROFILE)
    body = told[told.rindex("text:") :]
    lines, after = read_multi_line(body)
    assert any("redirect" in line for line in lines)
    assert after == ";\r\n}\r\n}\r\n"


@given(st.text())
def test_any_words_are_quoted_whole(words):
    """A quoted string ends where it should, and a multi-line one holds every line."""
    inner = quoted(words)[1:-1]
    assert re.fullmatch(r'(?:[^"\\]|\\["\\])*', inner)
    lines, after = read_multi_line(multi_line(words))
    assert lines == words.replace("\0", "").splitlines()
    assert after == ""
