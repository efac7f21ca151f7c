"""`trimtab dates`, with small parts behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from trimtab.domain.dates import DoneMark, KeptDate, LeadStep

SOON = KeptDate("Form", date(2026, 12, 1), steps=(LeadStep("Fill in", 7),))
PAST = KeptDate("Bill", date(2026, 11, 16))


def test_what_is_coming_is_shown(trimtab, desk):
    """Half a year from today where the person is, what has just passed apart."""
    desk.profile = replace(desk.profile, dates=(SOON, PAST))
    outcome = trimtab("dates", "life.toml")
    assert (outcome.code, outcome.out, outcome.err) == (0, "THE DATES\n", "")
    ((ahead, keeps_any, file),) = desk.seen
    assert (keeps_any, file) == (True, "life.toml")
    assert (ahead.today, ahead.last) == (date(2026, 11, 18), date(2027, 5, 19))
    assert [turn.kept.name for turn in ahead.turns] == ["Form"]
    assert [turn.kept.name for turn in ahead.passed] == ["Bill"]


def test_how_far_one_looks_is_said_in_weeks_or_by_a_day(trimtab, desk):
    """From the moment that is named, on the person's own calendar."""
    trimtab("dates", "--weeks", "2", "--now", "2026-11-20T23:30")
    trimtab("dates", "--until", "2026-12-24")
    assert [ahead.last for ahead, _, _ in desk.seen] == [date(2026, 12, 4), date(2026, 12, 24)]
    assert [(keeps_any, file) for _, keeps_any, file in desk.seen] == [(False, ""), (False, "")]


def test_files_are_written_beside_the_words(trimtab, desk):
    """A calendar to a file with the words shown, or JSON in their place."""
    outcome = trimtab("dates", "--ics", "dates.ics")
    assert (outcome.out, outcome.err) == ("THE DATES\n", "Written: dates.ics\n")
    assert Path("dates.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert '"until": "2027-05-19"' in trimtab("dates", "--json", "-").out


def test_a_calendar_replaces_its_own_kind_alone(trimtab, desk):
    """What stood there before is known to the new one; somebody else's file stays as it is."""
    Path("dates.ics").write_bytes(b"BEGIN:VCALENDAR\r\n")
    assert trimtab("dates", "--ics", "dates.ics").code == 0
    assert desk.replaced == [{"dates": b"BEGIN:VCALENDAR\r\n"}]
    desk.foreign = ("roster.ics",)
    Path("roster.ics").write_text("the only one")
    outcome = trimtab("dates", "--ics", "roster.ics", "--json", "dates.json")
    assert outcome.code == 1
    assert "roster.ics" in outcome.err
    assert Path("roster.ics").read_text() == "the only one"
    assert not Path("dates.json").exists()


def test_a_date_is_added_and_shown_as_understood(trimtab):
    """With how it comes back and whom it serves."""
    outcome = trimtab("dates", "add", "State licence", "life.toml")
    assert outcome.out == "State licence: Mon 1 Mar 2027, licence, yearly, for body\n"
    assert outcome.err == "Written: life.toml\n"
    assert Path("life.toml").read_text() == "State licence"
    again = trimtab("dates", "add", "Old", "life.toml")
    assert (again.code, again.out) == (1, "")
    assert again.err == "Old is there already.\nNothing is changed.\n"


def test_a_day_that_has_passed_is_pointed_out(trimtab, desk):
    """It is kept as typed all the same."""

    def read(line, today, values):
        return replace(desk.read_kept_date(line, today, values), due=PAST.due, repeats=None)

    assert "That day has passed." in trimtab("dates", "add", "Bill", read_kept_date=read).err


def test_the_next_day_is_shown_of_one_that_began_long_ago(trimtab, desk):
    """A 29 February kept from 2024 on falls on the 28th next."""

    def read(line, today, values):
        return replace(
            desk.read_kept_date(line, today, values), due=date(2024, 2, 29), repeats="yearly"
        )

    outcome = trimtab("dates", "add", "Tax", "life.toml", read_kept_date=read)
    assert outcome.out.startswith("Tax: Sun 28 Feb 2027,")
    assert "passed" not in outcome.err


def test_a_step_or_the_whole_date_is_marked_done(trimtab, desk):
    """The profile is known by its ending, wherever a step is left out."""
    assert trimtab("dates", "done", "Form", "Fill in", "life.toml").err == "Written: life.toml\n"
    assert trimtab("dates", "done", "Form", "life.toml").out == "Done: this.\n"
    assert trimtab("dates", "done", "Form").err == "Written: me.toml\n"
    today = date(2026, 11, 18)
    whole = (DoneMark("Form"), today)
    assert desk.marked == [(DoneMark("Form", "Fill in"), today), whole, whole]


def test_a_turn_is_named_by_its_day_and_taken_back(trimtab, desk):
    """A rehearsal says that something would be taken out, not added."""
    trimtab("dates", "done", "Form", "--on", "2027-12-01")
    outcome = trimtab("dates", "done", "Form", "--undo", "--dry-run")
    day = date(2027, 12, 1)
    assert [mark for mark, _ in desk.marked] == [
        DoneMark("Form", on=day),
        DoneMark("Form", is_undone=True),
    ]
    assert outcome.err == "Nothing is changed; this would be taken out of me.toml.\n"


def test_a_dry_run_changes_nothing(trimtab):
    """What would be written is shown."""
    outcome = trimtab("dates", "add", "Form", "--dry-run")
    assert outcome.out.endswith("\nForm\n")
    assert outcome.err == "Nothing is changed; this would be added to me.toml.\n"
    assert not Path("me.toml").exists()


@pytest.mark.parametrize(
    ("verb", "usage", "options"),
    [
        ("add", "LINE [PROFILE.toml]", {"--dry-run", "--now", "--help"}),
        (
            "done",
            "NAME [STEP] [PROFILE.toml]",
            {"--on", "--undo", "--dry-run", "--now", "--help"},
        ),
    ],
)
def test_each_verb_has_a_help_of_its_own(trimtab, verb, usage, options):
    """Wherever the help is asked for, with the options that go with it and no other."""
    text = trimtab("dates", verb, "--help").out
    assert text == trimtab("dates", "--help", verb).out
    assert text.startswith(f"Usage: trimtab dates {verb} [OPTIONS] {usage}\n")
    assert set(re.findall(r"^  (?:-h, )?(--[a-z-]+)", text, re.MULTILINE)) == options


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add",), "Give a date in quotes"),
        (("add", "a", "b", "c"), "Got 3 arguments"),
        (("done",), "Name a date in quotes"),
        (("done", "a", "b", "c"), "Got 3 arguments"),
        (("a.toml", "b.toml"), "Got 2 arguments"),
        (("add", "a", "--weeks", "3"), "--weeks goes with looking, not with add"),
        (("done", "a", "--ics", "x"), "--ics goes with looking, not with done"),
        (("--dry-run",), "--dry-run goes with add or done"),
        (("--undo",), "--undo goes with done"),
        (("add", "a", "--on", "2027-01-01"), "--on goes with done"),
        (("--weeks", "3", "--until", "2027-01-01"), "--weeks or --until"),
        (("--until", "2026-01-01"), "has passed"),
        (("--json", "-", "--ics", "-"), "cannot share"),
    ],
)
def test_wrong_usage_says_what_would_be_right(trimtab, arguments, said):
    """Exit 2, and nothing is written."""
    outcome = trimtab("dates", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert list(Path().iterdir()) == []
