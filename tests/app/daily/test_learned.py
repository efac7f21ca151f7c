"""What is learned from weeks as they were lived, marks and time written down; and what is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from small_week import PROFILE

from trimtab.app.daily.learned import learned_now
from trimtab.app.daily.learned_choices import learn_anew, plan_as_learned, plan_as_written
from trimtab.app.daily.lived_now import lived_now
from trimtab.app.mind.parts import switch
from trimtab.domain.body import Sleep
from trimtab.domain.diary import CheckIn, LighterDays, Stretch
from trimtab.domain.kept import BlockMark
from trimtab.domain.lived import NOTHING_KNOWN
from trimtab.domain.plans import Block, LastPlan
from trimtab.store.in_memory import InMemoryStore

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 11, 16, 12, tzinfo=LISBON)
TODAY = NOW.date()
DAY = timedelta(days=1)


def at(day: date, hour: int = 18) -> datetime:
    """An hour of a day in Lisbon."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=LISBON)


def block(day: date, name: str = "Run", minutes: int = 45, **more) -> Block:
    """A repetition at six in the evening, an ideal one unless told otherwise."""
    known = {"kind": "practice", "value": "body", "dose": "ideal", **more}
    return Block(at(day), at(day) + timedelta(minutes=minutes), name, **known)


def lived_store(*blocks: Block, skipped: tuple[Block, ...] = ()) -> InMemoryStore:
    """A store with the small week's profile, and these blocks in the weeks they lie in."""
    store = InMemoryStore()
    store.keep_profile(PROFILE, NOW)
    weeks = {one.start.date() - one.start.weekday() * DAY for one in (*blocks, *skipped)}
    for monday in sorted(weeks):
        mine, out = (
            tuple(one for one in some if monday <= one.start.date() < monday + 7 * DAY)
            for some in (blocks, skipped)
        )
        store.keep_last_plan(LastPlan("Ada", monday, 7, mine, out))
    return store


def days_ago(*numbers: int) -> list[date]:
    """Days before today."""
    return [TODAY - number * DAY for number in numbers]


def left_out(*numbers: int, name: str = "Run") -> tuple[Block, ...]:
    """Repetitions left out so many days ago."""
    return tuple(block(day, name, mark="skipped") for day in days_ago(*numbers))


def test_nothing_lived_is_nothing_learned():
    """Before a profile, and before any week of it."""
    assert lived_now(InMemoryStore(), NOW) == NOTHING_KNOWN
    assert lived_now(lived_store(), NOW) == NOTHING_KNOWN


def test_three_left_out_make_a_practice_begin_small():
    """Not two; and today's is not counted before today is over."""
    two = lived_store(skipped=left_out(0, 2, 4))
    assert lived_now(two, NOW) == NOTHING_KNOWN
    store = lived_store(skipped=left_out(2, 4, 6))
    assert lived_now(store, NOW).largest_dose == {"Run": "tiny"}
    assert lived_now(store, NOW + 100 * DAY).largest_dose == {}


def test_it_grows_with_what_is_kept():
    """Three tiny ones done since then: thirty minutes are asked for again."""
    done = [block(day, minutes=10, dose="tiny", mark="done") for day in days_ago(1, 2, 3)]
    store = lived_store(*done, skipped=left_out(4, 5, 6))
    (learned,) = learned_now(store, NOW).doses
    assert (learned.largest, learned.minutes, learned.next_minutes) == ("enough", 30, 45)


@pytest.mark.parametrize(
    ("is_said_of_run", "is_said_that_day", "expected"),
    [(True, True, {"Run": "tiny"}), (True, False, {}), (False, True, {})],
)
def test_silence_counts_only_beside_what_was_said(is_said_of_run, is_said_that_day, expected):
    """On a day with other things marked done, of a practice of which something was ever said."""
    silent = [block(day) for day in days_ago(2, 3, 4)]
    calls = [
        block(day, "Call home", kind="people", mark="done" if is_said_that_day else None)
        for day in days_ago(2, 3, 4)
    ]
    said = [block(TODAY - 9 * DAY, mark="done")] if is_said_of_run else []
    assert lived_now(lived_store(*silent, *calls, *said), NOW).largest_dose == expected


def test_days_away_and_lighter_days_tell_nothing():
    """Three left out on lighter days, or while nobody was here, leave the plan as it is."""
    store = lived_store(skipped=left_out(2, 3, 4))
    first = TODAY - 5 * DAY
    store.keep_entry(LighterDays(id="a", day=first, said_at=NOW, last=TODAY - DAY, because="reset"))
    assert lived_now(store, NOW).largest_dose == {}
    away = lived_store(skipped=left_out(2, 3, 4))
    since, back = (TODAY - 6 * DAY).isoformat(), (TODAY - DAY).isoformat()
    away.keep_setting("absences", f'[["{since}T00:00+00:00", "{back}T00:00+00:00"]]')
    assert lived_now(away, NOW).largest_dose == {}


def test_only_the_last_plan_of_a_day_tells_of_it():
    """What a plan that was replaced held, and the new one does not, never gave way."""
    store = lived_store(skipped=left_out(7, 8, 9))
    monday = TODAY - 14 * DAY
    later = tuple(block(day, mark="done") for day in days_ago(7, 8, 9))
    store.keep_last_plan(LastPlan("Ada", monday, 14, later))
    assert lived_now(store, NOW).largest_dose == {}


