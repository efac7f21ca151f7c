"""Study done: by what was entered of a day, or else by what was marked of its plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.daily.lived_now import lived_now
from trimtab.app.study.studied import done_by_results, keep_results, studied_now
from trimtab.domain.exams import DayDone, Studied, StudyResult
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.time import Horizon
from trimtab.store.in_memory import InMemoryStore

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 20, 12, tzinfo=ZONE)
PROFILE = """
[person]
time_zone = "America/New_York"

[[exam]]
name = "Step 3"
date = 2027-03-16
questions = 1400
begin = 2026-11-02
topics = { renal = 1, skin = 1 }
"""


def sitting(day: int, questions: int = 30, minutes: int = 90, mark=None) -> Block:
    """Questions at nine on a day of November."""
    start = datetime(2026, 11, day, 9, tzinfo=ZONE)
    name = f"Step 3: up to {questions} questions, renal"
    return Block(
        start, start + timedelta(minutes=minutes), name, "study", "learning", "ideal", mark=mark
    )


def store_with(*blocks: Block) -> InMemoryStore:
    """A store whose plan holds these blocks."""
    store = InMemoryStore()
    kept = store.keep_profile(PROFILE, NOW - timedelta(days=20))
    plan = Plan(
        person="You",
        horizon=Horizon(MONDAY, 7, "America/New_York"),
        blocks=blocks,
        unplaced=(),
        values=(),
        certificate=Certificate(1.0, 1.0, 0.0, 0.0),
    )
    store.keep_plan(plan, NOW - timedelta(days=4), profile_revision=kept.revision)
    return store


def result(day: int, asked: int, topic: str = "renal") -> StudyResult:
    """A sitting that was entered."""
    said = datetime(2026, 11, day, 20, tzinfo=UTC)
    on = date(2026, 11, day)
    return StudyResult(
        id=f"{day} {topic}", day=on, said_at=said, exam="Step 3", topic=topic, asked=asked
    )


def test_sittings_that_are_over_count_as_elsewhere():
    """Of who marks none all that were not left out; tomorrow's not yet."""
    done = studied_now(store_with(sitting(17), sitting(18, 30, 45), sitting(21)), NOW).done
    assert [(one.day.day, one.questions) for one in done] == [(17, 30), (18, 15)]
    assert done[1].topics == (("renal", 15),)


def test_sittings_of_older_plans_count_too():
    """They say how many questions without "up to"."""
    older = replace(sitting(17), name="Step 3: 30 questions, renal")
    assert studied_now(store_with(older), NOW).done[0].topics == (("renal", 30),)


def test_who_marks_sittings_has_done_those_marked():
    """On days on which anything was marked; on others nothing is known against them."""
    read = replace(sitting(17), name="Read", mark="done")
    blocks = (sitting(16, mark="done"), read, sitting(17), sitting(18))
    done = studied_now(store_with(*blocks), NOW).done
    assert [(one.day.day, one.assumed) for one in done] == [(16, 0), (18, 30)]


def test_what_was_entered_of_a_day_takes_the_place_of_marks():
    """With its topics."""
    store = store_with(sitting(17), sitting(18))
    keep_results(store, [result(18, 40), result(18, 10, "skin")])
    done = studied_now(store, NOW).done
    assert done[1] == DayDone(date(2026, 11, 18), "Step 3", 50, (("renal", 40), ("skin", 10)))
    assert done[0].questions == 30


def test_results_are_kept_once():
    """Brought again none is new."""
    store = store_with()
    assert keep_results(store, [result(17, 40), result(18, 40)]) == 2
    assert keep_results(store, [result(18, 40), result(19, 40)]) == 1


@pytest.mark.parametrize("text", ["", "[[exam", "exam = 3\n", "[[exam]]\ndate = 2027-03-16\n"])
def test_without_a_sound_exam_nothing_is_studied(text):
    """And no plan looks different for it."""
    store = InMemoryStore()
    store.keep_profile(text, NOW)
    assert studied_now(store, NOW) == Studied()


def test_the_planner_hears_of_it():
    """With everything else that is known of life."""
    store = store_with(sitting(17))
    assert lived_now(store, NOW).studied.done[0].questions == 30
    assert "studied" not in repr(lived_now(store, NOW))


def test_several_results_of_a_day_are_one_day():
    """Mixed questions count without a topic."""
    found = done_by_results([result(17, 10, ""), result(17, 5)])
    assert found == (DayDone(date(2026, 11, 17), "Step 3", 15, (("renal", 5),)),)
