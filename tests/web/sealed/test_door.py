"""The door of what is sealed: what is open before it, who opens it, and how it closes again."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sample_desk import TUESDAY_AT_TEN, FixedPlanning, desk_over
from starlette.testclient import TestClient

from trimtab.app.mind.journal import read_page
from trimtab.app.mind.journal_ports import PagePlace
from trimtab.domain.diary import SealedPage
from trimtab.domain.errors import StoreError, WrongPassphraseError
from trimtab.domain.kept import Contact
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.desk import House
from trimtab.web.sealed.application import SealedApplication
from trimtab.web.sealed.seal import Rooms, Seal

OWN = {"Sec-Fetch-Site": "same-origin"}
RIGHT = "four odd words"
NAME = "Amara Okafor"
TODAY = TUESDAY_AT_TEN.date()


class Opened:
    """Rooms that remember how often they were opened and closed, and a clock that tests turn."""

    def __init__(self, desk) -> None:
        self.now = TUESDAY_AT_TEN.astimezone(UTC)
        self.opened = self.closed = 0
        self.trouble: Exception | None = None
        self.seal = Seal(self.check, self.open_rooms)
        self.desk = replace(desk, now=self.clock, back_up=lambda: None, close_again=self.seal.close)

    def clock(self) -> datetime:
        return self.now

    def check(self, passphrase: str) -> None:
        if passphrase != RIGHT:
            raise WrongPassphraseError

    def open_rooms(self, passphrase: str) -> Rooms:
        self.check(passphrase)
        if self.trouble:
            raise self.trouble
        self.opened += 1
        return Rooms(self.desk, tuple, self.close)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def rooms(desk) -> Opened:
    """The example's desk behind a seal, with somebody to turn to."""
    desk.store.keep_contacts((Contact("amara", NAME),))
    return Opened(desk)


@pytest.fixture
def browse(rooms):
    """Makes browsers, without script, on the computer or on a phone."""
    nobody = replace(desk_over(InMemoryStore(), FixedPlanning(None)), now=rooms.clock)

    def browser(*, is_secure: bool = False) -> TestClient:
        house = House(hosts=frozenset({"testserver"}), is_secure=is_secure)
        app = SealedApplication(rooms.seal, house, nobody)
        base = "https://testserver" if is_secure else "http://testserver"
        return TestClient(app, base_url=base, headers=OWN, follow_redirects=False)

    return browser


@pytest.fixture
def browser(browse) -> TestClient:
    """A browser on the computer."""
    return browse()


def unlock(browser: TestClient, typed: str = RIGHT, **fields: str):
    """What the door says to a passphrase."""
    return browser.post("/unlock", data={"passphrase": typed, **fields})


@pytest.mark.parametrize("path", ["/", "/week?from=2026-11-16", "/settings/kept/export", "/x"])
def test_every_page_is_the_door(browser, path):
    """Locked, never kept, without the way around, and it leads back to where one wanted to go."""
    answer = browser.get(path)
    assert answer.status_code == 423
    assert answer.headers["cache-control"] == "no-store"
    assert 'action="/unlock"' in answer.text
    assert f'name="wanted" value="{path}"' in answer.text
    assert "Settings" not in answer.text


def test_help_is_open_before_it_without_ones_own_people(browser):
    """Lines by country and a pace to breathe; it says where the others are."""
    answer = browser.get("/help?country=CA")
    assert answer.status_code == 200
    assert "Canada" in answer.text
    assert "Breathe in a box" in answer.text
    assert "behind the passphrase" in answer.text
    assert NAME not in answer.text
    assert answer.headers["x-closed"] == "1"
    assert browser.get("/static/base.css").status_code == 200
    assert browser.get("/manifest.webmanifest").status_code == 200


def test_the_right_one_opens_and_lets_this_browser_in(browser, browse, rooms):
    """Everything works from then on, here; another browser needs a link, as always."""
    answer = unlock(browser, wanted="/help")
    assert (answer.status_code, answer.headers["location"]) == (303, "/help")
    assert NAME in browser.get("/help").text
    assert browser.get("/week").status_code == 200
    other = browse()
    assert other.get("/week").status_code == 401
    assert NAME not in other.get("/help").text
    assert unlock(other).status_code == 303
    assert other.get("/week").status_code == 200
    assert unlock(browse(), "wrong").status_code == 401
    assert rooms.opened == 1


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_it_leads_to_no_other_site(browser, wanted):
    """Whatever stands in the form."""
    assert unlock(browser, wanted=wanted).headers["location"] == "/"


def test_wrong_ones_are_told_and_slowed(browser, rooms, capfd):
    """Ten in five minutes, then also the right one waits; nothing typed is shown or logged."""
    for number in range(10):
        answer = unlock(browser, f"wrong-{number}", wanted="/season")
        assert answer.status_code == 401
        assert "does not open it" in answer.text
        assert f"wrong-{number}" not in answer.text
        assert 'value="/season"' in answer.text
    assert unlock(browser).status_code == 429
    assert rooms.opened == 0
    rooms.now += timedelta(minutes=5)
    assert unlock(browser).status_code == 303
    assert capfd.readouterr() == ("", "")


def test_what_else_keeps_it_from_opening_is_told_at_the_door(browser, rooms):
    """In its own sentence, and it counts as no wrong try."""
    assert unlock(browser, "").status_code == 422
    rooms.trouble = StoreError("The disk is away.")
    for _ in range(11):
        answer = unlock(browser)
        assert answer.status_code == 409
        assert "The disk is away." in answer.text
    rooms.trouble = None
    assert unlock(browser).status_code == 303


