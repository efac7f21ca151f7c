"""Checking in on the page: four answers, changed, taken back, said late, and when it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from sample_desk import ZONE
from starlette.testclient import TestClient

from trimtab.app.mind.parts import switch
from trimtab.domain.diary import CheckIn, Night
from trimtab.domain.plans import Block
from trimtab.web.application import build_application
from trimtab.web.checkin.views import kept_view
from trimtab.web.desk import House

EVENING = datetime(2026, 11, 17, 18, 0, tzinfo=ZONE)
FOUR = {"mood": "6", "energy": "4", "stress": "7", "balance": "5"}
NIGHT = {"known_from": "08:20", "known_until": "16:50", "from": "08:20", "until": "16:50"}
TUESDAY = date(2026, 11, 17)


@pytest.fixture
def evening(desk):
    """A browser at the desk on Tuesday evening, after the sleep of the day."""
    later = replace(desk, now=lambda: EVENING.astimezone(UTC))
    app = build_application(later, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        yield walker


def said(desk, day: date = TUESDAY) -> CheckIn | None:
    """What is kept of a day."""
    return desk.store.entry(CheckIn, day.isoformat())


def test_the_form_has_four_scales_of_ten_and_the_sleep_of_the_plan(evening):
    """Everything is there without script, and nothing is chosen."""
    text = evening.get("/check-in").text
    assert text.count('type="radio" name="mood"') == 10
    assert text.count('class="scale"') == 4
    assert " checked" not in text.split('class="asking"')[0]
    assert "08:20 to 16:50, 8½ h, as planned" in text


def test_four_answers_are_kept_with_the_sleep_as_planned(evening, desk):
    """Sent, kept, and told with one sentence."""
    answer = evening.post("/check-in", data={**FOUR, **NIGHT, "day": "2026-11-17"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/check-in")
    kept = said(desk)
    assert (kept.mood, kept.energy, kept.stress, kept.balance) == (6, 4, 7, 5)
    assert (kept.sleep_source, kept.asleep_until) == (
        "plan",
        datetime(2026, 11, 17, 16, 50, tzinfo=ZONE),
    )
    text = evening.get("/check-in").text
    assert "Mood 6, energy 4, stress 7, balance 5." in text
    assert "/debrief" not in text
    assert "Kept." in text


def test_one_answer_is_enough_and_none_is_told(evening, desk):
    """A form sent empty says so, and keeps what was typed."""
    answer = evening.post("/check-in", data={"day": "2026-11-17", "from": "7"})
    assert answer.status_code == 422
    assert said(desk) is None
    answer = evening.post("/check-in", data={"mood": "3"})
    assert answer.status_code == 303
    assert said(desk).mood == 3
    text = evening.get("/check-in").text
    assert "Someone to talk to" in text
    assert 'href="/debrief"' in text


def test_a_sleep_changed_in_the_form_is_one_that_was_said(evening, desk):
    """A time later than the end is of the evening before."""
    times = NIGHT | {"from": "22:15", "until": "06:30"}
    evening.post("/check-in", data={**FOUR, **times})
    kept = said(desk)
    assert kept.sleep_source == "said"
    assert kept.asleep_from == datetime(2026, 11, 16, 22, 15, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        ({"from": "22:00", "until": ""}, "Say both"),
        ({"from": "22:00", "until": "23:00"}, "later than now"),
        ({"from": "abc", "until": "06:00"}, "written as 23:10"),
        ({"from": "07:00", "until": "07:00"}, "most of a day and a night"),
        ({"from": "07:00", "until": "06:30"}, "most of a day and a night"),
    ],
)
def test_times_that_cannot_be_are_told_and_the_answers_stay(evening, desk, times, sentence):
    """It stands at the sleep, and nothing typed is lost, today or on another day."""
    typed = {**FOUR, **NIGHT, **times, "line": "Tired"}
    for path in ("/check-in", "/check-in/days/2026-11-17"):
        answer = evening.post(path, data=typed)
        assert answer.status_code == 422
        assert sentence in answer.text.split('<details class="slept" open>')[1]
        assert answer.text.count(" checked><span>") == 4
        assert 'value="Tired"' in answer.text
        assert said(desk) is None


def test_a_sleep_as_planned_is_confirmed_with_one_tap(evening, desk):
    """It is a guess until then."""
    evening.post("/check-in", data={**FOUR, **NIGHT})
    assert "I slept about so" in evening.get("/check-in").text
    evening.post("/check-in", data={**NIGHT, "right": "yes", "day": "2026-11-17"})
    assert said(desk).sleep_source == "said"
    assert "I slept about so" not in evening.get("/check-in").text


def test_a_line_is_added_afterwards_and_the_answers_stay(evening, desk):
    """It is shown where the day is, escaped."""
    evening.post("/check-in", data={**FOUR, **NIGHT})
    evening.post("/check-in", data={"line": "<b>Long</b> list", "known_from": "", "from": ""})
    assert said(desk).line == "<b>Long</b> list"
    assert said(desk).mood == 6
    assert "&lt;b&gt;Long&lt;/b&gt; list" in evening.get("/check-in").text


def test_today_is_changed_and_taken_back(evening, desk):
    """The form shows what was said, and does not keep itself a second time."""
    evening.post("/check-in", data={**FOUR, **NIGHT})
    text = evening.get("/check-in?change=yes").text
    assert text.count(" checked><span>") == 4
    assert "data-saves" not in text
    evening.post("/check-in", data={**FOUR, **NIGHT, "mood": "8"})
    assert said(desk).mood == 8
    evening.post("/check-in/take-back", data={"day": "2026-11-17"})
    assert said(desk) is None


def test_a_page_left_open_over_the_end_of_its_day_is_of_that_day(evening, desk):
    """But not one of last week."""
    evening.post("/check-in", data={"mood": "5", "day": "2026-11-16"})
    assert said(desk, date(2026, 11, 16)).mood == 5
    evening.post("/check-in", data={"mood": "5", "day": "2026-11-10"})
    assert said(desk, date(2026, 11, 10)) is None
    assert said(desk).mood == 5


def test_a_phone_says_later_what_was_said_without_a_connection(evening, desk):
    """It is of its own moment, and never takes the place of what was said since."""
    evening.post("/check-in", data={**FOUR, **NIGHT})
    late = {"mood": "2", "said_at": "2026-11-17T22:10:00Z", "id": "a", "path": "/check-in"}
    answer = evening.post("/check-in", json=late)
    assert answer.status_code == 204
    assert said(desk).mood == 6
    before = {"mood": "2", "energy": "3", "said_at": "2026-11-15T20:00:00Z", "from": "x"}
    assert evening.post("/check-in", json=before).status_code == 204
    assert (said(desk, date(2026, 11, 15)).mood, said(desk, date(2026, 11, 15)).energy) == (2, 3)
    assert evening.post("/check-in", json={"said_at": "2026-11-14T20:00:00Z"}).status_code == 204
    assert said(desk, date(2026, 11, 14)) is None
    wrong = {"mood": "77", "said_at": "2026-11-14T20:00:00Z"}
    assert evening.post("/check-in", json=wrong).status_code == 409


def test_the_form_a_phone_keeps_is_of_no_day_and_holds_nothing_said(evening, desk):
    """Nothing of the person lies on the phone with it."""
    evening.post("/check-in", data={**FOUR, **NIGHT, "line": "Secret"})
    text = evening.get("/check-in/blank").text
    assert "Secret" not in text
    assert " checked" not in text
    assert "Nov" not in text


def test_today_shows_one_line_when_it_is_due_and_none_once_it_was_said(evening):
    """Before the night of duty, from four on."""
    assert "How was your day?" in evening.get("/").text
    evening.post("/check-in", data={**FOUR, **NIGHT})
    assert "How was your day?" not in evening.get("/").text
    assert "Said for today." in evening.get("/you").text


def test_when_it_is_asked_is_chosen_on_the_page(evening, desk):
    """A time, never, or the evening; what is no time is told."""
    evening.post("/check-in/asking", data={"asked": "clock", "clock": "21:30"})
    assert desk.store.settings()["check_in_at"] == "21:30"
    assert 'value="21:30"' in evening.get("/check-in").text
    assert "How was your day?" not in evening.get("/").text
    evening.post("/check-in/asking", data={"asked": "never"})
    assert desk.store.settings()["check_in_at"] == "never"


@pytest.mark.parametrize("said_before", [{}, FOUR], ids=["form", "kept"])
@pytest.mark.parametrize(("clock", "sentence"), [("", "is empty"), ("later", "no time of day")])
def test_a_time_to_ask_that_is_none_is_told_at_its_field(
    evening, desk, said_before, clock, sentence
):
    """The choice stays open as it was made; by script it is that part of the page alone."""
    if said_before:
        evening.post("/check-in", data=said_before)
    wrong = {"asked": "clock", "clock": clock}
    for headers in ({}, {"HX-Request": "true"}):
        answer = evening.post("/check-in/asking", data=wrong, headers=headers)
        assert answer.status_code == 422
        part = answer.text[answer.text.index('id="asking" open') :]
        assert f"{sentence}. Write it as 21:30." in unescape(part)
        assert 'value="clock" checked' in part
        assert ("<h1>" in answer.text) == (not headers)
    assert "check_in_at" not in desk.store.settings()
    part = evening.post("/check-in/asking", data={"asked": "never"}, headers=headers)
    assert "When to ask: never, by itself" in part.text


def test_switched_off_it_shows_and_keeps_nothing_and_says_where_to_switch_it_on(evening, desk):
    """Neither from the page nor from a phone."""
    switch(desk.store, "check_in", is_on=False)
    assert "/settings/parts" in evening.get("/check-in").text
    evening.post("/check-in", data=FOUR)
    evening.post("/check-in", json={**FOUR, "said_at": "2026-11-17T22:10:00Z"})
    assert said(desk) is None
    assert "How was your day?" not in evening.get("/").text
    assert "Check in" not in evening.get("/you").text


def test_days_are_drawn_listed_changed_and_deleted(evening, desk):
    """Each day is opened from its row; a day with nothing said is no day any more."""
    assert "gathers here" in evening.get("/check-in/days").text
    evening.post("/check-in", data={**FOUR, **NIGHT, "line": "Quiet"})
    text = evening.get("/check-in/days").text
    assert text.count("<figure>") == 5
    assert "style=" not in text
    assert "Quiet" in text
    assert "/check-in/days/2026-11-17" in text
    form = evening.get("/check-in/days/2026-11-17").text
    assert form.count(" checked><span>") == 4
    change = {**NIGHT, "known_source": "plan", "mood": "9", "stress": "", "line": ""}
    evening.post("/check-in/days/2026-11-17", data=change)
    assert (said(desk).mood, said(desk).stress, said(desk).line) == (9, None, "")
    evening.post("/check-in/days/2026-11-17", data={})
    assert said(desk) is None


def test_a_day_is_said_after_all_and_one_to_come_is_none(evening, desk):
    """Days before are open to be said, days to come are not there."""
    assert evening.get("/check-in/days/2026-11-12").status_code == 200
    evening.post("/check-in/days/2026-11-12", data={"mood": "4"})
    assert said(desk, date(2026, 11, 12)).mood == 4
    for wrong in ("2026-11-18", "yesterday", "0001-01-01"):
        assert evening.get(f"/check-in/days/{wrong}").status_code == 404
    answer = evening.post("/check-in/days/2026-11-12", data={"mood": "4", "from": "22:00"})
    assert answer.status_code == 422


def test_after_a_year_of_silence_every_day_said_is_still_there(evening, desk):
    """The spans stay to be chosen, and all of them begin with the first check-in."""
    for day in (date(2024, 3, 1), date(2024, 3, 2), date(2025, 9, 1)):
        desk.store.keep_entry(CheckIn(day=day, said_at=EVENING, mood=5, line=f"In {day.year}"))
    text = evening.get("/check-in/days").text
    assert "The last check-in is of Mon 1 Sep 2025" in text
    assert "gathers here" not in text
    assert 'href="/check-in/days?span=all"' in text
    text = evening.get("/check-in/days?span=all").text
    assert [f"In {year}" in text for year in (2024, 2025)] == [True, True]
    assert "Fri 1 Mar 2024" in text
    assert "said on 3 of 992 days" in text  # 1 March 2024 to 17 November 2026


@pytest.mark.parametrize("span", ["weeks", "months", "all", "other"])
def test_every_span_of_days_is_drawn(evening, desk, span):
    """With gaps, with single days, over a year of silence."""
    for day in (date(2025, 9, 1), date(2026, 10, 30), date(2026, 11, 1), date(2026, 11, 2)):
        desk.store.keep_entry(CheckIn(day=day, said_at=EVENING, mood=5, stress=1, balance=10))
    answer = evening.get(f"/check-in/days?span={span}")
    assert answer.status_code == 200
    assert "polyline" in answer.text


def test_everything_said_is_deleted_after_a_question_and_nights_by_themselves(evening, desk):
    """Check-ins and nights from devices are two things, and each is asked about once more."""
    evening.post("/check-in", data={**FOUR, **NIGHT})
    night = Night(id="a", day=TUESDAY, said_at=EVENING, start=EVENING, end=EVENING, device="Watch")
    desk.store.keep_entry(night)
    assert "Delete the one check-in" in evening.get("/check-in/days").text
    question = evening.post("/check-in/days/forget", data={"what": "check-ins"})
    assert "Delete the one check-in?" in question.text
    assert len(desk.store.entries(CheckIn)) == 1
    evening.post("/check-in/days/forget", data={"what": "check-ins", "sure": "yes"})
    assert desk.store.entries(CheckIn) == ()
    assert len(desk.store.entries(Night)) == 1
    evening.post("/check-in/days/forget", data={"what": "nights", "sure": "yes"})
    assert desk.store.entries(Night) == ()


@pytest.mark.parametrize(
    ("bed", "day", "is_told"),
    [
        (datetime(2026, 11, 17, 22, 30, tzinfo=ZONE), TUESDAY, True),
        (datetime(2026, 11, 18, 8, 20, tzinfo=ZONE), TUESDAY, False),  # on duty in between
        (datetime(2026, 11, 17, 22, 30, tzinfo=ZONE), date(2026, 11, 16), False),
    ],
)
def test_an_early_night_is_wished_only_where_one_lies_ahead(desk, example_plan, bed, day, is_told):
    """Not before a night on duty, and of no day that is over."""
    later = replace(desk, now=lambda: EVENING.astimezone(UTC))
    night = Block(kind="sleep", start=bed, end=bed + timedelta(hours=8), name="Sleep")
    desk.store.keep_plan(replace(example_plan, blocks=(night,)), EVENING, profile_revision=1)
    tired = CheckIn(day=day, said_at=EVENING, mood=6, energy=4)
    assert ("Tonight" in kept_view(later, tired).sentence) == is_told
