"""The rules count as a slow counter does that marks every minute."""

from __future__ import annotations

from datetime import timedelta

import pytest
from long_cases import mostly_long
from minute_counter import MinuteCounter
from random_rosters import random_roster
from written_rosters import book

from trimtab.app.check_roster import check_roster
from trimtab.domain.duty import DutyChoices

QUICK, PART, PARTS = 150, 500, 20


def agree(seed: int) -> None:
    """Assert that both say the same of a roster."""
    roster = random_roster(seed)
    choices = DutyChoices(leave=roster.leave)
    counter = MinuteCounter(roster.commitments, roster.zone, roster.leave)
    report = check_roster(roster.commitments, book("acgme"), roster.zone, choices)
    found = [one for one in report.findings if one.basis != "rolling"]
    told = sorted((one.rule, one.severity, one.measured, one.limit) for one in found)
    assert told == counter.findings()
    weeks = counter.weeks()
    assert [week.minutes for week in report.weeks] == weeks[: len(report.weeks)]
    assert not any(weeks[len(report.weeks) :])
    for one in report.findings:
        if (one.rule, one.basis) == ("weekly_hours", "rolling"):
            minutes, days = counter.rolling_average(one.start.date())
            assert one.measured == -(-minutes * 7 // days) > 4800
            assert (one.end - timedelta(minutes=1)).date() == one.start.date() + timedelta(days=27)
    england = check_roster(roster.commitments, book("england"), roster.zone, choices)
    fullest = [one.measured for one in england.findings if one.rule_id == "seventy-two-hours"]
    assert max(fullest, default=0) == (most if (most := counter.fullest_week()) > 4320 else 0)


@pytest.mark.parametrize("seed", mostly_long(range(QUICK), quick=80))
def test_a_roster_is_counted_as_minute_by_minute(seed):
    """Averages, days off, duties, rest, calls and weeks are those of the counter."""
    agree(seed)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_rosters_are_counted_as_minute_by_minute(part):
    """The same on ten thousand."""
    for seed in range(PART * part, PART * (part + 1)):
        agree(seed)


def test_random_rosters_are_hard_enough():
    """Among the quick ones every rule the counter knows is broken, and kept, many times."""
    broken = dict.fromkeys(
        ("weekly_hours", "day_off", "continuous_duty", "rest_after_call", "rest_between"), 0
    )
    broken["call_frequency"] = 0
    for seed in range(QUICK):
        roster = random_roster(seed)
        choices = DutyChoices(leave=roster.leave)
        report = check_roster(roster.commitments, book("acgme"), roster.zone, choices)
        for rule in {one.rule for one in report.findings}:
            broken[rule] += 1
    assert all(QUICK // 20 <= count <= QUICK * 19 // 20 for count in broken.values()), broken
