"""When a review is offered, what joins what, spans, and what went with energy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_plans import MONDAY, WeekWriter
from today_plans import PROFILE, night_week

from trimtab.app.daily.kept_trims import KeptTrim, keep_trim
from trimtab.app.daily.wins import LIVED
from trimtab.app.looking_back.offering import WHEN, offered_week, review_moment, week_shown
from trimtab.app.looking_back.review_week import review_week
from trimtab.app.looking_back.reviewing import keep_review, review_of, take_back
from trimtab.app.looking_back.spans import span_of
from trimtab.app.looking_back.time_now import time_audit
from trimtab.app.looking_back.values_over_time import Period, changes, periods
from trimtab.app.looking_back.went_with import WentWith, went_with
from trimtab.app.looking_back.wishes import wishes_for
from trimtab.domain.diary import CheckIn, Review
from trimtab.domain.people import Profile, Season
from trimtab.reports.review_words import signs_sentence
from trimtab.store.in_memory import InMemoryStore

ZONE = WeekWriter(MONDAY).zone
SUNDAY = MONDAY + timedelta(days=6)


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 in New York."""
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}").replace(tzinfo=ZONE)


def store_with(*nights: int) -> InMemoryStore:
    """A store with the week of nights, and duty on these evenings besides."""
    store = InMemoryStore()
    kept = store.keep_profile(PROFILE, at(16, "00:00"))
    writer = WeekWriter(MONDAY)
    writer.blocks = list(night_week().blocks)
    writer.add_days(list(nights), "17:00-07:00", "commitment", "Call", origin="duty")
    plan = replace(night_week(), blocks=writer.in_order())
    store.keep_plan(plan, at(16, "08:00"), profile_revision=kept.revision)
    return store


@pytest.mark.parametrize(
    ("nights", "moment"),
    [((), at(22, "18:00")), ((6,), at(21, "18:00")), ((5, 6), at(20, "18:00"))],
)
def test_a_review_comes_on_the_last_evening_that_is_free(nights, moment):
    """Who begins nights on Sunday looks back on Saturday."""
    assert review_moment(store_with(*nights), MONDAY) == moment


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (at(22, "17:59"), None),
        (at(22, "18:00"), MONDAY),
        (at(24, "17:59"), MONDAY),
        (at(24, "18:00"), None),
    ],
)
def test_it_is_offered_for_two_days_and_then_is_nothing(now, week):
    """A missed one is not told of again."""
    assert offered_week(store_with(), now) == week


def test_the_day_and_time_are_the_persons_own():
    """Friday at 20:30."""
    store = store_with()
    store.keep_setting(WHEN, "4 20:30")
    assert review_moment(store, MONDAY) == at(20, "20:30")


def test_a_week_without_a_plan_is_not_offered():
    """There is nothing to look back at before the first one."""
    store = InMemoryStore()
    assert offered_week(store, at(22, "19:00")) is None
    store.keep_profile(PROFILE, at(22, "12:00"))
    assert offered_week(store, at(22, "19:00")) is None


def test_the_page_opens_with_the_week_that_is_over():
    """Until the evening it is offered; of the first week with that one."""
    store = store_with()
    assert week_shown(store, at(19, "12:00")) == MONDAY
    assert week_shown(store, at(24, "12:00")) == MONDAY
    writer = WeekWriter(MONDAY + timedelta(weeks=1))
    writer.add(6, "08:00-09:00", "practice", "Run", value="body")
    plan = replace(night_week(), blocks=writer.in_order())
    store.keep_last_plan(replace(plan.as_last(), first_day=writer.first_day))
    assert week_shown(store, at(29, "17:00")) == MONDAY
    assert week_shown(store, at(29, "18:00")) == MONDAY + timedelta(weeks=1)


def test_a_clock_set_back_keeps_the_review_of_a_week_to_come():
    """It is found again once its week has come."""
    store = store_with()
    ahead = Review(day=MONDAY + timedelta(weeks=3), said_at=at(30, "12:00"), gave="Rest")
    assert keep_review(store, ahead) == ahead
    assert offered_week(store, at(22, "19:00")) == MONDAY
    assert review_of(store, ahead.day) == ahead


def said(**fields) -> Review:
    """A review of the week."""
    return Review(day=MONDAY, said_at=at(22, "18:00"), **fields)


