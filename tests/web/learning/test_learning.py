"""Learning: the year, this week, results, goals and ways out, without script."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from trimtab.domain.exams import Exam, Studied, StudyResult, WeekGoal
from trimtab.domain.plans import Unplaced
from trimtab.domain.study_plans import StudyDay, YearPlan
from trimtab.study.year import plan_year
from trimtab.web.learning.year_picture import BROAD, LETTER, NARROW, beyond_text, draw_year
from trimtab.web.season.reading import Known, Readings

TODAY = date(2026, 11, 17)
EXAM = """
[[exam]]
name = "Step 3"
date = 2027-05-11
questions = {}
topics = {{ renal = 0.5, surgery = 0.5 }}
"""


@pytest.fixture
def learner(client, desk):
    """A browser at the desk of somebody with an exam; says how many questions are left."""

    def with_exam(questions: int = 1400, more: str = ""):
        text = desk.store.profile().text + EXAM.format(questions) + more
        desk.store.keep_profile(text, desk.now())
        return client

    return with_exam


def exam_in(desk, number: int = 0):
    """An exam as it stands in the profile."""
    return tomllib.loads(desk.store.profile().text)["exam"][number]


def revision(desk) -> str:
    """The edition a form would be made from."""
    return str(desk.store.profile().revision)


def test_without_an_exam_an_example_teaches(client):
    """And its form stands open."""
    page = client.get("/learning").text
    assert "1,400 questions left" in page
    assert re.search(r"<details open><summary id=\"add-exam\"", page)
    assert 'class="drawn' not in page


def test_you_leads_to_learning(learner):
    """With the nearest exam."""
    assert "Step 3: Tue 11 May 2027, in 25 weeks." in learner().get("/you").text


def test_the_year_is_a_picture_with_a_table(learner):
    """Each week in words for who cannot see it, and nothing that a page may not hold."""
    page = learner().get("/learning").text
    assert "style=" not in page
    assert 'aria-label="26 weeks until Step 3 on Tue 11 May 2027; the' in page
    assert page.count('class="asked"') == 2 * 26  # for a phone and for a desk; one is shown
    assert page.count('class="drawn narrow"') == page.count('class="drawn broad"') == 1
    assert "Week of Mon 16 Nov" in page
    assert "Step 3 on Tue 11 May 2027</td>" in page
    assert '<th scope="row">4 Jan 2027</th>' in page


def test_an_exam_is_added_in_one_form(client, desk):
    """It is written into the profile from today on, and the year stands."""
    sent = {
        "revision": revision(desk),
        "name": "Boards",
        "date": "2027-03-16",
        "questions": "1,400",
        "topics": "cardiology 15, renal 10",
    }
    assert client.post("/learning/exams", data=sent).status_code == 303
    assert exam_in(desk)["begin"] == date(2026, 11, 17)
    assert exam_in(desk)["topics"] == {"cardiology": 15, "renal": 10}
    assert "1,400 questions left" in client.get("/learning").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "Step 3", "There is one of that name already."),
        ("name", "", "Give it a name"),
        ("date", "2026-11-16", "Choose its day, today or later."),
        ("questions", "many", "Write a whole number up to 20,000."),
        ("topics", "renal 30%, skin 0 %", "above nought"),
        ("topics", "renal", "has no number"),
        ("topics", "renal -1", "above nought"),
        ("topics", "renal 1e9", "up to 1,000,000"),
    ],
)
def test_mistakes_stand_at_their_field(learner, desk, field, value, said):
    """What was typed stays."""
    sent = {"name": "Boards", "date": "2027-03-16", "questions": "100", "topics": ""}
    client, before = learner(), None
    before = desk.store.profile().text
    answer = client.post("/learning/exams", data={**sent, field: value, "revision": "1"})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'id="mistake-exam-{field}"' in answer.text
    assert 'value="2027-03-16"' in answer.text or field == "date"
    assert desk.store.profile().text == before


def test_a_result_is_kept_and_counts(learner, desk):
    """Of a topic, today; it can be deleted again."""
    client = learner()
    sent = {"exam": "Step 3", "topic": "renal", "asked": "40", "right": "12", "minutes": "100"}
    answer = client.post("/learning/results", data=sent)
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    told = "Kept. Tue 17 Nov: Step 3, renal, 40 questions, 12 right, 100 min. Your week follows"
    assert told in page.partition("How did questions go?")[2]
    assert 'action="/learning/results#results"' in page
    assert "12 of 40 right, taken as 36 %" in page
    assert "40 questions done, 1,360 questions left, all with a day." in page
    assert "3 min a question, as is usual." in page
    assert re.search(r"40 of \d+ questions|all \d+ questions, and \d+ more", page)
    (kept,) = desk.store.entries(StudyResult)
    assert (kept.day, kept.asked, kept.right) == (date(2026, 11, 17), 40, 12)
    client.post("/learning/results/take-back", data={"id": kept.id})
    assert desk.store.entries(StudyResult) == ()
    assert "Kept. Tue" not in client.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("asked", "0", "Write a whole number"),
        ("right", "41", "No more than were asked"),
        ("minutes", "x", "Or leave it empty."),
        ("day", "2026-11-18", "Choose today or a day before."),
    ],
)
def test_a_result_that_cannot_be_stays_typed(learner, desk, field, value, said):
    """With the remedy at its field."""
    sent = {"exam": "Step 3", "asked": "40", "right": "", "minutes": "", "day": "", field: value}
    answer = learner().post("/learning/results", data=sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert desk.store.entries(StudyResult) == ()


def test_what_is_told_of_a_result_waits_for_calendars(learner, monkeypatch):
    """While they are read the page is looked for again with what it has to tell."""
    client = learner()
    monkeypatch.setattr(Readings, "known", lambda *_: Known())
    sent = {"exam": "Step 3", "asked": "20", "right": "12"}
    kept = client.post("/learning/results", data=sent).headers["location"]
    page = client.get(kept).text
    assert f'hx-get="{kept.partition("#")[0]}"' in page
    table = ("results.csv", b"date,asked\n2026-11-10,40\n", "text/csv")
    assert "1 new of 1" in client.post("/learning/results/file", files={"file": table}).text


def test_a_table_is_brought_and_counts_once(learner, desk):
    """A second time nothing is new; a row in error is told; no table is refused."""
    client = learner()
    table = b"date,topic,asked,right\n2026-11-10,renal,40,12\nsoon,renal,1,1\n"
    file = {"file": ("results.csv", table, "text/csv")}
    page = client.post("/learning/results/file", files=file).text
    assert "1 new of 1 result read; 1 row was not." in page.partition("How did questions go?")[2]
    assert "is not a day" in page
    assert (
        "0 new of 1 result read; 1 row was not."
        in client.post("/learning/results/file", files=file).text
    )
    assert client.post("/learning/results/table", content=table).json() == {"new": 0}
    assert client.post("/learning/results/file", data={"x": "y"}).status_code == 422
    wrong = client.post("/learning/results/file", files={"file": ("a.csv", b"x,y\n", "text/csv")})
    assert "no columns of days and questions" in wrong.text
    assert "a row for each sitting.<" in wrong.text
    asked = client.post("/learning/results/forget", data={})
    assert "Delete the one result?" in client.get(asked.headers["location"]).text
    assert len(desk.store.entries(StudyResult)) == 1
    client.post("/learning/results/forget", data={"sure": "yes"})
    assert client.get("/learning/results/forget").status_code == 303
    assert desk.store.entries(StudyResult) == ()


def test_goals_of_the_week_take_a_tap(client, desk):
    """Two articles: one done, one less, taken out."""
    assert client.post("/learning/goals", data={"goal": "Articles", "wanted": "2"}).is_redirect
    (goal,) = desk.store.entries(WeekGoal)
    assert (goal.day, goal.wanted) == (date(2026, 11, 16), 2)
    for path, done in (("one", 1), ("one", 2), ("less", 1)):
        client.post(f"/learning/goals/{path}", data={"id": goal.id})
        assert desk.store.entries(WeekGoal)[0].done == done
    assert "1 of 2" in client.get("/learning").text
    client.post("/learning/goals/forget", data={"id": goal.id})
    assert desk.store.entries(WeekGoal) == ()
    wrong = client.post("/learning/goals", data={"goal": "", "wanted": "0"})
    assert "Say what, such as articles." in wrong.text


def test_a_way_out_is_shown_and_taken_with_one_tap(learner, desk):
    """The profile changes as it said before, and nothing lacks a day any more."""
    client = learner(9000)
    page = client.get("/learning").text
    assert "have no day before Tue 11 May" in page
    shown = re.search(r"questions: 9000 becomes (\d+)", page)
    sent = {"revision": revision(desk), "exam": "Step 3", "kind": "drop"}
    assert client.post("/learning/offers", data=sent).status_code == 303
    assert exam_in(desk)["questions"] == int(shown[1])
    assert "have no day before" not in client.get("/learning").text
    assert client.post("/learning/offers", data={**sent, "kind": "other"}).status_code == 303


def test_an_exam_yesterday_is_asked_after(client, desk):
    """Nothing more."""
    text = desk.store.profile().text + '\n[[exam]]\nname = "Shelf"\ndate = 2026-11-16\n'
    desk.store.keep_profile(text, desk.now())
    page = client.get("/learning").text
    assert "Shelf was yesterday. How did it go?" in page
    assert "How did questions go?" not in page


def drawn(*exams: Exam):
    """The pictures of a year with these exams, an hour a day."""
    count = (max(one.day for one in exams) - TODAY).days + 1
    days = [StudyDay(TODAY + timedelta(days=n), 60, 60) for n in range(count)]
    plan = plan_year(exams, days, Studied(), TODAY, wants_offers=False)
    return plan, draw_year(plan)


@pytest.mark.parametrize("gap", [1, 2, 9, 40])
def test_names_of_exams_do_not_meet(gap):
    """Eight in a row, each named, in rows of their own where they are near, within the picture."""
    exams = [
        Exam(name=f"A long examination {n}", day=TODAY + timedelta(days=14 + gap * n), questions=5)
        for n in range(8)
    ]
    for picture, breadth in zip(drawn(*exams)[1], (NARROW, BROAD), strict=True):
        spans = {}
        for one in picture.exams:
            x, wide = one.x * breadth.least / 100, len(one.text) * LETTER
            low, high = (x - wide, x) if one.is_late else (x, x + wide)
            assert 0 <= low < high <= breadth.least
            assert one.text.startswith("A long exam")
            assert all(high <= a or b <= low for a, b in spans.get(one.y, []))
            spans.setdefault(one.y, []).append((low, high))
        assert max(spans) < picture.top - 12


def test_months_stand_where_they_begin():
    """A January with its year, and no two of them meet."""
    narrow, broad = drawn(Exam(name="A", day=date(2027, 5, 11), questions=20))[1]
    months = [one.text for one in broad.months]
    assert months == ["Nov", "Dec", "Jan 2027", "Feb", "Mar", "Apr", "May"]
    assert len(narrow.months) < len(broad.months)


def test_what_is_far_is_told_and_does_not_squeeze():
    """Fifteen months are drawn; the rest is a line with its weeks, questions and exams."""
    near = Exam(name="Shelf", day=date(2027, 3, 4), questions=20)
    plan, pictures = drawn(near, replace(near, name="Boards", day=date(2036, 3, 4), questions=900))
    assert {len(one.bars) for one in pictures} == {65}
    assert all([mark.text for mark in one.exams] == ["Shelf"] for one in pictures)
    beyond = sum(week.questions() for week in plan.weeks[65:])
    said = f"After them: 421 weeks with {beyond} questions, and Boards on Tue 4 Mar 2036."
    assert beyond_text(plan) == f"Fifteen months are drawn. {said}"
    assert beyond_text(drawn(near)[0]) == ""


def test_the_next_exam_that_is_short_is_told(learner):
    """Its turn comes after the first one's."""
    page = learner(9000, EXAM.format(9000).replace("Step 3", "Boards")).get("/learning").text
    assert re.search(r"lacks days for [\d,]+; its ways out come once this one fits", page)


