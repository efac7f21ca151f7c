"""What is typed of blocks of the last plan, and what it means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sample_plans import MONDAY, WeekWriter

from trimtab.app.marks import Marks, When, find_ahead, mark_blocks, read_when, stays_texts
from trimtab.domain.errors import ContraryMarksError, NoSuchBlockError
from trimtab.domain.plans import LastPlan


def last_plan() -> LastPlan:
    """A run on Monday, Tuesday and Thursday, notes, a mail address, and a night."""
    week = WeekWriter(MONDAY)
    week.add_days([0, 1, 3], "18:00-18:45", "practice", "Run")
    week.add(1, "17:00-17:20", "task", "Ward", origin="notes")
    week.add(2, "09:00-09:10", "practice", "Mail me@home")
    week.add(1, "08:00-17:00", "commitment", "Ward", origin="duty")
    week.add(3, "09:00-09:30", "commitment", "Dentist", origin="appointment")
    week.add(1, "22:30-06:30", "sleep", "Sleep")
    return LastPlan("You", MONDAY, 7, week.in_order(), asked="abc")


LAST = last_plan()
TUESDAY_NOON = LAST.blocks[0].start.replace(hour=12) + timedelta(days=1)


def mark(**marks: tuple[str, ...]) -> LastPlan:
    """The plan marked at noon on Tuesday."""
    return mark_blocks(LAST, Marks(**marks), TUESDAY_NOON)


def marked(last: LastPlan, word: str) -> list[str]:
    """When blocks with a mark start."""
    return [f"{b.name} {b.start:%a %H:%M}" for b in last.blocks if b.mark == word]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("tue", When(weekday="tue")),
        ("Tuesday", When(weekday="tue")),
        ("Tue 9:05", When(weekday="tue", clock="09:05")),
        ("2026-11-17", When(day=date(2026, 11, 17))),
        ("2026-11-17T18:00", When(day=date(2026, 11, 17), clock="18:00")),
        ("2026-11-17 18:00", When(day=date(2026, 11, 17), clock="18:00")),
        ("18:00", When(clock="18:00")),
        ("tu", None),
        ("tux", None),
        ("tue 25:00", None),
        ("2026-13-01", None),
        ("soon", None),
    ],
)
def test_days_and_times_are_read_as_people_write_them(text, when):
    """Weekdays, dates and clock times, alone or together; anything else is not a time."""
    assert read_when(text) == when


def test_a_pin_without_a_time_holds_all_that_lies_ahead():
    """Monday's run is over; Tuesday's and Thursday's are pinned, and nothing else changes."""
    last = mark(pinned=("run",))
    assert marked(last, "pinned") == ["Run Tue 18:00", "Run Thu 18:00"]
    assert last.asked == "abc"


def test_a_pin_with_a_time_holds_that_one():
    """A day, or a day and a time, name one run."""
    assert marked(mark(pinned=("Run@thu",)), "pinned") == ["Run Thu 18:00"]
    assert marked(mark(pinned=("Run@2026-11-17 18:00",)), "pinned") == ["Run Tue 18:00"]


def test_notes_go_by_the_name_they_are_shown_with():
    """Notes are told from the duty that leaves them, by either name."""
    assert marked(mark(pinned=("Notes: Ward",)), "pinned") == ["Ward Tue 17:00"]


def test_a_name_may_hold_the_sign_that_parts_name_and_time():
    """A block named with an @ is found by its whole name, and with a time after another @."""
    assert marked(mark(pinned=("Mail me@home",)), "pinned") == ["Mail me@home Wed 09:00"]
    assert marked(mark(pinned=("Mail me@home@wed",)), "pinned") == ["Mail me@home Wed 09:00"]


def test_done_without_a_time_means_the_last_begun():
    """At noon on Tuesday that is Monday's run."""
    assert marked(mark(done=("Run",)), "done") == ["Run Mon 18:00"]


def test_left_out_without_a_time_means_the_next():
    """Tuesday's run goes, stands among what was left out, and the plan is not as it was asked."""
    last = mark(skipped=("Run",))
    assert [f"{b.start:%a}" for b in last.blocks if b.name == "Run"] == ["Mon", "Thu"]
    assert [(f"{b.start:%a}", b.mark) for b in last.skipped] == [("Tue", "skipped")]
    assert last.asked == ""