def test_what_two_devices_say_of_one_week_is_one_review():
    """Texts that differ stand below each other; the rest is what was said last."""
    store = store_with()
    keep_review(store, said(gave="Run", signs=(("focus", True),)))
    kept = keep_review(store, said(gave="Dinner", signs=(("focus", False),)))
    assert kept.gave == "Run\nDinner"
    assert kept.signs == (("focus", False),)
    assert keep_review(store, replace(kept, gave="Dinner"), known=(kept,)).gave == "Dinner"


def test_a_page_that_heard_no_answer_does_not_join_itself():
    """It says what it sent: a word corrected after a lost answer stands once."""
    store = store_with()
    keep_review(store, said(gave="Rum"))
    assert keep_review(store, said(gave="Run"), known=(said(), said(gave="Rum"))).gave == "Run"


WORDS = st.sampled_from(["", "Run", "Run at dawn", "Dinner", "Call home"])
SCORES = st.none() | st.integers(1, 3)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 2), WORDS, SCORES), max_size=8))
def test_however_tabs_take_turns_nobody_loses_a_word(turns):
    """Three tabs, each with the page it was shown last: a word goes only by who has seen it."""
    store = InMemoryStore()
    pages = [said(), said(), said()]
    for tab, word, score in turns:
        before, shown = review_of(store, MONDAY) or said(), pages[tab]
        typed = replace(shown, gave=word, by_values=score)
        pages[tab] = kept = keep_review(store, typed, known=(shown,)) or said()
        assert word in kept.gave or word == shown.gave
        unseen = set(before.gave.splitlines()) - set(shown.gave.splitlines())
        assert all(line in kept.gave for line in unseen)
        if score == shown.by_values:
            assert kept.by_values == before.by_values


def test_the_same_again_is_not_kept_again():
    """Opening and sending a page changes nothing, not even when it was said."""
    store = store_with()
    first = keep_review(store, said(gave="Run"))
    again = replace(first, said_at=at(23, "09:00"))
    assert keep_review(store, again, known=(first,)) == first


def test_the_last_wish_can_be_taken_away():
    """Wishes go on from week to week until all of them are emptied."""
    store, before = store_with(), MONDAY - timedelta(weeks=1)
    keep_review(store, replace(said(wished=(("body", 150), ("family", 60))), day=before))
    shown = said(wished=(("body", 150), ("family", 60)))
    assert keep_review(store, replace(shown, gave="Run"), known=(shown,)).wished is None
    assert wishes_for(store, MONDAY) == {"body": 150, "family": 60}
    kept = keep_review(store, said(gave="Run", wished=(("family", 60),)), known=(shown,))
    assert kept.wished == (("family", 60),)
    assert keep_review(store, said(gave="Run", wished=()), known=(kept,)).wished == ()
    assert wishes_for(store, MONDAY) == {}
    assert wishes_for(store, before) == {"body": 150, "family": 60}


def test_a_small_change_taken_back_leaves_the_review_that_chose_it():
    """The person's own words beside it stay."""
    store = store_with()
    keep_trim(store, KeptTrim("t", MONDAY, "Leave Clinic at 16:30 on Friday", "nobody", True))
    keep_review(store, said(trim="Phone in the hall\nLeave Clinic at 16:30 on Friday 20 Nov"))
    assert take_back(store, "t")
    assert review_of(store, MONDAY).trim == "Phone in the hall"
    assert not take_back(store, "t")


SEASONS = (
    Season("MICU", date(2026, 11, 9), date(2026, 11, 29), "heavy"),
    Season("Vacation", date(2026, 12, 7), date(2026, 12, 13), "light"),
    Season("For years", date(2020, 1, 1), date(2024, 12, 31)),
)


