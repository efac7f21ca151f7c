"""Chromium for pages, and the sample plans of the report tests."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

for folder in ("browser", "reports", "web", "web/today"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first without windows at all: the same pages for a third of the processor's time."""

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[object]:
    """A headless Chromium; without one the test is skipped, or fails where one is required."""
    yield from _opened(request)


@pytest.fixture(scope="module")
def trusting_browser(request: pytest.FixtureRequest) -> Iterator[object]:
    """Another one, which takes every certificate: a phone that knows its computer."""
    yield from _opened(request, "--ignore-certificate-errors")


def _opened(request: pytest.FixtureRequest, *more: str) -> Iterator[object]:
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("TRIMTAB_REQUIRE_BROWSER=1, but no chromium is on the path.")
        pytest.skip("No chromium on the path: install it to run the page tests.")
    driver = request.getfixturevalue("browser_driver")
    arguments = [*CHROMIUM_ARGUMENTS, *more]
    chromium = driver.chromium.launch(executable_path=path, args=arguments)
    yield chromium
    chromium.close()
