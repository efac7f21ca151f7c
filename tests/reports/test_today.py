"""Today as one file, as lines of a terminal, and alertness drawn over a night."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pytest
from sample_plans import WeekWriter
from today_plans import PROFILE, duty_report, night_week

from trimtab.app.daily.day_now import day_at
from trimtab.app.daily.now_next import now_and_next
from trimtab.app.daily.today_kept import today_kept
from trimtab.domain.kept import Contact, SignOut
from trimtab.domain.plans import Move
from trimtab.reports import today_words
from trimtab.reports.day_alertness import alert_sentences, day_alertness, points_of
from trimtab.reports.today_html import render_today
from trimtab.store.in_memory import InMemoryStore

PLAN = night_week()
NIGHT = datetime(2026, 11, 17, 5, 40, tzinfo=WeekWriter(date(2026, 11, 16)).zone)


@pytest.fixture
def store() -> InMemoryStore:
    """A store with the week, a contact, and three things written for Tuesday."""
    store = InMemoryStore()
    store.keep_profile(PROFILE, NIGHT)
    store.keep_plan(PLAN, NIGHT, profile_revision=1)
    store.keep_contacts((Contact("1", "Kim", "Mentor", phone="+1 212 555 0100"),))
    store.keep_sign_out(SignOut(date(2026, 11, 16), ("Call the <lab>",), True, True, NIGHT))
    return store


def test_the_file_asks_for_nothing_from_anywhere(store):
    """No address is loaded; its own policy forbids any request."""
    page = render_today(today_kept(store, NIGHT))
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|srcset)=|url\(|@import|<link|<iframe|fetch\(""", page)
    links = set(re.findall(r'href="([a-z]+:|#)', page))
    assert links <= {"tel:", "sms:", "mailto:", "https:", "#"}


def test_the_file_holds_two_days_the_threes_help_and_a_pace_to_breathe(store):
    """Own contacts come before the lines; what was written is shown letter for letter."""
    page = render_today(today_kept(store, NIGHT))
    assert "Today, Monday 16 November" in page
    assert "Tomorrow, Tuesday 17 November" in page
    assert "Call the &lt;lab&gt;" in page
    assert page.index("tel:+12125550100") < page.index("tel:988")
    assert "@media (prefers-reduced-motion: reduce)" in page
    assert "In for four, hold for four" in page


def test_the_same_moment_gives_the_same_file(store):
    """Letter for letter."""
    assert render_today(today_kept(store, NIGHT)) == render_today(today_kept(store, NIGHT))


def test_no_country_is_a_choice(store):
    """Then no line is put first."""
    store.keep_setting("help_country", "-")
    page = render_today(today_kept(store, NIGHT))
    assert page.index("Lines in other countries") < page.index("tel:988")


def test_a_terminal_says_now_next_and_the_three():
    """Four lines and the three."""
    lines = today_words.today_lines(PLAN, NIGHT, ("Run", "Call home"))
    assert lines == [
        "Now: NF, until 07:00, 1 h 20 min left.",
        "Next: the way home at 07:00.",
        "The three that matter:",
        "  1. Run",
        "  2. Call home",
    ]


def test_alertness_is_drawn_over_midnight():
    """From Monday's midnight to Tuesday's waking: asleep three times, awake between."""
    drawn = day_alertness(PLAN, day_at(PLAN, NIGHT), NIGHT)
    assert len(drawn.asleep) == 3
    assert len(drawn.lines) == len(drawn.bands) == 2
    assert drawn.asleep[0][0] == 0
    assert sum(drawn.asleep[-1]) == 300
    assert [tick.text for tick in drawn.ticks] == ["00", "06", "12", "18", "00", "06", "12"]
    assert drawn.now_x == pytest.approx(300 * (29 * 60 + 40) / (40 * 60 + 50), abs=0.1)


