"""Who comes in, by which key, for how long; and what everyone may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sample_desk import TUESDAY_AT_TEN
from starlette.testclient import TestClient

from trimtab.domain.kept import Contact
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.security.links import LinkFolder, hash_of

OWN = {"Sec-Fetch-Site": "same-origin"}
NOW = TUESDAY_AT_TEN.astimezone(UTC)


class Clock:
    """A clock that tests turn."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Tuesday at ten."""
    return Clock()


@pytest.fixture
def house(tmp_path) -> House:
    """A house with a locked door."""
    return House(hosts=frozenset({"testserver"}), links=LinkFolder(tmp_path / "links"))


@pytest.fixture
def stranger(desk, house, clock) -> Iterator[TestClient]:
    """A browser that has no key."""
    app = build_application(replace(desk, now=clock), house)
    with TestClient(app, headers=OWN, follow_redirects=False) as walker:
        yield walker


def come_in(walker, house, clock, key="the-key"):
    """Open the door by a link."""
    return walker.post("/start", data={"key": house.links.make(key, clock.now)})


def test_without_a_key_there_is_the_door_and_help(stranger, desk):
    """A stranger sees neither the plan nor the person's own contacts."""
    desk.store.keep_contacts((Contact("c", "Amara Okafor", phone="+1 555 0100"),))
    for path in ("/", "/week", "/season", "/settings", "/phone", "/help/contacts", "/helping"):
        answer = stranger.get(path)
        assert answer.status_code == 401
        assert "somebody's Trimtab" in answer.text
    card = stranger.get("/help")
    assert card.status_code == 200
    assert "Amara" not in card.text


def test_a_link_opens_once(stranger, house, clock):
    """The key of a link lets in the first who uses it, and nobody after."""
    link = stranger.get("/start?key=the-key")
    assert 'value="the-key"' in link.text
    first = come_in(stranger, house, clock)
    assert first.status_code == 303
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=strict" in first.headers["set-cookie"]
    assert stranger.get("/").status_code == 200
    assert stranger.post("/start", data={"key": "the-key"}).status_code == 401


def test_a_link_opens_for_ten_minutes(stranger, house, clock):
    """After that it is as good as none, and looking at it has changed nothing."""
    key = house.links.make("late", clock.now)
    stranger.get(f"/start?key={key}")
    clock.now += timedelta(minutes=10, seconds=1)
    assert stranger.post("/start", data={"key": key}).status_code == 401


def test_who_guesses_is_told_to_wait_and_the_owner_is_not_locked_out(stranger, house, clock):
    """After ten keys that do not fit the next ones wait; the right link opens all the same."""
    for number in range(10):
        assert stranger.post("/start", data={"key": f"guess {number}"}).status_code == 401
    assert stranger.post("/start", data={"key": "guess"}).status_code == 429
    house.links.make("right", clock.now)
    assert stranger.post("/start", data={"key": "right"}).status_code == 303
    stranger.cookies.clear()
    assert stranger.post("/start", data={"key": "right"}).status_code == 429
    clock.now += timedelta(minutes=5, seconds=1)
    assert stranger.post("/start", data={"key": "right"}).status_code == 401


def test_only_hashes_of_keys_and_tokens_are_kept(stranger, house, clock, desk, tmp_path):
    """Neither a folder nor a store that somebody reads lets them in; files are the person's own."""
    house.links.make("waiting-key", clock.now)
    (path,) = (tmp_path / "links").iterdir()
    assert path.name == hash_of("waiting-key")
    assert path.stat().st_mode & 0o777 == 0o600
    come_in(stranger, house, clock)
    token = stranger.cookies["trimtab"]
    assert [one.token_hash for one in desk.store.sessions()] == [hash_of(token)]


@pytest.mark.parametrize(
    ("steps", "is_open"),
    [
        ([timedelta(days=29)] * 3, True),
        ([timedelta(days=29)] * 4, False),
        ([timedelta(days=31)], False),
    ],
    ids=["used for 87 days", "116 days old", "unused for 31 days"],
)
def test_a_session_lasts_30_days_unused_and_90_in_all(stranger, house, clock, steps, is_open):
    """Whichever comes first; then the browser is told to forget what it kept."""
    come_in(stranger, house, clock)
    for step in steps:
        clock.now += step
        answer = stranger.get("/season")
    assert (answer.status_code == 200) is is_open
    if not is_open:
        assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'


def test_coming_in_again_is_a_new_token(stranger, house, clock, desk):
    """A token from before a login is worth nothing after it."""
    come_in(stranger, house, clock)
    before = stranger.cookies["trimtab"]
    come_in(stranger, house, clock, "another")
    assert stranger.cookies["trimtab"] != before
    assert len(desk.store.sessions()) == 1


def test_leaving_ends_the_session_for_good(stranger, house, clock, desk):
    """The cookie of a browser that left opens nothing, even where it was kept."""
    come_in(stranger, house, clock)
    token = stranger.cookies["trimtab"]
    left = stranger.post("/leave")
    assert left.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert desk.store.sessions() == ()
    stranger.cookies.set("trimtab", token)
    assert stranger.get("/").status_code == 401


def test_another_browser_can_be_closed_from_the_list(stranger, house, clock, desk):
    """Every open browser is listed with its days, and its session ends by a button."""
    come_in(stranger, house, clock)
    mine = stranger.cookies["trimtab"]
    stranger.cookies.clear()
    come_in(stranger, house, clock, "other")
    assert stranger.get("/phone").text.count("<b>Another browser on this computer</b>") == 1
    stranger.post("/phone/browsers/remove", data={"id": hash_of(mine)})
    assert [one.token_hash for one in desk.store.sessions()] != []
    assert desk.store.session(hash_of(mine)) is None


@pytest.mark.parametrize(
    "name", ["x-forwarded-host", "forwarded", "x-forwarded-for", "x-original-url"]
)
def test_what_a_header_says_of_another_place_is_not_believed(stranger, name):
    """Forwarded headers open nothing and change no address."""
    assert stranger.get("/week", headers={name: "127.0.0.1"}).status_code == 401


@pytest.mark.parametrize("host", ["other.example", "testserver.other.example", "testserver:80", ""])
def test_foreign_names_are_not_answered(stranger, host):
    """A name that somebody points at this machine leads to no page."""
    answer = stranger.get("/help", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
