"""`trimtab weigh`, with small parts behind it."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.domain.errors import NothingToWeighError, Problem, UnclearLineError

LOCAL = ZoneInfo("America/New_York")


def test_the_words_are_the_only_thing_on_standard_output(trimtab, desk):
    """What was assumed and what is wrong with calendars goes to standard error."""
    desk.problems = (Problem("a.ics", 7, "Odd.", "Mend it."),)
    outcome = trimtab("weigh", "Committee Fri 17:00", "me.toml")
    assert (outcome.code, outcome.out) == (0, "THE WEIGHING\n")
    assert outcome.err == "Assumed.\na.ics:7: Odd. Mend it.\n"


def test_the_sentence_is_read_as_of_now_where_the_person_is(trimtab, desk):
    """The clock says Wednesday 15:00 UTC, which is 10:00 in New York; weeks begin on Monday."""
    trimtab("weigh", "Committee Fri 17:00", "me.toml")
    assert desk.asked == [("Committee Fri 17:00", datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL))]
    order = desk.weighed[0]
    assert (order.first_day, order.weeks, order.seed) == (date(2026, 11, 16), 12, 0)


def test_days_and_moment_reach_the_weighing(trimtab, desk):
    """--from, --weeks, --now and --seed arrive as typed; from a later day on, that day is now."""
    trimtab(
        "weigh", "x", "--from", "2026-12-01", "--weeks", "3", "--now", "2026-11-17T05:40",
        "--seed", "4",
    )  # fmt: skip
    order = desk.weighed[0]
    assert (order.first_day, order.weeks, order.seed) == (date(2026, 12, 1), 3, 4)
    assert desk.asked[0][1] == order.now == datetime(2026, 12, 1, tzinfo=LOCAL)


def test_calendars_typed_are_planned_around(trimtab, desk):
    """Without a profile, a plain week around them."""
    outcome = trimtab("weigh", "x", "--calendar", "duty.ics")
    assert outcome.code == 0
    assert desk.read


def test_json_goes_to_standard_output_or_a_file(trimtab):
    """With - it is JSON alone; with a name it is written beside the words."""
    alone = trimtab("weigh", "x", "--json", "-")
    assert json.loads(alone.out) == {"version": 1, "name": "Committee"}
    written = trimtab("weigh", "x", "--json", "w.json")
    assert json.loads(Path("w.json").read_text())["name"] == "Committee"
    assert written.out == "THE WEIGHING\n"
    assert written.err.endswith("Written: w.json\n")


@pytest.mark.parametrize(
    "failure",
    [
        NothingToWeighError("Talk", date(2026, 11, 16)),
        UnclearLineError("x", "x", 1, "odd.", "Mend."),
    ],
)
def test_what_cannot_be_weighed_is_a_clear_error(trimtab, desk, failure):
    """Exit 1 with the sentence."""
    desk.failure = failure
    outcome = trimtab("weigh", "x")
    assert (outcome.code, outcome.err) == (1, f"{failure}\n")


def test_an_answer_comes_after_the_weighing_and_dates_from_where_the_person_is(trimtab):
    """A moment without an offset is theirs; what has no words leaves the weighing shown."""
    early = ("weigh", "x", "me.toml", "--now", "2026-11-16T01:00")
    said = trimtab(*early, "--answer", "decline")
    assert said.out == "THE WEIGHING\n\ndecline warm 2026-11-16\n"
    none = trimtab(*early, "--answer", "alternative")
    assert (none.code, none.out) == (1, "THE WEIGHING\n")


UNCLEAR = UnclearLineError(
    "Coffee soon?", "", 1, "it does not say at what time.", 'Examples: "Talk Mon 9:00-10:00".'
)


@pytest.mark.parametrize("kind", ["pause", "decline", "not-now"])
def test_what_names_no_hours_can_be_answered_without(trimtab, desk, kind):
    """Standard output has the words alone; what was not read is told in one sentence beside it."""
    desk.unread = UNCLEAR
    outcome = trimtab("weigh", "Coffee soon?", "me.toml", "--answer", kind, "--to", "Ann")
    assert (outcome.code, desk.weighed) == (0, [])
    assert outcome.out == f"{kind.replace('-', '_')} to Ann 2026-11-18\n"
    assert outcome.err == (
        'Cannot read "Coffee soon?": it does not say at what time. So nothing was weighed.\n'
    )


@pytest.mark.parametrize(
    "options", [[], ["--answer", "limit"], ["--answer", "decline", "--json", "-"]]
)
def test_what_names_no_hours_says_which_answers_need_none(trimtab, desk, options):
    """In place of examples of how a line is written; nothing is printed that a script may read."""
    desk.unread = UNCLEAR
    outcome = trimtab("weigh", "Coffee soon?", "me.toml", *options)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.endswith("answer without them: --answer pause, decline or not-now.\n")
    assert "Examples" not in outcome.err


@pytest.mark.parametrize(
    "wrong", [[], ["x", "--weeks", "13"], ["x", "--now", "soon"], ["a", "b", "c"]]
)
def test_wrong_usage_leaves_with_two(trimtab, desk, wrong):
    """And nothing is weighed."""
    assert trimtab("weigh", *wrong).code == 2
    assert desk.weighed == []


def test_a_roster_is_no_request(trimtab, tmp_path):
    """The name of a table is not read as a sentence; it says what to do instead."""
    (tmp_path / "x.csv").write_text("Date,Shift")
    outcome = trimtab("weigh", str(tmp_path / "x.csv"), "me.toml")
    assert outcome.code == 2
    assert "trimtab calendar show" in outcome.err