def test_closed_again_until_it_is_typed_again(browser, rooms):
    """The page that closes it is answered to the end; then all that was open is gone."""
    unlock(browser)
    assert "Close until the passphrase is typed again" in browser.get("/settings/kept").text
    assert browser.post("/settings/kept/close").headers["location"] == "/"
    assert (rooms.opened, rooms.closed) == (1, 1)
    assert browser.get("/").status_code == 423
    assert NAME not in browser.get("/help").text
    assert unlock(browser).status_code == 303
    assert NAME in browser.get("/help").text
    assert rooms.opened == 2


def test_a_page_that_follows_something_comes_to_the_door_by_itself(browser):
    """What it asks for in place is refused with word to open it anew; what was sent is not lost."""
    asked = {"HX-Request": "true"}
    follows = browser.get("/settings/kept/import", headers=asked)
    assert (follows.status_code, follows.headers["hx-refresh"]) == (423, "true")
    assert "hx-refresh" not in browser.post("/marks", headers=asked).headers
    assert "hx-refresh" not in browser.get("/week").headers


def test_a_phone_sees_the_door_and_cannot_type(browse, rooms):
    """Its status lets a phone keep what it has; after the computer opened it, it may go on."""
    phone = browse(is_secure=True)
    answer = phone.get("/")
    assert (answer.status_code, answer.headers["x-closed"]) == (423, "1")
    assert "on your computer" in answer.text
    assert "<form" not in answer.text
    assert unlock(phone).status_code == 423
    mark = phone.post("/today/mark", json={"id": "1"})
    assert (mark.status_code, mark.headers["x-closed"]) == (423, "1")
    assert rooms.opened == 0
    unlock(browse())
    assert phone.get("/").status_code == 401


def test_what_follows_a_feed_keeps_what_it_has(browser):
    """A calendar app that hears "later" deletes nothing."""
    answer = browser.get("/feeds/token/week.ics")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3600")


def test_the_door_has_the_doors_of_every_page(browser):
    """Other sites, other names and other methods are refused before a passphrase is looked at."""
    data = {"passphrase": RIGHT}
    assert (
        browser.post("/unlock", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code
        == 403
    )
    assert browser.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert browser.put("/unlock").status_code == 403
    assert "default-src 'none'" in browser.get("/").headers["content-security-policy"]


def test_those_inside_are_waited_for():
    """Closing lets nobody in and ends what was open once the last one leaves, and not before."""
    ended: list[str] = []
    seal = Seal(lambda _: None, lambda _: Rooms(None, tuple, lambda: ended.append("closed")))
    assert seal.enter() is None
    rooms = seal.open(RIGHT)
    assert (seal.enter(), seal.enter()) == (rooms, rooms)
    assert not seal.leave()
    seal.close()
    assert seal.enter() is None
    assert ended == []
    assert seal.leave()
    seal.end()
    seal.end()
    assert ended == ["closed"]
    assert seal.open(RIGHT) is not rooms
    seal.close()
    assert ended == ["closed", "closed"]


def test_what_is_still_closing_is_told(monkeypatch):
    """Somebody inside takes too long: the next one hears to try again."""
    monkeypatch.setattr("trimtab.web.sealed.seal.PATIENCE_SECONDS", 0)
    seal = Seal(lambda _: None, lambda _: Rooms(None, tuple, lambda: None))
    seal.open(RIGHT)
    seal.enter()
    seal.close()
    with pytest.raises(StoreError, match="still closing"):
        seal.open(RIGHT)


def test_what_was_typed_in_the_journal_while_it_closed_is_kept(browser, rooms):
    """Without script it is handed back with the passphrase, also after a wrong one; sealed then."""
    key = rooms.desk.journal.sealing.make_key(PagePlace("key", TODAY, rooms.now), RIGHT, "")
    rooms.desk.store.keep_entry(key.record)
    words = "I cried in the stairwell & “nobody” <b> saw\r\nit"
    door = browser.post("/journal/pages/one", data={"form": "free", "text": words, "turn": "0"})
    for passphrase in ("wrong", RIGHT):
        assert "still on this page" in door.text
        fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', door.text)
        held = {name: html.unescape(value) for name, value in fields}
        door = browser.post("/unlock", data={**held, "passphrase": passphrase})
    assert door.headers["location"] == "/journal?then=one"
    (draft,) = rooms.desk.store.entries(SealedPage)
    read = read_page(rooms.desk.journal.sealing, {"key": key.opened}, draft)
    assert read.written.words["text"] == words.replace("\r\n", "\n")


def test_a_phone_that_may_not_unlock_shows_what_was_typed(browse):
    """It is to be copied there; nothing else of the journal answers."""
    phone = browse(is_secure=True)
    sent = {"form": "free", "text": "a line", "turn": "0"}
    assert "a line" in phone.post("/journal/pages/one", data=sent).text
    assert "a line" not in phone.post("/journal/pages/one", data={**sent, "form": "x"}).text


def test_a_minute_for_oneself_is_open_before_it(browser):
    """The one-minute tools ask nobody for anything; the journal stays behind the door."""
    for path in ("/tools", "/tools/breathing"):
        assert browser.get(path).status_code == 200
    assert browser.get("/journal").status_code == 423
