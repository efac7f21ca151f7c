"""A wheel built from what is in the repository, in an environment of its own."""

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


def run(*command: str, cwd: Path, **more: str) -> str:
    """What a command printed; its errors fail the test."""
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def check_out(folder: Path) -> Path:
    """A copy of what is in the repository, with the packages that were installed for bundling."""
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a checkout")
    for name in listing.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    packages = ROOT / "frontend/node_modules"
    if not packages.is_dir():
        pytest.skip("There is no bundle: make bundle")
    (folder / "frontend/node_modules").symlink_to(packages)
    return folder


def install(checkout: Path, folder: Path) -> str:
    """Build the wheel, and put it into a fresh environment; gives that environment's Python."""
    run(
        sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder),
        cwd=checkout, TRIMTAB_BUNDLE="required",
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    fresh = folder / "fresh"
    venv.create(fresh, with_pip=False)
    python = str(fresh / "bin/python")
    asked = "import site; print(site.getsitepackages()[0])"
    site = Path(run(python, "-c", asked, cwd=folder).strip())
    shutil.unpack_archive(wheel, site, "zip")
    (site / "tools.pth").write_text(sysconfig.get_path("purelib"))
    return python
