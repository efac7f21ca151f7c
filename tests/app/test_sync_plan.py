"""Syncs with a calendar, memory and planner of this process: what is written and heeded."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "sync"))

from pretend import (
    NOW,
    ORDER,
    PROFILE,
    PretendCalendar,
    PretendMemory,
    PretendPlanner,
    block,
    fields_of,
    parts_of,
)

from trimtab.app.sync_plan import EMPTIED_SAYS, sync_plan
from trimtab.domain.errors import UnreachableAccountError
from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice

WEEK = [
    block(1, "18:00-18:45", dose="ideal"),
    block(3, "18:00-18:45", dose="ideal"),
    block(3, "12:00-12:30", "Lunch", "meal"),
    block(4, "07:00-07:30", "Travel", "travel"),
    block(5, "22:30-23:00", "Wind down", "wind_down"),
    block(5, "23:00-23:55", "Sleep", "sleep"),
]


class Desk:
    """One person's calendar, memory and planner."""

    def __init__(self, blocks=WEEK, walls=(), profile: Profile = PROFILE) -> None:
        self.calendar, self.memory = PretendCalendar(), PretendMemory()
        self.planner = PretendPlanner(list(blocks), list(walls))
        self.profile = profile
        self.sync()
        self.calendar.writes.clear()

    def sync(self, now=NOW, **how):
        """Sync once."""
        parts = parts_of(self.calendar, self.memory, self.planner)
        return sync_plan(self.profile, replace(ORDER, now=now), parts, **how)

    def marked(self, mark="pinned") -> list[tuple[str, str]]:
        """Blocks of the last plan the planner was given that carry a mark."""
        last = self.planner.lasts[-1]
        both = [*last.blocks, *last.skipped]
        return [(b.name, f"{b.start:%a %H:%M}-{b.end:%H:%M}") for b in both if b.mark == mark]


def test_a_week_as_it_was_is_not_written():
    """The first sync writes each block, the second none."""
    desk = Desk()
    report = desk.sync()
    assert (report.writes, report.unchanged, report.told) == (0, 6, ())
    assert report.is_quiet


def test_a_rehearsal_writes_and_remembers_nothing():
    """It says how many events it would make, and the calendar stays empty."""
    calendar, memory = PretendCalendar(), PretendMemory()
    parts = parts_of(calendar, memory, PretendPlanner(WEEK))
    assert sync_plan(PROFILE, ORDER, parts, is_rehearsal=True).made == 6
    assert (calendar.events, memory.kept) == ({}, 0)


def test_a_block_that_changes_its_day_takes_its_event_along():
    """Thursday's lunch planned on Friday is one write, not a deletion and a new event."""
    desk = Desk()
    moved = block(4, "12:15-12:45", "Lunch", "meal")
    blocks = [b for b in desk.memory.last.blocks if b.name != "Lunch"]
    desk.memory.last = replace(desk.memory.last, blocks=(*blocks, moved))
    report = desk.sync()
    assert (report.changed, report.made, report.deleted) == (1, 0, 0)
    assert desk.calendar.events[desk.calendar.href_of("Lunch")][1] == fields_of(moved)


def test_a_moved_block_is_pinned_where_it_is_put():
    """It stands there in the plan, and its event is not written."""
    desk = Desk()
    desk.calendar.move("Run", 1, "17:32-18:17", was_on=1)
    report = desk.sync()
    assert desk.marked() == [("Run", "Tue 17:30-18:15")]
    assert (report.told, report.writes) == (
        ("Run stays on Tue 17 Nov 17:30, where you put it.",),
        0,
    )
    assert desk.sync().is_quiet


