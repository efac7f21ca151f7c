"""Whatever is done in whatever order, a database keeps what the store in memory keeps."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sample_plans import empty_week

from trimtab.domain.diary import ENTRY_TYPES, CheckIn, LighterDays, Review, SealedPage
from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.kept import (
    FEED_NAMES,
    VERBS,
    BlockMark,
    Contact,
    Device,
    FeedLink,
    KeptApplication,
    KeptCalendar,
    SignOut,
    WebSession,
    Win,
)
from trimtab.domain.plans import BLOCK_KINDS
from trimtab.domain.programmes import SIGNALS, Status
from trimtab.domain.time import Horizon
from trimtab.store.in_memory import InMemoryStore
from trimtab.store.opening import FILE, open_store

ZONES = [UTC, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")]
FIRST = datetime(2026, 10, 20, tzinfo=UTC)
EMPTY_WEEK = empty_week()
AGES = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
DAYS = (date.min, date.max)
ANSWERS = (*get_args(Status), "none")

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
names = st.sampled_from(["a", "b", "Ä", "_"])
moments = st.builds(
    lambda minutes, zone: (FIRST + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(0, 40 * 24 * 60),
    st.sampled_from(ZONES),
)
days = st.integers(0, 40).map(lambda number: FIRST.date() + timedelta(number))
plans = st.builds(
    lambda day, length, person: replace(
        EMPTY_WEEK, horizon=Horizon(day, length, "America/New_York"), person=person
    ),
    days,
    st.integers(1, 15),
    words,
)
marks = st.builds(
    BlockMark,
    id=names,
    verb=st.sampled_from(VERBS),
    name=words,
    kind=st.sampled_from(BLOCK_KINDS),
    start=moments,
    end=moments,
    said_at=moments,
    minutes=st.none() | st.integers(0, 900),
    moved_to=st.none() | moments,
    value=st.none() | words,
)
applications = st.builds(
    KeptApplication,
    profile=words,
    programmes=st.binary(max_size=9),
    programmes_name=words,
    answers=st.lists(st.tuples(words, st.sampled_from(ANSWERS)), max_size=3).map(tuple),
    signals=st.lists(st.tuples(words, st.sampled_from(SIGNALS)), max_size=3).map(tuple),
    is_example=st.booleans(),
    kept_at=moments,
)
entries = st.one_of(
    st.builds(CheckIn, day=days, said_at=moments, mood=st.none() | st.integers(1, 10), line=words),
    st.builds(SealedPage, id=names, day=days, said_at=moments, sealed=words),
    st.builds(Review, day=days, said_at=moments, gave=words, signs=st.just((("focus", True),))),
    st.builds(
        LighterDays, id=names, day=days, said_at=moments, last=days, because=st.just("asked")
    ),
)


class StoreMachine(RuleBasedStateMachine):
    """Does the same to both and compares all they say."""

    def __init__(self, opened) -> None:
        super().__init__()
        self.kept, self.model = opened, InMemoryStore()

    def both(self, do):
        """What each says to the same; what it refuses counts as an answer."""
        answers = []
        for store in (self.kept, self.model):
            try:
                answers.append(do(store))
            except (ChangedMeanwhileError, LookupError) as error:
                answers.append(type(error))
        assert answers[0] == answers[1]

    @rule(text=words, now=moments, expected=st.none() | st.integers(0, 3))
    def keep_profile(self, text, now, expected):
        self.both(lambda store: store.keep_profile(text, now, expected_revision=expected))

    @rule(plan=plans, now=moments, expected=st.none() | st.integers(0, 3), said=st.booleans())
    def keep_plan(self, plan, now, expected, said):
        self.both(
            lambda store: store.keep_plan(
                plan, now, profile_revision=1, is_accepted=said, expected_revision=expected
            )
        )

    @rule(revision=st.integers(1, 4))
    def accept(self, revision):
        self.both(lambda store: store.accept_plan(revision))

    @rule(plan=plans)
    def keep_last_plan(self, plan):
        self.both(lambda store: store.keep_last_plan(plan.as_last()))

    @rule(mark=marks)
    def add_mark(self, mark):
        self.both(lambda store: store.add_mark(mark))

    @rule(id_=names, day=days, text=words, now=moments, goes=st.booleans())
    def change_wins(self, id_, day, text, now, goes):
        win = Win(id_, day, text, now)
        self.both(lambda store: store.remove_win(id_) if goes else store.add_win(win))

    @rule(day=days, tomorrow=st.lists(words, max_size=3), closed=st.booleans(), now=moments)
    def keep_sign_out(self, day, tomorrow, closed, now):
        said = SignOut(day, tuple(tomorrow), closed, not closed, now)
        self.both(lambda store: store.keep_sign_out(said))

    @rule(people=st.lists(st.builds(Contact, words, words, phone=words), max_size=3))
    def keep_contacts(self, people):
        self.both(lambda store: store.keep_contacts(tuple(people)))

    @rule(name=names, content=st.binary(max_size=9), now=moments, goes=st.booleans())
    def change_calendars(self, name, content, now, goes):
        kept = KeptCalendar(name, content, now)
        self.both(lambda store: store.remove_calendar(name) if goes else store.keep_calendar(kept))

    @rule(application=st.none() | applications)
    def change_application(self, application):
        self.both(
            lambda store: (
                store.keep_application(application) if application else store.forget_application()
            )
        )

    @rule(name=st.sampled_from(FEED_NAMES), token=words, now=moments, goes=st.booleans())
    def change_feeds(self, name, token, now, goes):
        link = FeedLink(name, token, now)
        self.both(lambda store: store.keep_feed(name, token.encode()))
        self.both(
            lambda store: store.remove_feed_link(name) if goes else store.keep_feed_link(link)
        )

    @rule(id_=names, name=words, now=moments, seen=st.none() | days, goes=st.booleans())
    def change_devices(self, id_, name, now, seen, goes):
        device = Device(id_, name, "hash", now, seen)
        self.both(lambda store: store.remove_device(id_) if goes else store.keep_device(device))

    @rule(token=names, now=moments, device=st.none() | names, goes=st.booleans())
    def change_sessions(self, token, now, device, goes):
        session = WebSession(token, FIRST, now, device)
        self.both(
            lambda store: store.remove_session(token) if goes else store.keep_session(session)
        )

    @rule(name=names, value=words)
    def keep_setting(self, name, value):
        self.both(lambda store: store.keep_setting(name, value))

    @rule(value=words, plan=plans, now=moments, fails=st.booleans())
    def at_once(self, value, plan, now, fails):
        def do(store):
            with store.at_once():
                store.keep_setting("a", value)
                store.keep_plan(plan, now, profile_revision=2)
                if fails:
                    raise LookupError

        self.both(do)

    @rule(many=st.lists(entries, max_size=3).map(tuple))
    def keep_entries(self, many):
        self.both(lambda store: store.keep_entries(many))

    @rule(entry=entries, goes=st.sampled_from(["forget_entry", "forget_entries"]))
    def forget_entries(self, entry, goes):
        said = (type(entry), entry.id)[: 2 if goes == "forget_entry" else 1]
        self.both(lambda store: getattr(store, goes)(*said))

    @rule(entry=entries, first=days, last=days)
    def ask_for_entries(self, entry, first, last):
        kind = type(entry)
        self.both(lambda store: store.entry(kind, entry.id))
        self.both(lambda store: store.entries(kind, first, last))
        self.both(lambda store: store.newest_entry(kind, last))

    @rule(stays=st.booleans())
    def forget_records(self, stays):
        self.both(lambda store: store.forget_records(journal_too=not stays))

    @rule(deletes=st.sampled_from(["forget_records"] * 3 + ["delete_all"]))
    def empty(self, deletes):
        self.both(lambda store: getattr(store, deletes)())

    @rule(first=moments, last=moments, day=days, other=days)
    def ask_for_some(self, first, last, day, other):
        self.both(lambda store: store.marks(first, last))
        self.both(lambda store: store.wins(day, other))
        self.both(lambda store: store.sign_outs(day, other))
        self.both(lambda store: store.last_plans(day, other))

    @invariant()
    def both_say_the_same(self):
        self.both(lambda store: (store.profile_history(), store.plan(), store.last_plans(*DAYS)))
        self.both(lambda store: (store.marks(*AGES), store.wins(*DAYS), store.sign_outs(*DAYS)))
        self.both(lambda store: (store.contacts(), store.calendars(), store.settings()))
        self.both(lambda store: (store.devices(), store.sessions(), store.feed_links()))
        self.both(lambda store: store.application())
        self.both(lambda store: [store.entries(kind) for kind in ENTRY_TYPES.values()])
        self.both(lambda store: [store.feed(name) for name in FEED_NAMES])

    def teardown(self):
        self.kept.close()


@pytest.fixture(scope="module")
def blank(tmp_path_factory) -> Path:
    """The file of a store in which nothing is kept."""
    folder = tmp_path_factory.mktemp("blank")
    open_store(folder).close()
    return folder / FILE


def open_blank(blank: Path):
    """A store of its own with nothing in it."""
    folder = Path(tempfile.mkdtemp(dir=blank.parent))
    shutil.copy(blank, folder / FILE)
    return open_store(folder)


def test_a_file_keeps_what_memory_keeps(blank):
    """A hundred steps on SQLite."""
    effort = settings(max_examples=5, stateful_step_count=20)
    run_state_machine_as_test(lambda: StoreMachine(open_blank(blank)), settings=effort)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_file_keeps_what_memory_keeps_for_long(blank):
    """Two hundred runs of fifty steps on SQLite."""
    effort = settings(max_examples=200, stateful_step_count=50)
    run_state_machine_as_test(lambda: StoreMachine(open_blank(blank)), settings=effort)


def test_a_server_keeps_what_memory_keeps(empty_server):
    """A few steps on PostgreSQL."""

    def begin():
        opened = open_store(empty_server)
        opened.delete_all()
        return StoreMachine(opened)

    run_state_machine_as_test(begin, settings=settings(max_examples=2, stateful_step_count=15))
