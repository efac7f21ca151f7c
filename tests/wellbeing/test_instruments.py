"""Questionnaires score as their authors publish it: golden answers, every sum, every boundary."""

from __future__ import annotations

from itertools import product

import pytest

from trimtab.domain.diary import INSTRUMENTS
from trimtab.wellbeing.instruments import (
    AnswersError,
    asks_for_safety,
    is_to_see_someone,
    longer_after,
    questionnaire,
    questionnaires,
    score,
)

SUMS = ("phq-2", "phq-8", "phq-9", "gad-2", "gad-7")
MEANS = ("cbi-personal", "cbi-work", "cbi-patients")


def answers_of_sum(items, total):
    """Answers of 0 to 3 that add up to a total."""
    full, rest = divmod(total, 3)
    given = [3] * full + ([rest] if rest else [])
    return tuple(given + [0] * (items - len(given)))


@pytest.mark.parametrize(
    ("name", "items", "highest"),
    [
        ("phq-2", 2, 6), ("phq-8", 8, 24), ("phq-9", 9, 27), ("gad-2", 2, 6), ("gad-7", 7, 21),
        ("cbi-personal", 6, 100), ("cbi-work", 7, 100), ("cbi-patients", 6, 100),
    ],
)  # fmt: skip
def test_each_has_its_items_and_its_range(name, items, highest):
    """As many items as published, and the highest score they can give."""
    asked = questionnaire(name)
    assert (len(asked.items), asked.highest) == (items, highest)


def test_there_is_one_for_every_name():
    """No instrument of the diary is without its questionnaire, its licence and its source."""
    assert tuple(questionnaires()) == INSTRUMENTS
    for asked in questionnaires().values():
        assert asked.licence.says
        assert asked.licence.credit
        assert asked.bands_from
        assert asked.bands[0].least == 0


def test_the_short_ones_are_the_first_items_of_the_long_ones():
    """PHQ-2 and PHQ-8 begin the PHQ-9, and GAD-2 begins the GAD-7, word for word."""
    texts = {name: [item.text for item in one.items] for name, one in questionnaires().items()}
    assert texts["phq-9"][:2] == texts["phq-2"]
    assert texts["phq-9"][:8] == texts["phq-8"]
    assert texts["gad-7"][:2] == texts["gad-2"]


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("phq-9", (1, 2, 3, 2, 1, 0, 1, 0, 0), 10),
        ("phq-8", (3, 3, 3, 3, 3, 3, 3, 3), 24),
        ("gad-7", (1, 1, 2, 2, 3, 0, 1), 10),
        ("cbi-personal", (100, 75, 50, 25, 0, 50), 50),  # 300 / 6
        ("cbi-work", (75, 50, 50, 75, 50, 25, 75), 50),  # 325, and 100 - 75 for energy: 350 / 7
        ("cbi-work", (100, 100, 100, 100, 100, 100, 0), 100),  # no energy for family counts most
        ("cbi-patients", (25, 25, 25, 50, 25, 0), 25),  # 150 / 6
    ],
)
def test_golden_scores(name, answers, expected):
    """Scores worked out by hand."""
    assert score(name, answers) == pytest.approx(expected)


@pytest.mark.parametrize("name", ["phq-2", "gad-2"])
def test_every_answer_of_the_short_ones(name):
    """All sixteen ways to answer add up."""
    for answers in product(range(4), repeat=2):
        assert score(name, answers) == sum(answers)


@pytest.mark.parametrize("name", SUMS)
def test_every_sum_has_its_score_and_band(name):
    """Each sum scores itself, and lies in the last band that begins at or below it."""
    asked = questionnaire(name)
    for total in range(asked.highest + 1):
        points = score(name, answers_of_sum(len(asked.items), total))
        assert points == total
        assert asked.band(total) == max(
            (one for one in asked.bands if one.least <= total), key=lambda one: one.least
        )


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("phq-8", {0: "minimal", 4: "minimal", 5: "mild", 9: "mild", 10: "moderate",
                   14: "moderate", 15: "moderately severe", 19: "moderately severe",
                   20: "severe", 24: "severe"}),
        ("phq-9", {4: "minimal", 5: "mild", 9: "mild", 10: "moderate", 14: "moderate",
                   15: "moderately severe", 19: "moderately severe", 20: "severe", 27: "severe"}),
        ("gad-7", {4: "minimal", 5: "mild", 9: "mild", 10: "moderate", 14: "moderate",
                   15: "severe", 21: "severe"}),
        ("cbi-work", {0: "below 50", 49.9: "below 50", 50: "50 or more", 100: "50 or more"}),
    ],
)  # fmt: skip
def test_bands_at_every_boundary(name, names):
    """The scores on both sides of every published boundary."""
    asked = questionnaire(name)
    assert {points: asked.band(points).name for points in names} == names


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_with_an_answer_left_out_is_no_score(name):
    """Whichever one is missing."""
    items = len(questionnaire(name).items)
    for missing in range(items):
        assert score(name, [None if at == missing else 1 for at in range(items)]) is None


