"""Every kind of store keeps the same: these tests run on all of them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sample_applications import APPLICATION
from sample_plans import night_week, two_weeks

from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.kept import (
    BlockMark,
    Contact,
    Device,
    FeedLink,
    KeptCalendar,
    KeptPlan,
    SignOut,
    WebSession,
    Win,
)
from trimtab.domain.time import Horizon
from trimtab.store.opening import open_store

NOW = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
MONDAY = date(2026, 11, 16)
NEW_YORK = ZoneInfo("America/New_York")
RUN = BlockMark(
    id="mark-1",
    verb="moved",
    name="Run",
    kind="practice",
    start=datetime(2026, 11, 16, 17, 0, tzinfo=NEW_YORK),
    end=datetime(2026, 11, 16, 17, 30, tzinfo=NEW_YORK),
    said_at=NOW,
    moved_to=datetime(2026, 11, 17, 6, 0, tzinfo=NEW_YORK),
    value="body",
)


def week_from(day: date, days: int = 7):
    """A plan without a block, of some days from one on."""
    plan = replace(night_week(), blocks=(), prices=(), alertness=())
    return replace(plan, horizon=Horizon(day, days, plan.horizon.zone))


def test_an_empty_store_says_so(store):
    """Nothing is kept before the first run."""
    assert store.profile() is None
    assert store.plan() is None
    assert store.profile_history() == store.contacts() == store.calendars() == ()
    assert store.feed("week") == b""
    assert store.session("none") is None
    assert store.settings() == {}


def test_a_profile_is_kept_letter_for_letter(store):
    """Each change is a revision more, and the ones before stay."""
    first = store.keep_profile('name = "Zoë"\r\n\t# ☕ \n', NOW)
    second = store.keep_profile("", LATER, expected_revision=1)
    assert (first.revision, second.revision) == (1, 2)
    assert store.profile() == second
    assert store.profile_history() == (second, first)


@pytest.mark.parametrize("store", ["file", "server"], indirect=True)
def test_the_oldest_profiles_go_at_last(store, monkeypatch):
    """Of more profiles than are kept the newest stay, and revisions go on."""
    monkeypatch.setattr("trimtab.store.profile_queries.MOST_PROFILES", 3)
    for number in range(5):
        store.keep_profile(str(number), NOW)
    assert [(one.text, one.revision) for one in store.profile_history()] == [
        ("4", 5),
        ("3", 4),
        ("2", 3),
    ]


def test_what_changed_meanwhile_is_not_written_over(store):
    """A revision that is no longer the newest is refused, and nothing is kept."""
    store.keep_profile("one", NOW, expected_revision=0)
    store.keep_plan(week_from(MONDAY), NOW, profile_revision=1, expected_revision=0)
    with pytest.raises(ChangedMeanwhileError):
        store.keep_profile("two", NOW, expected_revision=0)
    with pytest.raises(ChangedMeanwhileError):
        store.keep_plan(week_from(MONDAY), NOW, profile_revision=1, expected_revision=7)
    assert store.profile().text == "one"
    assert store.plan().revision == 1


def test_a_plan_comes_back_whole(store):
    """The plan read is equal to the one kept, field by field and on the same clock."""
    plan = night_week()
    kept = store.keep_plan(plan, NOW, profile_revision=3)
    assert kept == KeptPlan(plan, 1, NOW, 3)
    assert store.plan() == kept
    assert repr(store.plan().plan) == repr(plan)


def test_the_plan_accepted_is_the_one_that_stands(store):
    """Taking an older plan as one's own changes nothing of the newest."""
    store.keep_plan(week_from(MONDAY), NOW, profile_revision=1)
    newest = store.keep_plan(week_from(MONDAY), LATER, profile_revision=2)
    store.accept_plan(1)
    assert store.plan() == newest
    store.accept_plan(2)
    assert store.plan() == replace(newest, is_accepted=True)


