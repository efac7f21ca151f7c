"""What is kept is counted whole, before it is replaced and before it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sample_desk import FixedPlanning, desk_over
from starlette.testclient import TestClient

from trimtab.domain.decks import CaseQuestion, DeckOutlook
from trimtab.domain.diary import LighterDays, RequestAnswered, RotationNotes
from trimtab.domain.exams import StudyResult, WeekGoal
from trimtab.domain.mentors import Mentor, MentorQuestion
from trimtab.domain.task_days import DayThree, TaskEnded
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.settings.kept_page import KEPT, WORD

DAY, NOW = date(2026, 11, 16), datetime(2026, 11, 16, 12, tzinfo=UTC)
OF_NO_PART = {
    "1 time of lighter days": LighterDays(id="a", day=DAY, said_at=NOW, last=DAY, because="asked"),
    "1 study result": StudyResult(id="a", day=DAY, said_at=NOW, exam="Step 3", asked=40),
    "1 goal of a week": WeekGoal(id="a", day=DAY, said_at=NOW, name="Walks"),
    "1 outlook of a deck": DeckOutlook(id="a", day=DAY, said_at=NOW, name="Renal"),
    "1 question in the notebook": CaseQuestion(id="a", day=DAY, said_at=NOW, question="Why?"),
    "1 mentor or peer": Mentor(id="a", day=DAY, said_at=NOW, name="Lee", kind="peer"),
    "1 question for a mentor": MentorQuestion(id="a", day=DAY, said_at=NOW, question="How?"),
    "1 task done or let go": TaskEnded(
        id="a", day=DAY, said_at=NOW, name="Abstract", how="done", lines=""
    ),
    "1 day with its three": DayThree(day=DAY, said_at=NOW, things=("Run",)),
    "1 answered request": RequestAnswered(
        id="a", day=DAY, said_at=NOW, asked="A talk", answer="no"
    ),
    "1 note on a rotation": RotationNotes(
        id="a", day=DAY, said_at=NOW, season="Wards", notes="Badge"
    ),
}


@pytest.mark.parametrize("counted", OF_NO_PART)
def test_what_belongs_to_no_part_is_counted_wherever_all_goes(example_plan, counted):
    """On the page, in what an import asks, in the last question, and once it is gone."""
    store = InMemoryStore()
    store.keep_entry(OF_NO_PART[counted])
    desk = desk_over(store, FixedPlanning(example_plan))
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app, headers={"Sec-Fetch-Site": "same-origin"}) as client:
        page = client.get(KEPT).text
        assert f"On this machine: {counted}." in page
        assert f"Replace what is kept here: {counted}." in page
        sent = {"file": ("all.zip", b"PK", "application/zip")}
        asked = client.post(f"{KEPT}/import", files=sent)
        assert asked.status_code == 422
        assert "Tick the box" in asked.text
        asked = client.post(f"{KEPT}/delete", data={"word": WORD})
        assert f"This goes for good: {counted}" in asked.text
        assert counted in client.post(f"{KEPT}/delete", data={"word": WORD, "sure": "yes"}).text
    assert not store.entries(type(OF_NO_PART[counted]))
