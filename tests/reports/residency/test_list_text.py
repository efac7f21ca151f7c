"""A planned list in the terminal says what to do first, and fits however narrow it is."""

import io
from dataclasses import replace

import pytest
from planned_lists import planned_list
from rich.console import Console

from trimtab.domain.applications import LeftOut, StopAdvice
from trimtab.domain.chances import Interval
from trimtab.domain.programmes import Programme
from trimtab.reports.residency.list_text import print_list
from trimtab.reports.residency.list_words import (
    certificate_text,
    chance_text,
    correlation_text,
    cost_text,
    fact_text,
    headline,
    interviews_text,
    percent_text,
    points_text,
    stop_texts,
    unmatched_text,
    what_if_text,
)


def printed(planned, width=80, **choices):
    held = io.StringIO()
    print_list(planned, Console(file=held, width=width, **choices))
    return held.getvalue()


def test_the_headline_says_it_in_one_breath():
    """How many of how many, the price, the chance of no match and how sure that is."""
    assert headline(planned_list()) == (
        "Apply to 16 of 40 for $176. Chance of ending unmatched: about 4 % (2\u20139 %), "
        "9 % if programmes judge you alike."
    )
    assert printed(planned_list()).startswith("Apply to 16 of 40 for $176.\n")


@pytest.mark.parametrize("width", [34, 44, 63, 64, 80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    """On any width every line fits, and nothing of the list is lost."""
    shown = printed(planned_list(), width)
    assert max(map(len, shown.splitlines())) <= width
    for number in range(1, 17):
        assert f"{number:03d}" in shown


def test_it_is_plain_when_it_is_piped():
    """Without a terminal no colours are written and no line ends in spaces."""
    shown = printed(planned_list())
    assert "\x1b" not in shown
    assert [line for line in shown.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    "words",
    [
        "The list, in the order of adding",
        "gold       24 % (14\u201339)  +13.1",
        "Not known: visa, Step 2",
        "Gold: Synthetic Programme 001, Texas",
        "Stop at 16.",
        "0.03 points for $30",
        "+10 points in Step 2: unmatched 3 % instead of 4 %",
        "unmatched still 4 %",
        "They sponsor no visa",
        "checked 2026-08-20",
        "Applications may be sent.",
        "Rank lists close (expected, not announced).",
        "21 % at 0.9",
        "Chances rest on",
        "They are not advice",
    ],
)
def test_every_section_speaks(words):
    """Signals, stopping, changes, exclusions with their source, dates and grounds are told."""
    assert " ".join(words.split()) in " ".join(printed(planned_list()).split())


def test_an_empty_list_is_told_in_one_line():
    """Nothing to apply to is no table and no promise."""
    empty = planned_list(0, next_application=None, stop=None, left_out=(), dates=(), what_ifs=())
    shown = printed(replace(empty, lengths=(), parameters=(), remarks=(), problems=()))
    assert shown.startswith("There is no programme to apply to here.")
    assert "advice" not in shown


def test_a_proved_list_says_how():
    """A certificate says that no list is better, or how far the best might be."""
    assert certificate_text(planned_list()).startswith("Within 1.2 % of the best list")
    proved = planned_list(is_proved=True, proof="milp")
    assert certificate_text(proved) == (
        "No list within the budget is better: shown by integer programming."
    )


def test_costs_of_ones_own_have_no_dollar_sign():
    """Where a column of the person's own sets the cost, its unit is not known."""
    assert "for 176." in headline(planned_list(is_in_dollars=False))
    assert "a dollar" not in " ".join(stop_texts(planned_list(is_in_dollars=False)))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (cost_text(planned_list(), 1234.5), "$1,234.50"),
        (points_text(25.2), "25"),
        (chance_text(Interval(0.301, 0.299, 0.302)), "30 %"),
        (interviews_text(planned_list(interviews=None)), ""),
        (certificate_text(planned_list(bound=0.0)), ""),
        (unmatched_text(planned_list(unmatched_at=())).partition(" (")[2], "2\u20139 %)."),
        (correlation_text(planned_list(unmatched_at=())), ""),
        (fact_text("cost_of_living"), "cost of living"),
    ],
)
def test_numbers_are_told_as_people_say_them(said, words):
    """Cents only where there are any, ranges only where they say more than the number."""
    assert said == words


def test_stopping_early_contradicts_no_list():
    """Where the list is longer than what nearly does it, the first so many are named."""
    planned = planned_list(stop=StopAdvice(9, "The rest adds 0.2 points."))
    assert stop_texts(planned)[0] == (
        "The first 9 give nearly all of it. The rest adds 0.2 points."
    )


def test_a_loss_is_told_as_such():
    """A change for the worse says less, not a negative more."""
    planned = planned_list()
    worse = replace(planned.what_ifs[0], value=planned.value - 3, interviews=8.0)
    assert "3.0 points less, 1.4 interviews fewer." in what_if_text(worse, planned)


def test_certainty_is_never_claimed():
    """A chance that rounds to 0 or 100 is told as under and over."""
    assert [percent_text(one) for one in (0.0, 1e-9, 0.5, 1 - 1e-9, 1.0)] == [
        *("0 %", "under 1 %", "50 %", "over 99 %", "100 %")
    ]


def test_two_specialties_are_named_with_each_programme():
    """With one specialty it goes without saying."""
    planned = planned_list(2)
    other = replace(planned.entries[1].programme, specialty="family medicine")
    mixed = replace(
        planned, entries=(planned.entries[0], replace(planned.entries[1], programme=other))
    )
    assert "Family medicine." in printed(mixed)
    assert "Internal medicine." not in printed(planned)


def test_names_cannot_move_the_cursor():
    """Escape characters in a name from a file never reach the terminal."""
    planned = planned_list(1)
    bad = replace(planned.entries[0].programme, name="A\x1b[2J\nB")
    shown = printed(replace(planned, entries=(replace(planned.entries[0], programme=bad),)))
    assert "\x1b" not in shown


def test_many_exclusions_are_summed_up():
    """Twelve are named, the rest counted."""
    ruled = tuple(
        LeftOut(
            programme=Programme(id=str(n), name=f"P{n}", specialty="x"),
            why="rule",
            because="No visa.",
            source="page",
        )
        for n in range(15)
    )
    assert "And 3 more." in printed(planned_list(left_out=ruled))


def test_an_exact_chance_has_no_range():
    """A chance the person gave is a number without bounds."""
    planned = planned_list(1)
    given = replace(planned.entries[0], match=Interval(0.25, 0.25, 0.25), interview=None)
    assert "25 %  +13.1" in printed(replace(planned, entries=(given,)))
