"""When sign-out is offered, and whose three it keeps."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sample_plans import WeekWriter
from today_plans import night_week

from trimtab.app.daily.day_now import day_at
from trimtab.app.daily.signing_out import (
    ending_duty,
    offered_duty,
    sign_out_of,
    signing_day,
    suggested_three,
    things_written,
    written_three,
)
from trimtab.domain.kept import SignOut
from trimtab.store.in_memory import InMemoryStore

PLAN = night_week()
ZONE = WeekWriter(date(2026, 11, 16)).zone


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 in New York."""
    return datetime.fromisoformat(f"2026-11-{day}T{clock}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (at(17, "05:59"), None),
        (at(17, "06:00"), 16),
        (at(17, "10:00"), 16),
        (at(17, "10:01"), None),
        (at(19, "12:30"), None),
        (at(19, "16:30"), 19),
    ],
)
def test_sign_out_is_offered_around_the_end_of_the_last_duty(moment, day):
    """From an hour before to three after; the morning half of a clinic day is not its end."""
    ending = ending_duty(PLAN, moment)
    assert (ending and ending.day.day) == day


@pytest.mark.parametrize(
    ("moment", "is_offered"),
    [
        (at(17, "05:59"), False),
        (at(17, "06:10"), True),
        (at(17, "08:19"), True),
        (at(17, "08:20"), False),
        (at(17, "09:30"), False),
    ],
)
def test_nobody_is_offered_a_sign_out_while_the_plan_says_asleep(moment, is_offered):
    """From shortly before duty ends until the sleep after it begins, at 08:20."""
    assert (offered_duty(PLAN, moment) is not None) is is_offered
    assert moment < at(17, "06:00") or ending_duty(PLAN, moment) is not None


def test_a_sign_out_at_any_other_time_is_of_the_day_somebody_is_in():
    """The page is there whenever it is asked for."""
    assert signing_day(PLAN, at(18, "17:00")) == date(2026, 11, 18)


def test_tomorrows_three_are_suggested_from_the_plan_of_the_next_day():
    """After a night the next day begins once its sleep has ended."""
    assert suggested_three(PLAN, day_at(PLAN, at(17, "06:30"))) == ("Evening prayer", "Call home")


def test_what_was_written_stands_on_the_day_after():
    """And on no other."""
    store = InMemoryStore()
    said = SignOut(date(2026, 11, 16), ("Call the lab",), True, False, at(17, "07:00"))
    store.keep_sign_out(said)
    assert written_three(store, date(2026, 11, 17)) == ("Call the lab",)
    assert written_three(store, date(2026, 11, 16)) == ()
    assert sign_out_of(store, date(2026, 11, 16)) == said


def test_three_lines_are_kept_without_the_empty_ones():
    """Spaces are tidied, a fourth line is not taken."""
    assert things_written(["  call \t the lab ", "", "a", "b", "c"]) == ("call the lab", "a", "b")
