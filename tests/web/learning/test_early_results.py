"""Results from before an exam's first day of study, and rows that were not read."""

from __future__ import annotations

import pytest

EXAM = """
[[exam]]
name = "Step 3"
date = 2027-05-11
begin = 2026-11-16
questions = 1400
topics = { renal = 0.5, surgery = 0.5 }
"""
TABLE = b"""date,exam,topic,asked,right
2026-11-13,Step 3,renal,25,12
2026-11-14,Step 3,surgery,20,12
2026-11-16,Step 3,renal,10,6
soon,Step 3,renal,10,6
2026-11-16,MCAT,renal,10,6
2026-11-16,Step 3,renal,many,6
"""


@pytest.fixture
def learner(client, desk):
    """A browser at the desk of somebody whose study began yesterday, a Monday."""
    desk.store.keep_profile(desk.store.profile().text + EXAM, desk.now())
    return client


def bring(client, table: bytes) -> str:
    """The page after a table is brought."""
    file = {"file": ("results.csv", table, "text/csv")}
    return client.post("/learning/results/file", files=file).text


def test_results_from_before_the_first_day_say_so_in_one_line(learner):
    """Ten of 55 questions are taken off; rows that were not read are counted."""
    page = bring(learner, TABLE)
    said = "45 questions of Step 3 are from before Mon 16 Nov: they weigh topics and are not taken"
    assert f'<p role="status">{said} off the 1,400.</p>' in page
    assert "3 new of 3 results read; 3 rows were not." in page
    assert "10 questions done, 1,390 questions left" in page


def test_results_since_are_told_without_it(learner):
    """Nor does a topic of another name claim more than is so."""
    page = bring(learner, TABLE[:28] + b"2026-11-16,Step 3,renals,10,6\n")
    assert "from before" not in page
    assert "; the questions count all the same." in page
    page = bring(learner, TABLE[:28] + b"2026-11-13,Step 3,renals,10,6\n")
    assert "10 questions of Step 3 are from before Mon 16 Nov: they are not taken off" in page
    assert "; the questions from its first day of study on count all the same." in page


def test_a_result_entered_of_a_day_before_says_so(learner):
    """Beside that it is kept."""
    sent = {"exam": "Step 3", "asked": "1", "right": "1", "topic": "renal", "day": "2026-11-13"}
    kept = learner.post("/learning/results", data=sent).headers["location"]
    said = "1 question of Step 3 is from before Mon 16 Nov: it weighs its topic and is not taken"
    assert f"{said} off the 1,400." in learner.get(kept).text
