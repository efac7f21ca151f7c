"""A journal in a real browser and a real app, both of which die in the middle of a sentence."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from journal_visitor import Visitor
from planted import found_below, mark, sentence

pytestmark = [pytest.mark.browser, pytest.mark.long]
PASSPHRASE, OTHER = "four quillwort quiet harbours", "five quillwort other harbours"
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE_SECONDS = 60


class OwnChromium:
    """A Chromium with a profile on disk, as people have, which can be killed."""

    def __init__(self, path: str, driver: Any, profile: Path) -> None:
        self._path, self._driver, self._profile = path, driver, profile
        self._process: subprocess.Popen[bytes] | None = None
        self.complaints: list[str] = []

    def open(self, address: str, cookie: str) -> Any:
        """Start it, and give a page of somebody who has come in."""
        port = self._profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [self._path, *ARGUMENTS, f"--user-data-dir={self._profile}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(lambda: port.exists() and "\n" in port.read_text())
        number = port.read_text().splitlines()[0]
        browser = self._driver.chromium.connect_over_cdp(f"http://127.0.0.1:{number}")
        context = browser.contexts[0]
        name, _, token = cookie.partition("=")
        lasts = {"expires": time.time() + 10**6, "httpOnly": True}
        context.add_cookies([{"name": name, "value": token, "url": address, **lasts}])
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def kill(self) -> None:
        """End it as a crash does: all of its processes at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE_SECONDS)

    def close(self) -> None:
        """End it as people do, which has it write what it keeps."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(PATIENCE_SECONDS)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something outside the browser."""
    for _ in range(PATIENCE_SECONDS * 20):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


@pytest.fixture
def visitor(tmp_path):
    """The app in a process of its own."""
    one = Visitor(tmp_path)
    yield one
    if one.process and one.process.poll() is None:
        one.end(signal.SIGKILL)


@pytest.fixture
def chromium(tmp_path, browser, browser_driver):
    """A browser of one's own; `browser` says whether there can be one."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    one = OwnChromium(path, browser_driver, tmp_path / "profile")
    yield one
    one.kill()
    assert one.complaints == []


def set_up(page, address):
    """Read what is lost, take a passphrase, show that the recovery key is written down."""
    page.goto(f"{address}/journal")
    assert "every page is lost for good" in page.inner_text("main")
    page.get_by_label("New passphrase").fill(PASSPHRASE)
    page.get_by_label("Once more").fill(PASSPHRASE)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Show the recovery key").click()
    groups = page.locator(".recovery b").all_inner_texts()
    page.get_by_label("Group 3").fill(groups[2])
    page.get_by_label("Group 7").fill(groups[6])
    page.get_by_role("button", name="I have it").click()
    page.get_by_role("heading", name="Write").wait_for()
    return "-".join(groups)


def type_on(page, words):
    """Type at the end of the page, and wait until it is kept."""
    page.locator("textarea").first.press("Control+End")
    page.locator("textarea").first.press_sequentially(words)
    page.locator("#writing[data-is-kept=yes]").wait_for()


def close_in_one_of_two_windows(page, typed):
    """Close the journal in one window; the words go from the other too."""
    other = page.context.new_page()
    other.goto(page.url.partition("?")[0])
    assert other.inner_text(".own") == typed
    page.get_by_role("button", name="Close the journal").click()
    page.get_by_text("The journal is closed.").wait_for()
    other.get_by_label("Passphrase").wait_for()
    assert other.locator(".own").count() == 0


def test_nothing_typed_is_lost_and_nothing_is_found(visitor, chromium):
    """The browser is killed, then the app; it opens by the recovery key, and no file tells."""
    visitor.start()
    address = f"http://{visitor.address}"
    page = chromium.open(address, visitor.cookie)
    recovery = set_up(page, address)

    page.get_by_role("button", name="Free page").click()
    type_on(page, sentence(0))
    chromium.kill()

    page = chromium.open(address, visitor.cookie)
    page.goto(f"{address}/journal")
    page.get_by_role("link", name="Free page").click()
    text = page.get_by_label("What is on your mind?")
    assert text.input_value() == sentence(0)
    other = page.context.new_page()
    other.goto(page.url)
    type_on(page, f" {sentence(1)}")
    type_on(other, f" {sentence(3)}")
    other.get_by_text("changed in another window").wait_for()
    other.close()
    page.reload()
    assert text.input_value() == f"{sentence(0)} {sentence(1)}"
    text.press("Control+End")
    visitor.end(signal.SIGKILL)
    text.press_sequentially(f" {sentence(2)}")
    page.get_by_text("Not kept yet").wait_for()
    visitor.cookie = ""  # another link would end the session that the browser has
    visitor.start()
    page.get_by_text("The journal closed meanwhile").wait_for(timeout=PATIENCE_SECONDS * 1000)
    page.get_by_role("button", name="Keep it").click()

    page.get_by_text("stands there again").wait_for()
    page.get_by_role("link", name="Use the recovery key").click()
    page.get_by_label("Recovery key").fill(recovery.lower())
    page.get_by_label("New passphrase").fill(OTHER)
    page.get_by_label("Once more").fill(OTHER)
    page.get_by_role("button", name="Open").click()
    assert page.get_by_role("link", name="Free page").count() == 2
    page.get_by_role("link", name="Free page").last.click()
    typed = " ".join(sentence(number) for number in range(3))
    assert text.input_value() == typed
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Kept, sealed.").wait_for()
    assert page.inner_text(".own") == typed
    close_in_one_of_two_windows(page, typed)
    chromium.close()

    secret = [*map(mark, range(4)), PASSPHRASE, OTHER, recovery]
    assert found_below(visitor.folder, secret) == set()
    assert {"History"} <= {name for _, name in found_below(visitor.folder, ["journal/pages"])}
