"""A planned list in the terminal says what to do first, and fits however narrow it is."""

import io
from dataclasses import replace
from datetime import date

import pytest
from planned_lists import planned_list
from rich.console import Console

from trimtab.domain.applications import LeftOut, OtherFee, SentAlready, StopAdvice
from trimtab.domain.chances import Interval
from trimtab.domain.programmes import Programme
from trimtab.reports.residency.list_headline import headline, unmatched_text
from trimtab.reports.residency.list_text import print_list
from trimtab.reports.residency.list_words import (
    besides_text,
    certificate_text,
    chance_text,
    correlation_text,
    cost_text,
    fact_text,
    interviews_text,
    left_out_text,
    percent_text,
    points_text,
    stop_texts,
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
        "9 % if they judge more alike (0.6)."
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
        "No list is better for these chances: shown by integer programming."
    )


def test_a_certificate_names_the_limits_that_were_set():
    """No budget is spoken of where none was set; a number of applications is one too."""
    proved = planned_list(is_proved=True)
    both = replace(proved, most_to_spend=200.0, most_applications=16)
    assert certificate_text(replace(both, most_applications=None)).startswith(
        "No list within the budget is"
    )
    assert "within the budget of at most 16 is better" in certificate_text(both)
    near = certificate_text(planned_list(most_to_spend=200.0))
    assert near.startswith("Within 1.2 % of the best list within the budget there can be for these")


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
        "The first 9 give 87 % of its value. The rest adds 0.2 points."
    )


def test_nearly_all_is_ninety_nine_in_a_hundred():
    """Nine of ten give all but a hundredth only where the tenth adds less than that."""
    planned = planned_list(3, stop=StopAdvice(2, "So it is."))
    entries = tuple(
        replace(one, gain=gain) for one, gain in zip(planned.entries, (90, 9.5, 0.5), strict=True)
    )
    almost = replace(planned, entries=entries, value=100)
    assert stop_texts(almost)[0] == "The first 2 give nearly all of it. So it is."
    short = replace(almost, stop=StopAdvice(1, "So it is."))
    assert stop_texts(short)[0] == "The first 1 give 90 % of its value. So it is."


def test_a_correlation_of_ones_own_has_no_other_beside_it():
    """Where the person said how alike, the headline tells no second figure."""
    own = planned_list(correlation=Interval(0.3, 0.3, 0.3))
    assert headline(own).endswith("about 4 % (2\u20139 %).")


def test_what_is_under_a_percent_is_not_about_it():
    """Under 1 % is told as that alone."""
    assert "unmatched: under 1 % (0" in unmatched_text(
        planned_list(p_unmatched=Interval(0.001, 0.0, 0.02))
    )


@pytest.mark.parametrize(
    ("sent", "changes", "said"),
    [
        (2, {}, "Apply to 1 more for $30 (3 are sent for $33)."),
        (3, {"cost_to_send": 0.0}, "Nothing more to send: 4 are sent for $44."),
    ],
)
def test_a_second_round_says_what_is_still_to_send(sent, changes, said):
    """Three listed, so many sent, and one more that said no: what is spent is told apart."""
    planned = planned_list(3, cost_to_send=30.0, sent=SentAlready(sent + 1, 1, 11.0 * (sent + 1)))
    entries = tuple(
        replace(one, programme=replace(one.programme, status="applied")) if n < sent else one
        for n, one in enumerate(planned.entries)
    )
    assert headline(replace(planned, entries=entries, **changes)).startswith(said)


def test_other_fees_are_told_with_their_marks():
    """What was not read in its source says so, and from which season it is."""
    fees = (
        OtherFee(name="transcripts", dollars=80, mark="verified", source="a", season=2026),
        OtherFee(
            name="each rank", dollars=30, beyond=20, mark="secondary", source="b", season=2026
        ),
    )
    planned = planned_list(other_fees=fees)
    assert besides_text(planned) == (
        "Besides, and not in the budget, as in 2026: transcripts $80; from a second hand: "
        "$30 for each rank beyond 20."
    )
    assert besides_text(planned) in " ".join(printed(planned, width=300).split())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"most_to_spend": 5.0},
            "$5 to spend is not enough to apply: 40 are open, and the first would cost $30.",
        ),
        ({"most_applications": 0}, "No applications were asked for: 40 are open."),
        (
            {"considered": 0, "next_application": None},
            "No programme here is open to you: 1 left out by a rule of their own.",
        ),
    ],
)
def test_an_empty_list_says_why(changes, said):
    """Too little money, none asked for, and rules that forbid it are told apart."""
    assert headline(planned_list(0, **changes)) == said


def test_a_citation_stands_once():
    """Where the sentence names its source, it is not named again behind it."""
    page = "https://example.org/visa"
    ruled = LeftOut(
        programme=Programme(id="1", name="P", specialty="x"),
        why="rule",
        because=f"They sponsor no visa ({page}, checked 2026-08-01)",
        source=page,
        checked=date(2026, 8, 1),
    )
    assert left_out_text(ruled) == f"P: They sponsor no visa ({page}, checked 2026-08-01)"


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (Interval(1.2, 0.8, 1.4), "About 1 interview may be expected."),
        (Interval(0.3, 0.1, 1.2), "Fewer than one interview may be expected (0\u20131)."),
    ],
)
def test_one_interview_is_one(interval, said):
    """One is not told in the plural, and none as fewer than one."""
    assert interviews_text(planned_list(interviews=interval)) == said


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


def test_an_early_stop_is_said_first_where_nothing_limits():
    """What is enough comes before what all would cost; a limit of one's own is told as it is."""
    stop = StopAdvice(8, "Each after that adds little.")
    free = replace(planned_list(), stop=stop, most_applications=None, most_to_spend=None)
    assert headline(free).startswith("Apply to 8 of 40 for $")
    assert "; all 16 would cost $176. Chance of ending unmatched with all of them" in headline(free)
    assert headline(replace(free, most_applications=16)).startswith("Apply to 16 of 40 for $176.")
    late = replace(free, stop=StopAdvice(15, "Each after that adds little."))
    assert headline(late).startswith("Apply to 16 of 40 for $176.")
