"""Focus with script: one tap from the task on Today, two tabs, a reload, and where time went."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote

import pytest
from playwright.sync_api import Response
from walking import PHONE, move_in

from trimtab.domain.diary import FocusSession, Stretch

pytestmark = pytest.mark.browser


def set_clock(walker, home) -> None:
    """Give the page the clock that the app believes."""
    walker.page.clock.install(time=home.now)


def test_a_round_from_today_to_where_time_went(walk, home):
    """Begun with one tap, seen alike in two tabs and after a reload, ended early and kept once."""
    move_in(home)
    kinds = {"task", "study"}
    block = next(one for one in home.desk.store.plan().plan.blocks if one.kind in kinds)
    home.now = block.start + timedelta(minutes=1)
    walker = walk(viewport=PHONE, timezone_id="Asia/Tokyo", locale="en-US")
    page = walker.page
    set_clock(walker, home)
    walker.go("/")
    page.get_by_role("button", name="Focus on this").click()
    page.wait_for_url(f"{walker.address}/focus")
    assert block.shown_name in walker.text("h1 >> visible=true")
    assert page.title().startswith("2")
    assert block.shown_name not in page.title()
    assert walker.overflow() == 0
    ends = block.start + timedelta(minutes=26)
    assert walker.text("[data-until]") == f"Until {ends:%H:%M}", "the person's own hours"
    page.clock.fast_forward(10 * 60_000)
    home.later(minutes=10)
    page.locator("[data-left]").get_by_text(re.compile("^1[45]:")).wait_for()
    other = page.context.new_page()
    other.clock.install(time=home.now)
    other.goto(f"{walker.address}/focus")
    other.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Go on").wait_for()
    page.get_by_role("button", name="Go on").click()
    other.get_by_role("button", name="Pause").wait_for()
    page.reload()
    page.get_by_role("button", name="End this round").click()
    assert page.locator("[data-idea-words]").inner_text()
    with page.expect_response(_of("finish")):
        page.get_by_role("button", name="Finish").click()
    page.locator("[data-ended]:visible").wait_for()
    assert "10 min kept." in walker.text("[data-ended]")
    (session,) = home.desk.store.entries(FocusSession)
    pieces = home.desk.store.entries(Stretch)
    assert sum(_minutes(one.end - one.start) for one in pieces) == 10
    assert {(one.name, one.value) for one in pieces} == {(block.shown_name, block.value)}
    page.get_by_role("link", name="Change or delete it").click()
    assert block.shown_name in walker.text("#written")
    assert block.shown_name not in page.evaluate("localStorage.getItem('trimtab-focus')")
    assert session.kind == block.kind


def _of(verb: str) -> Callable[[Response], bool]:
    """The answer to what was sent with a verb said, and to none that was on its way before."""
    return lambda answer: f"{verb}@" in unquote(answer.request.post_data or "")


def _minutes(length: timedelta) -> int:
    return round(length / timedelta(minutes=1))


def test_what_the_computer_failed_to_keep_is_sent_again(walk, home):
    """A finish answered by a fault of the computer waits in the page, and arrives later."""
    home.desk.store.keep_profile("[person]\ntime_zone = 'America/New_York'\n", home.desk.now())
    walker = walk(viewport=PHONE)
    page = walker.page
    set_clock(walker, home)
    walker.go("/focus")
    page.get_by_label("What it is for").fill("Letters")
    with page.expect_response("**/focus"):
        page.get_by_role("button", name="Begin", exact=True).click()
    page.clock.fast_forward(5 * 60_000)
    home.later(minutes=5)
    page.route("**/focus", lambda asked: asked.fulfill(status=500))
    with page.expect_response(_of("finish")):
        page.get_by_role("button", name="Finish").click()
    page.unroute("**/focus")
    with page.expect_response(_of("finish")):
        page.reload()
    (piece,) = home.desk.store.entries(Stretch)
    assert _minutes(piece.end - piece.start) == 5
    assert all("500" in complaint for complaint in walker.complaints)
    walker.complaints.clear()


def test_focus_without_script(walk, home):
    """Begun in own words, told until when, and finished."""
    move_in(home)
    home.at("2026-11-17T16:00")
    walker = walk(viewport=PHONE, java_script_enabled=False)
    page = walker.page
    walker.go("/focus")
    page.get_by_label("In your words").fill("Letters")
    page.get_by_role("button", name="Begin", exact=True).click()
    assert "Until 16:25, about 25 min left." in walker.text()
    assert page.get_by_role("heading", name="Letters").is_visible()
    home.later(minutes=26)
    walker.go("/focus")
    assert "Break" in walker.text()
    page.get_by_role("button", name="Finish").click()
    assert "25 min kept." in walker.text()
    assert walker.overflow() == 0


FAKES = """
window.heard = [];
class Context { resume() {} createOscillator() { return tone; } createGain() { return tone; } }
const tone = {
  frequency: {}, gain: {setValueAtTime() {}, exponentialRampToValueAtTime() {}},
  connect: () => tone, start: () => heard.push("chime"), stop() {},
};
window.AudioContext = Context;
const lock = {addEventListener() {}, release: () => heard.push("asleep")};
const wakeLock = {request: async () => { heard.push("awake"); return lock; }};
Object.defineProperty(navigator, "wakeLock", {value: wakeLock});
ServiceWorkerRegistration.prototype.showNotification =
  async (title, {body}) => { heard.push(`${title}: ${body}`); };
