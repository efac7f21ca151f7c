"""The built wheel brings its pages' scripts, and needs no Node where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
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


def run(*command: str, cwd: Path, **more: str) -> str:
    """What a command printed; its errors fail the test."""
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A copy of what is in the repository, with the packages that were installed for bundling."""
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a checkout")
    folder = tmp_path_factory.mktemp("checkout")
    for name in listing.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    packages = ROOT / "frontend/node_modules"
    if not packages.is_dir():
        pytest.skip("There is no bundle: make bundle")
    (folder / "frontend/node_modules").symlink_to(packages)
    return folder


def test_a_wheel_serves_its_scripts_without_node(checkout, tmp_path):
    """Built here and installed into a fresh environment without Node, it serves every bundle."""
    run(
        sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path),
        cwd=checkout, TRIMTAB_BUNDLE="required",
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    fresh = tmp_path / "fresh"
    venv.create(fresh, with_pip=False)
    python = str(fresh / "bin/python")
    asked = "import site; print(site.getsitepackages()[0])"
    site = Path(run(python, "-c", asked, cwd=tmp_path).strip())
    shutil.unpack_archive(wheel, site, "zip")
    (site / "tools.pth").write_text(sysconfig.get_path("purelib"))
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
