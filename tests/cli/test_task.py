"""`trimtab task`, with small parts behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.domain.typed_tasks import TypedTask, understood_text

LOCAL = ZoneInfo("America/New_York")


def test_a_line_is_added_to_the_profile_and_shown(trimtab, desk):
    """It is read as of now where the person is, with the values of the profile."""
    desk.profile = replace(desk.profile, values={"body": 1.0})
    outcome = trimtab("task", "Essay 4h", "life.toml")
    assert (outcome.code, outcome.err) == (0, "Written: life.toml\n")
    assert outcome.out == "Essay 4h: 1 h 30 min, by the end of Wed 18 Nov 2026\n"
    assert Path("life.toml").read_text() == "Essay 4h\n"
    assert desk.typed == [("Essay 4h", datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL), ("body",))]


def test_the_profile_is_me_unless_named(trimtab):
    """As for trimtab init."""
    assert trimtab("task", "Essay 4h").err == "Written: me.toml\n"


def test_words_that_may_be_a_due_time_are_pointed_out(trimtab):
    """The task is added as it was understood, and the doubt is told."""

    def read(line, now, values):
        return TypedTask("Pay rent friday", 10, doubt="friday")

    outcome = trimtab("task", "Pay rent friday", read_task=read)
    assert outcome.code == 0
    assert outcome.err.startswith('Written: me.toml\n"friday" stands in the name, and no due')


def test_a_dry_run_changes_nothing(trimtab):
    """What would be added is shown."""
    outcome = trimtab("task", "Essay 4h", "--dry-run", "--now", "2026-11-20T08:00")
    assert outcome.out.endswith("\nEssay 4h\n")
    assert outcome.err == "Nothing is changed; this would be added to me.toml.\n"
    assert not Path("me.toml").exists()


def test_a_task_that_is_there_already_is_an_error(trimtab):
    """Nothing was added, so it did not succeed."""
    outcome = trimtab("task", "Old")
    assert outcome.code == 1
    assert "Old is there already." in outcome.err
    assert not Path("me.toml").exists()


def test_an_export_is_imported(trimtab, desk):
    """Every task is shown, and what was left out is counted."""
    outcome = trimtab("task", "--import", "board.json", "life.toml")
    assert outcome.code == 0
    assert outcome.out == "A: 30 min, no due time\nB: 30 min, no due time\n"
    assert outcome.err == (
        "Unclear.\nTrello: 2 to do, 3 done or archived and left out.\nWritten: life.toml\n"
    )
    assert desk.typed[0][0] == "board.json"


def test_an_export_with_nothing_new_changes_nothing(trimtab, desk):
    """Importing it again is harmless."""

    def add(path, tasks):
        return desk.add_tasks(path, [TypedTask("Old", 30)])

    outcome = trimtab("task", "--import", "board.json", add_tasks=add)
    assert outcome.code == 0
    assert outcome.err.endswith("Old is there already.\nThere is nothing to add.\n")
    assert not Path("me.toml").exists()


@pytest.mark.parametrize(
    "wrong",
    [[], ["QI", "abstract", "4h"], ["--import", "b.json", "one.toml", "two.toml"]],
)
def test_wrong_usage_leaves_with_two(trimtab, desk, wrong):
    """A line without its quotes, two profiles, or nothing at all."""
    assert trimtab("task", *wrong).code == 2
    assert desk.typed == []


def test_a_task_is_said_with_all_it_has():
    """One line, every part in it."""
    task = TypedTask(
        "QI abstract", 240, "learning", datetime(2026, 11, 27, 17), (30, 90), 120,
        important=True, urgent=True, demanding=True,
    )  # fmt: skip
    assert understood_text(task) == (
        "QI abstract: 4 h, for learning, due Fri 27 Nov 2026 17:00, important, urgent, demanding, "
        "in sittings of 30 to 90 min, good enough after 120 min"
    )
    assert understood_text(TypedTask("A", 30, due=date(2026, 11, 27), is_length_assumed=True)) == (
        "A: 30 min (no length given), by the end of Fri 27 Nov 2026"
    )
