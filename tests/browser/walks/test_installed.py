"""The built wheel, installed where there is no Node, is walked through like any other."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_first_run import answer_the_rest
from walking import DESK
from wheels import check_out, install

pytestmark = [pytest.mark.browser, pytest.mark.long]
START = "from trimtab.bootstrap import main; main()"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/start\?key=\S+")


@contextmanager
def opened(python: str, folder: Path) -> Iterator[str]:
    """`trimtab serve` of an environment, with no other program on its path; gives its link."""
    (folder / "bin").mkdir()
    alone = {**os.environ, "PATH": str(folder / "bin"), "PYTHONPATH": "", "HOME": str(folder)}
    words = ["serve", "--port", "0", "--data", str(folder / "kept"), "--no-browser"]
    process = subprocess.Popen(
        [python, "-W", "ignore", "-c", START, *words, "--now", "2026-11-16T06:00"],
        cwd=folder,
        env=alone,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield next(found[0] for line in process.stderr if (found := LINK.search(line)))
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[1]
    assert (process.returncode, rest) == (0, "Closed.\n")


def test_the_wheel_leads_from_five_questions_to_a_week(browser, tmp_path):
    """Its own pages and scripts, its own planner, and a week in the calendar at the end."""
    (tmp_path / "checkout").mkdir()
    python = install(check_out(tmp_path / "checkout"), tmp_path)
    page = browser.new_page(viewport=DESK, locale="en-GB")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with opened(python, tmp_path) as link:
        page.goto(link)
        page.get_by_role("button").first.click()
        page.get_by_role("link", name="Plan my week").click()
        page.locator('input[name="role"][value="resident"]').check()
        page.get_by_role("button", name="Next").click()
        page.fill("#time_zone", "America/New_York")
        page.get_by_role("button", name="Next").click()
        page.locator('.main-button[value="next"]').click()
        answer_the_rest(page)
        page.wait_for_url("**/week**", timeout=300_000)
        page.locator(".ec-event").first.wait_for(timeout=300_000)
        page.context.close()
    assert complaints == []