def test_what_was_left_out_can_still_be_done():
    """Monday's run, left out by mistake, is back where it was."""
    out = mark(skipped=("Run@mon",))
    back = mark_blocks(out, Marks(done=("Run@mon",)), TUESDAY_NOON)
    assert marked(back, "done") == ["Run Mon 18:00"]
    assert back.skipped == ()
    assert [b.start for b in back.blocks] == [b.start for b in LAST.blocks]


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"pinned": ("Rum",)}, "no block named 'Rum'. The nearest is Run, Mon 16 Nov 18:00, Tue"),
        ({"skipped": ("Dentist@thu",)}, "Dentist, Thu 19 Nov 09:00, comes from a calendar"),
        ({"pinned": ("Run@wed",)}, "Run does not start then. It stands on Mon 16 Nov 18:00, Tue"),
        ({"pinned": ("Run@soon",)}, "'soon' is not a time. Write the day as tue"),
        ({"pinned": ("Run@mon",)}, "Run, Mon 16 Nov 18:00, has begun already"),
        ({"done": ("Run@thu",)}, "Run, Thu 19 Nov 18:00, has not begun yet."),
        ({"skipped": ("Sleep",)}, "Sleep can move, but is not left out."),
    ],
)
def test_what_does_not_stand_so_is_told_with_what_is_nearest(marks, said):
    """A wrong name, day, time or side of now is a sentence that helps."""
    with pytest.raises(NoSuchBlockError) as caught:
        mark(**marks)
    assert said in str(caught.value)


def test_an_empty_plan_has_nothing_near():
    """Where there is no block at all, that is what is said."""
    with pytest.raises(NoSuchBlockError, match="nor any other"):
        mark_blocks(replace(LAST, blocks=()), Marks(pinned=("Run",)), TUESDAY_NOON)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (
            {"done": ("Run@mon",), "skipped": ("run@mon",)},
            "Run, Mon 16 Nov 18:00, is named by --done Run@mon and by --skip run@mon.",
        ),
        (
            {"pinned": ("Run@thu",), "skipped": ("Run@thu",)},
            "Run, Thu 19 Nov 18:00, is named by --pin Run@thu and by --skip Run@thu.",
        ),
    ],
)
def test_a_block_cannot_be_left_out_and_done_or_pinned(marks, said):
    """Neither wins in silence: both are named, and nothing is marked."""
    with pytest.raises(ContraryMarksError) as caught:
        mark(**marks)
    assert str(caught.value) == f"{said} Say one of the two."


def test_marks_on_other_blocks_of_a_name_go_together():
    """Monday's run was done, Tuesday's is left out and Thursday's stays."""
    last = mark(done=("Run",), skipped=("Run",), pinned=("Run",))
    assert marked(last, "done") == ["Run Mon 18:00"]
    assert marked(last, "pinned") == ["Run Thu 18:00"]
    assert [f"{b.start:%a}" for b in last.skipped] == ["Tue"]


def test_leaving_out_a_duty_says_that_it_stays():
    """By the name of a duty its notes alone are left out, and that is said; by their own, not."""
    (said,) = stays_texts(LAST, Marks(skipped=("Ward@tue",)), TUESDAY_NOON)
    assert said == (
        "--skip Ward@tue leaves out the notes of Ward on Tue 17 Nov 17:00. "
        "Ward itself comes from a calendar and stays."
    )
    assert stays_texts(LAST, Marks(skipped=("Notes: Ward@tue", "Run")), TUESDAY_NOON) == ()


def test_where_several_stand_on_the_day_named_it_is_asked_which():
    """Two runs on Thursday are told with their times; a time, or no day at all, decides."""
    week = WeekWriter(MONDAY)
    week.add(3, "07:00-07:30", "practice", "Run")
    week.add_days([3, 4], "18:00-18:45", "practice", "Run")
    last = LastPlan("You", MONDAY, 7, week.in_order())
    with pytest.raises(NoSuchBlockError, match="Thu 19 Nov 07:00 and Thu 19 Nov 18:00") as raised:
        find_ahead(last, "Run@thu", TUESDAY_NOON)
    assert "Say which, with its time: Run@thu 18:00." in str(raised.value)
    assert find_ahead(last, "Run@thu 18:00", TUESDAY_NOON).start.hour == 18
    assert find_ahead(last, "Run", TUESDAY_NOON).start.hour == 7
    assert find_ahead(last, "Run@fri", TUESDAY_NOON).start.day == 20
