"""The built wheel brings its pages' scripts, and needs no Node where it is installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from wheels import check_out, install, run

SERVE = """
from starlette.testclient import TestClient
from starlette.applications import Starlette
from trimtab.web import assets
import trimtab, shutil
assert shutil.which("node") is None
assert "fresh" in trimtab.__file__, trimtab.__file__
client = TestClient(Starlette(routes=assets.routes()))
urls = [*assets.script_urls("common", "week", "today", "offline"), *assets.sheet_urls("week")]
assert len(urls) == 5, urls
for url in urls:
    answer = client.get(url)
    assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"], url
print("served", len(urls))
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """What is in the repository."""
    return check_out(tmp_path_factory.mktemp("checkout"))


def test_a_wheel_serves_its_scripts_without_node(checkout, tmp_path):
    """Built here and installed into a fresh environment without Node, it serves every bundle."""
    python = install(checkout, tmp_path)
    bare = tmp_path / "bin"
    bare.mkdir()
    said = run(python, "-W", "ignore", "-c", SERVE, cwd=tmp_path, PATH=str(bare), PYTHONPATH="")
    assert said.strip() == "served 5"


def test_a_wheel_without_a_bundle_is_a_wheel(checkout, tmp_path):
    """Where no bundle is to be had, the wheel is built, and holds no part of one."""
    run(
        sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path),
        cwd=checkout, TRIMTAB_BUNDLE="skip",
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    listing = run(sys.executable, "-m", "zipfile", "-l", str(wheel), cwd=tmp_path)
    assert "trimtab/web/static/base.css" in listing
    assert "static/.built" not in listing
