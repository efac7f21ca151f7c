"""A phone on another host: paired, off the network, and on again."""

from __future__ import annotations

import shutil
import threading
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from sample_desk import FixedPlanning, desk_over, filled_store, plan_example
from second_host import HERE, second_host

from trimtab.store.in_memory import InMemoryStore
from trimtab.web.assets import assets
from trimtab.web.desk import House
from trimtab.web.listening import run
from trimtab.web.phone.installing import WORKER
from trimtab.web.phone.listening import open_phone

pytestmark = pytest.mark.browser
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture
def host():
    """Another host."""
    with second_host() as made:
        yield made


@pytest.fixture
def desk():
    """A desk whose store says when a mark arrives."""
    plan = plan_example()
    store = filled_store(plan)
    arrived = threading.Event()

    def add_mark(mark):
        is_new = InMemoryStore.add_mark(store, mark)
        arrived.set()
        return is_new

    store.add_mark = add_mark
    return desk_over(store, FixedPlanning(plan)), arrived


@pytest.fixture
def phone(host, desk, tmp_path):
    """The way in for phones, answering."""
    opened = open_phone(HERE, tmp_path / "phone", datetime.now(UTC))
    house = House(hosts=frozenset(), phone=opened.door)
    begun, ending = threading.Event(), []

    def on_start(stop):
        ending.append(stop)
        begun.set()

    thread = threading.Thread(target=run, args=(opened.listeners(desk[0], house), on_start))
    thread.start()
    assert begun.wait(20)
    yield opened
    ending[0]()
    thread.join()
    opened.close()


def trusted(folder: Path) -> str:
    """The browser's argument that trusts the key of the certificate in a folder."""
    leaf = load_pem_x509_certificate((folder / "leaf.crt").read_bytes())
    key = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pin = b64encode(sha256(key).digest()).decode()
    return f"--ignore-certificate-errors-spki-list={pin}"


def test_a_mark_made_off_the_network_arrives_when_it_is_back(host, desk, phone, tmp_path):
    """Paired by its link, a phone shows Today and Help without a network and keeps what is said."""
    if WORKER not in assets():
        pytest.skip("The pages' scripts are not built.")
    program = shutil.which("chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    if program is None:
        pytest.skip("No chromium on the path.")
    opened, arrived = desk
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(host.wrapper(tmp_path, program)),
            args=[*ARGUMENTS, trusted(tmp_path / "phone")],
        )
        page = browser.new_page(viewport={"width": 390, "height": 844})
        invitation = phone.door.pairings.invite("a-secret-of-this-test", opened.now())
        page.goto(f"{phone.door.url}/pair/{invitation.key}")
        page.get_by_role("button", name="Pair it").click()
        page.wait_for_url(f"{phone.door.url}/")
        page.evaluate("navigator.serviceWorker.ready")
        page.wait_for_function(
            "async () => !!navigator.serviceWorker.controller && "
            "!!(await caches.match('/')) && !!(await caches.match('/help'))"
        )
        host.plug(is_in=False)
        page.goto(f"{phone.door.url}/")
        assert "No connection. This is your plan as of" in page.inner_text("#kept")
        page.get_by_role("button", name="Done").first.click()
        page.wait_for_selector("#kept li")
        assert not arrived.is_set()
        page.goto(f"{phone.door.url}/help")
        assert "No connection. This is Help" in page.inner_text("#kept")
        host.plug(is_in=True)
        page.goto(f"{phone.door.url}/")
        assert arrived.wait(30)
        page.wait_for_function("() => document.getElementById('kept') === null")
        browser.close()
    marks = opened.store.marks(
        datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 19, tzinfo=UTC)
    )
    assert [mark.verb for mark in marks] == ["done"]
    assert [device.name for device in opened.store.devices()] == ["Phone"]
