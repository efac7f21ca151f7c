"""Where time went, against a count minute by minute."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trimtab.domain.time import Horizon
from trimtab.reflection.audit import BASES, KNOWN, Evidence, Planned, audit

ZONE = "America/New_York"
WEEK = Horizon(date(2026, 11, 16), 7, ZONE)
SAID = datetime(2026, 11, 16, tzinfo=UTC)
NAMES = ("Run", "Sleep", "NF", "QI abstract")
VALUES = ("body", "learning", None)


def found(start: int, end: int, basis: str, name: str = "Run", **more) -> Evidence:
    """Something known of minutes of a week."""
    times = {"start": WEEK.instant_of(start), "end": WEEK.instant_of(end)}
    return Evidence(**times, name=name, kind="practice", basis=basis, **more)


@st.composite
def weeks(draw):
    """A week, also one of 167 or 169 hours, a moment, and what is known of it."""
    first = draw(st.sampled_from([date(2026, 11, 16), date(2026, 10, 26), date(2026, 3, 2)]))
    span = Horizon(first, 7, ZONE)
    minute = st.integers(-600, span.minutes + 600)
    evidence = []
    for number in range(draw(st.integers(0, 14))):
        start, length = draw(minute), draw(st.integers(0, 900))
        evidence.append(
            Evidence(
                start=span.instant_of(start),
                end=span.instant_of(start + length),
                name=draw(st.sampled_from(NAMES)),
                kind=draw(st.sampled_from(["practice", "duty"])),
                basis=draw(st.sampled_from(BASES)),
                value=draw(st.sampled_from(VALUES)),
                said_at=SAID + timedelta(minutes=number),
            )
        )
    return span, span.instant_of(draw(minute)), evidence


def owners_of(span: Horizon, until: datetime, evidence) -> list[Evidence | None]:
    """Who each minute belongs to: the least sure is written first, surer things over it."""
    minutes: list[Evidence | None] = [None] * span.minutes
    rank = {basis: -number for number, basis in enumerate(BASES)}
    for one in sorted(evidence, key=lambda one: (rank[one.basis], one.said_at)):
        start, end = (max(0, span.minute_of(edge)) for edge in (one.start, one.end))
        end = min(end, span.minutes)
        minutes[start:end] = [one] * max(0, end - start)
    over = max(0, span.minute_of(until))
    return [one if minute < over else None for minute, one in enumerate(minutes)]


@settings(max_examples=40)
@given(weeks())
def test_each_minute_belongs_to_what_is_known_best(week):
    """Counted minute by minute, values, kinds and grounds come out the same."""
    span, until, evidence = week
    owners = owners_of(span, until, evidence)
    known = [one for one in owners if one and one.basis in KNOWN]
    told = audit(span, until, evidence)
    assert told.lived == len(known)
    assert dict(told.by_basis) == Counter(one.basis for one in known)
    counted = Counter(one.value for one in known if one.value)
    assert {one.name: one.lived for one in told.by_value if one.lived} == counted
    unknown = Counter(one.kind for one in owners if one and one.basis == "plan")
    assert {one.name: one.unknown for one in told.by_kind if one.unknown} == unknown
    assert told.unplanned + sum(unknown.values()) == told.unknown


@settings(max_examples=40)
@given(weeks())
def test_everything_comes_to_the_length_of_the_span(week):
    """Lived, not known and ahead are all minutes there are, and no piece lies over another."""
    span, until, evidence = week
    told = audit(span, until, evidence)
    assert told.lived + told.unknown + told.ahead == told.minutes == span.minutes
    assert sum(told.by_basis.values()) == told.lived
    ends = [(one.interval.start, one.interval.end) for one in told.pieces]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


@pytest.mark.parametrize(("first", "hours"), [(date(2026, 10, 26), 169), (date(2026, 3, 2), 167)])
def test_a_week_with_a_clock_change_has_its_own_length(first, hours):
    """Where clocks go back the night has an hour more, and is counted so."""
    span = Horizon(first, 7, ZONE)
    night = Evidence(
        start=datetime(first.year, first.month, first.day, tzinfo=span.instant_of(0).tzinfo),
        end=span.instant_of(span.minutes),
        name="Away",
        kind="other",
        basis="written",
    )
    told = audit(span, span.instant_of(span.minutes), [night])
    assert (told.lived, told.unknown) == (hours * 60, 0)


def test_what_is_planned_and_never_spoken_of_is_not_known():
    """A run of 30 minutes that nobody marked is no run lived; the duty a calendar gives is."""
    plan, duty = found(60, 90, "plan", value="body"), found(120, 720, "calendar", "NF")
    planned = [
        Planned(start=plan.start, end=plan.end, kind="practice", value="body"),
        Planned(
            start=WEEK.instant_of(800), end=WEEK.instant_of(845), kind="practice", value="body"
        ),
    ]
    told = audit(WEEK, WEEK.instant_of(815), [plan, duty], planned=planned, wished={"body": 180})
    (body,) = told.by_value
    # 30 min are over and not known; of the 45 min, 15 are over and 30 ahead
    assert (body.planned, body.lived, body.unknown, body.ahead) == (75, 0, 30, 30)
    assert (body.wished, told.lived, told.unknown) == (180, 600, 215)


def test_a_stretch_written_over_a_mark_takes_only_its_own_minutes():
    """Written down from 10 to 25, marked from 0 to 45: 15 and 30 minutes, together 45."""
    told = audit(
        WEEK,
        WEEK.instant_of(1000),
        [found(0, 45, "mark", value="body"), found(10, 25, "written", "Call", value="family")],
    )
    assert (told.of_value("body").lived, told.of_value("family").lived) == (30, 15)
    assert [(one.interval.start, one.name) for one in told.pieces] == [
        (0, "Run"),
        (10, "Call"),
        (25, "Run"),
    ]


def test_what_was_left_out_was_planned_and_not_lived():
    """It stands among the planned minutes, and apart."""
    out = Planned(
        start=WEEK.instant_of(0), end=WEEK.instant_of(30), kind="practice", value="body",
        is_left_out=True,
    )  # fmt: skip
    (body,) = audit(WEEK, WEEK.instant_of(600), [], planned=[out]).by_value
    assert (body.planned, body.left_out, body.ahead, body.unknown) == (30, 30, 0, 0)


def test_a_clock_that_was_set_back_leaves_later_stretches_ahead():
    """What was written of hours that have not come yet counts once they have."""
    told = audit(WEEK, WEEK.instant_of(100), [found(60, 160, "written", value="body")])
    assert (told.lived, told.unknown, told.ahead) == (40, 60, WEEK.minutes - 100)
