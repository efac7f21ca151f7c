"""Own care: times before the heavy weeks, a request, an appointment in the plan."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import UTC, datetime
from html import unescape

import pytest
from sample_desk import TUESDAY_AT_TEN
from starlette.testclient import TestClient
from unplanned import unplanned_desk

from trimtab.profiles.editing import add_table
from trimtab.profiles.reading import read_profile
from trimtab.web.application import build_application
from trimtab.web.desk import House


def words_of(page: str) -> str:
    """What a page says."""
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    return said.replace("\N{EN DASH}", "-")


@contextmanager
def walking(desk):
    """A browser without script at a desk."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        yield walker


@pytest.fixture
def own_desk():
    """The resident on nights, who sees a dentist twice a year, last in April."""
    desk = unplanned_desk()
    desk.planning.begin = lambda *_: None
    text = desk.store.profile().text
    values = {
        "name": "Dentist",
        "kind": "dentist",
        "minutes": 45,
        "every_months": 6,
        "last": datetime(2026, 4, 30, tzinfo=UTC).date(),
    }
    desk.store.keep_profile(add_table(text, "own_care", values), TUESDAY_AT_TEN)
    return desk


@pytest.fixture
def walker(own_desk):
    """A browser at that desk."""
    with walking(own_desk) as browser:
        yield browser


def send(walker, **said):
    """What a form of the first entry sends."""
    page = walker.get("/own-care").text
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    return walker.post("/own-care/0/appointment", data={"revision": revision, **said})


def dentist_of(desk):
    """The entry as it is kept."""
    return read_profile(desk.store.profile().text, "me.toml")[0].own_care[0]


def test_what_is_due_comes_with_times_and_a_request(walker):
    """Never in the sleep after a night, never on duty; the request says nothing of work."""
    page = walker.get("/own-care").text
    said = words_of(page)
    assert "Due since Fri 30 Oct; nothing booked." in said
    assert "Times that fit" in said
    assert len(re.findall(r'name="booked" value="2026-1', page)) == 3
    draft = unescape(re.search(r"data-copy>(.*?)</textarea>", page, re.DOTALL)[1])
    assert "I would like to book a dental check-up, about 45 min." in draft
    assert "duty" not in draft.lower()
    assert "shift" not in draft.lower()


def test_a_time_is_booked_with_one_press_and_had_with_another(walker, own_desk):
    """It counts from the day it was had on."""
    value = re.search(r'name="booked" value="(2026-1[^"]+)"', walker.get("/own-care").text)[1]
    assert send(walker, booked=value).status_code == 303
    assert dentist_of(own_desk).booked == datetime.fromisoformat(value)
    assert "Booked:" in words_of(walker.get("/own-care").text)
    assert "Dentist:" in words_of(walker.get("/you").text)
    assert send(walker, do="had").status_code == 303
    assert dentist_of(own_desk).booked is None
    assert dentist_of(own_desk).last.isoformat() == "2026-11-17"


def test_an_appointment_in_the_past_stands_at_its_field(walker, own_desk):
    """What was typed stays, and nothing is kept."""
    for typed, told in (
        ("2026-11-16T09:00", "Mon 16 Nov 09:00-09:45 is over."),
        ("2026-12-03", "Write the day and the time"),
        ("soon", "Write the day and the time"),
        ("2027-03-14T02:30", "never shows 02:30; it is 03:30 then."),
    ):
        answer = send(walker, booked=typed)
        assert answer.status_code == 422
        assert told in words_of(answer.text)
        assert f'value="{typed}"' in answer.text
    assert dentist_of(own_desk).booked is None


def test_without_anybody_the_page_teaches_by_an_example():
    """And a new one is added on its own form."""
    desk = unplanned_desk()
    desk.planning.begin = lambda *_: None
    with walking(desk) as browser:
        assert "For example: Dentist" in words_of(browser.get("/own-care").text)
        form = browser.get("/own-care/one/new").text
        revision = re.search(r'name="revision" value="(\d+)"', form)[1]
        data = {"revision": revision, "name": "Therapist", "kind": "therapist", "minutes": "50"}
        assert browser.post("/own-care/one/new", data=data).status_code == 303
        assert "Therapist" in words_of(browser.get("/own-care").text)
