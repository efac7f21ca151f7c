"""Help opens for everyone, shows one's own people to oneself, and leads nowhere unsafe."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from starlette.testclient import TestClient
from unplanned import unplanned_desk

from trimtab.domain.kept import Contact
from trimtab.reports.help_card import NOT_SAFE, contact_reaches, help_card
from trimtab.reports.help_lines import (
    checked_on,
    countries_with_lines,
    country_names,
    country_of_zone,
)
from trimtab.web.application import build_application
from trimtab.web.desk import House

KIM = {"name": "Kim", "relation": "Mentor", "phone": "+1 212 555 0100", "message": "k@example.org"}


@pytest.fixture
def desk():
    """A desk without a plan, for none is shown here."""
    return unplanned_desk()


@pytest.fixture
def stranger(desk):
    """Somebody without a session at a desk that has a contact."""
    store = desk.store
    store.keep_contacts((Contact("1", "Kim", phone="+1 212 555 0100"),))
    app = build_application(desk, House(hosts=frozenset({"testserver"})))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        walker.store = store
        yield walker


def links(text: str) -> list[str]:
    """Where a page leads."""
    return [unescape(link) for link in re.findall(r'<a[^>]* href="([^"]*)"', text)]


def test_every_line_says_where_and_when_it_was_seen():
    """No number stands without a source and the day it was seen there."""
    lines = [line for country in countries_with_lines() for line in country.lines]
    assert lines
    for line in lines:
        assert line.source.strip()
        assert date(2026, 1, 1) <= line.seen <= checked_on()
        assert re.sub(r"\D", "", line.number).endswith(line.dial.lstrip("+")[-9:])
        assert re.fullmatch(r"\+?\d{2,15}", line.dial)
        assert line.texts_to == "" or line.texts_to.isdecimal()


def test_every_zone_with_a_country_knows_it():
    """The clock tells the country, by old names of zones too."""
    assert country_of_zone("America/Toronto") == "CA"
    assert country_of_zone("Asia/Calcutta") == country_of_zone("Asia/Kolkata") == "IN"
    assert country_of_zone("Etc/UTC") is None
    assert len(country_names()) > 200


def test_one_card_for_every_room():
    """The card has one's own first, one's country next, and the rest within reach."""
    card = help_card([Contact("1", "Kim", phone="0301")], "CA")
    assert card.contacts[0].reaches[0].link == "tel:0301"
    assert card.here is not None
    assert [one.link for one in card.here.lines[0].reaches] == ["tel:988", "sms:988"]
    assert [one.country.code for one in card.elsewhere] == ["US", "GB"]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://x.example/",
        "data:text/html,x",
        "http://plain.example/",
        'https://x.example/"onclick=alert(1)',
        "//x.example",
        "https://x.example/\njavascript:alert(1)",
    ],
)
def test_no_contact_leads_anywhere_unsafe(link):
    """Only numbers, mail addresses and encrypted pages become links, in whichever field."""
    contact = Contact("1", "Kim", phone=link, message=link, link=link)
    assert contact_reaches(contact) == []


def test_help_opens_without_a_session(stranger):
    """A stranger sees the lines and that own people show later, and nobody's name."""
    answer = stranger.get("/help")
    assert answer.status_code == 200
    assert NOT_SAFE in answer.text
    assert "tel:988" in links(answer.text)
    assert "Kim" not in answer.text
    assert "555" not in answer.text
    assert "after you open Trimtab on this device" in answer.text


@pytest.mark.parametrize("path", ["", "/1/remove", "/1/up"])
def test_a_stranger_changes_nothing(stranger, path):
    """Though help is open, its contacts are the person's own."""
    before = stranger.store.contacts()
    answer = stranger.post(f"/help/contacts{path}", data=KIM)
    assert answer.status_code == 401
    assert stranger.store.contacts() == before
    assert stranger.post("/help/country", data={"country": "GB"}).status_code == 401
    assert stranger.store.settings() == {}


def test_a_stranger_may_look_at_another_country(stranger):
    """Choosing without a session keeps nothing."""
    text = stranger.get("/help?country=GB").text
    assert "Lines to call: Britain" in unescape(text)
    assert stranger.store.settings() == {}


