"""Sessions are kept once, whoever tells of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from trimtab.app.focusing.sessions import focus_now, hear_session, rhythm_kept, say
from trimtab.app.focusing.subjects import typed_subject
from trimtab.domain.diary import Stretch
from trimtab.domain.focus import FocusSession, Rhythm
from trimtab.store.in_memory import InMemoryStore

START = datetime(2026, 11, 17, 23, 50, tzinfo=UTC)


def begun(session_id: str = "a", *said) -> FocusSession:
    """A session with things said at minutes."""
    return FocusSession(
        id=session_id,
        day=START.date(),
        said_at=START,
        start=START,
        rhythm=Rhythm(),
        name="Abstract",
        said=tuple((verb, START + timedelta(minutes=minute)) for verb, minute in said),
    )


def test_the_same_session_told_twice_is_one():
    """With everything either device heard."""
    store, now = InMemoryStore(), START + timedelta(hours=3)
    hear_session(store, begun("a", ("pause", 5), ("resume", 6)), now)
    hear_session(store, begun("a", ("early", 20)), now)
    hear_session(store, begun("a", ("pause", 5), ("resume", 6)), now)
    lengths = [(one.end - one.start).seconds // 60 for one in store.entries(Stretch)]
    assert lengths == [5, 14]


def test_a_slip_of_seconds_is_no_round():
    """Begun and ended at once leaves nothing in the audit."""
    store = InMemoryStore()
    hear_session(store, begun("a", ("finish", 0.2)), START)
    assert store.entries(Stretch) == ()


def test_work_around_a_pause_is_kept_where_all_of_it_is_no_slip():
    """Twenty-four seconds on either side of a pause are 48."""
    store = InMemoryStore()
    hear_session(store, begun("a", ("pause", 0.4), ("resume", 0.5), ("finish", 0.9)), START)
    lengths = [(one.end - one.start).seconds for one in store.entries(Stretch)]
    assert lengths == [24, 24]


def test_what_it_is_for_turns_no_line():
    """Letters that would are left out as it is typed, sent by script too."""
    assert typed_subject("Abs\u202etract", None, START).name == "Abstract"


def test_an_older_session_told_late_does_not_run_over_the_newer_one():
    """A phone that was away ends its session where the other began."""
    store, now = InMemoryStore(), START + timedelta(hours=1)
    newer = FocusSession(
        id="b",
        day=START.date(),
        said_at=START,
        start=START + timedelta(minutes=10),
        rhythm=Rhythm(),
        name="Mail",
    )
    hear_session(store, newer, now)
    hear_session(store, begun(), now)
    lengths = {one.name: (one.end - one.start).seconds // 60 for one in store.entries(Stretch)}
    assert lengths == {"Mail": 25, "Abstract": 10}
    assert focus_now(store, START + timedelta(minutes=12)).session.id == "b"


def test_a_round_over_midnight_belongs_to_the_day_it_began_on():
    """As every stretch does."""
    store = InMemoryStore()
    hear_session(store, begun(), START)
    assert [str(one.day) for one in store.entries(Stretch)] == ["2026-11-17"]


def test_nothing_is_said_to_what_is_kept_no_more():
    """And the usual lengths stand where others were never chosen, or cannot be read."""
    store = InMemoryStore()
    assert say(store, "gone", "pause", START) is None
    store.keep_setting("focus_rhythm", "25/0/x")
    assert rhythm_kept(store) == Rhythm()
