"""Values over time: weights as they stood, and notes on who somebody is becoming."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta

from reviewed_week import SUNDAY_EVENING
from today_plans import PROFILE

from trimtab.domain.diary import SeasonNote

NOTE = {"id": "n", "becoming": "Calmer", "roles": "resident, friend, resident", "season": "MICU"}
HEAVIER = PROFILE.replace("family = 2", "family = 6")
SEASON = """
[[season]]
name = "MICU"
start = 2026-11-23
end = 2026-12-06
intensity = "heavy"
values = { body = 1 }
"""


def test_weights_are_told_by_when_they_stood(client, desk):
    """The newest first, and a season ahead that will change them."""
    desk.store.keep_profile(HEAVIER + SEASON, SUNDAY_EVENING - timedelta(days=1))
    text = client.get("/values").text
    order = ["From Mon 7 Dec 2026", "From Mon 23 Nov 2026, MICU", "Since Sat 21 Nov 2026"]
    places = [text.index(heading) for heading in (*order, "Since Sun 15 Nov 2026")]
    assert places == sorted(places)
    assert "Family weighs more than before; body weighs less." in text
    assert "How it began." in text


def test_a_profile_with_mistakes_among_them_is_left_out(client, desk):
    """The page opens all the same."""
    desk.store.keep_profile("[values]\nbody = 'much'\n", SUNDAY_EVENING - timedelta(days=2))
    desk.store.keep_profile(PROFILE, SUNDAY_EVENING - timedelta(days=1))
    assert client.get("/values").status_code == 200


def test_a_note_is_kept_with_what_weighed_then(client, desk):
    """It can be changed, keeping its day, and deleted."""
    client.post("/values", data=NOTE)
    (note,) = desk.store.entries(SeasonNote)
    assert (note.roles, note.becoming) == (("resident", "friend"), "Calmer")
    known = html.unescape(re.search(r'name="known" value="([^"]*)"', client.get("/values").text)[1])
    assert dict(note.values) == {"body": 3.0, "family": 2.0}
    text = client.get("/values", params={"note": "n"}).text
    assert ">Calmer</textarea>" in text
    client.post("/values", data={**NOTE, "becoming": "Calmer, mostly", "known": known})
    (note,) = desk.store.entries(SeasonNote)
    assert note.becoming == "Calmer, mostly"
    client.post("/values/delete", data={"id": "n"})
    assert desk.store.entries(SeasonNote) == ()


def test_roles_go_on_from_the_note_before(client):
    """Most of them still hold."""
    client.post("/values", data=NOTE)
    assert ">resident, friend</textarea>" in client.get("/values?note=new").text


def test_an_empty_note_is_none(client, desk):
    """The page says what is needed."""
    answer = client.post("/values", data={"id": "n", "season": "MICU"})
    assert answer.status_code == 422
    assert "Write a line in one of the fields" in answer.text
    assert 'value="MICU"' in answer.text
    assert desk.store.entries(SeasonNote) == ()


def test_twenty_roles_are_twenty_roles(client, desk):
    """None is left out, none is cut."""
    roles = [f"a role of some length, the {number}th".replace(",", "") for number in range(20)]
    client.post("/values", data={"id": "n", "roles": ", ".join(roles)})
    (note,) = desk.store.entries(SeasonNote)
    assert note.roles == tuple(roles)


def test_a_note_half_written_is_kept_as_it_goes(client, desk):
    """It stands in the form again that day, and two tabs with it lose nothing."""
    page = client.get("/values").text
    shown = html.unescape(re.search(r'name="known" value="([^"]*)"', page)[1])
    sent = {"id": re.search(r'name="id" value="([^"]*)"', page)[1], "known": shown}
    heard = client.post("/values/typed", data={**sent, "becoming": "Calm", "roles": "friend, "})
    assert (heard.json()["told"], heard.json()["fields"]["roles"]) == ("Kept.", "friend, ")
    assert ">Calm</textarea>" in client.get("/values").text
    client.post("/values", data={**sent, "fits": "Sunday dinner", "roles": "son"})
    (note,) = desk.store.entries(SeasonNote)
    assert (note.becoming, note.fits, note.roles) == ("Calm", "Sunday dinner", ("friend", "son"))
    known = json.dumps([{"becoming": "Calm", "fits": "Sunday dinner", "roles": "friend, son"}])
    assert client.post("/values/typed", data={**sent, "known": known}).json()["told"] == ""
    assert desk.store.entries(SeasonNote) == ()


def test_a_note_too_long_is_refused_and_not_cut(client, desk):
    """All that was typed stands on the page with the reason."""
    answer = client.post("/values", data={**NOTE, "fits": "x" * 10_001})
    assert answer.status_code == 409
    assert "x" * 10_001 in answer.text
    assert "10,000 letters" in answer.text
    assert client.post("/values/typed", data={"fits": "x" * 10_001}).status_code == 409
    assert desk.store.entries(SeasonNote) == ()