def test_what_is_planned_as_written_is_not_changed():
    """Until that is taken back; what was learned is told all the same."""
    store = lived_store(skipped=left_out(2, 3, 4))
    plan_as_written(store, "dose", "Run")
    plan_as_written(store, "dose", "Run")
    assert lived_now(store, NOW).largest_dose == {}
    (learned,) = learned_now(store, NOW).doses
    assert (learned.is_as_written, learned.state.step) == (True, 2)
    plan_as_learned(store, "dose", "Run")
    assert lived_now(store, NOW).largest_dose == {"Run": "tiny"}


def test_what_is_forgotten_is_learned_anew():
    """What lies before that day counts no more."""
    store = lived_store(skipped=left_out(2, 3, 4))
    learn_anew(store, "dose", "Run", NOW - 3 * DAY)
    (learned,) = learned_now(store, NOW).doses
    assert (learned.largest, learned.state.gave_way) == (None, 2)
    learn_anew(store, "dose", "Run", NOW)
    assert learned_now(store, NOW).doses == ()


def mark(day: date, verb: str, minutes: int | None, *, name: str = "Paper", later: int = 60):
    """Something said of an hour's sitting, so many minutes after it began."""
    start = at(day)
    return BlockMark(
        f"{name}{day}{verb}", verb, name, "task", start, start + timedelta(hours=1),
        start + timedelta(minutes=later), minutes,
    )  # fmt: skip


def test_tasks_are_given_as_long_as_they_take():
    """Six sittings of an hour that took ninety minutes: clearly longer, and shrunk towards 1."""
    store = lived_store()
    store.add_marks(tuple(mark(day, "longer", 90) for day in days_ago(1, 2, 3, 4, 5, 6)))
    (paper,) = learned_now(store, NOW).lengths
    assert (paper.name, paper.is_task, paper.length.sittings) == ("Paper", True, 6)
    assert lived_now(store, NOW).longer_by == {"Paper": pytest.approx(1.5 ** (6 / 9))}
    plan_as_written(store, "length", "Paper")
    assert lived_now(store, NOW).longer_by == {}
    assert learned_now(store, NOW).lengths[0].is_as_written
    learn_anew(store, "length", "Paper", NOW)
    assert learned_now(store, NOW).lengths == ()


def test_wishes_said_beforehand_are_no_lengths():
    """More asked for an hour before it began says nothing of how long it takes."""
    store = lived_store()
    store.add_marks(tuple(mark(day, "longer", 90, later=-60) for day in days_ago(1, 2, 3)))
    assert learned_now(store, NOW).lengths == ()


def test_what_is_done_took_as_long_as_planned_and_the_last_word_counts():
    """Done three times, of which one was said to be shorter before."""
    store = lived_store()
    said = [mark(day, "done", None, later=70) for day in days_ago(1, 2, 3)]
    store.add_marks((mark(TODAY - DAY, "shorter", 20), *said))
    (paper,) = learned_now(store, NOW).lengths
    assert paper.length.times.mid == pytest.approx(1)


def test_time_written_down_counts_before_what_was_said():
    """Forty-five minutes were planned, of which ten were kept shorter; ninety were counted."""
    runs = [block(day, minutes=10, dose="tiny", mark="done") for day in days_ago(1, 2, 3)]
    store = lived_store(*runs)
    for run in runs:
        end = run.start + timedelta(minutes=45)
        said = BlockMark(f"m{run.start}", "shorter", "Run", "practice", run.start, end, end, 10)
        store.add_mark(said)
        day, until = run.start.date(), run.start + timedelta(minutes=90)
        store.keep_entry(Stretch(id=f"{day}", day=day, said_at=NOW, start=run.start, end=until,
                                 name="Run"))  # fmt: skip
    (run,) = learned_now(store, NOW).lengths
    assert 2 ** (3 / 6) < run.length.times.mid < 2, "told less cautiously than planned by"
    assert not run.is_task
    assert lived_now(store, NOW).longer_by == {}


def test_the_part_can_be_switched_off():
    """Neither doses nor lengths then; sleep and lighter days go on."""
    store = lived_store(skipped=left_out(2, 3, 4))
    store.add_marks(tuple(mark(day, "longer", 90) for day in days_ago(1, 2, 3, 4, 5, 6)))
    store.keep_entry(LighterDays(id="a", day=TODAY, said_at=NOW, last=TODAY, because="reset"))
    switch(store, "learning", is_on=False)
    lived = lived_now(store, NOW)
    assert (lived.largest_dose, lived.longer_by) == ({}, {})
    assert lived.lighter == (TODAY, TODAY)


def test_sleep_that_was_said_reaches_the_planner():
    """Once over, in weeks begun up to 21 days later; none while check-ins are switched off."""
    store = lived_store()
    asleep = Sleep(at(TODAY, 1), at(TODAY, 6))
    said = {"asleep_from": asleep.start, "asleep_until": asleep.end, "sleep_source": "said"}
    store.keep_entry(CheckIn(day=TODAY, said_at=NOW, mood=5, **said))
    assert lived_now(store, NOW).slept == (asleep,)
    assert lived_now(store, at(TODAY, 5)).slept == ()
    assert lived_now(store, NOW + 27 * DAY).slept == (asleep,)
    assert lived_now(store, NOW + 28 * DAY).slept == ()
    switch(store, "check_in", is_on=False)
    assert lived_now(store, NOW).slept == ()


def test_a_text_that_cannot_be_read_teaches_nothing():
    """A profile with a mistake in it."""
    store = lived_store(skipped=left_out(2, 3, 4))
    store.keep_profile("[[practice", NOW)
    assert learned_now(store, NOW).doses == ()