def test_a_block_put_where_nothing_fits_is_planned_around():
    """Its hours are the person's own now, and why the plan cannot hold it is told."""
    desk = Desk(walls=[block(2, "08:00-17:00", "Clinic", "commitment")])
    desk.calendar.move("Run", 2, "09:00-09:45", was_on=1)
    report = desk.sync()
    said = "Run stays on Wed 18 Nov 09:00, where you put it, and the rest is planned around it."
    assert report.told == (f"{said} Clinic takes that time.",)
    assert desk.planner.heard[-1] == ["Run"]
    assert [entry.standing for entry in desk.memory.entries].count("kept") == 1
    assert desk.sync().is_quiet
    assert desk.planner.heard[-1] == ["Run"]
    desk.calendar.delete("Run", 2)
    assert desk.sync().is_quiet
    assert desk.planner.heard[-1] == []


def test_what_is_planned_around_stays_so_when_it_is_renamed():
    """Its hours are the person's own still, in the very plan that follows."""
    desk = Desk(walls=[block(2, "08:00-17:00", "Clinic", "commitment")])
    desk.calendar.move("Run", 2, "09:00-09:45", was_on=1)
    desk.sync()
    desk.calendar.change("Run", 2, summary="Run to work")
    report = desk.sync()
    assert desk.planner.heard[-1] == ["Run"]
    assert report.writes == 0
    assert [entry.standing for entry in desk.memory.entries].count("kept") == 1
    assert desk.sync().is_quiet


def test_what_is_longer_than_any_dose_keeps_its_minutes():
    """An hour's run is a run of 45 minutes, and the rest of the hour is taken."""
    profile = replace(PROFILE, practices=(Practice("Run", "body", 3, (45, 30, 10)),))
    desk = Desk(profile=profile)
    desk.calendar.move("Run", 1, "18:00-19:00", was_on=1)
    assert desk.sync().writes == 0
    assert desk.marked() == [("Run", "Tue 18:00-18:45")]
    assert desk.planner.heard[-1] == ["Run"]
    desk.calendar.move("Run", 3, "18:00-18:35", was_on=3)
    desk.sync()
    assert ("Run", "Thu 18:00-18:30") in desk.marked()


def test_a_deleted_block_is_skipped():
    """It is left out of the plan and does not come back."""
    desk = Desk()
    desk.calendar.delete("Run", 3)
    report = desk.sync()
    assert desk.marked("skipped") == [("Run", "Thu 18:00-18:45")]
    assert report.told == ("Run on Thu 19 Nov 18:00 is left out, as you deleted it.",)
    assert desk.sync().is_quiet
    assert len(desk.calendar.events) == 5


@pytest.mark.parametrize("name", ["Sleep", "Travel"])
def test_sleep_and_ways_that_are_deleted_stay_in_the_plan_unseen(name):
    """They cannot be left out; they are not shown again."""
    desk = Desk()
    desk.calendar.delete(name)
    report = desk.sync()
    assert "stays in the plan and is shown in the calendar no more" in report.told[0]
    assert name in [b.name for b in report.planned.plan.blocks]
    assert desk.sync().is_quiet
    assert len(desk.calendar.events) == 5


def test_a_way_that_is_moved_goes_back():
    """A way goes with what it leads to, and that is said."""
    desk = Desk()
    desk.calendar.move("Travel", 4, "06:00-06:30")
    report = desk.sync()
    assert report.told == ("Travel goes back to Fri 20 Nov 07:00: it goes with what it leads to.",)
    assert report.changed == 1
    assert desk.sync().is_quiet


def test_words_the_person_wrote_stay():
    """A renamed event keeps its title, its block is pinned, and neither is lost with the block."""
    desk = Desk()
    desk.calendar.change("Run", 1, summary="Run with Kim")
    assert desk.sync().told == ("Run on Tue 17 Nov 18:00 stays as you wrote it.",)
    assert desk.marked() == [("Run", "Tue 18:00-18:45")]
    gone = [b for b in desk.memory.last.blocks if b.start != WEEK[0].start]
    desk.memory.last = replace(desk.memory.last, blocks=tuple(gone))
    assert desk.sync().deleted == 0
    assert desk.calendar.href_of("Run with Kim")