window.Notification = class {
  static permission = "granted";
  static requestPermission = async () => "granted";
  constructor(title, {body}) { heard.push(`${title}: ${body}`); }
};
"""


def test_sound_notice_and_screen_are_as_they_were_chosen(walk, home):
    """None before they are ticked; then a lit screen, a chime and a notice without own words."""
    home.desk.store.keep_profile("[person]\ntime_zone = 'America/New_York'\n", home.desk.now())
    walker = walk(viewport=PHONE)
    page = walker.page
    page.add_init_script(FAKES)
    set_clock(walker, home)
    walker.go("/focus")
    page.locator(".device summary").click()
    for wish in ("chime", "notice", "awake"):
        assert not page.locator(f"[data-wish={wish}]").is_checked()
        page.locator(f"[data-wish={wish}]").check()
    assert page.evaluate("heard.splice(0)") == ["chime"]  # ticked, it is heard once
    page.get_by_label("What it is for").fill("Letters")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_role("button", name="Pause").wait_for()
    page.clock.fast_forward(25 * 60_000 + 1000)
    home.later(minutes=25, seconds=1)
    page.get_by_role("button", name="Begin the next round").wait_for()
    page.wait_for_function("heard.length === 4")
    assert sorted(page.evaluate("heard")) == [
        "Focus: The round is over.", "asleep", "awake", "chime",
    ]  # fmt: skip


def test_a_round_is_changed_and_time_follows(walk, home):
    """What it was for and how long, on the list of what is written down."""
    home.desk.store.keep_profile(
        "[person]\ntime_zone = 'America/New_York'\n[values]\nfamily = 1\n", home.desk.now()
    )
    walker = walk(viewport=PHONE, java_script_enabled=False)
    page = walker.page
    walker.go("/focus")
    page.get_by_label("What it is for").fill("Letters")
    page.get_by_role("button", name="Begin", exact=True).click()
    home.later(minutes=26)
    walker.go("/focus")
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("link", name="Change or delete it").click()
    page.get_by_role("link", name=re.compile("Change: Letters")).click()
    assert page.get_by_label("Until").input_value() == "06:25"
    page.get_by_label("What", exact=True).fill("Taxes")
    page.get_by_label("Until").fill("06:15")
    page.get_by_role("button", name="Keep the change").click()
    (round_,) = home.desk.store.entries(Stretch)
    assert (round_.name, _minutes(round_.end - round_.start)) == ("Taxes", 15)
    assert (round_.source, round_.planned_minutes, round_.round) == ("timer", 25, 1)
    assert "Taxes" in walker.text("#written")
    assert walker.overflow() == 0
