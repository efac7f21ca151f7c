"""The domain's records: what they know about themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.domain.commitments import COMMITMENT_KINDS, Commitment
from trimtab.domain.errors import (
    Problem,
    ProfileError,
    TrimtabError,
    UnreadableFileError,
    UnverifiedPlanError,
    UnwritableFileError,
)
from trimtab.domain.people import Profile, Season
from trimtab.domain.plans import BLOCK_KINDS, Block, Certificate
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task

NEW_YORK = ZoneInfo("America/New_York")


def local(day: int, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    """A New York time around the change of 1 November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=NEW_YORK, fold=fold)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (local(2, 9), local(2, 10), 60),
        (local(1, 0, 30), local(1, 2, 30), 180),
        (local(1, 1, 50), local(1, 1, 10, fold=1), 20),
        (
            datetime(2026, 3, 8, 1, tzinfo=NEW_YORK),
            datetime(2026, 3, 8, 4, tzinfo=NEW_YORK),
            120,
        ),
    ],
)
def test_a_block_has_its_real_minutes(start, end, minutes):
    """Length in minutes that pass, also over a clock change."""
    assert Block(start, end, "Sleep", "sleep").minutes == minutes


@pytest.mark.parametrize("kind", BLOCK_KINDS)
def test_a_block_is_fixed_exactly_when_it_is_a_commitment(kind):
    """Only commitments are fixed."""
    block = Block(local(2, 9), local(2, 10), "Something", kind)
    assert block.is_fixed == (kind == "commitment")


def test_a_gap_is_the_share_of_the_bound_that_may_be_missing():
    """Value 95 of at most 100, 60 of which are routine: 5 % of all, 12.5 % beyond routine."""
    certificate = Certificate(95.0, 100.0, 60.0, 0.1)
    assert certificate.gap == pytest.approx(0.05)
    assert certificate.gap_beyond_routine == pytest.approx(0.125)


def test_an_empty_certificate_has_no_gap():
    """Where nothing can be gained, nothing is missing."""
    assert Certificate(0.0, 0.0, 0.0, 0.0).gap == 0
    assert Certificate(5.0, 5.0, 5.0, 0.0).gap_beyond_routine == 0


SEASONS = Profile(
    seasons=(
        Season("Nights", date(2026, 11, 2), date(2026, 11, 15), "heavy"),
        Season("Leave", date(2026, 11, 9), date(2026, 11, 10), "light"),
    )
)


@pytest.mark.parametrize(
    ("day", "intensity"),
    [(1, "regular"), (2, "heavy"), (8, "heavy"), (9, "light"), (10, "light"), (15, "heavy")],
)
def test_the_last_season_that_holds_a_day_says_how_it_is(day, intensity):
    """Both dates belong to a season, later seasons win, other days are regular."""
    assert SEASONS.intensity_on(date(2026, 11, day)) == intensity


@pytest.mark.parametrize("kind", COMMITMENT_KINDS)
def test_everything_but_home_call_takes_the_person(kind):
    """Home call leaves the person free to live."""
    start = datetime(2026, 11, 2, 9, tzinfo=UTC)
    one = Commitment("1", "Something", start, start + timedelta(hours=1), kind)
    assert one.takes_the_person == (kind != "home_call")


@pytest.mark.parametrize(
    ("value", "said", "expected"),
    [
        ("learning", None, True),
        ("Exams", None, True),
        ("body", None, False),
        ("body", True, True),
        ("learning", False, False),
    ],
)
def test_study_is_as_said_or_by_its_value(value, said, expected):
    """What serves a learning value is study unless the person says otherwise."""
    assert Practice("Read", value, 1, (30,), study=said).is_study is expected
    assert Task("Read", value, 30, study=said).is_study is expected


def test_a_problem_says_where_what_and_how_to_mend_it():
    """With and without a line, with and without a remedy."""
    assert str(Problem("me.toml", 3, "It is odd.", "Mend it.")) == "me.toml:3: It is odd. Mend it."
    assert str(Problem("me.toml", None, "It is odd.", "")) == "me.toml: It is odd."


def test_errors_tell_a_person_what_to_do():
    """Each error holds its facts and says them in one message."""
    problems = [Problem("a", 1, "One.", ""), Problem("a", 2, "Two.", "")]
    found: list[tuple[TrimtabError, str]] = [
        (ProfileError(problems), "a:1: One.\na:2: Two."),
        (UnreadableFileError("x.ics", "it is a folder"), "Cannot read x.ics: it is a folder."),
        (
            UnreadableFileError("x.csv", "it is empty. Fill it."),
            "Cannot read x.csv: it is empty. Fill it.",
        ),
        (UnwritableFileError("y.ics", "disk full"), "Cannot write y.ics: disk full."),
    ]
    assert [str(error) for error, _ in found] == [message for _, message in found]
    error = UnverifiedPlanError(["Run overlaps Sleep", "Run is off the grid"])
    assert error.findings == ("Run overlaps Sleep", "Run is off the grid")
    assert str(error).endswith("Run overlaps Sleep; Run is off the grid")