@pytest.mark.parametrize(("name", "needs"), [("cbi-personal", 3), ("cbi-work", 4)])
def test_the_copenhagen_mean_takes_what_was_answered(name, needs):
    """The mean of those answered, from the number on that the authors ask for."""
    items = len(questionnaire(name).items)
    enough = (75,) * needs + (None,) * (items - needs)
    assert score(name, enough) == 75
    assert score(name, (None, *enough[1:])) is None


def test_every_answer_of_the_work_scale_is_their_mean():
    """Each item by itself moves the mean by a seventh, the last the other way round."""
    middle = (50,) * 7
    for at, answer in product(range(7), (0, 25, 50, 75, 100)):
        answers = (*middle[:at], answer, *middle[at + 1 :])
        counted = 100 - answer if at == 6 else answer
        assert score("cbi-work", answers) == pytest.approx((300 + counted) / 7)


@pytest.mark.parametrize("answer", [None, 0, 1, 2, 3])
def test_item_nine_asks_for_safety_from_one_on(answer):
    """Whatever the other eight say, and also where they were left out."""
    for others in ((0,) * 8, (3,) * 8, (None,) * 8):
        assert asks_for_safety("phq-9", (*others, answer)) == bool(answer)


@pytest.mark.parametrize("name", [name for name in INSTRUMENTS if name != "phq-9"])
def test_no_other_questionnaire_has_such_an_item(name):
    """The most there is to answer elsewhere is no question of safety."""
    asked = questionnaire(name)
    most = tuple(max(choice.points for choice in item.choices) for item in asked.items)
    assert not asks_for_safety(name, most)


@pytest.mark.parametrize(("name", "least"), [("phq-8", 20), ("phq-9", 20), ("gad-7", 15)])
def test_from_which_score_somebody_is_to_be_seen(name, least):
    """At the boundary and beyond, never below, over every sum."""
    asked = questionnaire(name)
    for total in range(asked.highest + 1):
        answers = answers_of_sum(len(asked.items), total)
        assert is_to_see_someone(name, answers) == (total >= least)


def test_a_high_sum_counts_with_answers_left_out():
    """What is left out cannot make it lower."""
    assert score("phq-8", (3, 3, 3, 3, 3, 3, 2, None)) is None
    assert is_to_see_someone("phq-8", (3, 3, 3, 3, 3, 3, 2, None))
    assert not is_to_see_someone("phq-8", (3, 3, 3, 3, 3, 3, 1, None))


@pytest.mark.parametrize("name", ["phq-2", "gad-2", *MEANS])
def test_the_others_send_to_nobody(name):
    """Their authors publish no score that would."""
    asked = questionnaire(name)
    most = tuple(max(choice.points for choice in item.choices) for item in asked.items)
    assert not is_to_see_someone(name, most)


def test_where_the_short_ones_lead():
    """From 2 on the PHQ-2 leads to the PHQ-8, from 3 on the GAD-2 to the GAD-7."""
    assert [longer_after("phq-2", one) for one in (0, 1, 2, 6)] == [None, None, "phq-8", "phq-8"]
    assert [longer_after("gad-2", one) for one in (0, 2, 3, 6)] == [None, None, "gad-7", "gad-7"]
    assert longer_after("phq-8", 24) is None


@pytest.mark.parametrize("answers", [(0,), (0, 0, 0), (4, 0), (-1, 0), (0, 25)], ids=str)
def test_answers_that_cannot_be_are_refused(answers):
    """Too few, too many, or none of the choices."""
    with pytest.raises(AnswersError, match="phq-2"):
        score("phq-2", answers)
