"""What was found in a roster, as words, JSON and a table."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from rich.console import Console

from trimtab.app.check_roster import check_roster
from trimtab.domain.commitments import Commitment
from trimtab.domain.duty import DutyChoices, DutyReport, Rotation
from trimtab.domain.plans import Certificate, Plan
from trimtab.domain.time import Horizon
from trimtab.reports.duty_words import duty_texts
from trimtab.reports.plan_json import plan_to_json
from trimtab.reports.roster_csv import roster_to_csv
from trimtab.reports.roster_json import roster_to_json
from trimtab.reports.roster_text import print_roster
from trimtab.reports.terminal import print_week
from trimtab.reports.week_html import render_week
from trimtab.rulebooks.reading import read_rulebook

MONDAY = date(2026, 11, 2)


def sample(name: str = "acgme", zone: str = "UTC", hours: int = 14) -> DutyReport:
    """Four weeks of six long days, a 30-hour call, and a rotation with a careful name."""
    starts = [datetime(2026, 11, 2, 7, tzinfo=UTC) + timedelta(days=d) for d in range(27)]
    days = [
        Commitment("", "Ward", start, start + timedelta(hours=hours), "duty", "a.ics", 3)
        for at, start in enumerate(starts)
        if at % 7 != 6
    ]
    long = starts[-1] + timedelta(days=1)
    called = Commitment("", "On call", long, long + timedelta(hours=30), "duty", "a.ics", 9)
    rotations = (Rotation("=MICU\x1b[2J", MONDAY, MONDAY + timedelta(days=27)),)
    choices = DutyChoices(rotations=rotations)
    return check_roster([*days, called], read_rulebook(name), zone, choices)


def shown(report: DutyReport, width: int = 80) -> str:
    """What a terminal of a width shows."""
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    print_roster(report, console)
    return console.file.getvalue()


@pytest.mark.parametrize("name", ["acgme", "ontario", "quebec", "eu", "england"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_line_fits(name, width):
    """No line is wider than the terminal, and nothing in it moves a cursor."""
    text = shown(sample(name), width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text


def test_the_verdict_comes_first():
    """Title and days, then what is broken and what is kept, then each requirement."""
    lines = shown(sample(), 120).splitlines()
    assert lines[0] == "Duty hours by the ACGME common program requirements, VI.F"
    assert lines[1] == "Mon 2 Nov to Mon 30 Nov 2026, UTC"
    assert lines[3] == "Broken: hours a week, days off, length of a duty."
    assert lines[4] == "Kept: rest after call, rest between duties, how often on call."
    text = "\n".join(lines)
    # 24 days of 14 h and 17 h of the call on the last day: 353 h, 88:15 a week
    assert "=MICU[2J, Mon 2 Nov to Sun 29 Nov: 88:15 a week on average, 8:15 over 80:00." in text
    assert "VI.F.1 (since July 2025 perhaps 6.20: that number is" in text
    assert "Mon 2 Nov   84:00" in text
    assert "Not checked, because a calendar does not say it" in text
    assert lines[-1].endswith("your programme's word counts.")


def test_what_lies_ahead_can_still_be_changed():
    """What is over by now is broken, what is not will be; the JSON says so of each finding."""
    now = datetime(2026, 11, 30, 6, tzinfo=UTC)  # the four weeks are over, the call is not
    report = replace(sample(), now=now)
    lines = shown(report, 120).splitlines()
    assert lines[3] == "Broken: hours a week, days off."
    assert lines[4] == "Will be broken, as it stands: length of a duty."
    ahead = {one["rule"]: one["ahead"] for one in roster_to_json(report)["findings"]}
    assert ahead == {"weekly_hours": False, "day_off": False, "continuous_duty": True}
    early = replace(sample(), now=now - timedelta(days=60))
    assert "\nBroken" not in shown(early)


def test_many_findings_are_counted():
    """Six of a kind are told, the rest are said to be there."""
    text = shown(sample("ontario"), 120)
    report = sample("ontario")
    count = sum(one.rule_id == "shifts-twelve-hours-rest" for one in report.findings)
    assert count > 6
    assert f"and {count - 6} more, in --json and --csv." in text


def test_what_nobody_has_checked_says_so():
    """An unverified rule warns, in words and data."""
    text = " ".join(shown(sample("england")).split())
    assert "Unverified: written from memory, so ask before you rely on it." in text


def test_nothing_is_said_calmly():
    """Without duties there is no verdict."""
    empty = DutyReport(read_rulebook("eu"), "UTC")
    assert shown(empty).endswith("There is nothing to check yet.\n")


def test_the_json_has_what_the_interface_says():
    """Findings with rule, requirement, severity, moments with offset, minutes, words; weeks."""
    found = json.loads(json.dumps(roster_to_json(sample(zone="America/New_York"))))
    assert found["rulebook"] == "acgme"
    hours = next(one for one in found["findings"] if one["rule"] == "weekly_hours")
    assert hours["requirement"] == "VI.F.1"
    assert hours["requirement_renumbered"] == "6.20"
    assert hours["severity"] == "breach"
    assert hours["start"] == "2026-11-02T00:00:00-05:00"
    assert hours["end"] == "2026-11-30T00:00:00-05:00"
    assert hours["limit_minutes"] == 4800
    assert hours["text"]
    assert found["weeks"][0] == {"start": "2026-11-02", "minutes": 6 * 14 * 60}
    assert {"rule", "requirement", "severity", "start", "end", "measured_minutes"} <= set(hours)


def test_days_and_nights_count_1440_minutes():
    """What is counted in days is told in minutes too."""
    found = roster_to_json(sample("england"))["findings"]
    run = next(one for one in found if one["rule_id"] == "five-long-shifts")
    assert (run["unit"], run["measured"], run["measured_minutes"]) == ("duties", 6, 8640)


def test_the_table_has_a_row_for_each_finding():
    """Readable as CSV, and no cell is taken for a formula."""
    report = sample()
    rows = list(csv.DictReader(io.StringIO(roster_to_csv(report))))
    assert len(rows) == len(report.findings)
    assert rows[0]["rotation"].startswith("'=MICU")
    assert {row["severity"] for row in rows} <= {"breach", "warning"}


def plan_with(report: DutyReport | None) -> Plan:
    """A plan of nothing, with what a rulebook says of it."""
    horizon = Horizon(MONDAY, 7, "UTC")
    certificate = Certificate(1.0, 1.0, 0.0, 0.1)
    return Plan("Sam", horizon, (), (), (), certificate, duty=report)


def test_a_plan_tells_three_things_at_most():
    """Breaches first; of more than three things two, and how many there are."""
    report = sample("england")
    lines = duty_texts(plan_with(report))
    assert len(lines) == 3
    assert all(line.startswith("Broken, ") for line in lines[:2])
    assert lines[2] == f"{len(report.findings) - 2} more; `trimtab roster` says all."
    few = replace(report, findings=report.findings[:2])
    assert len(duty_texts(plan_with(few))) == 2
    assert duty_texts(plan_with(None)) == []


def test_a_plan_shows_them_everywhere():
    """In the terminal, on the page and in the JSON."""
    plan = plan_with(sample())
    console = Console(file=io.StringIO(), width=100)
    print_week(plan, console)
    assert "Duty hours\n  Broken, " in console.file.getvalue()
    page = render_week(plan)
    assert '<h2 id="duty">Duty hours</h2>' in page
    assert 'id="duty"' not in render_week(plan_with(None))
    data = plan_to_json(plan)["duty"]
    assert data["rulebook"] == "acgme"
    assert data["findings"][0]["requirement"].startswith("VI.F")
    assert plan_to_json(plan_with(None))["duty"] == {"rulebook": None, "findings": []}


def test_days_that_no_calendar_shows_are_told_to_count_as_free():
    """Two weeks of a roster averaged over four, and how to say that they are the whole rotation."""
    start = datetime(2026, 11, 2, 7, tzinfo=UTC)
    days = [
        Commitment("", "Ward", at, at + timedelta(hours=13), "duty", "a.ics", 3)
        for at in (start + timedelta(days=number) for number in range(12))
        if at.weekday() != 6
    ]
    text = " ".join(shown(check_roster(days, read_rulebook("acgme"), "UTC")).split())
    assert "count as free here and may hide long weeks" in text
    rotation = DutyChoices(rotations=(Rotation("Ward", MONDAY, MONDAY + timedelta(days=13)),))
    named = shown(check_roster(days, read_rulebook("acgme"), "UTC", rotation))
    assert "count as free here" not in " ".join(named.split())