def test_the_last_plan_of_each_week_stays(store):
    """Of a week planned twice the later plan is known; a plan of two weeks is told once."""
    store.keep_plan(replace(week_from(MONDAY), person="early"), NOW, profile_revision=1)
    store.keep_plan(replace(week_from(MONDAY), person="late"), NOW, profile_revision=1)
    long = two_weeks()
    long = replace(long, horizon=Horizon(MONDAY + timedelta(7), 14, long.horizon.zone))
    store.keep_plan(long, NOW, profile_revision=1)
    told = store.last_plans(MONDAY, MONDAY + timedelta(30))
    assert [one.person for one in told] == ["late", long.person]
    assert told[1] == long.as_last()
    assert store.last_plans(MONDAY - timedelta(9), MONDAY - timedelta(1)) == ()
    assert store.last_plans(MONDAY + timedelta(6), MONDAY + timedelta(6)) == told[:1]
    assert store.last_plans(MONDAY + timedelta(20), MONDAY + timedelta(90)) == told[1:]
    assert store.last_plans(date.min, date.max) == told


def test_a_week_can_be_kept_as_it_was_lived(store):
    """A past week brought in stands beside those that were planned here."""
    lived = week_from(MONDAY - timedelta(7)).as_last()
    store.keep_last_plan(lived)
    assert store.last_plans(date.min, date.max) == (lived,)
    assert store.plan() is None


def test_a_mark_counts_once(store):
    """The same mark said twice, as a phone may, is kept once; its moments keep their clock."""
    assert store.add_mark(RUN)
    assert not store.add_mark(replace(RUN, verb="done"))
    told = store.marks(RUN.start, RUN.end)
    assert told == (RUN,)
    assert told[0].start.tzinfo == NEW_YORK
    assert store.marks(RUN.end, RUN.end + timedelta(1)) == ()


def test_marks_come_in_the_order_they_were_said(store):
    """A mark made offline earlier and brought later stands earlier."""
    late = replace(RUN, id="late", said_at=LATER, moved_to=None, minutes=10, verb="shorter")
    tied = replace(RUN, id="a tie, kept later")
    for mark in (late, RUN, tied):
        store.add_mark(mark)
    assert store.marks(NOW - timedelta(9), NOW + timedelta(9)) == (RUN, tied, late)


def test_wins_are_told_by_day_and_can_be_taken_back(store):
    """Days are inclusive at both ends."""
    wins = [Win(str(n), MONDAY + timedelta(n), f"win {n} ☀", NOW - timedelta(n)) for n in range(3)]
    assert [store.add_win(win) for win in (*wins, wins[0])] == [True, True, True, False]
    assert store.wins(MONDAY, MONDAY + timedelta(1)) == (wins[1], wins[0])
    store.remove_win("1")
    store.remove_win("never kept")
    assert store.wins(MONDAY, MONDAY + timedelta(9)) == (wins[2], wins[0])


def test_the_newest_day_of_which_anything_is_kept(store):
    """The newest win, mark or week before a day, and none of that day or after."""
    assert store.newest_day(MONDAY) is None
    store.add_win(Win("old", MONDAY - timedelta(90), "long ago", NOW))
    assert store.newest_day(MONDAY) == MONDAY - timedelta(90)
    store.add_mark(replace(RUN, start=RUN.start - timedelta(30), end=RUN.end - timedelta(30)))
    assert store.newest_day(MONDAY) == RUN.start.date() - timedelta(30)
    store.keep_plan(week_from(MONDAY), NOW, profile_revision=1)
    assert store.newest_day(MONDAY + timedelta(3)) == MONDAY + timedelta(2)
    assert store.newest_day(MONDAY + timedelta(40)) == MONDAY + timedelta(6)
    assert store.newest_day(MONDAY - timedelta(90)) is None