def test_a_block_made_to_repeat_counts_once_and_that_is_said():
    """Its other days are shown in the calendar and known to nobody else: better to say so."""
    desk = Desk()
    desk.calendar.change("Run", 1, repeats=True)
    edited, repeats = desk.sync().told
    assert edited == "Run on Tue 17 Nov 18:00 stays as you wrote it."
    assert repeats == (
        "Run from Tue 17 Nov 18:00 repeats in the plan's calendar, and only the first counts. "
        "For the others use a calendar that is read."
    )
    assert desk.sync().is_quiet


@pytest.mark.parametrize("change", [{"is_cancelled": True}, {"start": None, "end": None}])
def test_an_event_without_hours_is_a_block_left_out(change):
    """Cancelled or made all day: the event stays as it is, the block is skipped."""
    desk = Desk()
    desk.calendar.change("Run", 1, **change)
    report = desk.sync()
    assert desk.marked("skipped") == [("Run", "Tue 18:00-18:45")]
    assert report.told[0].endswith("in the calendar it has no hours any more.")
    assert report.writes == 0


def test_what_is_moved_into_the_past_was_then():
    """The last plan says it happened at that time."""
    desk = Desk()
    desk.calendar.move("Run", 0, "10:00-10:45", was_on=1)
    report = desk.sync(now=NOW + timedelta(hours=20))
    assert report.told == ("Run is noted on Mon 16 Nov 10:00, when you say it was.",)
    assert desk.marked("done") == [("Run", "Mon 10:00-10:45")]


def test_a_change_between_reading_and_writing_wins():
    """A conflict is read again, planned again, and nothing of the person's is written over."""
    desk = Desk()
    blocks = list(desk.memory.last.blocks)
    at = next(i for i, b in enumerate(blocks) if b.name == "Lunch")
    blocks[at] = replace(blocks[at], end=blocks[at].end + timedelta(minutes=15))
    desk.memory.last = replace(desk.memory.last, blocks=tuple(blocks))
    desk.calendar.before_write.append(lambda c: c.move("Lunch", 3, "13:00-13:30"))
    report = desk.sync()
    assert report.told == ("Lunch stays on Thu 19 Nov 13:00, where you put it.",)
    assert (report.writes, report.unwritten) == (0, 0)
    assert desk.sync().is_quiet


def test_a_server_that_dies_before_the_second_look_is_told_with_what_was_done():
    """What was written before it fell silent, and what the person is to know, is not lost."""
    desk = Desk()
    desk.calendar.move("Run", 1, "17:30-18:15", was_on=1)
    blocks = [b for b in desk.memory.last.blocks if b.name not in {"Lunch", "Travel"}]
    desk.memory.last = replace(desk.memory.last, blocks=tuple(blocks))
    desk.calendar.before_write.append(lambda c: c.change("Lunch", 3, summary="Lunch mine"))
    desk.calendar.requests, desk.calendar.dies_at = 0, 3
    report = desk.sync()
    assert (report.deleted, report.unwritten) == (1, 1)
    assert isinstance(report.fault, UnreachableAccountError)
    assert report.told == ("Run stays on Tue 17 Nov 17:30, where you put it.",)


def test_history_is_left_alone():
    """What began before now is neither deleted nor written when the plan no longer has it."""
    desk = Desk()
    ahead = [b for b in desk.memory.last.blocks if b.start > WEEK[1].end]
    desk.memory.last = replace(desk.memory.last, blocks=tuple(ahead))
    assert desk.sync(now=WEEK[1].end).writes == 0
    assert len(desk.calendar.events) == 6


NEXT_WEEK = [
    block(7, "18:00-18:45", dose="ideal"),
    block(10, "12:00-12:30", "Lunch", "meal"),
    block(12, "22:30-23:00", "Wind down", "wind_down"),
]
NEXT_MONDAY = NOW + timedelta(days=7)