def test_a_year_without_weeks_has_no_picture():
    """Nothing is drawn of nothing."""
    assert draw_year(YearPlan(date(2026, 11, 17))) == ()


def test_results_plan_the_week_anew(learner, desk):
    """Entered, brought and deleted: the plan is made again behind, and the year at once."""
    page = learner(1400)
    before = desk.store.plan().revision
    page.post("/learning/results", data={"exam": "Step 3", "asked": "20", "right": "9"})
    table = ("results.csv", b"date,topic,asked,right\n2026-11-16,renal,40,12\n", "text/csv")
    assert "1 new of 1" in page.post("/learning/results/file", files={"file": table}).text
    page.post("/learning/results/file", files={"file": table})
    page.post("/learning/results/forget", data={"sure": "yes"})
    assert desk.store.plan().revision == before + 3


def test_shares_of_topics_are_read_as_they_are_typed(client, desk):
    """Semicolons part them too; what stands twice, or has no number or name, is told."""
    sent = {"name": "Shelf", "date": "2027-03-01", "questions": "10", "revision": revision(desk)}
    for typed, told in {
        "cardio 15, cardio 20": "“cardio” stands there twice.",
        "medicine 0,35": "“35” has no name.",
        "medicine": "“medicine” has no number. For example cardiology 15, renal 10.",
    }.items():
        answer = client.post("/learning/exams", data={**sent, "topics": typed})
        assert answer.status_code == 422
        assert told in answer.text
    typed = "OB/GYN 12; psychiatry: 12, renal=20, cardio = 30"
    assert client.post("/learning/exams", data={**sent, "topics": typed}).status_code == 303
    rows = tomllib.loads(desk.store.profile().text)["exam"]
    assert rows[-1]["topics"] == {"OB/GYN": 12, "psychiatry": 12, "renal": 20, "cardio": 30}


