"""A notice leads in one tap to lighter days, one change, a page that asks, or the questions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store
from starlette.testclient import TestClient

from trimtab.app.mind.parts import switch
from trimtab.app.mind.questionnaires import today_of
from trimtab.domain.diary import CheckIn, LighterDays, Notice
from trimtab.web.application import build_application
from trimtab.web.desk import House

WORDS = ("Your mood has been lower than your usual.", "How sure: about 9 in 10.", "One thing.")


@pytest.fixture
def desk(example_plan):
    """A desk with a week planned, its trims, and days told."""
    made = desk_over(filled_store(example_plan), FixedPlanning(example_plan))
    days = ((back, made.now().date() - timedelta(days=back)) for back in range(1, 31))
    said = (CheckIn(day=day, said_at=made.now(), mood=4 if back < 10 else 7) for back, day in days)
    made.store.keep_entries(tuple(said))
    return made


@pytest.fixture
def notice(desk):
    """A notice told today."""
    today = today_of(desk.store, desk.now())
    made = Notice(
        id="n1", day=today, said_at=desk.now(), kind="change", words=WORDS, measure="mood",
        since=today - timedelta(days=9), change=(-2.0, -3.0, -1.0), before=7.0, level=4.0,
        certainty=0.9,
    )  # fmt: skip
    desk.store.keep_entry(made)
    return made


@pytest.fixture
def client(desk):
    """A browser without script."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        yield walker


def test_what_a_warning_rests_on_is_true_of_every_one(client, notice):
    """The change named can be larger than the plain difference."""
    assert "smaller or larger than the plain difference" in client.get("/notice/n1").text


def do(client, what):
    """Choose something, and give where it leads."""
    answer = client.post("/notice/n1", data={"do": what})
    assert answer.status_code == 303
    return answer.headers["location"]


def plain(answer):
    """The words of a page."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def said(desk):
    """What was chosen."""
    return desk.store.entry(Notice, "n1").answer


def test_the_page_tells_it_in_full(client, notice):
    """Sentences as they were told, the days as a picture, and what the numbers are."""
    page = client.get("/notice/n1")
    text = plain(page)
    for sentence in WORDS:
        assert sentence in text
    assert page.text.count("<circle") == 30
    assert 'class="usual"' in page.text
    assert "about 2 points, 1 to 3 with 9 in 10 chances" in text
    assert "says nothing about illness." in text


def test_lighter_days_begin_at_once(client, desk, notice):
    """The days are kept and the page says until when."""
    assert do(client, "lighter") == "/notice/n1"
    [lighter] = desk.store.entries(LighterDays)
    assert (lighter.because, said(desk)) == ("notice", "lighter")
    assert "planned lighter until Thu 19 Nov" in plain(client.get("/notice/n1"))


def test_one_change_leads_to_its_trial_with_its_gain(client, desk, notice):
    """The trim of the plan that gains most; nothing is kept until it is tried there."""
    trims = desk.store.plan().plan.trims
    best = max(range(len(trims)), key=lambda at: trims[at].gain)
    assert trims[best].change in plain(client.get("/notice/n1"))
    revision = desk.store.plan().revision
    assert do(client, "trim") == f"/week/trial?trim={best}&revision={revision}"
    assert said(desk) == "trim"


def test_without_a_change_it_leads_to_the_week(client, desk, notice, example_plan):
    """Where it says why none is known."""
    bare = replace(example_plan, trims=())
    desk.store.keep_plan(bare, desk.now(), profile_revision=1)
    assert "No small change is known" in plain(client.get("/notice/n1"))
    assert do(client, "trim") == "/week#trims"


def test_the_page_that_asks_holds_figures_and_no_feelings(client, desk, notice):
    """Hours and nights that a plan knows of, the ask, and nothing that was said of days."""
    assert do(client, "brief") == "/notice/n1/brief"
    page = client.get("/notice/n1/brief")
    text = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.DOTALL)[1])
    assert text.startswith("I would like to ask for one change to my schedule.")
    assert "- Duty: 142 hours in all" in text  # by the roster, from 2 November on
    assert "What I ask for: " in text
    assert "mood" not in text
    assert "<form" not in page.text


def test_the_questions_are_one_tap_away(client, desk, notice):
    """Those that a warning leads to."""
    assert do(client, "questions") == "/questions/phq-8"
    assert said(desk) == "questions"


@pytest.mark.parametrize(("what", "kept"), [("seen", "seen"), ("quiet", "quiet")])
def test_it_can_be_left(client, desk, notice, what, kept):
    """The line on Today goes; the page stays."""
    assert do(client, what) == "/"
    assert said(desk) == kept
    text = plain(client.get("/notice/n1"))
    assert "Leave it" not in text
    assert ("Leave me be" in text) == (what == "seen")


def test_being_left_alone_can_be_ended(client, desk, notice):
    """The page of warnings says until when it is, with one button."""
    do(client, "quiet")
    assert "Nothing is told before Tue 15 Dec, as you asked." in plain(client.get("/notice/n1"))
    assert "nothing is told before Tue 15 Dec." in plain(client.get("/notice"))
    assert client.post("/notice").headers["location"] == "/notice"
    assert "left alone" not in plain(client.get("/notice"))


def test_it_can_be_deleted(client, desk, notice):
    """And is gone from its list and its address."""
    assert WORDS[0] in plain(client.get("/notice"))
    assert do(client, "forget") == "/notice"
    assert WORDS[0] not in plain(client.get("/notice"))
    assert client.get("/notice/n1").status_code == 404


def test_what_cannot_be_chosen_changes_nothing(client, desk, notice):
    """It leads back to the notice."""
    assert do(client, "panic") == "/notice/n1"
    assert said(desk) is None


def test_how_it_went_stands_on_the_page_and_in_the_list(client, desk, notice):
    """One honest sentence."""
    desk.store.keep_entry(replace(notice, outcome="same"))
    for path in ("/notice", "/notice/n1"):
        assert "Two weeks on, days look about the same." in plain(client.get(path))


def test_a_notice_about_days_ahead_needs_no_picture(client, desk, notice):
    """It has no measure, and the page stands without one."""
    ahead = replace(notice, kind="ahead", measure=None, change=None, before=None, level=None)
    desk.store.keep_entry(ahead)
    page = client.get("/notice/n1")
    assert page.status_code == 200
    assert "<svg" not in page.text


def test_switched_off_the_page_says_so(client, desk):
    """In a sentence, with the way to the switch."""
    switch(desk.store, "notices", is_on=False)
    text = client.get("/notice").text
    assert "switched off" in text
    assert 'href="/settings/parts"' in text


def test_before_two_weeks_it_says_what_it_needs(client):
    """And from then on that days are compared here, with nobody looking on."""
    assert "nobody looks on" in plain(client.get("/notice"))


def test_a_check_in_brings_the_notice(client, desk):
    """What is said is looked at when it is kept, and tells at most once."""
    for _ in range(2):
        client.post(
            "/check-in", data={"mood": "3", "day": today_of(desk.store, desk.now()).isoformat()}
        )
    assert len(desk.store.entries(Notice)) == 1