def next_sync(desk: Desk, now=NEXT_MONDAY, blocks=NEXT_WEEK):
    """The first sync of the week after."""
    desk.planner.blocks = list(blocks)
    parts = parts_of(desk.calendar, desk.memory, desk.planner)
    order = replace(ORDER, first_day=NEXT_MONDAY.date(), now=now)
    return sync_plan(desk.profile, order, parts)


def test_last_week_stays_when_the_next_is_written():
    """A new week is new events: none of those that are over is written, moved or deleted."""
    desk = Desk()
    before = dict(desk.calendar.events)
    report = next_sync(desk)
    assert (report.made, report.changed, report.deleted) == (3, 0, 0)
    assert before.items() <= desk.calendar.events.items()
    assert next_sync(desk, NEXT_MONDAY + timedelta(days=2)).writes == 0


def test_words_of_last_week_stay_with_it():
    """What was renamed keeps its words and its day when a block of that name comes again."""
    desk = Desk()
    desk.calendar.change("Lunch", 3, summary="Lunch with Ana", description="bring the photos")
    desk.sync()
    before = dict(desk.calendar.events)
    next_sync(desk)
    assert before.items() <= desk.calendar.events.items()


def test_what_is_over_is_not_written_when_its_block_says_something_else():
    """An event of this week that is over stays as it was, though the plan words it anew."""
    desk = Desk()
    blocks = [replace(b, note="as it was") for b in desk.memory.last.blocks]
    desk.memory.last = replace(desk.memory.last, blocks=tuple(blocks))
    report = desk.sync(now=NOW + timedelta(days=4))
    assert report.changed == 3
    assert desk.calendar.events[desk.calendar.href_of("Lunch")][1].description == ""


def test_what_is_over_can_still_be_put_right():
    """A block of this week that is over, moved to when it was, is noted there."""
    desk = Desk()
    now = NOW + timedelta(days=4)
    desk.sync(now=now)
    desk.calendar.move("Run", 1, "20:00-20:45", was_on=1)
    report = desk.sync(now=now)
    assert report.told == ("Run is noted on Tue 17 Nov 20:00, when you say it was.",)
    assert desk.marked("done") == [("Run", "Tue 20:00-20:45")]


def test_words_are_never_carried_to_another_day():
    """Where the plan has its block on another day only, what the person wrote is their own."""
    desk = Desk()
    desk.calendar.change("Lunch", 3, summary="Lunch with Ana")
    desk.sync()
    there = block(5, "12:00-12:30", "Lunch", "meal")
    blocks = [b for b in desk.memory.last.blocks if b.name != "Lunch"]
    desk.memory.last = replace(desk.memory.last, blocks=(*blocks, there))
    report = desk.sync()
    assert report.told == (
        "Lunch on Thu 19 Nov 12:00 stays as you wrote it, and the next sync plans around it.",
    )
    assert (report.made, report.changed, report.deleted) == (1, 0, 0)
    assert desk.calendar.href_of("Lunch with Ana", 3)
    desk.sync()
    assert desk.planner.heard[-1] == ["Lunch"]


def test_words_stay_where_a_block_grows_around_them():
    """A sitting made longer keeps the event and what the person wrote there."""
    desk = Desk()
    desk.calendar.change("Run", 1, summary="Run with Kim")
    desk.sync()
    blocks = [
        replace(b, end=b.end + timedelta(minutes=30)) if b.start == WEEK[0].start else b
        for b in desk.memory.last.blocks
    ]
    desk.memory.last = replace(desk.memory.last, blocks=tuple(blocks))
    assert desk.sync().writes == 0
    assert desk.calendar.href_of("Run with Kim", 1)
    assert desk.sync().is_quiet


def test_what_is_under_way_is_not_taken_to_another_day():
    """A run that has begun stays in the calendar; Thursday's is another event."""
    desk = Desk([block(1, "18:00-18:45", dose="ideal")])
    moved = block(3, "18:00-18:45", dose="ideal")
    desk.memory.last = replace(desk.memory.last, blocks=(moved,))
    report = desk.sync(now=WEEK[0].start + timedelta(minutes=10))
    assert (report.made, report.changed, report.deleted) == (1, 0, 0)
    assert desk.calendar.href_of("Run", 1)


