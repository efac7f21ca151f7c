"""What the pages load: small, and with its licences."""

from __future__ import annotations

import gzip
import os

import pytest

from trimtab.web.assets import assets

MOST_BYTES = 90_000
PAGES = {
    "today": ("common.js", "offline.js", "today.js"),
    "week": ("common.js", "offline.js", "week.js"),
}
ENTRIES = ("common.js", "offline.js", "service-worker.js", "today.js", "week.js")


@pytest.fixture(scope="session")
def built():
    """The bundle that is there; without one a test is skipped, or fails where pages are tested."""
    found = {
        name.removeprefix("built/"): content
        for name, content in assets().items()
        if name.startswith("built/")
    }
    if not found:
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no bundle: make bundle")
        pytest.skip("There is no bundle: make bundle")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_little_script(built, page):
    """All script of a page is at most 90 kB, gzipped."""
    sizes = {name: len(gzip.compress(built[name], 9)) for name in PAGES[page]}
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_every_entry_is_there(built):
    """Each entry of the bundle is served under its plain name."""
    assert set(ENTRIES) <= built.keys()


def test_licences_of_what_is_bundled_come_along(built):
    """The licence of each package in the bundle is beside it."""
    assert "htmx.org 4." in built["LICENCES.txt"].decode()


def test_no_script_makes_code_of_text(built):
    """No entry calls eval or Function; htmx could, for attributes that we do not use."""
    makers = {
        name
        for name, content in built.items()
        if name.endswith(".js") and (b"eval(" in content or b"new Function" in content)
    }
    assert makers <= {"common.js"}
