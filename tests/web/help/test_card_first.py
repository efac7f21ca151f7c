"""The card that stands before everything: own people, then lines, and no claim to watch."""

from __future__ import annotations

import re
from dataclasses import replace

from trimtab.domain.kept import Contact
from trimtab.reports.help_card import NOT_SAFE, help_card
from trimtab.web.help.card_now import HelpFirst
from trimtab.web.rendering import environment

KIM = Contact("1", "Kim", "Mentor", phone="+1 212 555 0100", message="+1 212 555 0100")
OWN = HelpFirst(card=help_card([KIM], "US"), is_own=True, is_closed=False)
NOBODY = replace(OWN, card=help_card([], "US"))


def shown(first):
    """The card as a page includes it."""
    text = environment().get_template("help/card_first.html.j2").render(first=first)
    return re.sub(r"\s+", " ", text)


def test_own_people_come_before_lines():
    """A call or a text to one's own, then the lines of one's country."""
    text = shown(OWN)
    places = [text.index(one) for one in ("Are you safe right now?", "Kim", "tel:988")]
    assert places == sorted(places)
    assert {"tel:+12125550100", "sms:+12125550100", "sms:988"} <= set(
        re.findall(r'href="([^"]*)"', text)
    )
    assert NOT_SAFE in text


def test_it_says_that_nobody_watches():
    """It must not imply that somebody is there."""
    assert "Nobody watches this page, and nobody is told of it" in shown(OWN)


def test_while_nobody_is_written_down_it_says_who_could_be():
    """Who could stand there, and the way to write them down."""
    text = shown(NOBODY)
    assert "counselling, employee assistance, a mentor, your chief resident, a friend" in text
    assert 'href="/help?write=1#write"' in text


def test_before_the_passphrase_it_says_kindly_where_own_people_are():
    """Own contacts cannot be read then; the lines are there all the same."""
    text = shown(replace(NOBODY, is_own=False, is_closed=True))
    assert "Your own people are behind the passphrase" in text
    assert "tel:988" in text


def test_without_a_session_it_says_so_too():
    """On a device that was not let in yet."""
    text = shown(replace(NOBODY, is_own=False))
    assert "once you open Trimtab on this device" in text


def test_a_country_without_lines_leads_to_the_emergency_number():
    """And so does one that is not known."""
    for code in ("NP", None):
        first = replace(OWN, card=help_card([], code))
        assert "Your local emergency number answers day and night" in shown(first)


def test_the_way_to_write_somebody_down_opens_the_form(client):
    """The link from the card leads to the open form."""
    assert '<details class="write" id="write" open>' in client.get("/help?write=1").text
