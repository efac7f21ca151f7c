"""Today at the moments of a week: one glance says what is now, next, and what to heed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sample_plans import WeekWriter
from today_desk import HTMX, at, desk_at, page_at, walking, words_of
from today_plans import CAUTION, OTHERS, night_week, plan_of

from trimtab.app.daily.ports import Job
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.today.page_view import surroundings
from trimtab.web.today.views import Gap, column

MOMENTS = [
    at(16, "07:40"), at(16, "09:10"), at(16, "12:00"), at(16, "18:40"), at(17, "05:40"),
    at(17, "07:10"), at(17, "12:00"), at(18, "17:00"), at(19, "16:30"), at(21, "23:50"),
]  # fmt: skip
SHAMING = (
    "missed", "overdue", "failed", "streak", "should", "warning", "late", "behind schedule",
    "must", "score", "only", "forgot", "!",
)  # fmt: skip


def test_a_morning_says_what_is_next_and_how_long_there_is():
    """Breakfast until eight, then the run."""
    words = words_of(page_at(at(16, "07:40")))
    assert "Now · meal Breakfast until 08:00, 20 min left" in words
    assert "Next Run at 09:00" in words
    assert "Leave at 18:35 for NF at 19:00." in words


def test_before_dawn_of_a_night_the_end_is_in_sight():
    """At 05:40 the page is still Monday's, with the way home and its caution."""
    words = words_of(page_at(at(17, "05:40")))
    assert "NF until 07:00, 1 h 20 min left" in words
    assert "Next the way home at 07:00" in words
    assert CAUTION in words
    assert OTHERS not in words
    assert "Monday 16 November, and the night after" in words


def test_the_day_stands_in_order_with_the_present_in_it():
    """One column; what runs is marked, what was is quiet, gaps are open time."""
    page = page_at(at(16, "09:10"))
    states = re.findall(r'<li class="row(?: gap)? (\w+)', page)
    assert states == sorted(states, key=["past", "now", "ahead"].index)
    assert states.count("now") == 1
    assert page.count('aria-current="time"') == 1
    assert "11:30–14:30 open, 3 h" in words_of(page)  # noqa: RUF001 - a range


def test_what_ended_long_ago_is_folded_away():
    """At noon the sleep and the breakfast need nothing any more."""
    page = page_at(at(16, "12:00"))
    folded = page.partition('<details class="earlier">')[2].partition("</ol>")[0]
    assert "Breakfast" in folded
    assert "QI abstract" not in folded


def test_every_chosen_block_can_be_marked_in_one_tap():
    """What runs: done, shorter, not today; ahead the same; given ones nothing."""
    page = page_at(at(16, "09:10"))
    moment = page.partition('id="now"')[2].partition("</section>")[0]
    assert re.findall(r'name="(\w+)" value="(done|not_today|30|10)"', moment) == [
        ("verb", "done"),
        ("minutes", "30"),
        ("minutes", "10"),
        ("verb", "not_today"),
    ]
    dinner = page.partition("Dinner together</bdi>")[2].partition("</li>")[0]
    assert 'value="not_today"' in dinner
    assert 'value="done"' in dinner
    duty = page.partition("<bdi>NF</bdi></b>")[2].partition("</li>")[0]
    assert "<form" not in duty


def test_sleep_can_be_shorter_and_is_not_left_out():
    """A night moves; it is not skipped."""
    page = page_at(at(18, "22:40"))
    sleep = page.partition('id="now"')[2].partition("</section>")[0]
    assert 'name="minutes"' in sleep
    assert "not_today" not in sleep


def test_the_three_of_the_day_say_what_is_behind():
    """From the plan, each with its time."""
    words = words_of(page_at(at(16, "12:00")))
    assert "Run 09:00, 45 min, behind you" in words
    assert "Dinner together 17:30, 45 min" in words


def test_alertness_is_drawn_and_said():
    """A picture without a style attribute, its words, and a table behind it."""
    page = page_at(at(17, "05:40"))
    words = words_of(page)
    assert "Now about 7.5 (6.5–8.5) of 9: very sleepy; it gets easier from here." in words  # noqa: RUF001
    assert "<polyline" in page
    assert "<caption" in page
    assert 'data-source="/today/alertness.json"' in page


def test_duty_hours_and_what_lies_ahead_are_in_words():
    """So far of this week; a breach ahead is told, one that is over is not."""
    words = words_of(page_at(at(17, "05:40")))
    assert "About 10½ h of duty so far this week, of 32 h." in words
    assert words.count("6 h between two duties, 8 are asked.") == 1


def test_a_day_of_25_hours_is_one_day():
    """The clocks go back on the first of November; the page stands, with real minutes."""
    week = WeekWriter(date(2026, 10, 26))
    week.add(6, "00:00-03:00", "sleep", "Sleep")
    week.add(6, "10:00-10:30", "practice", "Run", value="body")
    words = words_of(page_at(at(1, "00:30"), plan=plan_of(week)))
    assert "until 03:00, 3½ h left" in words
    assert "Sunday 1 November" in words


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_no_page_shames_and_none_brings_style_of_its_own(moment):
    """At any moment of the week."""
    page = page_at(moment)
    assert "style=" not in page
    assert "<script>" not in page
    said = words_of(page).replace(CAUTION, "").lower()
    words = set(re.findall(r"[a-z]+(?: schedule)?|!", said))
    assert words.isdisjoint(SHAMING)


