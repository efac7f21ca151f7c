"""The repository speaks of the product alone: no addresses of registries, no paths of a machine."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

import trimtab

ROOT = Path(__file__).parents[2]
REGISTRY = re.compile(
    "|".join(
        ["pypi" + r"\.org", "python" + "hosted", "/" + r"simple/?\s", "npm" + r"js\.(?:org|com)"]
    )
)
MACHINE = re.compile(
    "|".join("/" + start for start in (r"work/", r"root/", r"home/[a-z]+/", r"Users/[a-z]+/"))
)


@cache
def tracked_texts() -> dict[str, str]:
    """Text of every file that is, or would be, in the repository."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a checkout")
    paths = (ROOT / name for name in listing.stdout.splitlines())
    contents = {path: path.read_bytes() for path in paths if path.is_file()}
    return {
        str(path.relative_to(ROOT)): content.decode(errors="replace")
        for path, content in contents.items()
        if b"\0" not in content
    }


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_machine(pattern):
    """No text of ours holds the address of a package registry or a path of somebody's machine."""
    found = {
        f"{name}: {match[0]}"
        for name, text in tracked_texts().items()
        for match in pattern.finditer(text)
    }
    assert found == set()


def test_no_lock_file_with_addresses_is_kept():
    """uv.lock writes addresses, so it stays out."""
    assert not [name for name in tracked_texts() if name.endswith("uv.lock")]


def pins(file: str) -> dict[str, str]:
    """Name and version of each package a requirements file pins."""
    text = (ROOT / "requirements" / file).read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("file", ["runtime.txt", "dev.txt", "node.txt"])
def test_every_requirement_is_pinned_with_hashes(file):
    """Each package has a version and at least one hash."""
    text = (ROOT / "requirements" / file).read_text()
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_both_requirement_files_pin_the_same_versions():
    """Development adds tools to what people run, and changes nothing in it."""
    assert pins("runtime.txt").items() <= pins("dev.txt").items()


def test_every_dependency_is_pinned():
    """What pyproject.toml asks for is in the requirement files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"]
    tools = project["dependency-groups"]["dev"]
    names = [
        {re.match(r"[A-Za-z0-9-]+", line)[0].lower() for line in lines} for lines in (wanted, tools)
    ]
    assert names[0] <= pins("runtime.txt").keys()
    assert names[1] <= pins("dev.txt").keys()


def test_the_version_is_said_once():
    """The package and its metadata agree on the version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["version"] == trimtab.__version__