@pytest.mark.parametrize(
    ("kind", "day", "first", "last", "name"),
    [
        ("week", date(2026, 11, 22), "2026-11-16", "2026-11-22", ""),
        ("month", date(2024, 2, 3), "2024-02-01", "2024-02-29", ""),
        ("month", date(2026, 12, 31), "2026-12-01", "2026-12-31", ""),
        ("season", date(2026, 11, 16), "2026-11-09", "2026-11-29", "MICU"),
        ("season", date(2026, 12, 1), "2026-11-30", "2026-12-06", ""),
        ("season", date(2026, 12, 20), "2026-12-14", "2026-12-31", ""),
        ("season", date(2027, 2, 1), "2027-01-01", "2027-03-31", ""),
        ("season", date(2022, 5, 5), "2022-01-02", "2023-01-02", "For years"),
    ],
)
def test_weeks_months_and_seasons_have_their_days(kind, day, first, last, name):
    """Between seasons the days between them; of a season of years one year."""
    found = span_of(kind, day, SEASONS)
    assert (str(found.first), str(found.last), found.season) == (first, last, name)
    assert found.first <= day <= found.last


def test_the_work_of_the_week_that_follows_is_told_by_its_plan():
    """Two nights and a day: 32 hours; nobody knows of a week without a plan."""
    store = store_with()
    before = MONDAY - timedelta(weeks=1)
    shown = review_week(store, before, at(16, "08:00"), lambda _: None)
    # nights from Monday and Tuesday, 12 h each, and the clinic's two halves of 4 h
    assert (shown.work_ahead.minutes, shown.work_ahead.nights) == (32 * 60, 2)
    assert review_week(store, MONDAY, at(22, "19:00"), lambda _: None).work_ahead is None


def check_ins(*energy: int | None) -> list[CheckIn]:
    """Energy said on the days from Monday on."""
    said = at(22, "18:00")
    return [
        CheckIn(day=MONDAY + timedelta(days=number), said_at=said, energy=value)
        for number, value in enumerate(energy)
    ]


def test_what_went_with_energy_is_what_was_lived_on_such_days():
    """Mean 5.5: days of 8 and 7 against 3 and 4; the clinic was on Thursday, with 4."""
    told = time_audit(store_with(), MONDAY, SUNDAY)
    assert went_with(check_ins(8, 3, 7, 4), told) == WentWith((), ("Clinic",))


@pytest.mark.parametrize("energy", [(8, 3), (5, 5, 6), (None, None, None), ()])
def test_too_few_days_or_days_alike_say_nothing(energy):
    """Three days, two points apart."""
    told = time_audit(store_with(), MONDAY, SUNDAY)
    assert went_with(check_ins(*energy), told) == WentWith()


def test_periods_follow_profiles_and_seasons():
    """What stood from when on, and what changed with it."""
    usual = Profile(values={"family": 2.0, "body": 2.0})
    season = Season("MICU", date(2026, 11, 23), date(2026, 12, 6), "heavy", {"body": 1.0})
    later = replace(usual, values={"family": 2.0, "body": 3.0, "joy": 1.0}, seasons=(season,))
    found = periods([(MONDAY, usual), (date(2026, 11, 20), later)], date(2026, 11, 21))
    assert [(str(one.first), one.season) for one in found] == [
        ("2026-11-16", ""), ("2026-11-20", ""), ("2026-11-23", "MICU"), ("2026-12-07", ""),
    ]  # fmt: skip
    # shares: family 1/2, body 1/2; then family 1/3, body 1/2, joy 1/6
    assert changes(found)[1] == (("joy",), ("family",))
    assert changes(()) == ()
    assert Period(MONDAY, ()).shares == {}


def test_ways_and_winding_down_are_nothing_that_went_well():
    """What was planned and nobody said otherwise names what is worth a line."""
    store = store_with()
    plan = store.plan().plan
    writer = WeekWriter(MONDAY)
    writer.blocks = list(plan.blocks)
    writer.add_days([0], "20:00-20:30", "travel", "Travel")
    writer.add_days([0], "20:30-21:00", "wind-down", "Wind down")
    writer.add_days([0], "21:00-21:10", "buffer", "Buffer")
    store.keep_plan(replace(plan, blocks=writer.in_order()), at(16, "08:00"), profile_revision=1)
    told = {one.kind for one in review_week(store, MONDAY, at(22, "20:00"), lambda _: None).kept}
    assert told
    assert told <= LIVED


def test_signs_answered_no_are_told_as_answered():
    """Of some, that none of those was there; of all, that none was."""
    some = Review(day=MONDAY, said_at=at(22, "20:00"), signs=(("focus", False),))
    assert signs_sentence(some) == "Of those answered, none."