def test_topics_of_another_name_are_told_and_counted_with_a_tap(learner, desk):
    """After a table, or an entry; nothing is lost, and a table brought again is not new."""
    client = learner()
    table = b"date,topic,asked,right\n2026-11-10,renals,15,10\n2026-11-11,Renals,5,1\n"
    file = {"file": ("results.csv", table, "text/csv")}
    page = client.post("/learning/results/file", files=file).text
    said = "“renals” (20 questions, the nearest is renal) is no topic of Step 3, so it weighs"
    assert re.search(rf'<p role="status">{re.escape(said)}', page)
    assert "<option selected>renal</option>" in page
    sent = {"exam": "Step 3", "topic": "derm", "asked": "10"}
    answer = client.post("/learning/results", data=sent)
    assert answer.headers["location"] == "/learning?named=otherwise#other-names"
    assert '<details id="other-names" open>' in client.get(answer.headers["location"]).text
    named = {"exam": "Step 3", "written": "renals", "topic": "renal"}
    client.post("/learning/results/topic", data={**named, "topic": "nonsense"})
    client.post("/learning/results/topic", data=named)
    topics = [(one.topic, one.asked) for one in desk.store.entries(StudyResult)]
    assert sorted(topics) == [("derm", 10), ("renal", 5), ("renal", 15)]
    page = client.get("/learning").text
    assert "11 of 20 right" in page
    assert "“derm” (10 questions) is no topic" in page
    assert "0 new of 2 results read." in client.post("/learning/results/file", files=file).text


