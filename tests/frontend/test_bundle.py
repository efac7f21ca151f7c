"""What the pages load: small, and known by name."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from trimtab.web.bundle import BUILT, bundle_paths, read_bundle

MOST_BYTES = 90_000
PAGES = {
    "today": ("common.js", "offline.js", "today.js"),
    "week": ("common.js", "offline.js", "week.js"),
}


@pytest.fixture(scope="session")
def built():
    """The bundle that is there; without one a test is skipped, or fails where pages are tested."""
    if not bundle_paths():
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no bundle: make bundle")
        pytest.skip("There is no bundle: make bundle")
    return BUILT


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_little_script(built, page):
    """All script of a page is at most 90 kB, gzipped."""
    files = [built / Path(bundle_paths()[name]).name for name in PAGES[page]]
    sizes = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in files}
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_the_manifest_names_what_is_there(built):
    """Every name of the manifest is a file, and the service worker's name is its own."""
    paths = bundle_paths()
    assert all((built / Path(path).name).is_file() for path in paths.values())
    assert paths["service-worker.js"] == "/static/built/service-worker.js"
    assert paths["common.js"].startswith("/static/built/common-")


def test_licences_of_what_is_bundled_come_along(built):
    """The licence of each package in the bundle is beside it."""
    text = (built / "LICENCES.txt").read_text(encoding="utf-8")
    assert "htmx.org 4." in text


def test_no_bundle_is_no_error(tmp_path):
    """Where there is no bundle, or one that cannot be read, pages have no script."""
    assert read_bundle(tmp_path) == {}
    for text in ("", "[]", "{}", '{"files": 3}'):
        (tmp_path / "manifest.json").write_text(text)
        assert read_bundle(tmp_path) == {}
    (tmp_path / "manifest.json").write_text(json.dumps({"files": {"week.js": "week-AB.js"}}))
    assert read_bundle(tmp_path) == {"week.js": "/static/built/week-AB.js"}
