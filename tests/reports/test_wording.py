"""Durations and sentences in the voice of the house."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_plans import (
    MONDAY,
    WeekWriter,
    changed_week,
    clock_change_week,
    empty_week,
    night_week,
)

from trimtab.domain.plans import Certificate, KeptFree, Move, NotKept, Unplaced, ValueMinutes
from trimtab.reports import moved_words, wording


def _sentences() -> list[str]:
    plan = night_week()
    return [
        *(wording.value_text(value) for value in plan.values),
        *(wording.unplaced_text(item) + wording.because_text(item) for item in plan.unplaced),
        wording.certificate_text(plan.certificate),
        wording.open_text(plan),
        wording.sleep_text([400, 420]),
        *(moved_words.moved_text(move, plan.horizon) for move in changed_week().moved or ()),
        wording.beyond_routine_text(changed_week().certificate),
    ]


def test_no_sentence_shouts_or_scores() -> None:
    """No exclamation mark, and nothing is called missed, failed or a score."""
    for sentence in _sentences():
        assert "!" not in sentence
        assert not {"missed", "failed", "score", "should"} & set(sentence.lower().split())


def test_a_boxed_task_says_all_it_has() -> None:
    """Two sittings of an hour, good enough after ninety minutes: two hours, and where it stops."""
    week = WeekWriter(MONDAY)
    week.add(0, "09:00-10:00", "task", "Slides")
    week.add(1, "09:00-10:00", "task", "Slides", note="good enough at 90 min")
    plan = replace(night_week(), blocks=week.in_order())
    assert wording.good_enough_texts(plan) == [("Slides", "2 h, good enough at 90 min")]


def test_the_heading_over_values_counts_the_weeks():
    """One week holds; several weeks hold."""
    week = empty_week().horizon
    assert wording.values_heading(week).endswith("what the week holds")
    assert wording.values_heading(replace(week, days=14)).endswith("what these weeks hold")


def test_within_is_never_rounded_down() -> None:
    """A gap of 1.13 % reads as within 1.2 %, a tiny one as within 0.1 %."""
    assert "1.2 %" in wording.certificate_text(Certificate(98.87, 100.0, 50.0, 0.1))
    assert "0.1 %" in wording.certificate_text(Certificate(99.999, 100.0, 50.0, 0.1))


def test_proven_best_is_said_plainly() -> None:
    """No gap but for rounding, no percentage."""
    rounded = Certificate(100.0, 100.00001, 50.0, 0.1)
    assert wording.certificate_text(rounded).startswith("The best week")
    best = Certificate(100.0, 100.0, 50.0, 0.1)
    assert wording.certificate_text(best).startswith("The best week")
    assert wording.beyond_routine_text(best) == ""


@pytest.mark.parametrize(("routine", "said"), [(94.0, "Within"), (96.0, ""), (100.0, "")])
def test_beyond_routine_is_said_only_where_enough_lies_there(routine: float, said: str) -> None:
    """Of a bound of 100, six beyond routine are worth a sentence, and four are not."""
    assert wording.beyond_routine_text(Certificate(99.0, 100.0, routine, 0.1))[:6] == said


def test_moves_are_short_sentences() -> None:
    """From where to where, and how long where that changed."""
    plan = changed_week()
    assert [moved_words.moved_text(move, plan.horizon) for move in plan.moved or ()] == [
        "Run, which you pinned, moved from Tue 18:00 to Wed 07:00, 30 min instead of 45 min.",
        "Report on Thu 09:00 lasts 30 min instead of 1 h.",
        "Walk on Fri 12:00 found no place.",
        "Letter is new on Fri 09:00, 1 h.",
    ]


def test_what_is_no_longer_needed_is_told_in_one_sentence_last() -> None:
    """Two walks nobody asks for any more share a line; what was pinned keeps its own, first."""
    plan = changed_week()
    run, report, walk, letter = plan.moved or ()
    assert walk.was is not None
    pinned = Move("dropped", replace(walk.was, mark="pinned"), None, is_asked=False)
    later = replace(walk.was, start=walk.was.start.replace(hour=15))
    gone = (replace(walk, is_asked=False), Move("dropped", later, None, is_asked=False))
    texts = moved_words.moved_texts(replace(plan, moved=(pinned, *gone, letter)))
    assert texts == [
        "Walk, which you pinned, on Fri 12:00 is no longer needed.",
        "Letter is new on Fri 09:00, 1 h.",
        "No longer needed: Walk on Fri 12:00 and Fri 15:00.",
    ]
    alone = moved_words.moved_texts(replace(plan, moved=(run, report, gone[0])))
    assert alone[-1] == "Walk on Fri 12:00 is no longer needed."


def test_moves_over_more_than_a_week_say_the_date() -> None:
    """Where a weekday comes twice, it alone would not tell which."""
    plan = changed_week()
    text = moved_words.moved_text((plan.moved or ())[2], replace(plan.horizon, days=14))
    assert text == "Walk on Fri 20 Nov 12:00 found no place."


def test_a_replan_is_measured_against_every_week() -> None:
    """910 of at most 925 without staying: 1.7 %; with it, 1000 of 1005: 0.5 %."""
    certificate = changed_week().certificate
    assert wording.certificate_text(certificate).startswith("Within 1.7 % of the best week")
    text = "Counting also how little moves, it is within 0.5 % of the best week there is."
    assert wording.beyond_routine_text(certificate) == text
    best = replace(certificate, bound=certificate.value)
    assert (
        wording.beyond_routine_text(best)
        == "Counting also how little moves, it is the best week there is."
    )


@pytest.mark.parametrize(
    ("wanted", "planned", "text"),
    [
        (0, 0, "nothing asked yet"),
        (0, 90, "1½ h"),
        (120, 150, "2½ h, 30 min more than you asked"),
        (120, 120, "2 h, all you asked"),
        (120, 0, "none yet of the 2 h you asked"),
    ],
)
def test_values_in_hours(wanted: int, planned: int, text: str) -> None:
    """Each case of asked against planned has its own words."""
    assert wording.value_text(ValueMinutes("joy", 1, wanted, planned)) == text


def test_reason_becomes_a_sentence() -> None:
    """A clause gains its capital and full stop; nothing stays nothing."""
    assert wording.because_text(Unplaced("Run", 30, 0, "call takes it")) == "Call takes it."
    assert wording.because_text(Unplaced("Run", 30, 0, "  ")) == ""


def test_empty_week_says_nothing_about_open_time() -> None:
    """Without free waking time known there is no sentence about it."""
    assert wording.open_text(empty_week()) == ""
    assert wording.sleep_text([0, 0]) == ""


def test_open_time_kept_for_shifts_not_yet_published_is_said() -> None:
    """What a roster will still take is no time off, and is named beside what stays open."""
    plan = replace(empty_week(), open_minutes=73 * 60, free_waking_minutes=91 * 60)
    some, all_of_it = (
        wording.open_text(replace(plan, unpublished_minutes=hours * 60)) for hours in (45, 80)
    )
    said = "73 h of 91 free waking hours stay open, {} of them kept for shifts not yet published."
    assert (some, all_of_it) == (said.format("45 h"), said.format("all"))


def test_block_of_weeks_names_its_last_date() -> None:
    """A leave that ends two weeks later says both dates, not the weekdays alone."""
    plan = night_week()
    duty = next(block for block in plan.blocks if block.name == "MICU night")
    leave = replace(duty, end=duty.end.replace(day=30))
    assert wording.times_text(duty, plan.horizon).endswith("Tue")
    assert wording.times_text(leave, plan.horizon) == "Mon 16 Nov 19:00 to Mon 30 Nov 07:00"


def test_real_minutes_over_a_clock_change() -> None:
    """The night float of twelve clock hours lasts thirteen when clocks go back."""
    plan = clock_change_week()
    night = next(block for block in plan.blocks if block.name == "Night float")
    assert wording.real_minutes(night, plan.horizon) == 13 * 60


def test_what_stays_free_is_one_line() -> None:
    """A day's parts stand together; what lies in a free weekend goes without saying."""
    horizon = night_week().horizon

    def kept(kind, day, start, end):
        at = (horizon.instant_of(day * 1440 + hour * 60) for hour in (start, end))
        return KeptFree(kind, *at)

    weekday = (kept("evening", 3, 18, 24), kept("half_day", 4, 13, 20), kept("evening", 4, 18, 24))
    plan = replace(night_week(), kept_free=weekday)
    said = "Kept free of work: Thu evening, Fri afternoon and evening."
    assert wording.kept_free_text(plan) == said
    weekend = (kept("weekend", 5, 6, 48), kept("half_day", 6, 6, 13))
    plan = replace(plan, kept_free=weekend)
    assert wording.kept_free_text(plan) == "Kept free of work: the weekend."
    assert wording.kept_free_text(replace(plan, kept_free=())) == ""


def test_short_nights_are_told_by_what_they_lack() -> None:
    """Seven hours of two nights of eight: nine are short, which is not of the whole week."""
    short = Unplaced("Sleep", 960, 420, "The nights into Tue and Fri get 3½ h of sleep.", nights=2)
    assert wording.unplaced_text(short) == "9 h short over two sleeps."
    gone = replace(short, wanted_minutes=270, placed_minutes=0, nights=1)
    assert wording.unplaced_text(gone) == "4½ h short."


def test_what_could_not_stay_free_says_why() -> None:
    """None of one, or one of two, and from which week where there are several."""
    plan = night_week()
    short = NotKept("evening", plan.horizon.first_day, 2, 1, "Each of them touches NF.")
    text = wording.not_kept_text(short, plan.horizon)
    assert text == "1 of 2 evenings was kept free of work. Each of them touches NF."
    two_weeks = replace(plan.horizon, days=14)
    none = replace(short, wanted=1, kept=0)
    text = wording.not_kept_text(none, two_weeks)
    assert text.startswith("Week from Mon 16 Nov: no evening was kept free of work. Each")
