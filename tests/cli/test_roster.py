"""`trimtab roster`, with small parts behind it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from trimtab.domain.commitments import CalendarDays, CalendarSource
from trimtab.domain.duty import Rotation
from trimtab.domain.errors import Problem
from trimtab.domain.people import Person, Profile

ACGME = ("roster", "a.ics", "--rulebook", "acgme")


def test_what_was_found_is_shown_and_problems_told(trimtab, desk):
    """Words on the screen, mistakes of files on standard error."""
    desk.problems = (Problem("a.ics", 4, "It ends before it starts.", "Swap the two."),)
    outcome = trimtab(*ACGME)
    assert (outcome.code, outcome.out) == (0, "THE ROSTER\n")
    assert outcome.err == "a.ics:4: It ends before it starts. Swap the two.\n"
    profile, days, rulebook, choices = desk.rosters[0]
    assert [(one.source, one.kind) for one in profile.calendars] == [("a.ics", "duty")]
    assert (days, rulebook) == ((date(2026, 11, 1), date(2026, 11, 30)), "acgme")
    assert choices.rotations == ()
    assert not choices.leave


def test_json_and_csv_alone_go_to_standard_output(trimtab):
    """--json - or --csv - prints it in place of the words; both cannot."""
    assert json.loads(trimtab(*ACGME, "--json", "-").out)["rulebook"] == "acgme"
    assert trimtab(*ACGME, "--csv", "-").out == "rule,text\n"
    both = trimtab(*ACGME, "--json", "-", "--csv", "-")
    assert both.code == 2
    assert "cannot share standard output" in both.err
    assert trimtab(*ACGME, "--json", "r.json", "--csv", "r.csv").out == "THE ROSTER\n"
    assert Path("r.csv").read_text() == "rule,text\n"


def test_choices_reach_the_check(trimtab, desk):
    """Rotations, leave, and what a calendar does not say."""
    trimtab(
        *ACGME,
        *("--rotation", "MICU=2026-11-02..2026-11-29", "--rotation", "A=B=2026-11-30..2026-12-27"),
        *("--leave", "2026-11-09..2026-11-10", "--leave", "2026-11-20"),
        *("--hours-exception", "--first-year", "--nights-in-row", "6"),
    )
    choices = desk.rosters[0][-1]
    assert choices.rotations == (
        Rotation("MICU", date(2026, 11, 2), date(2026, 11, 29)),
        Rotation("A=B", date(2026, 11, 30), date(2026, 12, 27)),
    )
    assert sorted(day.day for day in choices.leave) == [9, 10, 20]
    assert choices.has_longer_hours
    assert choices.is_first_year
    assert choices.most_nights == 6


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--rulebook", "acgm"), "Did you mean acgme?"),
        (("--rulebook", "mars"), "There are acgme, ontario, quebec, eu, england."),
        (("--leave", "soon"), "Write 2026-11-02..2026-11-08"),
        (("--leave", "2026-11-08..2026-11-02"), "ends before it begins"),
        (("--rotation", "2026-11-02..2026-11-29"), "Write MICU=2026-11-02..2026-11-29"),
        (("--rotation", "MICU=November"), "Write 2026-11-02..2026-11-08"),
        (("--nights-in-row", "0"), "0"),
    ],
)
def test_what_cannot_be_read_says_how_it_is_written(trimtab, options, said):
    """Wrong usage, with the nearest name or an example."""
    outcome = trimtab("roster", "a.ics", *options)
    assert outcome.code == 2
    assert said in " ".join(outcome.err.split())


def test_now_is_the_clock_or_what_was_typed(trimtab):
    """On the person's clock unless it has an offset."""
    seen = []
    for typed in ((), ("--now", "2026-11-16T05:40"), ("--now", "2026-11-16T05:40+01:00")):
        trimtab(*ACGME, *typed, show_roster=lambda report: seen.append(report.now.isoformat()))
    assert seen == [
        "2026-11-18T15:00:00+00:00",
        "2026-11-16T05:40:00-05:00",
        "2026-11-16T05:40:00+01:00",
    ]


def test_somebody_has_to_say_which_rules(trimtab, desk):
    """The option, else the profile; without either a clear error, without a roster wrong usage."""
    outcome = trimtab("roster", "a.ics")
    assert outcome.code == 1
    assert "--rulebook" in outcome.err
    assert trimtab("roster", "--rulebook", "acgme").code == 2
    assert trimtab("roster", "--profile", "me.toml").code == 1
    desk.profile = Profile(
        Person(time_zone="UTC", rulebook="eu"),
        calendars=(CalendarSource("b.ics"), CalendarSource("c.ics", "family")),
    )
    assert trimtab("roster", "--profile", "me.toml").code == 0
    assert desk.rosters[-1][2] == "eu"
    assert ("c.ics" not in {source for _, source in desk.read}, desk.read[-1][1]) == (True, "b.ics")
    trimtab("roster", "d.ics", "--profile", "me.toml", "--rulebook", "acgme")
    kinds = [(one.source, one.kind) for one in desk.rosters[-1][0].calendars]
    assert kinds == [("b.ics", None), ("c.ics", "family"), ("d.ics", "duty")]
    assert desk.rosters[-1][2] == "acgme"


def test_without_duties_there_is_nothing_to_check(trimtab, desk):
    """Said with the file and a remedy; the words still follow."""
    desk.has_duties, desk.days = False, None
    outcome = trimtab(*ACGME)
    assert outcome.code == 0
    assert outcome.err.startswith("a.ics: There is no duty in it")
    assert desk.rosters[0][1] == (date(2026, 11, 18), date(2026, 11, 18))


def test_series_without_an_end_are_followed_for_twelve_weeks(trimtab, desk):
    """Unless another calendar says how long."""
    endless = CalendarDays(date(2026, 11, 1), date(2026, 11, 3), is_endless=True)
    desk.days = endless
    trimtab(*ACGME)
    assert desk.rosters[-1][1] == (date(2026, 11, 1), date(2027, 1, 26))
    found = iter((endless, replace(endless, last=date(2026, 12, 1), is_endless=False)))
    trimtab(*ACGME[:2], "b.ics", *ACGME[2:], calendar_days=lambda *_: next(found))
    assert desk.rosters[-1][1] == (date(2026, 11, 1), date(2026, 12, 1))
