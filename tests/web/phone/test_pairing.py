"""A phone is paired once by what the computer shows, and let go from the list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from trimtab.domain.kept import Device
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.phone.door import Pairings, PhoneDoor
from trimtab.web.phone.icons import SIZES, icon_png
from trimtab.web.phone.standing import Standing

OWN = {"Sec-Fetch-Site": "same-origin"}
URL = "https://192.168.1.20:8138"


@pytest.fixture
def door():
    """A way in for phones."""
    return PhoneDoor(url=URL, certificate=b"DER", certificate_url="http://192.168.1.20:8139/x.crt")


@pytest.fixture
def phone(desk, door):
    """A phone's browser, not paired yet."""
    house = House(hosts=frozenset({"192.168.1.20:8138"}), is_secure=True, phone=door)
    app = build_application(desk, house)
    with TestClient(app, base_url=URL, headers=OWN, follow_redirects=False) as walker:
        yield walker


@pytest.fixture
def computer(desk, door):
    """The computer's browser."""
    house = House(hosts=frozenset({"testserver"}), needs_key=False, phone=door)
    app = build_application(desk, house)
    with TestClient(app, headers=OWN, follow_redirects=False) as walker:
        yield walker


def test_the_computer_shows_two_codes_and_no_style(computer):
    """Looking opens nothing; the button does, and both codes are pictures without style."""
    assert "<svg" not in computer.get("/phone").text
    assert computer.post("/phone/invite").headers["location"] == "/phone"
    text = computer.get("/phone").text
    assert text.count("<svg") == 2
    assert "style=" not in text
    assert computer.get("/phone/trimtab.crt").content == b"DER"


def test_a_phone_is_paired_once_and_removed(phone, computer, door, desk):
    """The link of the code pairs one phone; removed, it is a stranger and forgets what it kept."""
    key = door.pairings.invite("a-secret", desk.now()).key
    assert phone.get("/").status_code == 401
    assert 'value="iPhone"' in phone.get(f"/pair/{key}", headers={"User-Agent": "iPhone"}).text
    paired = phone.post("/pair", data={"key": key, "name": "My  phone"})
    cookie = paired.headers["set-cookie"]
    assert cookie.startswith("__Host-trimtab=")
    assert all(one in cookie for one in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"))
    assert "strict-transport-security" not in phone.get("/help").headers
    assert phone.get("/season").status_code == 200
    assert phone.post("/pair", data={"key": key}).status_code == 401
    (device,) = desk.store.devices()
    assert device.name == "My phone"
    assert "My phone" in computer.get("/phone").text
    computer.post("/phone/devices/remove", data={"id": device.id})
    gone = phone.get("/season")
    assert gone.status_code == 401
    assert "storage" in gone.headers["clear-site-data"]


def test_a_phone_paired_at_another_address_is_told_of(desk):
    """The page names it, where it looks and what to do; one paired since is none of them."""
    now = desk.now()
    standing = Standing(URL, now, "https://192.168.1.7:8138")
    old = Device("old", "Old phone", "hash", now - timedelta(days=1))
    new = Device("new", "New phone", "hash2", now + timedelta(minutes=1))
    for device in (old, new):
        desk.store.keep_device(device)
    words = " ".join(_phone_page(desk, PhoneDoor(url=URL, standing=standing)).split())
    assert "Old phone looks elsewhere" in words
    assert "https://192.168.1.7:8138" in words
    desk.store.remove_device("old")
    assert "elsewhere" not in _phone_page(desk, PhoneDoor(url=URL, standing=standing))


def test_an_address_that_was_taken_back_is_told_of(desk):
    """While the app runs the network may give another one: what to do stands on the page."""
    door = PhoneDoor(url=URL, is_here=lambda: False)
    assert "gave this computer another address" in _phone_page(desk, door)
    assert "another address" not in _phone_page(desk, PhoneDoor(url=URL))


def _phone_page(desk, door) -> str:
    house = House(hosts=frozenset({"testserver"}), needs_key=False, phone=door)
    with TestClient(build_application(desk, house), headers=OWN) as walker:
        return walker.get("/phone").text


def test_a_paired_phone_pairs_no_other(phone, door, desk):
    """Who finds a phone cannot let in more."""
    key = door.pairings.invite("a-secret", desk.now()).key
    phone.post("/pair", data={"key": key})
    assert phone.post("/phone/invite").status_code == 404


def test_a_code_may_be_typed_as_people_type(desk):
    """In small letters, with spaces or without the hyphen; once."""
    pairings = Pairings()
    pairing = pairings.invite("a-secret", desk.now())
    typed = f" {pairing.spaced_code.lower().replace('-', ' ')} "
    assert pairings.use(typed, desk.now())
    assert not pairings.use(pairing.key, desk.now())


def test_a_code_is_not_guessed_and_its_link_is_not_locked_out(phone, door, desk):
    """After ten wrong codes the right one waits; the link in the picture opens all the same."""
    pairing = door.pairings.invite("a-secret", desk.now())
    for _ in range(10):
        assert phone.post("/pair", data={"key": "AAAA-AAAA"}).status_code == 401
    assert phone.post("/pair", data={"key": pairing.spaced_code}).status_code == 429
    assert desk.store.devices() == ()
    assert phone.post("/pair", data={"key": pairing.key}).status_code == 303


def test_nothing_is_paired_without_encryption(computer):
    """The computer has its own link."""
    assert computer.get("/pair").status_code == 404
    assert computer.post("/pair", data={"key": "x"}).status_code == 404


def test_what_installs_the_app_is_open_to_all(phone):
    """Description and pictures hold nothing of the person's."""
    described = phone.get("/manifest.webmanifest").json()
    assert described["start_url"] == described["scope"] == "/"
    for size in SIZES:
        assert icon_png(size).startswith(b"\x89PNG")
    assert phone.get("/icons/180.png").headers["content-type"] == "image/png"
    assert phone.get("/icons/181.png").status_code == 404