def test_nothing_has_to_be_tapped_on_a_day_with_nothing_to_change():
    """What was planned counts: wins gather without a single mark."""
    words = words_of(page_at(at(16, "12:00")))
    wins = words.partition("Wins of the day")[2]
    assert "Run, 45 min" in wins
    assert "7 h 15 min of sleep" in wins


def test_without_a_profile_somebody_is_welcomed():
    """The first page is the first run."""
    desk = replace(desk_at(at(16, "09:00")), store=InMemoryStore())
    with walking(desk) as walker:
        assert walker.get("/").headers["location"] == "/welcome"


def test_without_a_plan_the_page_says_how_planning_goes():
    """With the way to where it shows."""
    desk = desk_at(at(16, "09:00"))
    store = InMemoryStore()
    store.keep_profile("[person]\n", at(16, "09:00"))
    with walking(replace(desk, store=store)) as walker:
        answer = walker.get("/")
    assert answer.status_code == 200
    assert 'href="/welcome/planning"' in answer.text
    assert len(desk.planning.begun) == 1


def test_a_plan_that_is_old_is_made_again_in_the_background():
    """The page does not wait for it."""
    for age, times in ((timedelta(minutes=5), 0), (timedelta(hours=2), 1)):
        desk = desk_at(at(16, "09:00"), made=age)
        with walking(desk) as walker:
            walker.get("/")
        assert len(desk.planning.begun) == times


def test_a_page_left_open_keeps_up_with_the_plan():
    """The minute's look has an old plan made again, as opening the page does."""
    for age, times in ((timedelta(minutes=5), 0), (timedelta(hours=2), 1)):
        desk = desk_at(at(16, "09:00"), made=age)
        with walking(desk) as walker:
            walker.get("/today/now?shown=x", headers=HTMX)
        assert len(desk.planning.begun) == times


def test_the_moment_alone_comes_each_minute():
    """Where the same thing runs the top is swapped; where another does, the whole day is."""
    desk = desk_at(at(16, "09:10"))
    with walking(desk) as walker:
        page = walker.get("/").text
        polled = re.search(r'hx-get="([^"]+)" hx-trigger="every 60s"', page)[1]
        same = walker.get(polled, headers=HTMX)
        other = walker.get("/today/now?shown=another", headers=HTMX)
        plain = walker.get(polled)
    assert same.text.lstrip().startswith('<section id="now"')
    assert "hx-retarget" not in same.headers
    assert other.headers["hx-retarget"] == "#today"
    assert '<div id="today">' in other.text
    assert plain.headers["location"] == "/"


def test_after_an_absence_one_screen_offers_to_start_from_today():
    """Nothing is listed; one tap plans anew, from now."""
    desk = desk_at(at(20, "09:00"), made=timedelta(days=4))
    with walking(desk) as walker:
        page = walker.get("/").text
        assert "Welcome back. Start from today?" in words_of(page)
        assert "Run" not in words_of(page)
        assert desk.planning.begun == []
        assert walker.post("/today/start").headers["location"] == "/"
        assert "Now" in words_of(walker.get("/").text)
    assert desk.store.plan().made_at == at(20, "09:00")


def test_after_the_last_bedtime_of_a_plan_the_night_ends_in_the_morning():
    """Not at midnight, where the plan ends; and no shorter length is offered of what it cuts."""
    week = WeekWriter(date(2026, 11, 16))
    week.add(6, "23:10-00:00", "sleep", "Sleep", note="goes on until 07:40")
    words = words_of(page_at(at(22, "23:40"), plan=plan_of(week)))
    assert "Sleep until Mon 07:40, 8 h left" in words
    assert "goes on" not in words
    assert "Shorter" not in words


def test_in_a_week_not_planned_yet_its_plan_is_on_the_way():
    """On Monday nobody is welcomed back who was here on Sunday; the page waits for the plan."""
    with walking(desk_at(at(23, "06:00"), made=timedelta(hours=12))) as walker:
        page = walker.get("/").text
        polled = re.search(r'hx-get="([^"]+)" hx-trigger="every 5s"', page)[1]
        assert "Your week is being planned" in words_of(page)
        assert walker.get(polled, headers=HTMX).status_code == 204
    with walking(desk_at(at(22, "06:00"))) as walker:
        assert walker.get(polled, headers=HTMX).headers["hx-refresh"] == "true"


def test_alertness_comes_as_data_for_a_chart():
    """The half-hours of the day somebody is in."""
    with walking(desk_at(at(17, "05:40"))) as walker:
        points = walker.get("/today/alertness.json").json()["points"]
    assert points[0]["time"] == "2026-11-16T00:00:00-05:00"
    assert points[-1]["time"] == "2026-11-17T16:30:00-05:00"
    assert set(points[0]) == {"time", "kss", "low", "high", "asleep"}


