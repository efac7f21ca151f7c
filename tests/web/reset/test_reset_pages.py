"""The way back when it has all collapsed: every screen skips on, and nothing chosen is kept."""

from __future__ import annotations

import html
import re
from datetime import datetime

import pytest

from trimtab.domain.diary import LighterDays
from trimtab.domain.kept import Contact
from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice
from trimtab.web.reset.small_things import NAP, USUAL, WATER, small_things

SCREENS = ("/reset", "/reset/help", "/reset/pause", "/reset/small", "/reset/people", "/reset/days")
NOON, NIGHT = datetime(2026, 11, 17, 12), datetime(2026, 11, 17, 3)


def text_of(client, path: str) -> str:
    """A page's text."""
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def ways_on(client, path: str) -> set[str]:
    """Where links and forms of a page lead, the bar above left out."""
    main = client.get(path).text.partition("<main")[2]
    return set(re.findall(r'(?:href|action)="(/[^"]*)"', main))


def test_first_comes_whether_somebody_is_safe(client, desk):
    """With their own people and lines right below; every answer leads somewhere."""
    desk.store.keep_contacts((Contact("1", "Kim", "Mentor", phone="+1 212 555 0100"),))
    text = text_of(client, "/reset")
    assert (
        text.index("Are you safe right now?") < text.index("tel:+12125550100") < text.index("988")
    )
    assert {"/reset/pause", "/reset/help"} <= ways_on(client, "/reset")
    main = text.partition("<main")[2]
    assert ">Skip</a>" in main
    assert "main-button" not in main  # no answer is the likelier one


def test_who_is_not_safe_has_the_card_and_no_door_shuts(client):
    """The card fills the screen; going on stays possible."""
    text = text_of(client, "/reset/help")
    assert 'id="help-first"' in text
    assert {"/reset/pause", "/"} <= ways_on(client, "/reset/help")


@pytest.mark.parametrize(
    ("screen", "following"),
    [
        ("/reset/pause", "/reset/small"),
        ("/reset/small", "/reset/people"),
        ("/reset/people", "/reset/days"),
        ("/reset/days", "/"),
    ],
)
def test_every_screen_can_be_skipped(client, screen, following):
    """A link leads on whatever was filled in."""
    assert following in ways_on(client, screen)


def test_what_is_chosen_is_answered_and_kept_nowhere(client, desk):
    """What suffers comes first among the small things; no store, no address, no redirect."""
    before = (desk.store.settings(), desk.store.version())
    answer = client.post("/reset/small", data={"takes": "event", "suffers": ["food", "x"]})
    assert answer.status_code == 200
    listed = re.findall(r"<b><bdi>(.*?)</bdi></b>", html.unescape(answer.text))
    assert listed[:2] == ["Something to eat, whatever is nearest", "A glass of water"]
    assert (desk.store.settings(), desk.store.version()) == before


def test_the_last_screen_plans_lighter_days_and_leads_to_today(client, desk):
    """One button; asked again it says that they are on."""
    assert "Plan three lighter days" in text_of(client, "/reset/days")
    sent = {"do": "begin", "because": "reset", "days": "3", "back": "/"}
    answer = client.post("/lighter", data=sent)
    assert answer.headers["location"] == "/"
    assert [one.because for one in desk.store.entries(LighterDays)] == ["reset"]
    text = text_of(client, "/reset/days")
    assert "Lighter days until" in text
    assert "Plan three" not in text


def test_it_is_one_tap_from_you_and_from_help(client):
    """From both pages."""
    assert "/reset" in ways_on(client, "/you")
    assert "/reset" in ways_on(client, "/help")


def test_no_screen_preaches(client):
    """No exclamation mark, no "just", no "should" in what is said there."""
    for screen in SCREENS:
        said = re.sub(r"<[^>]+>", " ", client.get(screen).text.partition("<main")[2])
        assert not re.search(r"!|\bjust\b|\bshould\b|\bfail|\bmust\b", html.unescape(said)), screen


def test_small_things_fit_the_hour_and_the_person():
    """A nap by day alone; one's own practices tiny, the shortest first, no study among them."""
    run = Practice("Run", "body", 3, (45, 30, 10))
    call = Practice("Call home", "family", 2, (40, 15, 5))
    cards = Practice("Cards", "learning", 7, (30, 2))
    life = Profile(practices=(run, call, cards))
    noon = small_things(life, [], NOON)
    assert NAP in noon
    assert NAP not in small_things(life, [], NIGHT)
    assert [(one.text, one.length) for one in noon[-2:]] == [
        ("Call home", "5 min"),
        ("Run", "10 min"),
    ]
    assert small_things(None, [], NIGHT) == USUAL
    assert small_things(None, ["food", "calm", "nobody"], NIGHT).count(WATER) == 1
