"""A burst of questions without script: begun from Today or its page, ended, and told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from trimtab.app.study.bursts import pocket_minutes
from trimtab.domain.decks import CaseQuestion
from trimtab.domain.diary import Stretch
from trimtab.domain.exams import StudyResult
from trimtab.domain.plans import KeptFree
from trimtab.domain.practices import Practice
from trimtab.web.profiles_kept import profile_of

PATH = "/learning/burst"
EXAM = """
[[exam]]
name = "Step 3"
date = 2027-05-11
questions = 1400
minutes_each = 2.5
topics = { renal = 0.6, surgery = 0.4 }
"""


class Clock:
    """The desk's clock, which a test sets on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(desk):
    """The moment of the sample desk."""
    made = Clock(desk.now())
    object.__setattr__(desk, "now", made)
    return made


@pytest.fixture
def learner(client, desk, clock):
    """A browser at the desk of somebody with an exam."""
    desk.store.keep_profile(desk.store.profile().text + EXAM, clock.now)
    return client


def told(learner, **sent) -> object:
    """Say how it went."""
    page = learner.get(PATH).text
    form = page[page.index("data-keep") : page.index("data-leave")]
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    return learner.post(PATH, data={**hidden, **sent})


def test_without_an_exam_an_example_teaches(client):
    """And leads to adding one."""
    page = client.get(PATH).text
    assert "4 questions of renal" in page
    assert 'href="/learning#add-exam"' in page


def test_before_an_exam_begins_a_burst_is_of_it_too(client, desk, clock):
    """Today offers none yet, the page does."""
    later = EXAM + "begin = 2026-11-30\n"
    desk.store.keep_profile(desk.store.profile().text + later, clock.now)
    assert "Add an exam" not in client.get(PATH).text
    assert client.post(PATH, data={"do": "begin", "minutes": "10"}).status_code == 303
    assert "4 questions of renal" in client.get(PATH).text


def test_one_tap_begins_what_comes_next_and_two_say_how_it_went(learner, desk, clock):
    """The time is written down, the result counts, and what is to look up is in the notebook."""
    assert learner.post(PATH, data={"do": "begin", "minutes": "10"}).status_code == 303
    page = learner.get(PATH).text
    assert "4 questions of renal" in page
    assert re.search(r"Until \d\d:\d\d", page)
    begun = clock.now
    clock.now += timedelta(minutes=10)
    assert "How did it go?" in learner.get(PATH).text
    asked = "When is bicarbonate worth giving?"
    assert told(learner, asked="4", right="3", question=asked).status_code == 303
    (result,) = desk.store.entries(StudyResult)
    assert (result.exam, result.topic, result.asked, result.right) == ("Step 3", "renal", 4, 3)
    assert result.minutes == 10
    (noted,) = desk.store.entries(CaseQuestion)
    assert (noted.question, noted.topic) == (asked, "renal")
    (piece,) = desk.store.entries(Stretch)
    assert (piece.start, piece.name) == (begun, "Step 3: 4 questions, renal")
    page = learner.get(PATH).text
    assert "Today: 4 questions, in 1 burst." in page
    assert '<option value="[&#34;Step 3&#34;, &#34;surgery&#34;]">' in page
    assert "25/5" not in desk.store.settings().values()


def test_a_burst_ends_before_its_time_and_may_be_kept_nothing_of(learner, desk, clock):
    """Done after three minutes; or left, and asked about no more."""
    for way in ("early", "leave"):
        learner.post(PATH, data={"do": "begin", "minutes": "15", "id": way})
        clock.now += timedelta(minutes=3)
        learner.post(PATH, data={"do": way, "session": f"burst-{way}"})
        if way == "early":
            assert "How did it go?" in learner.get(PATH).text
            told(learner, asked="1", right="")
    (result,) = desk.store.entries(StudyResult)
    assert (result.asked, result.right, result.minutes) == (1, None, 3)
    assert 'data-begin aria-labelledby="begin-name">' in learner.get(PATH).text


def test_mistakes_stand_at_their_field_and_keep_what_was_typed(learner, desk, clock):
    """More right than done; and what looks as if it told who a patient is, until it is sure."""
    learner.post(PATH, data={"do": "begin", "minutes": "5"})
    clock.now += timedelta(minutes=5)
    answer = told(learner, asked="2", right="3", question="Why?")
    assert answer.status_code == 422
    assert "No more right than were done." in answer.text
    assert 'value="Why?"' in answer.text
    typed = {"asked": "2", "right": "1", "question": "Why did Mr Jones get it?"}
    answer = told(learner, **typed)
    assert answer.status_code == 422
    assert "Mr Jones" in answer.text
    assert desk.store.entries(StudyResult) == ()
    assert told(learner, **typed, anyway="on").status_code == 303
    assert len(desk.store.entries(CaseQuestion)) == 1


def test_a_phone_tells_late_what_it_began_by_itself(learner, desk, clock):
    """Begun, worked and told without a connection; sent twice it counts once."""
    begun = clock.now - timedelta(minutes=40)
    sent = {
        "do": "keep",
        "session": "burst-phone",
        "exam": "Step 3",
        "topic": "renal",
        "minutes": "10",
        "begun": str(round(begun.timestamp() * 1000)),
        "ended": str(round((begun + timedelta(minutes=9)).timestamp() * 1000)),
        "asked": "4",
        "right": "2",
        "question": "What of bed 4?",
        "said_at": (begun + timedelta(minutes=10)).isoformat(),
    }
    first, again = learner.post(PATH, json=sent), learner.post(PATH, json=sent)
    assert (first.status_code, again.status_code) == (200, 200)
    assert "bed 4" in first.json()["sentence"]
    (result,) = desk.store.entries(StudyResult)
    assert (result.asked, result.right, result.minutes) == (4, 2, 9)
    (piece,) = desk.store.entries(Stretch)
    assert round((piece.end - piece.start) / timedelta(minutes=1)) == 9
    gone = learner.post(PATH, json={**sent, "exam": "Gone", "session": "burst-2"})
    assert gone.status_code == 409
    assert "not in your profile any more" in gone.json()["sentence"]


def test_today_offers_one_in_open_time_and_in_pockets_of_study(learner, desk, clock):
    """Not while something runs, in hours closed to study, or kept free of it."""
    plan, profile = desk.store.plan().plan, profile_of(desk.store, desk.zone)
    ends = (one.end for one in plan.blocks if one.end >= clock.now)
    gap = next(end for end in ends if pocket_minutes(plan, profile, end) >= 8)
    block = next(one for one in plan.blocks if one.minutes >= 15)
    assert pocket_minutes(plan, profile, block.start) == 0
    pocket = Practice(block.name, "learning", 7, (15,), pocket=True, study=True)
    known = replace(profile, practices=(pocket,))
    assert pocket_minutes(plan, known, block.start) == 15
    free = KeptFree("half_day", gap, gap + timedelta(hours=1))
    assert pocket_minutes(replace(plan, kept_free=(free,)), profile, gap) == 0
    assert pocket_minutes(plan, replace(profile, exams=()), gap) == 0
    kept, now = desk.store.plan(), clock.now
    open_now = tuple(one for one in plan.blocks if not one.start <= now < one.end)
    revision = desk.store.profile().revision
    of = {"profile_revision": revision, "expected_revision": kept.revision}
    desk.store.keep_plan(replace(plan, blocks=open_now), now, is_accepted=True, **of)
    assert re.search(r"<button>A few questions, \d+ min</button>", learner.get("/").text)
