"""`trimtab boundaries`: sentences, texts, rules and lists, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trimtab.domain.commitments import CalendarSource

AWAY = ("--out-of-office", "2026-12-21", "2026-12-27", "--now", "2026-12-01T09:00")


BY_ZONE = "No country is set: public holidays are taken from your time zone (United States).\n"
UNSIGNED = "No name signs it yet: write signs_as under [reach], or your name under [person].\n"


def test_every_text_is_printed(trimtab):
    """What was asked for, and beside it where a name is to be written and whose holidays count."""
    for words, said in (
        ((), "Half an hour before each night"),
        (("--signature",), "Please answer in your own."),
        (("--status",), "While you work"),
        (("--sites", "hosts"), "0.0.0.0 www.reddit.com"),
        (AWAY, "Away until Mon 28 Dec 2026"),
        ((*AWAY, "--sieve"), 'require ["date", "relational", "vacation"];'),
    ):
        outcome = trimtab("boundaries", "own.toml", *words)
        is_away = "--out-of-office" in words
        unsigned = UNSIGNED if is_away or "--signature" in words else ""
        assert (outcome.code, outcome.err) == (0, BY_ZONE * is_away + unsigned), words
        assert said in outcome.out, words


def test_days_that_cannot_be_told_are_refused_in_words(trimtab):
    """Ended before they begin, past, or of the wrong year."""
    for first, last, said in (
        ("2026-12-27", "2026-12-21", "before it begins"),
        ("2026-11-01", "2026-11-08", "which is past"),
        ("2026-12-21", "2028-12-27", "longer than a year"),
    ):
        words = ("--out-of-office", first, last, "--now", "2026-12-01T09:00")
        outcome = trimtab("boundaries", "own.toml", *words)
        assert outcome.code == 1
        assert said in outcome.err


def test_days_beyond_what_a_plan_sees_are_told_all_the_same(trimtab):
    """With a remark beside the text."""
    words = ("--out-of-office", "2027-02-01", "2027-02-07", "--now", "2026-12-01T09:00")
    outcome = trimtab("boundaries", "own.toml", *words)
    assert outcome.code == 0
    assert "beyond the four weeks" in outcome.err


def test_days_in_a_signature_are_those_of_the_calendars(trimtab, desk):
    """They are read from today on, with no server asked."""
    desk.profile = replace(desk.profile, calendars=(CalendarSource("clinic.ics", "clinic"),))
    words = ("--signature", "--now", "2026-12-01T09:00")
    assert trimtab("boundaries", "own.toml", *words).code == 0
    assert desk.read_sources[-1][1] == date(2026, 12, 1)
    assert desk.reached[-1].is_offline


def test_a_calendar_is_read_from_today_so_that_none_seems_empty(trimtab, desk):
    """Days away next summer: what stands in it this winter shows that it is alive."""
    words = ("--out-of-office", "2027-06-01", "2027-06-30", "--now", "2026-12-01T09:00")
    desk.profile = replace(desk.profile, calendars=(CalendarSource("home.ics"),))
    assert trimtab("boundaries", "own.toml", *words).code == 0
    (_, first, last) = desk.read_sources[-1]
    assert (first, last) == (date(2026, 12, 1), date(2027, 9, 8))


@pytest.mark.parametrize(
    "words", [("--signature", "--status"), ("--cover", "Lee"), ("--quiet", "quiet.ics")]
)
def test_what_does_not_go_together_is_refused(trimtab, words):
    """With what goes with what."""
    assert trimtab("boundaries", "own.toml", *words).code == 2