def test_topics_the_exam_has_are_not_told_of(learner):
    """Capitals aside, nor mixed questions."""
    client = learner()
    for topic in ("Renal", ""):
        sent = {"exam": "Step 3", "topic": topic, "asked": "10"}
        answer = client.post("/learning/results", data=sent)
        assert re.fullmatch(r"/learning\?kept=\S+#results", answer.headers["location"])
    assert "of another name" not in client.get("/learning").text


def test_without_rotations_the_page_says_that_weeks_count_alike(learner, desk):
    """With a way to say them; once one is known, no word of it."""
    lacking = "as no rotation is known"
    client = learner()
    page = client.get("/learning").text
    assert lacking in page
    assert '<a href="/settings/t/season">Say your rotations</a>' in page
    season = '\n[[season]]\nname = "Wards"\nstart = 2026-12-01\nend = 2027-01-31\n'
    desk.store.keep_profile(desk.store.profile().text + season, desk.now())
    page = client.get("/learning").text
    assert "Wards" in page
    assert lacking not in page
    assert "Say your rotations" not in page


def test_what_the_week_holds_of_its_questions_is_told(learner, desk):
    """As the plan that stands was asked; nothing where all has its place."""
    client, kept = learner(), desk.store.plan()
    name = "Step 3: up to 20 questions, renal"
    short = replace(kept.plan, unplaced=(Unplaced(name, 60, 40, "Sleep"),))
    desk.store.keep_plan(short, desk.now(), profile_revision=desk.store.profile().revision)
    page = client.get("/learning").text
    said = "plan holds 13 of the 20 questions; the rest gave way to what matters more, and is"
    assert re.search(rf"<p>This week&#39;s {said} spread again. <a href=\"/week#unplaced\">", page)
    whole = replace(kept.plan, unplaced=())
    desk.store.keep_plan(whole, desk.now(), profile_revision=desk.store.profile().revision)
    assert "plan holds" not in client.get("/learning").text


def test_what_asks_for_the_same_work_again_is_named_with_its_way(learner, desk):
    """Study that bears the exam's name; not a fee, nor Step 30, nor where no questions are left."""
    more = """
[[practice]]
name = "STEP 3 questions"
value = "learning"
times_per_week = 4
doses = [40, 20]

[[practice]]
name = "Step 30 podcast"
value = "learning"
times_per_week = 1
doses = [20]

[[task]]
name = "Step 3 fee"
value = "family"
minutes = 30

[[task]]
name = "Cases for Step 3"
value = "family"
study = true
minutes = 240
"""
    before = desk.store.profile().text
    page = learner(0, more).get("/learning").text
    assert "asks for the same work" not in page
    desk.store.keep_profile(before, desk.now())
    client = learner(900, more)
    page = client.get("/learning").text
    assert page.count("asks for the same work as the sittings of") == 2
    for name, table in (("STEP 3 questions", "practice"), ("Cases for Step 3", "task")):
        assert f"“<bdi>{name}</bdi>” in your week asks" in page
        number = [one["name"] for one in tomllib.loads(before + more)[table]].index(name)
        path = f"/settings/t/{table}/{number}"
        assert f'<a href="{path}">Settings, {table.title()}s<' in page
        assert f'value="{name}"' in client.get(path).text
