"""Which dose a practice begins with, and how often each is kept: by brute force too."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.plans import DOSES
from trimtab.reflection.learning import (
    DoseState,
    Repetition,
    by_practice,
    day_difference,
    dose_state,
    kept_shares,
)

MONDAY = date(2026, 11, 2)
DAY = timedelta(days=1)


def life(words, **more) -> list[Repetition]:
    """Repetitions day by day: 0, 1, 2 kept at that dose, "a" taken as kept, "-" gave way, "?"."""
    outcomes = {"-": "gave_way", "?": "unknown", "a": "taken_as_kept"}
    return [
        Repetition(
            name="Run",
            day=MONDAY + number * DAY,
            dose=DOSES[int(word)] if word.isdigit() else "ideal",
            outcome=outcomes.get(word, "kept"),
            **more,
        )
        for number, word in enumerate(words)
    ]


def step(words, doses: int = 3) -> int:
    """The step after such a life."""
    return dose_state(life(words), doses).step


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", 0),
        ("--", 0),
        ("---", 2),
        ("-0-0-0-", 0),
        ("--?-", 2),
        ("---2", 2),
        ("---22", 2),
        ("---222", 1),
        ("---2221", 1),
        ("---222111", 0),
        ("---222222", 1),
        ("---22-2", 2),
        ("---22-22", 2),
        ("---22-222", 1),
        ("---222---", 2),
        ("---222--1-", 1),
        ("------222", 1),
        ("---000", 1),
    ],
)
def test_three_that_give_way_make_it_small_and_three_kept_make_it_grow(words, expected):
    """Kept at its level or above counts; one that gives way begins that count anew."""
    assert step(words) == expected


def test_what_is_taken_as_kept_counts_as_kept():
    """Of ideal doses, which is what was planned."""
    assert step("---aaa") == 1


@pytest.mark.parametrize(("doses", "expected"), [(1, 0), (2, 1), (3, 2)])
def test_the_smallest_is_the_last_there_is(doses, expected):
    """One dose alone cannot shrink."""
    assert step("---", doses) == expected


def test_lighter_days_and_days_away_tell_nothing():
    """Three that gave way then leave it as it was, and three kept do not make it grow."""
    assert dose_state(life("---", is_eased=True), 3) == DoseState()
    assert dose_state([*life("---"), *life("222", is_eased=True)], 3).step == 2


def by_hand(words: str, doses: int) -> int:
    """The step, by looking for the last time that it changed: each change begins counting anew."""
    now, since = 0, 0
    while True:
        ends = range(since + 1, len(words) + 1)
        changes = (_changes(words, since, end, now, doses) for end in ends)
        change = next(filter(None, changes), None)
        if change is None:
            return now
        now, since = change


def _changes(words: str, since: int, end: int, now: int, doses: int):
    """(step, where) if exactly here the rule says that the dose changes, from `since` on."""
    seen = words[since:end].replace("?", "")
    if words[end - 1] == "?":
        return None
    if seen.endswith("---"):
        return doses - 1, end
    enough = [one for one in seen.rpartition("-")[2] if one.isdigit() and int(one) <= now]
    is_growing = now > 0 and words[end - 1].isdigit() and int(words[end - 1]) <= now
    return (now - 1, end) if is_growing and len(enough) == 3 else None


@pytest.mark.parametrize("doses", [2, 3])
def test_every_short_life_by_brute_force(doses):
    """All lives of up to seven repetitions come out as by a rule written differently."""
    for length in range(8):
        for words in map("".join, product("02-?", repeat=length)):
            kept = words if doses == 3 else words.replace("2", "1")
            assert step(kept, doses) == by_hand(kept, doses), kept


@given(st.text("012-?a", max_size=60), st.integers(1, 3))
def test_whatever_happens_it_stays_within_its_doses(words, doses):
    """Never below the ideal, never beyond the smallest, and the counts stay small."""
    state = dose_state(life(words), doses)
    assert 0 <= state.step < doses
    assert 0 <= state.gave_way < 3
    assert 0 <= state.kept < 3
    assert dose_state([*life(words), *life("---")], doses).step == doses - 1
    assert dose_state([*life(words), *life("222" * doses)], 3).step < 3


def test_shares_count_only_what_was_said():
    """Ideal 1 of 3, tiny 2 of 2; what is unknown or only taken as kept is in neither."""
    lived = [*life("0--"), *life("22"), *life("a?"), *life("0", is_eased=True)]
    found = {one.dose: (one.kept, one.known) for one in kept_shares(lived)}
    assert found == {"ideal": (1, 3), "tiny": (2, 2)}
    ideal, tiny = kept_shares(lived)
    assert ideal.share.mid == pytest.approx((1 + 1) / (3 + 2))
    assert ideal.share.low < ideal.share.mid < ideal.share.high < 1
    assert tiny.share.mid == pytest.approx(3 / 4)


def on_days(kept_on_duty: str, kept_off: str) -> list[Repetition]:
    """A life on Mondays on duty and on Tuesdays that are free."""
    return [
        Repetition(
            name="Run",
            day=MONDAY + timedelta(weeks=number, days=0 if on_duty else 1),
            dose="ideal",
            outcome="kept" if word == "0" else "gave_way",
            on_duty=on_duty,
        )
        for words, on_duty in ((kept_on_duty, True), (kept_off, False))
        for number, word in enumerate(words)
    ]


def test_a_clear_difference_between_days_is_found():
    """Kept on one of eight duty days and seven of eight free ones."""
    found = day_difference(on_days("0-------", "0000000-"))
    assert found is not None
    assert found.better == "free days"
    assert found.elsewhere.high < found.there.low


@pytest.mark.parametrize(
    ("on_duty", "off"),
    [("00--00--", "0-0-0-0-"), ("----", "00000000"), ("", ""), ("-----", "-----")],
)
def test_a_difference_that_may_be_chance_is_not_told(on_duty, off):
    """About as often, or too few on one side."""
    assert day_difference(on_days(on_duty, off)) is None


def test_weekends_are_told_apart_too():
    """Kept on Saturdays, never on Wednesdays."""
    lived = [
        Repetition(name="Run", day=MONDAY + timedelta(weeks=w, days=d), dose="ideal",
                   outcome="kept" if d == 5 else "gave_way")
        for w in range(6) for d in (2, 5)
    ]  # fmt: skip
    found = day_difference(lived)
    assert found is not None
    assert found.better == "weekends"


def test_practices_are_told_apart_by_name_and_in_order():
    """Two lives mixed."""
    one, other = life("0-0"), [Repetition(name="Read", day=MONDAY, dose="tiny", outcome="kept")]
    mixed = [one[2], other[0], one[0], one[1]]
    assert by_practice(mixed) == {"Read": tuple(other), "Run": tuple(one)}
