"""The example people's rosters, checked by the rules they work under."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from trimtab.app.check_roster import check_calendars
from trimtab.app.plan_week import gather_week
from trimtab.app.ports import PlanOrder
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.source_reader import SourceReader
from trimtab.domain.duty import DutyChoices, DutyReport
from trimtab.profiles.reading import read_profile_file
from trimtab.rulebooks.reading import read_rulebook

EXAMPLES = Path(__file__).parents[2] / "examples"
MONTH = (date(2026, 11, 1), date(2026, 12, 31))


def report_of(person: str, rulebook: str) -> DutyReport:
    """What a rulebook says of a person's calendars."""
    profile = read_profile_file(EXAMPLES / person / "profile.toml")
    reader = SourceReader(EXAMPLES / person, read_content)
    return check_calendars(profile, reader, MONTH, read_rulebook(rulebook), DutyChoices())


def test_the_residents_conference_after_a_call_is_found():
    """07:00 to 11:00 the next day, and a conference from noon to one: thirty hours in one go."""
    report = report_of("resident-nights", "acgme")
    told = [(one.rule, one.severity, one.measured, one.limit) for one in report.findings]
    assert told == [("continuous_duty", "breach", 30 * 60, 28 * 60)]
    assert report.findings[0].start.isoformat() == "2026-11-11T07:00:00-05:00"


def test_the_intern_keeps_every_rule():
    """Nothing broken and nothing to look at."""
    report = report_of("img-intern", "acgme")
    assert report.findings == ()
    assert report.broken == ()
    assert len(report.kept) == 6


def test_a_plan_hears_of_its_own_week_only():
    """The week of the call tells it, the week after does not."""
    profile = read_profile_file(EXAMPLES / "resident-nights" / "profile.toml")
    reader = SourceReader(EXAMPLES / "resident-nights", read_content)
    found = []
    for monday in (date(2026, 11, 9), date(2026, 11, 16)):
        now = datetime(2026, 11, 1, 3, tzinfo=UTC)
        order = PlanOrder(monday, 1, now, rulebook=read_rulebook("acgme"))
        duty = gather_week(profile, order, reader).duty
        assert duty is not None
        found.append([one.rule for one in duty.findings])
    assert found == [["continuous_duty"], []]
