"""`trimtab study`, with an empty calendar behind it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from trimtab.domain.exams import Exam
from trimtab.domain.people import Season

EXAM = Exam(
    name="Step 3",
    day=date(2027, 3, 16),
    questions=1400,
    topics=(("surgery", 0.5), ("renal", 0.5)),
)
WARDS = Season("Wards", date(2026, 11, 2), date(2026, 12, 6), "heavy")
NOW = ("--now", "2026-11-16T06:00")


def test_a_year_is_a_line_a_week(trimtab, desk):
    """With hours against what fits, a mark on weeks not known, and the exam's own line."""
    desk.profile = replace(desk.profile, exams=(EXAM,), seasons=(WARDS,))
    outcome = trimtab("study", "life.toml", *NOW)
    assert outcome.code == 0
    assert "1,400 questions left, all with a day." in outcome.out
    rows = [line for line in outcome.out.splitlines() if "▮" in line or "#" in line]
    assert 15 <= len(rows) <= 19
    assert "Wards" in rows[0]
    assert "of ~" in rows[0]
    assert "Step 3 on Tue 16 Mar" in outcome.out
    assert len(outcome.out.splitlines()) <= 60


def test_days_and_topics_are_told_for_a_few_weeks(trimtab, desk):
    """As the sittings will be called."""
    desk.profile = replace(desk.profile, exams=(EXAM,))
    told = trimtab("study", "--weeks", "1", *NOW).out
    assert "Mon 16 Nov  Step 3: " in told
    assert "surgery" in told


def test_json_holds_every_day(trimtab, desk):
    """With its targets, which come to all questions."""
    desk.profile = replace(desk.profile, exams=(EXAM,))
    data = json.loads(trimtab("study", "--json", "-", *NOW).out)
    counted = [one["questions"] for day in data["days"] for one in day["targets"]]
    assert sum(counted) == 1400
    page = (Path(__file__).parents[2] / "docs/reference/study-json.md").read_text()
    for part in (data, data["exams"][0], data["exams"][0]["topics"][0], data["days"][0]):
        assert all(f"`{key}`" in page for key in part)


def test_without_exams_an_example_teaches(trimtab):
    """And an exam that was yesterday is asked after."""
    assert "[[exam]]" in trimtab("study", *NOW).out


def test_an_exam_yesterday_is_asked_after(trimtab, desk):
    """Nothing more is planned for it."""
    desk.profile = replace(desk.profile, exams=(replace(EXAM, day=date(2026, 11, 15)),))
    assert trimtab("study", *NOW).out == "Step 3 was yesterday. How did it go?\n"


def test_what_does_not_fit_has_four_ways_out(trimtab, desk):
    """Each in a sentence with its figures."""
    desk.profile = replace(desk.profile, exams=(replace(EXAM, questions=9000),))
    told = trimtab("study", *NOW).out
    assert "have no day before Tue 16 Mar" in " ".join(told.split())
    for title in ("A little more a day:", "More days:", "A later date:", "Less of it:"):
        assert title in told


def test_results_count_and_rows_in_error_are_told(trimtab, desk):
    """A row of another exam is named with its line; the rest counts."""
    desk.profile = replace(desk.profile, exams=(EXAM,))
    Path("results.csv").write_text(
        "Test Date,Exam,Subject,Questions,Correct\n2026-11-10,Step 3,Renal,40,10\n"
        "2026-11-11,MCAT,Renal,40,10\n"
    )
    outcome = trimtab("study", "--results", "results.csv", "--json", "-", *NOW)
    exam = json.loads(outcome.out)["exams"][0]
    assert (exam["done"], exam["left"]) == (40, 1360)
    assert [one["level"] for one in exam["topics"]] == [0.6, 0.32]
    assert "'MCAT' is no exam of your profile." in outcome.err


def test_a_table_of_which_every_row_is_refused_ends_with_an_error(trimtab, desk):
    """It says that nothing counts, after the year; an empty table is none."""
    desk.profile = replace(desk.profile, exams=(EXAM,))
    Path("results.csv").write_text("date,asked,right\n2026-11-10,20,25\n")
    outcome = trimtab("study", "--results", "results.csv", *NOW)
    assert outcome.code == 1
    assert "25 right of 20" in outcome.err
    assert outcome.err.endswith("Nothing of results.csv is counted.\n")
    Path("results.csv").write_text("date,asked,right\n")
    assert trimtab("study", "--results", "results.csv", *NOW).code == 0


def test_topics_the_exam_does_not_have_are_told_once(trimtab, desk):
    """With its own, the nearest name, and that nothing is lost; capitals make no other topic."""
    desk.profile = replace(desk.profile, exams=(EXAM,))
    Path("results.csv").write_text(
        "date,exam,topic,asked,right\n2026-11-10,Step 3,renals,15,10\n"
        "2026-11-11,Step 3,Renals,5,1\n2026-11-12,Step 3,RENAL,5,1\n2026-11-12,Step 3,,5,1\n"
    )
    told = " ".join(trimtab("study", "--results", "results.csv", *NOW).err.split())
    assert told.count("no topic of Step 3") == 1
    assert "“renals” (20 questions, the nearest is renal) is no topic of Step 3, so it" in told
    assert "the questions count all the same. Its topics are surgery and renal." in told


def test_results_from_before_the_first_day_are_told(trimtab, desk):
    """They weigh topics, are not taken off, and there is a way to have them so."""
    desk.profile = replace(desk.profile, exams=(replace(EXAM, begin=date(2026, 11, 16)),))
    Path("results.csv").write_text("date,topic,asked,right\n2026-11-13,renal,45,20\n")
    outcome = trimtab("study", "--results", "results.csv", *NOW)
    told = " ".join(outcome.err.split())
    assert "45 questions of Step 3 are from before Mon 16 Nov: they weigh topics and are" in told
    assert "not taken off the 1,400. An earlier `begin` of the exam takes them off." in told
    assert "1,400 questions left" in outcome.out


def test_options_that_need_another_say_so(trimtab):
    """Keeping needs results, and a folder needs keeping."""
    assert "--keep goes with --results" in trimtab("study", "--keep").err
    assert "--data goes with --keep" in trimtab("study", "--data", "x").err
    assert "results.csv" in trimtab("study", "--results", "results.csv").err
