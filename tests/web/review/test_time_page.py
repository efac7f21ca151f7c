"""Where time went, and stretches written down by hand."""

from __future__ import annotations

import re
from datetime import date

import pytest

from trimtab.domain.diary import Review, Stretch

CALL = {"id": "a", "name": "Call with Jo", "day": "2026-11-21", "start": "23:30", "end": "00:15"}


@pytest.mark.parametrize(
    ("by", "heading"),
    [("week", "Mon 16 to Sun 22 Nov 2026"), ("month", "Nov 2026"), ("season", "Thu 1 Oct to")],
)
def test_week_month_and_season(client, by, heading):
    """A life without seasons is told by its three months."""
    text = client.get("/where-time-went", params={"by": by}).text
    assert heading in text
    assert "2 h lived" in text


def test_the_table_says_the_same_as_the_picture(client):
    """For who cannot see it."""
    text = client.get("/where-time-went").text
    assert '<th scope="row"><bdi>Body</bdi></th><td>2 h</td><td>0</td><td>2 h</td>' in text


def test_a_stretch_is_written_down_once_and_deleted(client, desk):
    """Sent twice it is one; over midnight it is 45 minutes."""
    for _ in range(2):
        answer = client.post("/where-time-went/stretches", data={**CALL, "value": "family"})
        assert answer.headers["location"] == "/where-time-went?by=week&from=2026-11-21#written"
    (one,) = desk.store.entries(Stretch)
    assert (one.end - one.start).total_seconds() == 45 * 60
    text = client.get("/where-time-went").text
    assert "Call with Jo" in text
    assert "1 h 25 min lived" in text  # the call home of 40 min, marked, and these 45
    client.post("/where-time-went/stretches/delete", data={"id": one.id})
    assert desk.store.entries(Stretch) == ()


def test_a_stretch_is_changed_in_its_own_form(client, desk):
    """It stands in the fields, stays one, and a mistake keeps what was typed and what it is of."""
    client.post("/where-time-went/stretches", data={**CALL, "value": "family"})
    (before,) = desk.store.entries(Stretch)
    page = client.get(f"/where-time-went?change={before.id}").text
    assert "Change a stretch" in page
    assert 'value="Call with Jo"' in page
    sent = {**CALL, "change": before.id, "name": "Call with Ada"}
    wrong = client.post("/where-time-went/stretches", data={**sent, "end": ""})
    assert wrong.status_code == 422
    assert f'name="change" value="{before.id}"' in wrong.text
    client.post("/where-time-went/stretches", data=sent)
    (after,) = desk.store.entries(Stretch)
    assert (after.id, after.name, after.value) == (before.id, "Call with Ada", None)
    assert (after.start, after.end) == (before.start, before.end)


def test_a_stretch_of_another_year_is_told_with_it(client):
    """A day mistyped shows."""
    client.post("/where-time-went/stretches", data={**CALL, "day": "1999-11-17"})
    text = client.get("/where-time-went", params={"by": "week", "from": "1999-11-17"}).text
    assert "Wed 17 Nov 1999 23:30 to 00:15" in text


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", " ", "Say what it was"),
        ("day", "soon", "Choose the day"),
        ("start", "25:00", "Write a time such as 18:30"),
        ("end", "23:30", "It ends when it begins"),
        ("day", "2026-11-22", "That has not passed yet"),
    ],
)
def test_a_mistake_stands_where_it_is_with_what_was_typed(client, desk, field, typed, told):
    """And how to mend it; nothing is kept."""
    answer = client.post("/where-time-went/stretches", data={**CALL, field: typed})
    assert answer.status_code == 422
    assert told in answer.text
    place = "end" if told.startswith("That") else field
    assert f'id="mistake-{place}"' in answer.text
    assert re.search(rf'id="stretch-{place}"[^>]*aria-invalid="true"[^>]* autofocus', answer.text)
    assert answer.text.count(" autofocus") == 1
    assert desk.store.entries(Stretch) == ()


@pytest.mark.parametrize("day", ["soon", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_any_day_in_the_address_opens_a_page(client, day):
    """Nonsense and days to come are today."""
    assert client.get("/where-time-went", params={"from": day}).status_code == 200


def test_an_hour_that_the_clocks_skipped_is_told(client, desk):
    """From half past two until ten past three took less than no time on that night."""
    typed = {"day": "2026-03-08", "start": "02:30", "end": "03:10"}
    answer = client.post("/where-time-went/stretches", data={**CALL, **typed})
    assert answer.status_code == 422
    assert "The clocks skipped that time" in answer.text
    assert desk.store.entries(Stretch) == ()


def test_wishes_of_a_review_hold_for_its_week(client, desk):
    """As on the review's own page; a month asks what the profile asks."""
    said_at = desk.now()
    desk.store.keep_entry(Review(day=date(2026, 11, 16), said_at=said_at, wished=(("body", 425),)))
    assert "wished 7 h 5 min" in client.get("/where-time-went").text
    assert "wished 7 h 5 min" not in client.get("/where-time-went", params={"by": "month"}).text
