"""Plans written as JSON, read again: nothing lost, every mistake told."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sample_plans import MONDAY, clock_change_week, night_week, two_weeks

from trimtab.domain.errors import PlanFileError, UnreadableFileError
from trimtab.domain.plans import NOTES_LEFT, Block, BudgetPrice, KeptFree, Plan
from trimtab.plans.reading import read_plan, read_plan_file
from trimtab.reports.plan_json import plan_to_json


def marked_week() -> Plan:
    """A week with notes, a pin, something done and something left out."""
    plan = night_week()
    notes = Block(
        plan.blocks[0].start, plan.blocks[0].start + timedelta(minutes=20), "Ward", "task",
        note=NOTES_LEFT, origin="notes", uid="task/Ward/1", mark="done",
    )  # fmt: skip
    first, second, *rest = plan.blocks
    return replace(
        plan,
        blocks=(notes, replace(first, mark="pinned"), *rest),
        skipped=(replace(second, mark="skipped"),),
        kept_free=(KeptFree("evening", first.start, first.end),),
        known_from=600,
        asked="abc",
        days_off=(date(2026, 11, 21),),
        budget_prices=(BudgetPrice("Run on day 1", -0.1 / 3), BudgetPrice("Prayer", 12.5, 7.0)),
    )


@pytest.mark.parametrize("make", [night_week, two_weeks, marked_week])
def test_reading_what_was_written_gives_the_plan_back(make):
    """Person, days, blocks with marks and origins, what was left out: all as it was."""
    plan = make()
    assert read_plan(json.dumps(plan_to_json(plan)), "last.json") == plan.as_last()


def test_instants_survive_a_repeated_hour():
    """Where the clock shows an hour twice, each block keeps its own instant."""
    plan = clock_change_week()
    read = read_plan(json.dumps(plan_to_json(plan)), "last.json")
    assert [(b.start.timestamp(), b.end.timestamp()) for b in read.blocks] == [
        (b.start.timestamp(), b.end.timestamp()) for b in plan.blocks
    ]


def test_what_is_private_survives_the_file():
    """It is hidden again when the profile knows it no longer."""
    week = marked_week()
    secret = replace(week, blocks=tuple(replace(one, private=True) for one in week.blocks))
    read = read_plan(json.dumps(plan_to_json(secret)), "last.json")
    assert all(block.private for block in read.blocks)
    assert not any(block.private for block in read_plan(json.dumps(plan_to_json(week)), "x").blocks)


def test_keys_of_an_older_plan_may_be_missing():
    """Without marks, origins and what is known, notes are still told from tasks of that name."""
    document = plan_to_json(marked_week())
    for key in ("skipped", "known_from", "asked", "moved", "budget_prices"):
        del document[key]
    for block in document["blocks"]:
        for key in ("origin", "uid", "mark"):
            del block[key]
    read = read_plan(json.dumps(document), "last.json")
    assert (read.skipped, read.known_from, read.asked) == ((), None, "")
    assert read.budget_prices == ()
    assert read.first_day == MONDAY
    assert [block.is_notes for block in read.blocks] == [True] + [False] * (len(read.blocks) - 1)


def changed(**changes: object) -> str:
    """A small plan as text, with some of its keys changed."""
    block = {
        "start": "2026-11-16T18:00:00-05:00",
        "end": "2026-11-16T18:45:00-05:00",
        "name": "Run",
        "kind": "practice",
        "value": "body",
        "dose": "ideal",
        "fixed": False,
        "note": "",
    }
    horizon = {"start": "2026-11-16T00:00:00-05:00", "end": "2026-11-23T00:00:00-05:00"}
    document = {"version": 1, "person": "You", "horizon": horizon, "blocks": [block]}
    for place, value in changes.items():
        inside = block if place in block else horizon if place in horizon else document
        inside[place] = value
    return json.dumps(document)


def priced(**changes: object) -> dict[str, object]:
    """A change of the small plan: it gains a price, some of whose keys are changed."""
    return {"budget_prices": [{"name": "Run on day 1", "price": 1.5, "at_least": 0} | changes]}


def test_the_small_plan_is_sound():
    """With nothing changed it is read."""
    read = read_plan(changed(), "last.json")
    assert (read.first_day, read.days, len(read.blocks)) == (date(2026, 11, 16), 7, 1)
    assert read.blocks[0].start == datetime(2026, 11, 16, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "version is 2 where 1 is known."),
        ({"person": 3}, "person is 3, not text."),
        ({"person": None}, "person is None, not text."),
        ({"horizon": 5}, "horizon is missing."),
        ({"blocks": {}}, "blocks is not a list."),
        ({"blocks": [7]}, "blocks[0] is not a block."),
        ({"start": "monday"}, "blocks[0].start is 'monday'."),
        ({"start": "2026-11-16T18:00:00"}, "blocks[0].start has no offset."),
        ({"end": "2026-11-16T17:00:00-05:00"}, "blocks[0] ends before it starts."),
        ({"name": ""}, "blocks[0].name is '', not text."),
        ({"kind": "party"}, "blocks[0].kind is 'party'."),
        ({"dose": "huge"}, "blocks[0].dose is 'huge'."),
        ({"mark": "lost"}, "version"),
        ({"known_from": "now"}, "known_from is 'now'."),
        ({"skipped": 0}, "skipped is not a list."),
        ({"kept_free": [0]}, "kept_free is not a list of stretches."),
        ({"kept_free": [{"kind": "noon"}]}, "kept_free[0].kind is 'noon'."),
        ({"days_off": 3}, "days_off is not a list of days such as 2026-12-24."),
        ({"days_off": ["Monday"]}, "days_off is not a list of days such as 2026-12-24."),
        ({"budget_prices": 3}, "budget_prices is not a list of prices."),
        ({"budget_prices": [{"price": 1}]}, "budget_prices[0].name is missing."),
        (priced(price=True), "budget_prices[0].price is True, not a number up to a million."),
        (priced(price=1e300), "budget_prices[0].price is 1e+300, not a number up to a million."),
        (
            priced(at_least=math.nan),
            "budget_prices[0].at_least is nan, not a number up to a million.",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_each_mistake_is_told_with_its_place(change, said):
    """What is wrong, where it stands, and how to mend it."""
    text = changed(**change)
    if "mark" in change:
        text = text.replace('"note": ""', '"note": "", "mark": "lost"')
        said = "blocks[0].mark is 'lost'."
    with pytest.raises(PlanFileError) as caught:
        read_plan(text, "last.json")
    assert said in [problem.what for problem in caught.value.problems]
    assert all(problem.file == "last.json" and problem.mend for problem in caught.value.problems)


def test_what_is_missing_is_told():
    """A block without a name and a plan without a person are each said so."""
    text = changed().replace('"name": "Run", ', "").replace('"person": "You", ', "")
    with pytest.raises(PlanFileError) as caught:
        read_plan(text, "last.json")
    said = {problem.what for problem in caught.value.problems}
    assert said == {"blocks[0].name is missing.", "person is missing."}


def test_all_mistakes_are_told_at_once():
    """A wrong kind and a wrong dose are two problems of one reading."""
    with pytest.raises(PlanFileError) as caught:
        read_plan(changed(kind="party", dose="huge"), "last.json")
    assert len(caught.value.problems) == 2


def test_days_beyond_what_plans_cover_are_a_mistake():
    """A horizon of a year is no plan of ours."""
    with pytest.raises(PlanFileError, match="covers 365 days"):
        read_plan(changed().replace("2026-11-23", "2027-11-16"), "last.json")


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "[]", '{"a": 1}', "null"])
def test_what_is_no_plan_is_said_so(text):
    """Broken JSON and other JSON are each a sentence, never a traceback."""
    with pytest.raises(PlanFileError, match="This is n"):
        read_plan(text, "last.json")


def test_broken_json_names_its_line():
    """The line where the text stops being JSON is told."""
    with pytest.raises(PlanFileError, match=r"^last.json:2: This is not JSON"):
        read_plan('{"version": 1,\n]', "last.json")


def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path):
    """A missing file and one that is not text each say why."""
    with pytest.raises(UnreadableFileError, match="No such file"):
        read_plan_file(tmp_path / "none.json")
    (tmp_path / "odd.json").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UnreadableFileError, match="not UTF-8"):
        read_plan_file(tmp_path / "odd.json")


def test_a_file_is_read(tmp_path: Path):
    """A plan in a file is the plan in its text."""
    (tmp_path / "last.json").write_text(changed())
    assert read_plan_file(tmp_path / "last.json") == read_plan(changed(), "last.json")
