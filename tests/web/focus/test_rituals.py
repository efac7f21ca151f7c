"""A working day begins and ends in a few lines of one's own."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from starlette.testclient import TestClient

from trimtab.app.daily.day_now import duties
from trimtab.app.focusing.rituals import OFFERED, is_begin_offered, ritual_lines
from trimtab.app.mind.parts import switch
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.profiles_kept import profile_of


def test_a_day_after_the_plan_is_not_called_empty(desk):
    """Nobody has planned it, so nothing is said of what it holds."""
    there = replace(desk, now=lambda: datetime(2026, 11, 23, 18, 55, tzinfo=UTC))
    app = build_application(there, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app) as walker:
        text = walker.get("/focus/start").text
    assert "Begin Mon 23 Nov" in text
    assert "Your plan goes to Sun 22 Nov" in text
    assert "Nothing has to happen" not in text


def test_the_begin_shows_what_today_is_for_and_its_first_work(client):
    """With the usual lines, of which nothing is kept."""
    text = unescape(client.get("/focus/start").text)
    assert "What today is for" in text
    assert "NF, 19:00 to 07:00" in text
    assert "Phone away until the first block has begun." in text


def test_own_lines_stand_at_begin_and_end(client, desk):
    """Empty ones are left out, and none is an answer too."""
    client.post("/focus/rituals", data={"start": "Coat off\n\n  Tea ", "end": "Music on"})
    assert ritual_lines(desk.store, "start") == ("Coat off", "Tea")
    assert "Coat off" in client.get("/focus/start").text
    assert "Music on" in client.get("/sign-out").text
    client.post("/focus/rituals", data={"start": "", "end": ""})
    assert ritual_lines(desk.store, "start") == ()
    assert "Music on" not in client.get("/sign-out").text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("\n".join(f"Line {number}" for number in range(30)), "These are 30 lines; 8 can be kept."),
        ("l" * 400, "has 400 letters; a line can have 120."),
    ],
)
def test_more_than_can_be_kept_is_told_and_stays_typed(client, desk, typed, told):
    """Nothing is cut behind a “Kept.”; the lines of before stand until it is mended."""
    client.post("/focus/rituals", data={"start": "Coat off", "end": "Music on"})
    answer = client.post("/focus/rituals", data={"start": typed, "end": "Tea", "offered": "on"})
    assert answer.status_code == 422
    assert told in unescape(answer.text)
    assert f"\n{typed}</textarea>" in answer.text
    assert ritual_lines(desk.store, "start") == ("Coat off",)
    assert ritual_lines(desk.store, "end") == ("Music on",)
    whole = "\r\n".join(["l" * 120] * 8)
    assert client.post("/focus/rituals", data={"start": whole}).status_code == 303
    assert ritual_lines(desk.store, "start") == ("l" * 120,) * 8


def test_the_begin_is_offered_near_the_first_work_once_and_only_where_wished(desk):
    """An hour before duty; no more once the day was begun."""
    plan = desk.store.plan().plan
    duty = next(one for one in duties(plan.blocks) if one.start > desk.now())
    near = duty.start - timedelta(hours=1)
    assert not is_begin_offered(desk.store, plan, near)
    desk.store.keep_setting(OFFERED, "yes")
    switch(desk.store, "check_in", is_on=False)  # which comes first where both are due
    assert is_begin_offered(desk.store, plan, near)
    assert not is_begin_offered(desk.store, plan, near - timedelta(hours=4))
    there = replace(desk, now=lambda: near)
    app = build_application(there, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        assert 'href="/focus/start"' in walker.get("/").text
        assert walker.post("/focus/start").headers["location"] == "/"
        assert 'href="/focus/start"' not in walker.get("/").text


def test_a_ritual_serves_what_was_chosen(client, desk):
    """What weighs most stands first and is taken unless another is chosen."""
    values = profile_of(desk.store, desk.zone).values
    most, least = max(values, key=values.get), min(values, key=values.get)
    page = client.get("/focus/rituals").text
    assert page.index(f"<option>{most}") < page.index(f"<option>{least}")
    client.post("/focus/rituals", data={"plan": "start", "value": least})
    client.post("/focus/rituals", data={"plan": "end", "value": "nothing of mine"})
    made = profile_of(desk.store, desk.zone).practices[-2:]
    assert [one.value for one in made] == [least, most]


def test_a_ritual_becomes_a_practice_of_the_profile_once(client, desk):
    """After waking up; asked again, the way leads to where it stands."""
    first = client.post("/focus/rituals", data={"plan": "start"}).headers["location"]
    again = client.post("/focus/rituals", data={"plan": "start"}).headers["location"]
    assert first == again
    rows = tomllib.loads(desk.store.profile().text)["practice"]
    (mine,) = [row for row in rows if row["name"] == "Begin the day"]
    assert (mine["after"], mine["doses"]) == ("Wake up", [10, 5, 3])