def test_many_come_in_at_once_and_each_once(store):
    """Of an import, marks and wins of a known id change nothing; the rest stands in its order."""
    store.add_mark(RUN)
    other = replace(RUN, id="other", said_at=LATER)
    store.add_marks((replace(RUN, verb="done"), other, other))
    store.add_marks(())
    assert store.marks(RUN.start, RUN.end) == (RUN, other)
    wins = tuple(Win(str(n), MONDAY, f"win {n}", NOW + timedelta(n)) for n in range(3))
    store.add_win(wins[0])
    store.add_wins((replace(wins[0], text="again"), *wins[1:]))
    assert store.wins(MONDAY, MONDAY) == wins


def test_a_day_has_one_end(store):
    """What is said last of how a day's duty ended counts."""
    store.keep_sign_out(SignOut(MONDAY, ("a", "b"), False, False, NOW))
    ended = SignOut(MONDAY, ('a "quote"', "b", "c, é"), True, False, LATER)
    before = SignOut(MONDAY - timedelta(1), (), True, True, NOW)
    store.keep_sign_out(ended)
    store.keep_sign_out(before)
    assert store.sign_outs(MONDAY - timedelta(1), MONDAY) == (before, ended)
    assert store.sign_outs(MONDAY, MONDAY) == (ended,)


def test_contacts_keep_the_persons_order(store):
    """They are kept as a whole, in place of all before."""
    people = (Contact("2", "Zora"), Contact("1", "Amir", "brother", "+1", "sms:+1", "tel:1", "x"))
    store.keep_contacts((Contact("9", "Nobody"),))
    store.keep_contacts(people)
    assert store.contacts() == people
    store.keep_contacts(())
    assert store.contacts() == ()


def test_what_has_a_name_is_replaced_by_its_name(store):
    """Calendars, addresses and feeds: the newest of a name counts, in the order of names."""
    zoo, abc = KeptCalendar("zoo.ics", b"\x00\xff", NOW), KeptCalendar("Abc.ics", b"", NOW)
    for calendar in (zoo, abc, replace(zoo, content=b"new")):
        store.keep_calendar(calendar)
    assert store.calendars() == (abc, replace(zoo, content=b"new"))
    store.remove_calendar("zoo.ics")
    assert store.calendars() == (abc,)
    for link in (FeedLink("week", "a", NOW), FeedLink("family", "b", NOW)):
        store.keep_feed_link(link)
    store.keep_feed_link(FeedLink("week", "c", LATER))
    assert [link.token for link in store.feed_links()] == ["b", "c"]
    store.remove_feed_link("family")
    assert store.feed_links() == (FeedLink("week", "c", LATER),)
    store.keep_feed("week", b"one")
    store.keep_feed("week", b"two")
    assert (store.feed("week"), store.feed("family")) == (b"two", b"")


def test_a_device_that_goes_takes_its_sessions_along(store):
    """Sessions of other devices, and of none, go on."""
    for number, device in enumerate(("phone", "desk")):
        store.keep_device(Device(device, device, "hash", NOW + timedelta(number)))
    sessions = [
        WebSession("a", NOW, NOW, "phone"),
        WebSession("b", NOW, LATER, "desk"),
        WebSession("c", NOW, NOW, None),
    ]
    for session in sessions:
        store.keep_session(session)
    store.keep_device(Device("phone", "Phone", "hash", NOW, MONDAY))
    assert [device.id for device in store.devices()] == ["desk", "phone"]
    assert store.devices()[1].seen_on == MONDAY
    store.remove_device("phone")
    assert store.sessions() == (sessions[1], sessions[2])
    assert store.session("b") == sessions[1]
    store.remove_session("b")
    assert store.session("b") is None


def test_choices_are_kept_by_name(store):
    """The last one counts."""
    store.keep_setting("theme", "dark")
    store.keep_setting("theme", "light")
    assert store.settings() == {"theme": "light"}