def test_a_night_between_two_weeks_stays_one_event():
    """A week that begins while its person sleeps has the rest of the night; the event is whole."""
    night = block(6, "23:00-23:55", "Sleep", "sleep")
    night = replace(night, end=night.end + timedelta(hours=7))
    rest = replace(night, start=NEXT_MONDAY)
    desk = Desk([night])
    now = NEXT_MONDAY + timedelta(minutes=30)
    assert next_sync(desk, now, [rest]).writes == 0
    assert desk.calendar.events[desk.calendar.href_of("Sleep")][1] == fields_of(night)
    assert next_sync(desk, now).is_quiet


def test_what_is_moved_between_two_weeks_is_planned_around():
    """Sunday's run dragged to Tuesday after the last sync stays there, and takes just its time."""
    desk = Desk([*WEEK, block(6, "15:45-16:30", "Cook")])
    desk.calendar.move("Cook", 8, "10:00-10:45")
    report = next_sync(desk)
    assert report.told == (
        "Cook stays on Tue 24 Nov 10:00, where you put it, and the rest is planned around it.",
    )
    there = block(8, "10:00-10:45", "Cook")
    assert desk.planner.taken == [("Cook", there.start, there.end)]
    assert desk.calendar.href_of("Cook", 8)
    assert next_sync(desk).is_quiet
    desk.calendar.delete("Cook", 8)
    assert next_sync(desk).is_quiet
    assert desk.planner.taken == []


def test_what_was_changed_and_is_over_by_next_week_is_history():
    """Renamed, moved or deleted between two weeks, but over: nothing is said or planned around."""
    desk = Desk()
    desk.calendar.change("Lunch", 3, summary="Lunch with Ana")
    desk.calendar.move("Run", 2, "09:00-09:45", was_on=1)
    desk.calendar.delete("Sleep")
    before = dict(desk.calendar.events)
    report = next_sync(desk)
    assert (report.told, report.made, report.changed, report.deleted) == ((), 3, 0, 0)
    assert desk.planner.taken == []
    assert before.items() <= desk.calendar.events.items()


def test_what_is_renamed_while_its_block_is_moved_stays_where_it_stands():
    """Plan and calendar agree: the block is pinned where the person's event is, and only there."""
    desk = Desk()
    moved = [
        replace(b, start=b.start - timedelta(hours=5), end=b.end - timedelta(hours=5))
        if b.name == "Lunch"
        else b
        for b in desk.memory.last.blocks
    ]
    desk.memory.last = replace(desk.memory.last, blocks=tuple(moved))
    desk.calendar.before_write.append(lambda c: c.change("Lunch", 3, summary="Lunch mine"))
    report = desk.sync()
    assert report.told == ("Lunch stays on Thu 19 Nov 12:00, where you put it.",)
    assert desk.marked() == [("Lunch", "Thu 12:00-12:30")]
    assert desk.planner.taken == []
    assert desk.sync().is_quiet
    assert desk.planner.taken == []


def test_a_calendar_that_was_emptied_is_written_anew():
    """Ten events gone at once are nobody's wish for each of them."""
    desk = Desk(
        [block(day, f"{hour:02d}:00-{hour:02d}:30") for day in (1, 2) for hour in range(8, 14)]
    )
    desk.calendar.events.clear()
    report = desk.sync()
    assert (report.told, report.made) == ((EMPTIED_SAYS,), 12)
    assert desk.marked("skipped") == []


def test_many_deletions_are_told_in_one_sentence():
    """Six blocks deleted of twelve are one sentence."""
    desk = Desk(
        [block(day, f"{hour:02d}:00-{hour:02d}:30") for day in (1, 2) for hour in range(8, 14)]
    )
    for _ in range(6):
        desk.calendar.delete("Run", 1)
    assert desk.sync().told == ("6 blocks are left out, as you deleted them.",)


