"""The Boundaries pages: hours off in sentences, added, changed and taken off; texts to copy."""

from __future__ import annotations

import re
from html import unescape

import pytest

from trimtab.profiles.editing import set_keys
from trimtab.profiles.reading import read_profile

EN_DASH = "\N{EN DASH}"


def words_of(page: str) -> str:
    """What a page says."""
    text = unescape(re.sub(r"<[^>]+>", " ", page)).replace(EN_DASH, "-")
    return " ".join(text.split())


def texts_in(page: str) -> list[str]:
    """What stands in the text fields of a page."""
    found = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    return [unescape(one).replace(EN_DASH, "-") for one in found]


def profile_of(desk):
    """The profile kept."""
    found, problems = read_profile(desk.store.profile().text, "me.toml")
    assert problems == ()
    return found


def said(desk, **fields):
    """A form of the profile as it stands."""
    return {"revision": str(desk.store.profile().revision), **fields}


@pytest.fixture
def reached(desk):
    """The same desk, with words on how the person is reached."""
    reach = {"urgent": "page the team at 4411", "signs_as": "Sam Rivera, MD", "cover": "Dr. Lee"}
    text = set_keys(desk.store.profile().text, ("reach",), reach)
    text = set_keys(text, ("messages",), {"at": ["09:00", "16:00"], "latest": "18:00"})
    desk.store.keep_profile(text, desk.now())
    return desk


def test_what_is_off_stands_in_sentences(client):
    """The example's two boundaries, what they keep, and what every plan keeps."""
    text = words_of(client.get("/boundaries").text)
    assert "No work after nine No work 21:00-06:00; 21:00-21:30 stays open." in text
    assert "In this plan they keep 2 waking hours free of work." in text
    assert "half hour before each night is for winding down" in text
    assert "Boundaries" in words_of(client.get("/you").text)


def test_one_that_stands_ready_is_added_and_taken_off(client, desk):
    """As a table at the end; what stood before stays letter for letter."""
    before = desk.store.profile().text
    answer = client.post("/boundaries", data=said(desk, ready="half_day"))
    assert answer.status_code == 303
    text = desk.store.profile().text
    assert text.startswith(before)
    assert profile_of(desk).boundaries[-1].days == ("sun",)
    assert 'value="half_day"' not in client.get("/boundaries").text
    number = len(profile_of(desk).boundaries) - 1
    client.post(f"/boundaries/one/{number}", data=said(desk, do="remove"))
    assert desk.store.profile().text.strip() == before.strip()
    assert client.post("/boundaries", data=said(desk, ready="everything")).status_code == 404


def test_messages_that_stand_ready_get_their_hours(client, desk):
    """Two times a day, and none before the earliest or after the latest."""
    client.post("/boundaries", data=said(desk, ready="messages"))
    assert profile_of(desk).messages.latest == 18 * 60
    assert "Messages at 09:00 and 16:00, none before 08:00 or after 18:00." in words_of(
        client.get("/boundaries").text
    )


def test_a_mistake_stands_at_its_field_and_keeps_what_was_typed(client, desk):
    """An exception outside the hours that are off."""
    form = said(desk, name="Evenings", kind="work", off="21:00-06:00", **{"except": "12:00-13:00"})
    answer = client.post("/boundaries/one/new", data=form)
    assert answer.status_code == 422
    assert "not inside off" in words_of(answer.text)
    assert 'value="12:00-13:00"' in answer.text
    late = client.post("/boundaries/one/0", data={**form, "revision": "0"})
    assert late.status_code == 409
    assert 'value="Evenings"' in late.text


def test_a_signature_says_hours_messages_and_what_is_urgent(client, reached):
    """In three lengths, and status lines that fit."""
    texts = texts_in(client.get("/boundaries/texts").text)
    assert texts[0] == (
        "Sam Rivera, MD\nI answer messages at 09:00 and 16:00.\n"
        "If it is urgent: page the team at 4411."
    )
    assert "I can be reached every day 06:00-21:30 (New York time)." in texts[1]
    assert "Reading messages at 09:00 and 16:00. If urgent: page the team at 4411." in texts
    assert all(len(one) <= 100 for one in texts[3:])


def test_how_one_is_reached_is_kept_from_the_same_page(client, desk):
    """And a line that is too long stands at its field."""
    client.post("/boundaries/texts", data=said(desk, signs_as="Dr. Sam", urgent="page 4411"))
    assert profile_of(desk).reach.urgent == "page 4411"
    answer = client.post("/boundaries/texts", data=said(desk, urgent="x" * 201))
    assert answer.status_code == 422
    assert "At most 200" in words_of(answer.text)


def test_a_profile_with_mistakes_leads_to_where_it_is_mended(client, desk):
    """Rather than to a fault."""
    desk.store.keep_profile("[person]\nnam = 1\n", desk.now())
    assert "Mend it in Settings" in words_of(client.get("/boundaries").text)
