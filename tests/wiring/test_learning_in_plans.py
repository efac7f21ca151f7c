"""Plans of the terminal know a deck by its file, and results by what is kept."""

from __future__ import annotations

import json
import re
from contextlib import closing
from datetime import date

import pytest
from lived_deck import NOW, usual_answers, usual_cards, write_deck

from trimtab.app.ports import PlanOrder
from trimtab.bootstrap import real_services
from trimtab.cli.main import run
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.exams import StudyResult
from trimtab.store.opening import open_store
from trimtab.wiring import studying

EXAM = """
[person]
role = "student"
time_zone = "UTC"

[[exam]]
name = "Step 2"
date = 2027-03-16
questions = 900
topics = { renal = 0.5, skin = 0.5 }
"""
DECK = '[[deck]]\nname = "AnKing"\nsource = "collection.anki2"\n'
RESULT = StudyResult(
    id="1", day=date(2026, 11, 15), said_at=NOW, exam="Step 2", topic="renal", asked=40, right=10
)


def nothing(*_) -> CalendarReading:
    """Calendars that hold nothing."""
    return CalendarReading()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder whose profile has the exam, with a result of it."""
    monkeypatch.setenv("TRIMTAB_DATA", str(tmp_path))
    with closing(open_store(tmp_path, lambda: NOW)) as store:
        store.keep_profile(EXAM, NOW)
        store.keep_entry(RESULT)
    return tmp_path


@pytest.fixture
def profile_of(tmp_path):
    """Reads a profile's text, as a file beside the collection."""

    def read(text: str):
        path = tmp_path / "me.toml"
        path.write_text(text, encoding="utf-8")
        return real_services().read_profile(path, "UTC")

    return read


def test_plan_and_replan_read_the_deck_beside_the_profile(profile_of, tmp_path):
    """End to end: its blocks stand in the week, and stay when the week is planned again."""
    write_deck(tmp_path / "collection.anki2", usual_cards(900), usual_answers())
    profile, services = profile_of(EXAM + DECK), real_services()
    order = PlanOrder(date(2026, 11, 16), 1, NOW, wants_trims=False)
    plan = services.plan_week(profile, order, nothing).plan
    cards = {one.name for one in plan.blocks if one.name.startswith("AnKing: up to ")}
    assert cards
    again = services.replan_week(profile, order, plan.as_last(), nothing).plan
    assert {one.name for one in again.blocks if one.name.startswith("AnKing: ")} == cards


def test_a_damaged_deck_is_a_problem_of_the_plan(profile_of, tmp_path):
    """The week is planned without its cards, and says so."""
    (tmp_path / "collection.anki2").write_text("none", encoding="utf-8")
    counted, problems = studying.with_learning(profile_of(EXAM + DECK), NOW)
    assert counted.cards == ()
    assert "planned without its cards" in str(problems[0])


def test_the_year_counts_what_is_kept(folder, profile_of, capsys):
    """Results that the app keeps, with those of a table beside them, each once."""
    profile_of(EXAM)
    path = str(folder / "me.toml")
    asked = ["study", path, "--json", "-", "--now", "2026-11-17T15:00"]
    assert run(real_services(), asked) == 0
    assert '"done": 40' in capsys.readouterr().out
    (folder / "results.csv").write_text("date,topic,asked,right\n2026-11-16,skin,20,9\n")
    assert run(real_services(), [*asked, "--results", str(folder / "results.csv")]) == 0
    assert '"done": 60' in capsys.readouterr().out


def test_what_the_kept_week_holds_is_told(folder, profile_of, capsys):
    """It was asked for what the year asks, and holds its sittings; of another exam nothing is."""
    services, profile = real_services(), profile_of(EXAM)
    counted, _ = studying.with_learning(profile, NOW)
    order = PlanOrder(date(2026, 11, 16), 1, NOW, wants_trims=False)
    plan = services.plan_week(counted, order, nothing).plan
    asked = ["study", str(folder / "me.toml"), "--json", "-", "--now", NOW.isoformat()]
    run(services, asked)
    year = json.loads(capsys.readouterr().out)
    assert year["planned"] is None
    week = [one for day in year["days"] if day["day"] <= "2026-11-22" for one in day["targets"]]
    with closing(open_store(folder, lambda: NOW)) as store:
        store.keep_plan(plan, NOW, profile_revision=1)
    run(services, asked)
    count = sum(one["questions"] for one in week)
    named = (re.search(r"up to (\d+) questions", one.name) for one in plan.blocks)
    stands = sum(int(found[1]) for found in named if found)
    assert 0 < stands < count  # weekend mornings stay free of work
    held = {"until": "2026-11-22", "asked": count, "held": stands}
    assert json.loads(capsys.readouterr().out)["planned"] == held
    profile_of(EXAM.replace("2027-03-16", "2027-03-17"))
    run(services, asked)
    assert json.loads(capsys.readouterr().out)["planned"] is None


def test_plans_count_only_the_very_same_exams(folder, profile_of):
    """By name and day: another person's profile learns nothing from what is kept here."""
    counted, _ = studying.with_learning(profile_of(EXAM), NOW)
    assert counted.studied.results == (RESULT,)
    moved = profile_of(EXAM.replace("2027-03-16", "2027-03-17"))
    assert studying.with_learning(moved, NOW) == (moved, ())
    unasked = profile_of(EXAM.partition("[[exam]]")[0])
    assert studying.with_learning(unasked, NOW) == (unasked, ())


def test_what_is_kept_but_cannot_be_read_is_told(folder, profile_of):
    """And the plan is made without it."""
    (folder / "trimtab.sqlite3").write_bytes(b"no store" * 1000)
    for stray in folder.glob("trimtab.sqlite3-*"):
        stray.unlink()
    counted, problems = studying.with_learning(profile_of(EXAM), NOW)
    assert counted.studied.results == ()
    assert len(problems) == 1
