"""The benchmark runs from end to end, and its checks can fail."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import reference
from greedy import deadline_items, plan_greedily
from linear_reference import solve_with_highs
from look import late_items
from measure import find_faults, misses_a_must, plan_within, prepare
from quality import main
from replan import measure_replan, with_news

SOME_PEOPLE = ("call-resident", "praying-intern", "parent-attending")


@pytest.fixture(scope="module")
def case():
    """One resident's week on call."""
    return prepare("call-resident", 0)


@pytest.mark.long
@pytest.mark.parametrize("person", SOME_PEOPLE)
def test_certificates_hold(person):
    """From the exported problem alone: the worth is right, and HiGHS' bound below ours."""
    case = prepare(person, 1)
    run = plan_within(case.problem, 0.02)
    linear = solve_with_highs(case.exported, integral=False).value
    assert find_faults(case, run, linear) == []
    assert not misses_a_must(case.problem, run.chosen)


def test_false_certificates_are_found(case):
    """A worth too high, a bound too low and a slot taken twice are each told."""
    run = plan_within(case.problem, 0.02)
    linear = solve_with_highs(case.exported, integral=False).value
    assert "claims" in find_faults(case, replace(run, value=run.value + 1), linear)[0]
    assert "below" in find_faults(case, replace(run, bound=linear - 1), linear)[0]
    assert "twice" in find_faults(case, replace(run, chosen=run.chosen * 2), linear)[0]


def test_the_greedy_plan_is_a_plan_of_the_same_problem(case):
    """It keeps every limit, and knows which tasks are due."""
    chosen = plan_greedily(case.week, case.problem)
    assert case.problem.worth_of(chosen) > 0
    assert set(late_items(case, ())) == set(deadline_items(case.week, case.problem))


def test_the_news_lengthens_tuesday_by_three_hours(case):
    """One commitment of Tuesday ends later, one task more is asked, and Monday is nearly over."""
    changed = with_news(case.request)
    pairs = {(one.uid, one.end) for one in changed.commitments}
    moved = pairs - {(one.uid, one.end) for one in case.request.commitments}
    assert len(moved) == 1
    assert len(changed.profile.tasks) == len(case.request.profile.tasks) + 1
    assert changed.now == 20 * 60


@pytest.mark.long
def test_a_changed_week_is_planned_again():
    """Something moves, not everything, at little loss."""
    found = measure_replan("call-resident", 0)
    assert 0 < found["moved_share"] < 1
    assert found["worth_lost"] < 0.05


@pytest.mark.long
def test_long_references_are_kept_and_counted(tmp_path, monkeypatch, case):
    """An answer once made is read back, for the same problem only."""
    monkeypatch.setattr(reference, "KEPT", tmp_path / "kept")
    first = reference.ask_once(case.exported, "linear", 60.0)
    monkeypatch.setattr(reference, "ask", None)
    assert reference.ask_once(case.exported, "linear", 60.0) == first
    assert reference.known_answers(case.exported) == [first]
    assert reference.known_answers({**case.exported, "slots": 1}) == []


@pytest.mark.long
def test_the_command_prints_its_tables_and_goes_on_from_kept_records(tmp_path, capsys):
    """A record holds all that is compared, without fault; a second run measures nothing anew."""
    asked = ["--quick", "--people", "call-resident", "--seeds", "1", "--only", "weeks"]
    asked += ["--keep", str(tmp_path / "records")]
    assert main(asked) == 0
    first = capsys.readouterr()
    assert "| call-resident |" in first.out
    ((_, record),) = map(json.loads, (tmp_path / "records").read_text().splitlines())
    assert record["faults"] == []
    assert record["best"] >= max(run["value"] for run in record["ours"])
    assert record["linear"] <= record["ours"][-1]["bound"] * (1 + 1e-6)
    assert record["looks"]["greedy"]["value"] < record["looks"]["ours"]["value"]
    assert main(asked) == 0
    again = capsys.readouterr()
    assert again.out == first.out
    assert again.err == ""