def test_writes_at_once_last_together_or_not_at_all(store):
    """Where something goes wrong between two writes, neither is kept; reads inside see them."""
    store.keep_setting("a", "before")
    store.keep_plan(week_from(MONDAY), NOW, profile_revision=1)

    def fail_halfway():
        with store.at_once():
            store.keep_setting("a", "after")
            store.keep_plan(night_week(), NOW, profile_revision=1)
            assert store.settings() == {"a": "after"}
            assert store.plan().revision == 2
            raise LookupError

    with pytest.raises(LookupError):
        fail_halfway()
    assert store.settings() == {"a": "before"}
    assert store.plan().plan == week_from(MONDAY)
    with store.at_once():
        store.keep_setting("a", "after")
        store.keep_setting("b", "too")
    assert store.settings() == {"a": "after", "b": "too"}


def test_what_fails_inside_can_be_left_out(store):
    """Of writes at once inside others, those that failed are undone alone."""

    def fail():
        with store.at_once():
            store.keep_setting("b", "never")
            raise LookupError

    with store.at_once():
        store.keep_setting("a", "kept")
        with pytest.raises(LookupError):
            fail()
    assert store.settings() == {"a": "kept"}


def fill(store, application=APPLICATION):
    """Keep one of everything."""
    store.keep_profile("text", NOW)
    store.keep_plan(night_week(), NOW, profile_revision=1)
    store.add_mark(RUN)
    store.add_win(Win("1", MONDAY, "win", NOW))
    store.keep_sign_out(SignOut(MONDAY, (), True, True, NOW))
    store.keep_contacts((Contact("1", "Amir"),))
    store.keep_calendar(KeptCalendar("a.ics", b"a", NOW))
    if application:
        store.keep_application(application)
    store.keep_feed_link(FeedLink("week", "secret", NOW))
    store.keep_feed("week", b"feed")
    store.keep_device(Device("1", "phone", "hash", NOW))
    store.keep_session(WebSession("hash", NOW, NOW, "1"))
    store.keep_setting("theme", "dark")


def everything(store):
    """All that can be asked of a store, records first, then access."""
    ages = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    days = (date.min, date.max)
    records = (
        store.profile_history(),
        store.plan(),
        store.last_plans(*days),
        store.marks(*ages),
        store.wins(*days),
        store.sign_outs(*days),
        store.contacts(),
        store.calendars(),
        store.application(),
        store.settings(),
    )
    access = (store.feed_links(), store.feed("week"), store.devices(), store.sessions())
    return records, access


def test_deleting_all_leaves_nothing(store):
    """After it the store is as on the first day, and counts from there."""
    empty = everything(store)
    fill(store)
    store.delete_all()
    assert everything(store) == empty
    assert store.keep_profile("again", NOW).revision == 1


def test_forgetting_records_leaves_who_may_come_in(store):
    """Devices, sessions, feeds and their addresses stay."""
    records, _ = everything(store)
    fill(store)
    _, access = everything(store)
    store.forget_records()
    assert everything(store) == (records, access)


def test_every_write_gives_the_store_another_version(store):
    """Reading changes nothing; a write does, and one that fails does no harm."""
    before = store.version()
    if before is None:
        pytest.skip("this kind of store does not count")
    store.profile()
    store.settings()
    assert store.version() == before
    seen = {before}
    for write in (
        lambda: store.keep_profile("[person]", NOW),
        lambda: store.add_mark(RUN),
        lambda: store.add_win(Win("win-1", MONDAY, "Called home", NOW)),
        lambda: store.keep_setting("help_country", "KE"),
        lambda: store.remove_win("win-1"),
        lambda: store.keep_application(APPLICATION),
        store.forget_application,
    ):
        write()
        assert store.version() not in seen
        seen.add(store.version())


def test_a_write_by_somebody_else_gives_another_version(tmp_path):
    """Another connection's write counts as well."""
    mine, theirs = open_store(tmp_path / "kept"), None
    try:
        before = mine.version()
        theirs = sqlite3.connect(tmp_path / "kept" / "trimtab.sqlite3")
        theirs.execute("PRAGMA user_version = 7")
        theirs.commit()
        assert mine.version() != before
    finally:
        if theirs is not None:
            theirs.close()
        mine.close()
