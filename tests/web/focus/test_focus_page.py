"""Focus without script: begun, spoken to, kept round by round, and told late by a phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from starlette.testclient import TestClient

from trimtab.app.focusing.hours import focus_hours
from trimtab.app.focusing.sessions import focus_now, rhythm_kept
from trimtab.app.looking_back.time_now import time_audit
from trimtab.domain.diary import FocusSession, Stretch
from trimtab.domain.focus import Rhythm
from trimtab.web.application import build_application
from trimtab.web.desk import House

START = datetime(2026, 11, 17, 23, 0, tzinfo=UTC)
BEGIN = {"do": "begin", "session": "first", "other": "Abstract, first page", "rhythm": "25/5"}


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def go(self, minutes: float) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    """Tuesday evening at six."""
    return Clock()


@pytest.fixture
def evening(desk, clock):
    """A browser without script at a desk with that clock."""
    app = build_application(
        replace(desk, now=clock), House(hosts=frozenset({"testserver"}), needs_key=False)
    )
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        yield walker


def shown(walker) -> str:
    """What the page says."""
    return unescape(walker.get("/focus").text)


def say(walker, verb: str, session: str = "first") -> None:
    """Press one of the buttons."""
    answer = walker.post("/focus", data={"do": verb, "session": session})
    assert (answer.status_code, answer.headers["location"]) == (303, "/focus")


def rounds(desk) -> list[tuple[str, int, int | None]]:
    """Stretches kept: name, minutes, round."""
    return [
        (one.name, int((one.end - one.start).total_seconds() // 60), one.round)
        for one in desk.store.entries(Stretch)
    ]


def test_a_round_begins_with_one_tap_and_is_kept_as_it_is_planned(evening, desk):
    """The page says until when, and is looked at again by itself."""
    assert evening.post("/focus", data=BEGIN).headers["location"] == "/focus"
    text = shown(evening)
    assert "Until 18:25, about 25 min left." in text
    assert '<meta http-equiv="refresh" content="60">' in text
    assert "<title>Focus</title>" in text
    assert rounds(desk) == [("Abstract, first page", 25, 1)]
    assert desk.store.entries(Stretch)[0].planned_minutes == 25


def test_ending_early_keeps_what_was_done(evening, desk, clock):
    """Eighteen minutes, and a break with something to do."""
    evening.post("/focus", data=BEGIN)
    clock.go(18)
    say(evening, "early")
    text = shown(evening)
    assert "18 min kept." in text
    assert "Until 18:23" in text
    assert rounds(desk) == [("Abstract, first page", 18, 1)]


def test_a_pause_splits_a_round_and_takes_nothing_from_it(evening, desk, clock):
    """Ten minutes, seven of pause, fifteen."""
    evening.post("/focus", data=BEGIN)
    clock.go(10)
    say(evening, "pause")
    assert "15 min of the round are left." in shown(evening)
    clock.go(7)
    say(evening, "resume")
    assert [minutes for _, minutes, _ in rounds(desk)] == [10, 15]


def test_rounds_follow_until_it_is_finished(evening, desk, clock):
    """Two rounds, told at the end with a way to change them."""
    evening.post("/focus", data=BEGIN)
    clock.go(31)
    assert "Ready for round 2" in shown(evening)
    say(evening, "next")
    clock.go(20)
    say(evening, "finish")
    text = shown(evening)
    assert "45 min kept, in 2 rounds." in text
    assert "Today: 45 min kept." in text
    assert len(rounds(desk)) == 2


def test_a_round_deleted_by_hand_stays_deleted(evening, desk, clock):
    """Whatever is said to its session afterwards."""
    evening.post("/focus", data=BEGIN)
    clock.go(31)
    desk.store.forget_entry(Stretch, "first-1")
    say(evening, "next")
    assert [number for _, _, number in rounds(desk)] == [2]


def test_own_lengths_are_remembered_and_wrong_ones_told_beside_the_field(evening, desk):
    """What was typed stays."""
    wrong = evening.post("/focus", data={**BEGIN, "rhythm": "own", "work": "999", "pause": "5"})
    assert wrong.status_code == 422
    assert "A round has 1 to 180 minutes" in wrong.text
    assert 'value="999"' in wrong.text
    assert 'value="Abstract, first page"' in wrong.text
    evening.post("/focus", data={**BEGIN, "rhythm": "own", "work": "50", "pause": "8"})
    assert rhythm_kept(desk.store) == Rhythm(50, 8, 32, 4)


def test_what_a_phone_kept_is_counted_once(evening, desk, clock):
    """However often it is sent, and whatever was known before."""
    start = round(START.timestamp() * 1000)
    sent = {
        "path": "/focus",
        "do": "sync",
        "session": "phone",
        "start": str(start),
        "rhythm": "25/5/20/4",
        "said": f"early@{start + 12 * 60_000},finish@{start + 13 * 60_000}",
        "name": "Questions",
        "said_at": START.isoformat(),
    }
    clock.go(300)
    answers = [evening.post("/focus", json=sent).status_code for _ in range(2)]
    answers.append(evening.post("/focus", data=sent).status_code)
    assert answers == [204, 204, 204]
    assert rounds(desk) == [("Questions", 12, 1)]


@pytest.mark.parametrize(
    "change",
    [
        {"start": "soon"},
        {"start": "9" * 30},
        {"start": "0"},
        {"rhythm": "25"},
        {"rhythm": "25/5/20/0"},
        {"said": "early@never"},
        {"session": ""},
        {"session": "x" * 100},
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(evening, desk, change):
    """And nothing is kept of it."""
    start = round(START.timestamp() * 1000)
    sent = {"session": "a", "start": str(start), "rhythm": "25/5/20/4", "said": ""}
    answer = evening.post("/focus", json={**sent, **change})
    assert answer.status_code == 409
    assert answer.json()["sentence"]
    assert desk.store.entries(FocusSession) == ()


def test_a_session_that_begins_ends_the_one_before(evening, desk, clock):
    """Nobody works twice at once."""
    evening.post("/focus", data=BEGIN)
    clock.go(10)
    evening.post("/focus", data={**BEGIN, "session": "second", "other": "Mail"})
    assert rounds(desk) == [("Abstract, first page", 10, 1), ("Mail", 25, 1)]
    assert focus_now(desk.store, clock.now).session.id == "second"


def test_a_round_on_a_marked_block_is_counted_once(evening, desk, clock):
    """The audit gives each minute to the timer or to the mark, never to both."""
    block = next(
        one for one in desk.store.plan().plan.blocks if one.kind in {"task", "study", "practice"}
    )
    clock.now = block.start.astimezone(UTC)
    evening.post("/focus", data={**BEGIN, "other": block.shown_name, "rhythm": "25/5"})
    clock.go(26)
    day = block.start.date()
    told = time_audit(desk.store, day, day, now=clock.now)
    timed = [one for one in told.pieces if one.basis == "timer"]
    assert sum(one.interval.minutes for one in timed) == 25
    assert {one.kind for one in timed} == {block.kind}


def test_you_leads_to_it_and_an_unknown_session_hears_nothing(evening, desk):
    """A tab of before a deletion is sent on to what there is."""
    assert 'href="/focus"' in evening.get("/you").text
    say(evening, "pause", "gone")
    assert desk.store.entries(FocusSession) == ()


def test_today_begins_a_session_on_the_task_that_runs(evening, desk, clock):
    """With one tap, and a second tap begins no second one."""
    kinds = {"task", "study"}
    block = next(one for one in desk.store.plan().plan.blocks if one.kind in kinds)
    clock.now = block.start.astimezone(UTC) + timedelta(minutes=1)
    text = evening.get("/").text
    key = text.split('name="for" value="')[1].split('"')[0]
    for _ in range(2):
        evening.post("/focus", data={"do": "begin", "for": key})
    (session,) = desk.store.entries(FocusSession)
    assert (session.name, session.kind, session.value) == (block.name, block.kind, block.value)


def test_planned_and_real_tells_what_is_not_known(evening, desk, clock):
    """A task that nobody spoke of is not known; once it was timed it happened."""
    kinds = {"task", "study"}
    block = next(one for one in desk.store.plan().plan.blocks if one.kind in kinds)
    clock.now = block.start.astimezone(UTC)
    length = {"rhythm": "own", "work": str(min(180, block.minutes)), "pause": "5"}
    evening.post("/focus", data={**BEGIN, "other": block.shown_name, **length})
    clock.now = block.end.astimezone(UTC)
    told = focus_hours(desk.store, block.start.date(), block.start.date(), clock.now)
    mine = [one for one in told.by_kind if one.name == block.kind]
    assert mine[0].happened >= min(180, block.minutes)
    assert told.beside == 0
    text = evening.get("/focus/hours").text
    assert "By the time of day it was planned for" in text
    for by in ("month", "quarter", "other"):
        assert evening.get(f"/focus/hours?by={by}&from=1970-01-01").status_code == 200


def test_planned_and_real_shows_an_example_where_there_is_nothing(evening):
    """Of a week before any plan."""
    assert "it looks like this" in evening.get("/focus/hours?from=2020-01-06").text