@st.composite
def edits(draw):
    """What a person does on the phone: a few events moved, renamed or deleted."""
    return draw(
        st.lists(
            st.tuples(
                st.integers(0, 5),
                st.sampled_from(["move", "rename", "delete"]),
                st.integers(0, 6),
                st.integers(0, 80),
            ),
            max_size=4,
        )
    )


def perform(calendar: PretendCalendar, changes) -> None:
    """Carry out edits on whatever stands there."""
    for number, what, day, slot in changes:
        hrefs = sorted(calendar.events)
        if not hrefs:
            return
        href = hrefs[number % len(hrefs)]
        fields = calendar.events[href][1]
        if what == "delete":
            del calendar.events[href]
        elif what == "rename":
            calendar.put(href, replace(fields, summary=f"{fields.summary}, mine"))
        elif fields.start and fields.end:
            start = block(day, "00:00-00:05").start + timedelta(minutes=15 * slot)
            end = start + (fields.end - fields.start)
            calendar.put(href, replace(fields, start=start, end=end))


@settings(max_examples=60, deadline=None)
@given(first=edits(), second=edits(), dies_at=st.integers(0, 16), loses_answer=st.booleans())
def test_dying_at_any_request_leaves_what_the_next_sync_mends(first, second, dies_at, loses_answer):
    """Whenever the server dies, and whatever the person changed, the next run makes it whole.

    Afterwards each block of the plan has exactly one event that says it or was written by the
    person, nothing else is there, and one more sync writes nothing.
    """
    desk = Desk()
    perform(desk.calendar, first)
    moved = [
        replace(b, start=b.start + timedelta(minutes=5)) if b.name == "Lunch" else b for b in WEEK
    ]
    desk.planner.blocks = moved
    desk.calendar.requests, desk.calendar.dies_at = 0, dies_at
    desk.calendar.loses_answer = loses_answer
    try:
        desk.sync()
    except UnreachableAccountError:
        assert dies_at == 0 or desk.calendar.requests > 1
    desk.calendar.dies_at, desk.calendar.loses_answer = -1, False
    perform(desk.calendar, second)
    report = desk.sync()
    assert report.unwritten == 0
    assert_whole(desk, report)
    assert desk.sync().writes == 0


@settings(max_examples=60, deadline=None)
@given(first=edits(), second=edits(), hours=st.integers(0, 9 * 24), dies_at=st.integers(0, 16))
def test_what_is_over_stays_whatever_happens(first, second, hours, dies_at):
    """At any hour of this week or the next, whatever was changed and whenever the server died.

    No event that is over and that the person left alone is written, and the sync after writes
    nothing.
    """
    desk, now = Desk(), NOW + timedelta(hours=hours)

    def sync():
        return next_sync(desk, now) if now >= NEXT_MONDAY else desk.sync(now=now)

    before = dict(desk.calendar.events)
    perform(desk.calendar, first)
    desk.calendar.requests, desk.calendar.dies_at = 0, dies_at
    with suppress(UnreachableAccountError):
        sync()
    desk.calendar.dies_at = -1
    perform(desk.calendar, second)
    left = {href for href, stands in before.items() if desk.calendar.events.get(href) == stands}
    over = {href: before[href] for href in left if before[href][1].end <= now}
    assert sync().unwritten == 0
    assert over.items() <= desk.calendar.events.items()
    assert sync().writes == 0


