"""What past weeks of duty were by the rules, and how sleepy people are predicted as it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from trimtab.app.check_roster import check_roster
from trimtab.app.daily.ports import Store
from trimtab.app.mind.nights import sleeps_known
from trimtab.domain.body import Alertness, Sleep
from trimtab.domain.commitments import Commitment, CommitmentKind
from trimtab.domain.duty import DutyFinding, DutyReport
from trimtab.domain.plans import Block

HALF_HOUR = timedelta(minutes=30)
"""How long after a duty's end somebody is on the way home (our choice)."""

LONGEST_GAP = timedelta(hours=48)
"""Time awake longer than this is taken for sleep that nobody told of (our choice)."""

SETTLED = timedelta(days=3)
"""Days of known sleep before anything is told: by then the level it began with matters little."""


@dataclass(frozen=True, slots=True)
class DutyEnd:
    """How sleepy most people are predicted to be as a duty ends, and on the way home after it."""

    name: str
    end: datetime
    at_end: Alertness
    on_way: Alertness | None


def findings_of(
    report: DutyReport | None, work: Sequence[Block], zone: str
) -> tuple[DutyFinding, ...]:
    """What was found ahead, and what the same rulebook says of these weeks; breaches first.

    Days nobody knows of count as free, so that no more is found than was.
    """
    if report is None:
        return ()
    lived = check_roster([_commitment(one) for one in work], report.rulebook, zone).findings
    found = {_same(one): one for one in (*lived, *report.findings)}
    return tuple(sorted(found.values(), key=lambda one: (one.severity != "breach", one.start)))


def past_ends(store: Store, work: Sequence[Block], days: tuple[date, date]) -> Iterator[DutyEnd]:
    """Ends of duties on past days, by the sleep that was told or planned, where it is known."""
    sleeps = sleeps_known(store, *days)
    for run in _runs(sleeps):
        first, last = run[0].end + SETTLED, run[-1].end + timedelta(days=1)
        within = [one for one in work if first <= one.end <= last]
        moments = [moment for one in within for moment in (one.end, one.end + HALF_HOUR)]
        points = _predicted(run, sorted(set(moments)))
        for one in within:
            at_end, on_way = points[one.end], points[one.end + HALF_HOUR]
            if not at_end.is_asleep:
                yield DutyEnd(one.name, one.end, at_end, None if on_way.is_asleep else on_way)


def _same(one: DutyFinding) -> tuple[object, ...]:
    return (one.rule, one.requirement, one.start, one.end)


def _commitment(block: Block) -> Commitment:
    kind: CommitmentKind = "clinic" if block.origin == "clinic" else "duty"
    return Commitment(block.name, block.name, block.start, block.end, kind)


def _runs(sleeps: Sequence[Sleep]) -> list[list[Sleep]]:
    """Sleeps in a row, none so far from the next that one between them must be unknown."""
    runs: list[list[Sleep]] = []
    for one in sleeps:
        if runs and one.start - runs[-1][-1].end <= LONGEST_GAP:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _predicted(run: Sequence[Sleep], moments: Sequence[datetime]) -> Mapping[datetime, Alertness]:
    """What the three-process model says at these moments, awake from the end of the first sleep.

    The body clock is taken to keep to the clock on the wall.
    """
    if not moments:
        return {}
    import numpy as np  # noqa: PLC0415 - loads late, as pages begin without it

    from trimtab.bodyclock.alertness import predict_sleepiness  # noqa: PLC0415
    from trimtab.bodyclock.bands import sleepiness_band  # noqa: PLC0415
    from trimtab.bodyclock.sleeps import Sleeps  # noqa: PLC0415

    begun = run[0].end
    spans = [(_hours(begun, one.start), _hours(begun, one.end)) for one in run[1:]]
    hours = np.array([_hours(begun, one) for one in moments])
    said = predict_sleepiness(Sleeps.of([spans]), hours, begun.hour + begun.minute / 60)
    low, high = sleepiness_band(said)
    rows = zip(moments, said.sleepiness[0].tolist(), low[0].tolist(), high[0].tolist(),
               said.asleep[0].tolist(), strict=True)  # fmt: skip
    return {row[0]: Alertness(*row) for row in rows}


def _hours(begun: datetime, moment: datetime) -> float:
    return (moment.astimezone(UTC) - begun.astimezone(UTC)) / timedelta(hours=1)