def test_the_chart_is_told_the_moment_that_the_words_tell():
    """Neither one that is over nor waking: picture and text name the same."""
    with walking(desk_at(at(16, "18:00"))) as walker:
        told = walker.get("/today/alertness.json").json()
        words = words_of(walker.get("/").text)
    assert re.findall(r"Sleepiest at (\d\d:\d\d)", words) == [told["sleepiest"][11:16]]
    assert told["sleepiest"] in {point["time"] for point in told["points"]}


def test_today_comes_as_one_file():
    """Downloaded, not opened in place."""
    with walking(desk_at(at(17, "05:40"))) as walker:
        answer = walker.get("/today.html")
    assert answer.headers["content-disposition"] == 'attachment; filename="today.html"'
    assert "Breathe in" in answer.text


def test_a_plan_being_made_is_not_asked_for_twice():
    """While a job runs, opening a page begins no other."""
    desk = desk_at(at(16, "09:00"), made=timedelta(hours=2))
    desk.planning.newest = lambda: Job("job", "running")
    with walking(desk) as walker:
        walker.get("/")
    assert desk.planning.begun == []


def test_words_from_elsewhere_stay_words():
    """A name with markup in it is shown letter for letter."""
    plan = night_week()
    first = replace(plan.blocks[1], name="<b onclick=x>Brunch</b>")
    blocks = (plan.blocks[0], first, *plan.blocks[2:])
    page = page_at(at(16, "07:40"), plan=replace(plan, blocks=blocks))
    assert "<b onclick" not in page
    assert "&lt;b onclick=x&gt;Brunch" in page


def test_an_evening_shows_the_night_that_begins_past_midnight():
    """Who goes to bed at half past twelve sees so at ten, on the page and in the file."""
    plan = _late_to_bed()
    with walking(desk_at(at(16, "22:00"), plan)) as walker:
        words = words_of(walker.get("/").text)
        kept = words_of(walker.get("/today.html").text)
    assert "22:00–00:15 open" in words  # noqa: RUF001 - a range
    assert "Tue 00:15–00:30 wind-down" in words  # noqa: RUF001 - a range
    assert "Tue 00:30–07:30 sleep" in words  # noqa: RUF001 - a range
    today, _, tomorrow = kept.partition("Tomorrow, Tuesday")
    assert "Tue 00:30–07:30" in today  # noqa: RUF001 - a range
    assert "00:30–07:30" in tomorrow  # noqa: RUF001 - a range


def _late_to_bed():
    week = WeekWriter(date(2026, 11, 16))
    week.add(0, "20:00-22:00", "practice", "Choir")
    week.add(1, "00:15-00:30", "wind_down", "Wind down")
    week.add(1, "00:30-07:30", "sleep", "Sleep")
    week.add(1, "14:00-15:00", "sleep", "Sleep")
    return plan_of(week)


def test_what_was_left_out_stands_within_the_time_that_it_left_open():
    """The open time that begins before it comes first."""
    plan = night_week()
    run = next(one for one in plan.blocks if one.name == "Run")
    rest = tuple(one for one in plan.blocks if one != run)
    page = page_at(at(16, "08:30"), plan=replace(plan, blocks=rest, skipped=(run,)))
    words = words_of(page)
    assert words.index("08:00–10:00 open") < words.index("Run 45 min")  # noqa: RUF001 - a range


def test_a_page_left_open_past_the_end_of_its_plan_is_opened_anew():
    """The minute's look sends it to Today, which waits for a plan; it says no empty day."""
    with walking(desk_at(at(24, "06:00"), made=timedelta(days=1))) as walker:
        answer = walker.get("/today/now?shown=x", headers=HTMX)
    assert answer.headers["hx-refresh"] == "true"
    assert answer.text == ""


def test_an_open_page_is_drawn_again_once_another_plan_stands():
    """The minute's look answers with the whole day, as its column is another by now."""
    desk = desk_at(at(16, "09:10"))
    with walking(desk) as walker:
        page = walker.get("/").text
        polled = re.search(r'hx-get="([^"]+)" hx-trigger="every 60s"', page)[1]
        desk.store.keep_plan(desk.store.plan().plan, at(16, "09:11"), profile_revision=1)
        other = walker.get(polled, headers=HTMX)
    assert other.headers["hx-retarget"] == "#today"


def test_hours_before_a_first_plan_are_not_called_open():
    """Who planned at five past four has no five hours open behind them."""
    plan = night_week()
    free = tuple(one for one in plan.blocks if one.start >= at(16, "09:00"))
    first = replace(plan, blocks=free, known_from=8 * 60)
    now = at(16, "08:30")
    for plan_, begins in ((replace(first, known_from=0), "00:00"), (first, "08:00")):
        desk = desk_at(now, plan_)
        rows = column(surroundings(desk, desk.store.plan(), now))
        assert next(row for row in rows if isinstance(row, Gap)).times.startswith(begins)