@pytest.mark.parametrize("loses_answer", [False, True])
@pytest.mark.parametrize("dies_at", range(9))
def test_a_first_sync_cut_short_is_made_whole(dies_at, loses_answer):
    """A server that dies at the n-th request, for every n: one more sync, and no event twice."""
    calendar, memory = PretendCalendar(dies_at=dies_at, loses_answer=loses_answer), PretendMemory()
    parts = parts_of(calendar, memory, PretendPlanner(WEEK))
    try:
        sync_plan(PROFILE, ORDER, parts)
    except UnreachableAccountError:
        assert dies_at == 0
    calendar.dies_at, calendar.loses_answer = -1, False
    report = sync_plan(PROFILE, ORDER, parts)
    assert report.told == ()
    assert sorted(f.summary for _, f in calendar.events.values()) == sorted(b.name for b in WEEK)
    assert sync_plan(PROFILE, ORDER, parts).writes == 0


@pytest.mark.parametrize("dies_at", range(3))
def test_trimtab_dying_between_writing_and_noting_loses_nothing(dies_at):
    """Where the notes after the writes are lost, what stands there is found to be Trimtab's own."""

    class Forgetful(PretendMemory):
        """Dies when it is to keep something for the n-th time."""

        def keep(self, entries, plan):
            if self.kept == dies_at:
                raise KeyboardInterrupt
            super().keep(entries, plan)

    calendar, memory = PretendCalendar(), Forgetful()
    if dies_at < 2:
        with pytest.raises(KeyboardInterrupt):
            sync_plan(PROFILE, ORDER, parts_of(calendar, memory, PretendPlanner(WEEK)))
    healthy = PretendMemory(memory.entries, memory.last, memory.kept)
    parts = parts_of(calendar, healthy, PretendPlanner(WEEK))
    report = sync_plan(PROFILE, ORDER, parts)
    assert report.told == ()
    assert len(calendar.events) == 6
    assert sync_plan(PROFILE, ORDER, parts).writes == 0


def test_trimtab_dying_after_changes_takes_none_of_them_for_the_persons():
    """What it moved, deleted and made before it died is its own: no pin, skip or stranger."""
    desk = Desk()
    blocks = [b for b in desk.memory.last.blocks if b.name != "Travel"]
    at = next(i for i, b in enumerate(blocks) if b.name == "Lunch")
    blocks[at] = replace(blocks[at], end=blocks[at].end + timedelta(minutes=15))
    new = block(6, "08:00-08:30", "Stretch")
    desk.memory.last = replace(desk.memory.last, blocks=(*blocks, new))
    real, desk.memory.kept = desk.memory.keep, 0

    def keep(entries, plan):
        if desk.memory.kept == 1:
            raise KeyboardInterrupt
        real(entries, plan)

    desk.memory.keep = keep
    with pytest.raises(KeyboardInterrupt):
        desk.sync()
    desk.memory.keep = real
    assert len(desk.calendar.writes) == 3
    report = desk.sync()
    assert (report.told, report.writes, report.unchanged) == ((), 0, 6)
    assert len(desk.calendar.events) == 6
    assert {entry.standing for entry in desk.memory.entries} == {"ours"}


def test_servers_that_say_no_etags_cost_a_look_and_no_write():
    """Where a write says no etag the event is read once more, and nothing is written."""
    desk = Desk()
    desk.calendar.gives_etags = False
    desk.planner.blocks = WEEK
    desk.memory.last = None
    desk.memory.entries = ()
    desk.calendar.events.clear()
    assert desk.sync().made == 6
    assert {entry.etag for entry in desk.memory.entries} == {None}
    assert desk.sync().writes == 0


def assert_whole(desk: Desk, report) -> None:
    """Each block has one event, and each event is a block's or the person's own."""
    alive = [e for e in desk.memory.entries if e.standing in {"ours", "theirs"}]
    hidden = [e for e in desk.memory.entries if e.standing == "gone"]
    blocks = [b for b in report.planned.plan.blocks if not b.is_fixed]
    assert len(alive) + len(hidden) >= len(blocks) >= len(alive)
    for entry in desk.memory.entries:
        stands = desk.calendar.events.get(entry.href)
        assert (stands is None) <= (entry.standing == "gone"), entry
        if entry.standing == "ours":
            assert stands[1].summary in {b.shown_name for b in blocks}