def test_a_groggy_waking_is_not_called_less_than_the_worst():
    """Just after waking the sleepiest still ahead is told as what comes once that is over."""
    points = points_of(PLAN, day_at(PLAN, NIGHT))
    pairs = pairwise(points)
    woken = next(after for before, after in pairs if before.is_asleep and not after.is_asleep)
    groggy = replace(woken, kss=8.5)
    plan = replace(PLAN, alertness=tuple(groggy if one == woken else one for one in points))
    told = alert_sentences(plan, day_at(plan, NIGHT), woken.time)
    assert told[0].startswith("Now about 8.5")
    assert told[1].startswith("Once you are up, sleepiest at ")
    assert "Sleepiest at" in alert_sentences(PLAN, day_at(PLAN, NIGHT), woken.time)[1]


def test_a_day_nobody_predicts_has_no_drawing():
    """Nothing is made up."""
    plan = replace(PLAN, alertness=())
    assert day_alertness(plan, day_at(plan, NIGHT), NIGHT) is None


def test_what_moved_is_one_sentence_and_the_rest_can_be_opened():
    """Nothing, one thing, several."""
    run, dinner = PLAN.blocks[2], PLAN.blocks[5]
    gone = Move("dropped", run, None)
    shorter = Move("resized", dinner, replace(dinner, end=dinner.start.replace(hour=18, minute=0)))
    until = PLAN.horizon.instant_of(2 * 1440)
    nothing = today_words.moved_sentence(replace(PLAN, moved=()), until)
    assert nothing == (today_words.NOTHING_MOVED, ())
    one, rest = today_words.moved_sentence(replace(PLAN, moved=(gone,)), until)
    assert (one, rest) == ("Run on Mon 09:00 found no place.", ())
    both, rest = today_words.moved_sentence(replace(PLAN, moved=(gone, shorter)), until)
    assert both == "Run on Mon 09:00 found no place; one other thing moved."
    assert rest == ("Dinner together on Mon 17:30 lasts 30 min instead of 45 min.",)


def test_what_moved_far_off_comes_after_and_days_planned_for_the_first_time_do_not():
    """Only later moves: today and tomorrow stay; new things far off are no news."""
    until = PLAN.horizon.instant_of(2 * 1440)
    late = [one for one in PLAN.blocks if one.start.day == 19]
    gone, moved = Move("dropped", late[0], None), Move("dropped", late[-1], None)
    new = Move("added", None, late[1])
    told, rest = today_words.moved_sentence(replace(PLAN, moved=(gone, new, moved)), until)
    assert told == "Kept. Today and tomorrow stay as they were; some later things moved."
    assert len(rest) == 2
    assert today_words.moved_sentence(replace(PLAN, moved=(new,)), until) == (
        today_words.NOTHING_MOVED,
        (),
    )


def test_a_week_of_duty_behind_one_is_said_as_such():
    """And one without any is not mentioned."""
    sunday = PLAN.horizon.instant_of(PLAN.horizon.minutes - 60)
    behind = replace(duty_report(PLAN.horizon.first_day), weeks=())
    assert today_words.duty_text(PLAN, sunday) == (
        "About 32 h of duty this week, all of it behind you."
    )
    assert today_words.duty_text(replace(PLAN, duty=behind), sunday) == ""
    assert today_words.findings_ahead(replace(PLAN, duty=None)) == []


def test_a_closing_is_warm_also_where_nothing_more_is_planned():
    """It ends with what is next, or with itself."""
    end = PLAN.horizon.instant_of(PLAN.horizon.minutes - 60)
    assert today_words.closing_text(PLAN, now_and_next(PLAN, end)) == (
        "That was the work; the rest of the day is yours."
    )


def test_a_closing_names_the_way_home_alone():
    """On an evening off the next way leads to a duty, and is none home."""
    evening = datetime(2026, 11, 18, 20, 0, tzinfo=NIGHT.tzinfo)
    assert today_words.closing_text(PLAN, now_and_next(PLAN, evening)) == (
        "That was the work; the rest of the day is yours. Next: sleep at 22:30."
    )
    assert "the way home at 07:00" in today_words.closing_text(PLAN, now_and_next(PLAN, NIGHT))