def test_contacts_are_added_changed_ordered_and_removed(client, desk):
    """Without script: each is a form and a way back to the page."""
    for name in ("Kim", "Ana"):
        answer = client.post("/help/contacts", data={**KIM, "name": name})
        assert answer.headers["location"] == "/help#people"
    kim, ana = desk.store.contacts()
    assert {"tel:+12125550100", "mailto:k@example.org"} <= set(links(client.get("/help").text))
    client.post(f"/help/contacts/{ana.id}/up")
    assert desk.store.contacts() == (ana, kim)
    changing = client.get(f"/help?change={kim.id}").text
    assert 'value="Kim"' in changing
    client.post("/help/contacts", data={**KIM, "id": kim.id, "note": "evenings"})
    assert [one.note for one in desk.store.contacts()] == ["", "evenings"]
    client.post(f"/help/contacts/{ana.id}/remove")
    assert [one.name for one in desk.store.contacts()] == ["Kim"]


def test_a_mistake_stands_where_it_is_and_keeps_what_was_typed(client, desk):
    """Nothing is kept until every field can be used."""
    typed = {"name": "Kim", "phone": "ask the desk", "link": "javascript:alert(1)"}
    answer = client.post("/help/contacts", data=typed)
    assert answer.status_code == 422
    assert "in digits" in answer.text
    assert "beginning with https://" in answer.text
    assert 'value="ask the desk"' in answer.text
    assert "javascript:alert(1)" not in links(answer.text)
    assert desk.store.contacts() == ()


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("+1 212 555 0100 ext 5", "tel:+12125550100,5"),
        ("555 0100 Ext. 1234", "tel:5550100,1234"),
        ("(212) 555-0100x5", "tel:2125550100,5"),
        ("555 0100, 5", "tel:5550100,5"),
        ("\u0665\u0665\u0665 \u0660\u0661", "tel:55501"),
    ],
)
def test_a_number_of_a_house_is_dialled_with_its_extension(client, phone, link):
    """After a pause, as phones take it; it is shown as it was written."""
    client.post("/help/contacts", data={"name": "Desk", "phone": phone})
    text = client.get("/help").text
    assert link in links(text)
    assert f"Call {phone}" in text


def test_a_contact_says_how_to_reach_them(client, desk):
    """By any one way; a line that says where is one, and no text goes to an extension."""
    answer = client.post("/help/contacts", data={"name": "Ana", "back": "/reset"})
    assert answer.status_code == 422
    assert "Give one way to reach them" in answer.text
    assert 'name="back" value="/reset"' in answer.text
    assert desk.store.contacts() == ()
    answer = client.post("/help/contacts", data={"name": "Ana", "message": "555 0100 ext 5"})
    assert answer.status_code == 422
    there = {"name": "Ana", "note": "Room 214, until four", "back": "/reset"}
    assert client.post("/help/contacts", data=there).headers["location"] == "/reset"
    elsewhere = {"name": "Bo", "phone": "988", "back": "//a.example"}
    assert client.post("/help/contacts", data=elsewhere).headers["location"] == "/"


def test_a_country_is_kept_and_one_without_lines_says_so(client, desk):
    """The clock's country comes first until another is chosen."""
    assert "Lines to call: United States" in client.get("/help").text
    client.post("/help/country", data={"country": "NP"})
    assert desk.store.settings()["help_country"] == "NP"
    text = client.get("/help").text
    assert "We have no line for Nepal that we could check" in text
    assert "tel:116123" in links(text)
    client.post("/help/country", data={"country": "Nowhere"})
    assert desk.store.settings()["help_country"] == "NP"


def test_help_opens_with_a_profile_that_cannot_be_read(client, desk):
    """A broken profile never stands before help."""
    desk.store.keep_profile("not = [toml", desk.now())
    assert "tel:988" in links(client.get("/help").text)


def test_help_needs_no_script_and_tells_what_it_is(client):
    """Breathing and grounding stand there in words too; no diagnosis is made."""
    text = client.get("/help").text
    assert "Breathe in and count to four." in text
    assert "things you see" in text
    assert "a planner, not a doctor" in text
    assert "style=" not in text
