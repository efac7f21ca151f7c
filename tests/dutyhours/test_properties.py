"""What must hold of any roster: zones, order, pieces, and that more work mends nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from random_rosters import RandomRoster, random_roster
from written_rosters import book

from trimtab.app.check_roster import check_roster
from trimtab.domain.commitments import Commitment
from trimtab.domain.duty import RULEBOOKS, DutyChoices, DutyFinding, DutyReport, Rotation

SEEDS = range(24)
ASK_FOR_DAYS = {"day-off", "weekly-rest", "free-weekends"}
Figures = tuple[str, str, str, int, int]


def report_of(roster: RandomRoster, name: str = "acgme") -> DutyReport:
    """What a rulebook says of a made-up roster."""
    choices = DutyChoices(leave=roster.leave)
    return check_roster(roster.commitments, book(name), roster.zone, choices)


def figures(one: DutyFinding) -> Figures:
    """What was found, without when and in which words."""
    return one.rule_id, one.severity, one.basis, one.measured, one.limit


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_entries_does_not_matter(seed):
    """Shuffled, the same report."""
    roster = random_roster(seed)
    shuffled = list(roster.commitments)
    Random(seed).shuffle(shuffled)
    other = replace(roster, commitments=tuple(shuffled))
    for name in RULEBOOKS:
        assert report_of(other, name).findings == report_of(roster, name).findings, name


@pytest.mark.parametrize("seed", SEEDS)
def test_pieces_that_touch_are_one(seed):
    """Each duty cut in two at some minute: the same findings."""
    roster = random_roster(seed)
    random = Random(seed)
    pieces: list[Commitment] = []
    for one in roster.commitments:
        minutes = int((one.end - one.start).total_seconds()) // 60
        if one.kind == "home_call" or minutes < 2:
            pieces.append(one)
            continue
        cut = one.start + timedelta(minutes=random.randrange(1, minutes))
        pieces += [replace(one, end=cut), replace(one, start=cut)]
    cut_up = replace(roster, commitments=tuple(pieces))
    for name in RULEBOOKS:
        assert report_of(cut_up, name).findings == report_of(roster, name).findings, name


@pytest.mark.parametrize("seed", SEEDS)
def test_a_place_without_clock_changes_counts_like_any_other(seed):
    """The same clock times in Kolkata and in UTC: the same figures on the same clock."""
    roster = replace(random_roster(seed), zone="Asia/Kolkata")
    ahead = timedelta(hours=5, minutes=30)
    moved = tuple(
        replace(one, start=one.start + ahead, end=one.end + ahead) for one in roster.commitments
    )
    elsewhere = RandomRoster(moved, "UTC", roster.leave)
    for name in RULEBOOKS:
        here, there = report_of(roster, name), report_of(elsewhere, name)
        assert [*map(figures, here.findings)] == [*map(figures, there.findings)], name
        assert here.weeks == there.weeks, name


@pytest.mark.parametrize("seed", SEEDS)
def test_more_work_removes_no_breach_of_hours_or_days_off(seed):
    """A duty more, within the weeks or far from them: averages only rise, days off only fall."""
    roster = replace(random_roster(seed), leave=frozenset())
    random = Random(seed)
    one = random.choice([each for each in roster.commitments if each.kind == "duty"])
    shift = timedelta(days=random.choice([-40, -9, 0, 9, 40]), minutes=random.randrange(1, 300))
    added = replace(one, name="Ward", start=one.start + shift, end=one.end + shift)
    before = report_of(roster)
    after = report_of(replace(roster, commitments=(*roster.commitments, added)))
    for rule in ("eighty-hours", "day-off"):
        for found in before.findings:
            if found.rule_id == rule and found.severity == "breach":
                near = [
                    each.measured
                    for each in after.findings
                    if (each.rule_id, each.severity) == (rule, "breach")
                    and each.start < found.end
                    and each.end > found.start
                ]
                if rule == "eighty-hours":
                    assert max(near) >= found.measured
                else:
                    assert min(near) <= found.measured


@pytest.mark.parametrize("seed", SEEDS)
def test_copies_count_once(seed):
    """The roster twice: the same findings and weeks."""
    roster = random_roster(seed)
    doubled = replace(roster, commitments=roster.commitments * 2)
    for name in RULEBOOKS:
        once, twice = report_of(roster, name), report_of(doubled, name)
        assert (twice.findings, twice.weeks) == (once.findings, once.weeks), name


@pytest.mark.parametrize("seed", range(40))
def test_findings_lie_beyond_their_limit(seed):
    """Whatever rotations, leave and choices there are: too much of hours, too little of rest."""
    roster = random_roster(seed)
    choices = random_choices(seed, roster)
    for name in RULEBOOKS:
        report = check_roster(roster.commitments, book(name), roster.zone, choices)
        for one in report.findings:
            asks_for = one.rule_id in ASK_FOR_DAYS or "short of" in one.text
            assert one.start < one.end
            assert (one.measured < one.limit) == asks_for
            assert one.measured != one.limit
        assert set(report.broken).isdisjoint(report.kept), name


def random_choices(seed: int, roster: RandomRoster) -> DutyChoices:
    """Rotations of odd lengths, with gaps between them, around a roster."""
    random = Random(seed)
    day = min(one.start for one in roster.commitments).date() - timedelta(days=random.randint(0, 9))
    rotations = []
    for number in range(random.randint(0, 4)):
        days = random.choice((1, 3, 7, 14, 28, 30, 31, 32, 45, 100))
        rotations.append(Rotation(f"R{number}", day, day + timedelta(days=days - 1)))
        day += timedelta(days=days + random.choice((0, 0, 3, 40)))
    return DutyChoices(
        tuple(rotations), roster.leave, random.random() < 0.3, random.random() < 0.3, most_nights=5
    )


@pytest.mark.parametrize("name", RULEBOOKS)
def test_what_nobody_has_checked_is_never_a_breach(name):
    """Findings of unverified rules warn and say so; breaches that lean on memory say so too."""
    for seed in range(60):
        for one in report_of(random_roster(seed), name).findings:
            rule = next(each for each in book(name).rules if each.id == one.rule_id)
            if rule.certainty == "unverified":
                assert one.severity == "warning"
            if one.certainty == "unverified":
                assert "Unverified" in one.told
            assert (one.certainty == "unverified") == bool(one.doubt)
