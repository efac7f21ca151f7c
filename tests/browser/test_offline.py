"""A phone that loses its computer for a while: what is said then waits there, and arrives once."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from threading import Event, Thread
from typing import Any

import pytest
import uvicorn
from kept_pages import await_kept
from today_desk import at, desk_at

from trimtab.domain.diary import CheckIn, Stretch
from trimtab.web.application import build_application
from trimtab.web.assets import script_urls
from trimtab.web.desk import Desk, House
from trimtab.web.phone.addresses import PhoneAddress
from trimtab.web.phone.certificates import OwnCertificates, new_context

pytestmark = pytest.mark.browser
DAYS = date(2026, 11, 1), date(2026, 11, 30)


class Computer:
    """The app behind encryption on one port, which can be away for a while."""

    def __init__(self, desk: Desk, folder: Any) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.desk = desk
        host = f"127.0.0.1:{self.port}"
        house = House(hosts=frozenset({host}), is_secure=True, needs_key=False)
        self.app = build_application(desk, house)
        self.address = f"https://{host}"
        home = PhoneAddress(ip_address("192.168.1.20"))
        OwnCertificates(folder, home, "laptop").renew(new_context(), datetime.now(UTC))
        self.folder = folder

    def come(self) -> None:
        """Listen."""
        config = uvicorn.Config(
            self.app, port=self.port, log_level="error", lifespan="off",
            ssl_certfile=self.folder / "leaf.crt", ssl_keyfile=self.folder / "leaf.key",
        )  # fmt: skip
        self.server = uvicorn.Server(config)
        self.thread = Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            self.thread.join(0.01)

    def go(self) -> None:
        """Be out of reach."""
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture(autouse=True, scope="module")
def _bundle() -> None:
    if not script_urls("offline"):
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no bundle: make bundle")
        pytest.skip("There is no bundle: make bundle")


@pytest.fixture
def computer(tmp_path: Any) -> Iterator[Computer]:
    """The computer at the end of a night, within reach."""
    made = Computer(desk_at(at(17, "06:40")), tmp_path)
    made.come()
    yield made
    if made.thread.is_alive():
        made.go()


@pytest.fixture
def phone(trusting_browser: Any, computer: Computer) -> Iterator[Any]:
    """A phone that opened Today before, so that its service worker has the pages."""
    context = trusting_browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    page = context.new_page()
    page.goto(computer.address)
    await_kept(page, "/", "/help", "/sign-out", "/week", "/check-in/blank")
    page.reload()
    yield page
    context.close()


def test_wins_and_a_task_typed_without_a_connection_arrive_once(
    phone: Any, computer: Computer
) -> None:
    """They stand on the page as waiting; when the computer is back both are kept, none twice."""
    computer.go()
    for text in ("Ate sitting down", "Called <Mother>"):
        phone.fill("#win-text", text)
        phone.get_by_role("button", name="Add").click()
        phone.locator("#kept").get_by_text(f"Win: {text}.").wait_for()
        phone.locator("#wins li", has_text=f"{text} waits on this phone").wait_for()
    phone.get_by_text("+ A task").click()
    phone.fill("#task-line", "Call clinic 10 min by tomorrow")
    phone.get_by_role("button", name="Add").first.click()
    phone.locator("#kept").get_by_text("Task: Call clinic 10 min by tomorrow.").wait_for()
    assert "Will be kept when you are back" in phone.inner_text("#kept")
    assert computer.desk.store.wins(*DAYS) == ()
    computer.come()
    phone.reload()
    phone.locator("#wins").get_by_text("Called <Mother>").wait_for()
    phone.reload()
    kept = [(one.text, one.day) for one in computer.desk.store.wins(*DAYS)]
    day = at(16, "12:00").date()
    assert kept == [("Ate sitting down", day), ("Called <Mother>", day)]
    assert phone.locator("#kept").count() == 0
    assert computer.desk.store.profile().text.count('name = "Call clinic"') == 1


def test_a_sign_out_without_a_connection_arrives(phone: Any, computer: Computer) -> None:
    """Its page opens, what is typed is kept, and it arrives for the day it was said on."""
    computer.go()
    phone.goto(f"{computer.address}/sign-out")
    phone.get_by_text("No connection. This is sign-out as of").wait_for()
    phone.fill("#three-1", "Call the lab")
    phone.locator("main .main-button").click()
    phone.locator("#kept").get_by_text("Sign-out.").wait_for()
    computer.come()
    phone.reload()
    phone.get_by_text("Signed out", exact=True).wait_for()
    (said,) = computer.desk.store.sign_outs(*DAYS)
    assert (said.day, said.tomorrow[0]) == (date(2026, 11, 16), "Call the lab")


@pytest.mark.long
def test_a_late_answer_is_waited_for_where_nothing_is_kept_any_more(
    phone: Any, computer: Computer
) -> None:
    """Pages forgotten while a slow answer is on its way: it is shown once it comes."""
    beside = phone.context.new_page()
    beside.goto(f"{computer.address}/help")
    at_once, gate, asked = computer.app, Event(), Event()

    async def late(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/":
            asked.set()
            await asyncio.to_thread(gate.wait, 30)
        await at_once(scope, receive, send)

    computer.go()
    computer.app = late
    computer.come()
    phone.evaluate("() => { document.body.innerHTML = ''; location.reload(); }")
    assert asked.wait(30)
    assert beside.evaluate("caches.delete('trimtab-pages')")
    beside.wait_for_timeout(5000)  # the worker's patience is 4 s
    gate.set()
    phone.locator("h1").wait_for()
    assert phone.locator("#win-text").count() == 1


@pytest.mark.long
def test_a_mark_of_a_block_that_is_gone_is_told(phone: Any, computer: Computer) -> None:
    """Said offline of something the plan no longer has: kept, and the phone says why."""
    computer.go()
    button = phone.locator("button[value=not_today]:visible").first
    name = button.get_attribute("aria-label").removeprefix("Not today: ")
    button.click()
    phone.locator("#kept").get_by_text(f"{name}: not today.").wait_for()
    assert phone.get_by_text("Not today: waits on this phone.").first.is_visible()
    store = computer.desk.store
    plan = store.plan().plan
    gone = replace(plan, blocks=tuple(one for one in plan.blocks if one.shown_name != name))
    store.keep_plan(gone, computer.desk.now(), profile_revision=1)
    computer.come()
    phone.reload()
    phone.get_by_text("no longer stands in the plan").wait_for()
    now = computer.desk.now()
    marks = store.marks(now - timedelta(9), now + timedelta(9))
    assert name == "Notes: NF"  # of the duty's name, and read as what it is
    assert [(one.name, one.verb) for one in marks] == [("NF", "not_today")]


@pytest.mark.long
def test_a_contact_needs_the_computer_and_nothing_typed_is_lost(
    phone: Any, computer: Computer
) -> None:
    """The form says so and stays as it is; once the computer is back the same button keeps it."""
    computer.go()
    phone.goto(f"{computer.address}/help")
    phone.locator("#write summary").click()
    phone.fill("#contact-name", "Amara Okafor")
    phone.fill("#contact-phone", "+1 555 0100")
    keep = phone.locator("#write").get_by_role("button", name="Keep")
    keep.click()
    phone.get_by_text("what you typed stays here").wait_for()
    assert phone.input_value("#contact-name") == "Amara Okafor"
    computer.come()
    keep.click()
    phone.get_by_role("heading", name="Amara Okafor").wait_for()
    (kept,) = computer.desk.store.contacts()
    assert (kept.name, kept.phone) == ("Amara Okafor", "+1 555 0100")


@pytest.mark.long
def test_a_slip_is_taken_off_before_it_is_sent(phone: Any, computer: Computer) -> None:
    """Of two that wait one goes; only the other arrives."""
    computer.go()
    for text in ("A slip", "Ate sitting down"):
        phone.fill("#win-text", text)
        phone.get_by_role("button", name="Add").click()
        phone.locator("#kept").get_by_text(f"Win: {text}.").wait_for()
    phone.get_by_role("button", name="Take off: Win: A slip.").click()
    phone.locator("#kept").get_by_text("A slip").wait_for(state="detached")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    computer.come()
    phone.reload()
    phone.locator("#wins").get_by_text("Ate sitting down").wait_for()
    assert [one.text for one in computer.desk.store.wins(*DAYS)] == ["Ate sitting down"]


@pytest.mark.long
def test_a_plan_kept_yesterday_leads_to_the_days_after_it(phone: Any, computer: Computer) -> None:
    """Who last looked in the evening finds the next morning in Week, which is kept as well."""
    computer.go()
    phone.reload()
    phone.locator("#kept").get_by_text("No connection. This is your plan as of").wait_for()
    assert phone.locator("#kept a").count() == 0
    phone.evaluate(KEPT_YESTERDAY)
    phone.reload()
    phone.locator("#kept").get_by_role("link", name="Week").click()
    phone.locator("#kept").get_by_text("No connection. This is Week as of").wait_for()
    assert "Notes: NF" in phone.inner_text("#week")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


KEPT_YESTERDAY = """async () => {
    const pages = await caches.open("trimtab-pages");
    const found = await pages.match("/");
    const headers = new Headers(found.headers);
    headers.set("x-kept-at", new Date(Date.now() - 86400000).toISOString());
    await pages.put("/", new Response(await found.text(), { headers }));
}"""


def test_a_minute_for_oneself_and_the_way_back_need_no_connection(
    phone: Any, computer: Computer
) -> None:
    """Every tool and the screens when it has all collapsed; of the journal nothing is there.

    No word stands there on when they were kept; lighter days wait, and are planned once it is back.
    """
    phone.goto(f"{computer.address}/journal")
    phone.goto(computer.address)
    await_kept(phone, "/reset/days", "/tools/wind-down")
    computer.go()
    for name in ("breathing", "grounding", "stretch", "sit", "wind-down"):
        phone.goto(f"{computer.address}/tools/{name}")
        phone.locator(".is-going").wait_for()
        assert phone.locator("#kept").count() == 0
    held = phone.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async name =>"
        " (await (await caches.open(name)).keys()).map(one => one.url)))).flat()"
    )
    assert not [one for one in held if "journal" in one]
    phone.goto(f"{computer.address}/reset")
    for words in ("Not sure", "Go on"):
        phone.get_by_role("link", name=words).click()
    phone.get_by_label("Eating and drinking").check()
    phone.get_by_role("button", name="Go on").click()
    assert "A glass of water" in phone.inner_text(".small-things")
    for _ in range(2):
        phone.get_by_role("link", name="Go on").click()
    assert phone.locator("#kept").count() == 0
    phone.get_by_role("button", name="Plan three lighter days").click()
    phone.locator("#kept").get_by_text("Lighter days.").wait_for()
    computer.come()
    phone.reload()
    phone.get_by_text("Lighter days until").wait_for()


def test_a_check_in_said_without_a_connection_arrives_with_its_own_moment(
    phone: Any, computer: Computer
) -> None:
    """The form is of no day in particular; what was said at the computer since stays."""
    phone.get_by_text("How was your day?").wait_for()
    computer.go()
    phone.goto(f"{computer.address}/check-in")
    assert "This is the check-in" in phone.inner_text("#kept")
    for measure in ("mood", "energy", "stress", "balance"):
        phone.click(f"[data-measure={measure}] .step:has(input[value='4'])")
    phone.locator("#kept").get_by_text("Check-in.").wait_for()
    assert "Your check-in waits on this phone" in phone.inner_text(".quiet-line")
    assert phone.get_by_text("How was your day?").count() == 0
    assert computer.desk.store.entries(CheckIn) == ()
    computer.come()
    phone.evaluate("() => { window.isOld = true; window.dispatchEvent(new Event('online')); }")
    phone.wait_for_function("() => !window.isOld && !document.querySelector('#kept')")
    kept = computer.desk.store.entries(CheckIn)
    assert [(one.mood, one.balance) for one in kept] == [(4, 4)]


def test_a_focus_session_without_a_connection_arrives_once(phone: Any, computer: Computer) -> None:
    """Begun, ended early and finished on the phone alone; one stretch when the computer is back."""
    await_kept(phone, "/focus")
    computer.go()
    phone.clock.install(time=computer.desk.now())
    phone.goto(f"{computer.address}/focus")
    phone.get_by_label("In your words").fill("Letters")
    phone.get_by_label("25 min, then 5").check()
    phone.get_by_role("button", name="Begin", exact=True).click()
    phone.get_by_role("heading", name="Letters").wait_for()
    phone.clock.fast_forward(18 * 60_000)
    phone.reload()
    phone.get_by_role("heading", name="Letters").wait_for()
    phone.get_by_role("button", name="End this round").click()
    phone.get_by_role("button", name="Finish").click()
    phone.locator("[data-ended]:visible").wait_for()
    assert computer.desk.store.entries(Stretch) == ()
    computer.come()
    phone.goto(f"{computer.address}/")
    while not computer.desk.store.entries(Stretch):
        phone.wait_for_timeout(50)
    beside = phone.context.new_page()
    beside.goto(f"{computer.address}/where-time-went")
    beside.get_by_text("Letters").first.wait_for()
    (kept,) = computer.desk.store.entries(Stretch)
    assert (kept.name, kept.round, kept.source) == ("Letters", 1, "timer")
    assert timedelta(minutes=18) <= kept.end - kept.start < timedelta(minutes=19)
