"""A phone on another host: paired, off the network, and on again."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from kept_pages import await_kept
from playwright.sync_api import Error
from second_host import HERE, required, second_host, trust
from today_desk import at, desk_at

from trimtab.domain.kept import Contact
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.assets import assets
from trimtab.web.desk import House
from trimtab.web.listening import run
from trimtab.web.phone.installing import WORKER
from trimtab.web.phone.listening import open_phone
from trimtab.web.sealed.application import SealedApplication
from trimtab.web.sealed.seal import Rooms, Seal

pytestmark = pytest.mark.browser
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


DROPPED = ("ERR_NETWORK_CHANGED", "chrome-error", "interrupted by another navigation")
"""What tells that the browser dropped a page, was at its own page about that, or asked again."""


def go(page: Any, address: str) -> None:
    """Open a page; where the browser drops it as a network comes up, again."""
    for left in range(4, -1, -1):
        try:
            page.goto(address)
        except Error as error:
            if not left or not any(sign in str(error) for sign in DROPPED):
                raise
            page.wait_for_load_state()  # the browser's own page about it
        else:
            return


@pytest.fixture
def host():
    """Another host, with a browser on it."""
    needs = "TRIMTAB_REQUIRE_BROWSER"
    required(needs, is_there=WORKER in assets(), missing="the pages' scripts are not built.")
    required(needs, is_there=bool(shutil.which("chromium")), missing="no chromium is on the path.")
    certutil = shutil.which("certutil")
    required("TRIMTAB_REQUIRE_NETNS", is_there=bool(certutil), missing="libnss3-tools is missing.")
    with second_host() as made:
        yield made


@pytest.fixture
def desk():
    """A desk whose store says when a mark arrives."""
    made, arrived = desk_at(at(16, "10:05")), threading.Event()
    made.store.keep_contacts((Contact("amara", "Amara Okafor", phone="+1 555 0100"),))

    def add_mark(mark):
        is_new = InMemoryStore.add_mark(made.store, mark)
        arrived.set()
        return is_new

    made.store.add_mark = add_mark
    return made, arrived


@pytest.fixture
def seal(desk):
    """A passphrase before it all, typed already."""
    opened = Seal(lambda _: None, lambda _: Rooms(desk[0], tuple, lambda: None))
    opened.open("typed on the computer")
    return opened


@pytest.fixture
def phone(host, desk, seal, tmp_path):
    """The way in for phones, answering."""
    opened = open_phone(HERE, tmp_path / "phone", datetime.now(UTC))
    house = House(hosts=frozenset(), phone=opened.door)
    begun, ending = threading.Event(), []

    def on_start(stop):
        ending.append(stop)
        begun.set()

    nobody = replace(desk[0], store=InMemoryStore())
    build = partial(SealedApplication, seal, nobody=nobody)
    listeners = opened.listeners(build, house, desk[0].now)
    thread = threading.Thread(target=run, args=(listeners, on_start))
    thread.start()
    assert begun.wait(20)
    yield opened
    ending[0]()
    thread.join()
    opened.close()


@pytest.fixture
def page(host, phone, tmp_path, browser_driver):
    """A page of the phone's browser, which trusts the authority that was handed over."""
    trust(tmp_path, tmp_path / "phone" / "authority.crt")
    program = str(host.wrapper(tmp_path, shutil.which("chromium")))
    browser = browser_driver.chromium.launch(executable_path=program, args=ARGUMENTS)
    yield browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    browser.close()


def pair(desk, phone, page) -> str:
    """Pair a phone, and wait until it keeps its pages; where it comes in."""
    home = phone.door.url
    invitation = phone.door.pairings.invite("a-secret-of-this-test", desk.now())
    go(page, f"{home}/pair/{invitation.key}")
    page.get_by_role("button", name="Pair it").click()
    page.wait_for_url(f"{home}/")
    await_kept(page, "/", "/help", "/tools/wind-down")
    return home


def test_while_the_computer_is_closed_a_phone_keeps_its_own_help(desk, phone, page, seal):
    """It sees the door, its own people all the same, and a mark made meanwhile arrives later."""
    opened, arrived = desk
    home = pair(opened, phone, page)
    seal.close()
    page.get_by_role("button", name="Done").first.click()
    page.wait_for_selector("h1:has-text('Closed for now')")
    go(page, f"{home}/help")
    assert "Closed on your computer. This is Help" in page.inner_text("#kept")
    assert "Amara Okafor" in page.inner_text("main")
    assert not arrived.is_set()
    seal.open("typed again")
    go(page, f"{home}/")
    assert arrived.wait(30)
    go(page, f"{home}/help")
    page.locator("#kept").wait_for(state="detached")  # it looks again by itself


def test_a_mark_made_off_the_network_arrives_when_it_is_back(host, desk, phone, page):
    """A phone that saw Today once shows it and Help off the network, and keeps what is said.

    When it is removed it forgets all of it.
    """
    opened, arrived = desk
    home = pair(opened, phone, page)
    host.plug(is_in=False)
    go(page, f"{home}/")
    assert "No connection. This is your plan as of" in page.inner_text("#kept")
    host.turn_network(is_on=False)
    page.get_by_role("button", name="Done").first.click()
    page.wait_for_selector("#kept li")
    assert not arrived.is_set()
    go(page, f"{home}/help")
    assert "No connection. This is Help" in page.inner_text("#kept")
    assert "Amara Okafor" in page.inner_text("main")
    host.turn_network(is_on=True)
    host.plug(is_in=True)
    go(page, f"{home}/")
    assert arrived.wait(30)
    page.wait_for_function("() => document.getElementById('kept') === null")
    marks = opened.store.marks(at(15, "00:00"), at(19, "00:00"))
    assert [mark.verb for mark in marks] == ["done"]
    (device,) = opened.store.devices()
    opened.store.remove_device(device.id)
    later = page.context.new_page()  # the one before may still be showing itself anew
    go(later, f"{home}/")
    assert "somebody's Trimtab" in later.inner_text("main")
    assert not later.evaluate("caches.has('trimtab-pages')")
