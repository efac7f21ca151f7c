"""An early warning in sentences: exact about numbers, never about causes, never a verdict."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from trimtab.app.mind import notice_words as words
from trimtab.domain.diary import HOW_IT_WENT, Notice
from trimtab.wellbeing.findings import Association, Finding, Heavier, MeasureChange

TODAY = date(2026, 11, 17)
CHANGE = Finding(
    kind="change",
    day=TODAY,
    measure="energy",
    since=date(2026, 11, 9),
    change=(-1.5, -2.5, -0.5),
    certainty=0.91,
    measures=(
        MeasureChange(measure="energy", change=None, certainty=0.9, before=7.0, now=5.5),
        MeasureChange(measure="mood", change=None, certainty=0.85, before=7.0, now=5.5),
        MeasureChange(measure="stress", change=None, certainty=0.5, before=4.0, now=4.5),
    ),
    goes_with=(
        Association(name="nights", before=0.5, since=3.1, effect=(-1.0, -1.5, -0.5), is_plain=True),
        Association(name="duty", before=50, since=62, effect=(0.1, -0.5, 0.7), is_plain=False),
    ),
)
LEVEL = Finding(
    kind="level",
    day=TODAY,
    measure="stress",
    since=date(2026, 11, 4),
    measures=(MeasureChange(measure="stress", change=None, certainty=None, before=None, now=8.0),),
    answered=11,
    of_days=14,
)
AHEAD = Finding(
    kind="ahead",
    day=TODAY,
    since=date(2026, 11, 18),
    until=date(2026, 11, 26),
    like=(date(2026, 10, 5), date(2026, 10, 12)),
    certainty=0.72,
    alike=(2, 3),
    heavier=(
        Heavier(name="duty", usual=7.0, ahead=11.0, then=11.5),
        Heavier(name="evenings", usual=0.6, ahead=0.2, then=0.2),
        Heavier(name="short_sleep", usual=0.3, ahead=0.1, then=0.5),
    ),
)


def test_a_change_says_what_since_when_how_sure_and_what_goes_with_it():
    """Every sentence, word for word."""
    assert words.change_words(CHANGE) == (
        "Your energy has been lower than your usual for nine days, since about Mon 9 Nov.",
        "By about 1.5 points of 10, between 0.5 and 2.5.",
        "Your mood changed along with it.",
        "How sure: likely, about 9 in 10, that this is more than ups and downs.",
        "It goes with more nights: 3 a week since, ½ before.",
        "What goes with it need not be why.",
        words.SMALL_THING,
    )


def test_a_level_looks_at_itself_alone():
    """From the first day on there is nothing to compare with, and it says so."""
    said = words.level_words(LEVEL, is_from_start=True)
    assert said[0] == "Your stress has been high since you began: about 8 of 10."
    assert "there are no better days of yours to compare with" in said[1]
    later = words.level_words(LEVEL, is_from_start=False)
    assert later[0] == "Your stress has been high for 14 days: about 8 of 10."
    assert later[1] == "11 of 14 days were told."


def test_days_ahead_are_set_beside_the_last_time_it_got_hard():
    """With what is fuller about them, and nothing that is not."""
    assert words.ahead_words(AHEAD) == (
        "The next nine days look like the last time it got hard.",
        "That was Mon 5 Oct to Mon 12 Oct; these are Wed 18 Nov to Thu 26 Nov.",
        "Duty: about 77 hours a week, usually 49.",
        "Free evenings: 1 a week, usually 4.",
        "How sure: likely, about 7 in 10. Of your weeks that were as full, two of three were hard.",
        words.BEFORE_IT,
    )


@pytest.mark.parametrize(
    ("alike", "certainty", "said"),
    [
        ((1, 1), 0.75, "It rests on one week, the only one as full, which was hard."),
        ((2, 2), 0.83, "Of your weeks that were as full, both were hard."),
        ((12, 12), 0.96, "Of your weeks that were as full, all 12 were hard."),
    ],
)
def test_how_sure_rests_on_weeks_that_are_counted(alike, certainty, said):
    """However many there were, nothing is told as happening ten times in ten."""
    *_, sure, _ = words.ahead_words(replace(AHEAD, alike=alike, certainty=certainty))
    assert sure == f"How sure: {words.sure(certainty)}. {said}"
    assert "10 in 10" not in sure


def test_days_that_begin_later_are_named_by_their_first():
    """They are not the next ones."""
    later = replace(AHEAD, since=date(2026, 11, 20))
    said = words.ahead_words(later)[0]
    assert said == "The seven days from Fri 20 Nov on look like the last time it got hard."


@pytest.mark.parametrize("measure", ["mood", "energy", "stress", "balance"])
def test_harder_is_lower_but_for_stress(measure):
    """A high stress is a hard day."""
    found = Finding(kind="change", day=TODAY, measure=measure, since=TODAY, change=(1.0, -0.2, 2.0))
    side = "higher" if measure == "stress" else "lower"
    assert f"has been {side} than your usual" in words.change_words(found)[0]


def test_a_change_that_may_be_nothing_says_so():
    """An interval that begins at nothing has no smaller end to name; one day is one day."""
    found = Finding(kind="change", day=TODAY, measure="stress", since=TODAY, change=(1.0, 0.2, 2.0))
    assert words.change_words(found)[:2] == (
        "Your stress has been higher than your usual for one day, since about Tue 17 Nov.",
        "By about 1 point of 10; it may be next to none, or up to 2.",
    )


def test_a_day_that_nobody_knows_well_is_told_with_both_ends():
    """Ten days between the ends are said, two go without saying."""
    late = date(2026, 11, 12)
    vague = replace(CHANGE, since_range=(date(2026, 11, 2), late))
    assert words.change_words(vague)[2] == (
        "It may have begun on any day from Mon 2 Nov to Thu 12 Nov."
    )
    plain = replace(CHANGE, since_range=(date(2026, 11, 10), late))
    assert words.change_words(plain) == words.change_words(CHANGE)


def test_how_sure_never_says_ten_in_ten():
    """Over every probability in hundredths."""
    said = [words.sure(hundredths / 100) for hundredths in range(101)]
    assert not any("10 in 10" in one for one in said)
    assert all(
        re.search(r"about \d in 10|more than 19 in 20|fewer than 1 in 10", one) for one in said
    )


def test_every_outcome_is_one_honest_sentence():
    """For each kind and each way it went; nothing before it is known."""
    for kind, outcome in product(("change", "level", "ahead"), HOW_IT_WENT):
        notice = Notice(id="n", day=TODAY, said_at=None, kind=kind, words=(), outcome=outcome)
        assert words.outcome_words(notice).startswith("Two weeks on, ")
        assert words.outcome_words(notice).count(".") == 1
    waiting = Notice(id="n", day=TODAY, said_at=None, kind="change", words=())
    assert words.outcome_words(waiting) == ""


@pytest.mark.parametrize(
    "said",
    [
        words.change_words(CHANGE),
        words.level_words(LEVEL, is_from_start=True),
        words.ahead_words(AHEAD),
        words.signs_words(tuple(words.SIGN_WORDS)),
    ],
    ids=["change", "level", "ahead", "signs"],
)
def test_no_cause_no_verdict_no_scolding(said):
    """Words that the style page rules out stand in none of them."""
    text = " ".join(said).lower()
    for word in ("because", "cause", "burnout", "depress", "risk", "should", "must", "just", "!"):
        assert word not in text
