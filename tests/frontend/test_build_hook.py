"""The bundle is made whole or not at all, and what is missing never stops an installation."""

from __future__ import annotations

import importlib.util
import json
import stat
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NPM = """#!/bin/sh
mkdir -p node_modules
echo "$@" >> npm-said
"""
NODE = """#!/bin/sh
if [ "$1" = --version ]; then echo v{version}; exit; fi
mkdir -p "$2" && printf '{{"sources": "%s", "files": {{}}}}' "$3" > "$2/manifest.json"
{then}
"""


def load_hook():
    """The build hook, which is no module of the package."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


hatch_build = load_hook()


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A checkout with sources of a bundle, on a machine without Node."""
    folder = tmp_path / "checkout"
    (folder / "frontend/src").mkdir(parents=True)
    for name in ("build.mjs", "package.json", "package-lock.json", "src/common.js"):
        (folder / "frontend" / name).write_text(f"// {name}")
    monkeypatch.delenv("TRIMTAB_BUNDLE", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:/usr/sbin")
    monkeypatch.setattr(hatch_build, "_packaged_node", lambda: None)
    return folder


@pytest.fixture
def give_node(tmp_path):
    """Put a Node and an npm on the path that do what they are told."""
    (tmp_path / "bin").mkdir()

    def give(version="20.1.0", then=":"):
        scripts = {"npm": NPM, "node": NODE.format(version=version, then=then)}
        for name, text in scripts.items():
            path = tmp_path / "bin" / name
            path.write_text(text.replace("mkdir", "/bin/mkdir"))
            path.chmod(path.stat().st_mode | stat.S_IXUSR)

    return give


def make(root):
    """Make the bundle as a build does, and hear what it says."""
    said = []
    hatch_build.bundle_if_possible(root, said.append)
    return said


def test_a_bundle_is_made_once(root, give_node):
    """The first build makes the bundle; the next finds it fresh and asks npm for nothing."""
    give_node()
    assert make(root) == []
    assert hatch_build.is_fresh(root)
    assert make(root) == []
    assert (root / "frontend/npm-said").read_text().count("\n") == 1


def test_a_changed_source_makes_it_anew(root, give_node):
    """A change of any source makes the bundle stale; packages are not installed again for it."""
    give_node()
    make(root)
    (root / "frontend/src/more.js").write_text("// more")
    assert not hatch_build.is_fresh(root)
    assert make(root) == []
    assert hatch_build.is_fresh(root)
    assert (root / "frontend/npm-said").read_text().count("\n") == 1


@pytest.mark.parametrize("version", [None, "16.20.0", "nonsense"])
def test_without_node_the_build_goes_on(root, give_node, version):
    """A machine without Node, or with one too old, gets a line and no bundle."""
    if version:
        give_node(version)
    (said,) = make(root)
    assert said.startswith("Pages without script, which work but are plainer: no Node 18")
    assert "\n" not in said
    assert not hatch_build.built_folder(root).exists()


def test_a_failed_bundle_leaves_the_one_before(root, give_node):
    """Where bundling fails half-way, nothing half-made stays, and what was there still is."""
    give_node()
    make(root)
    (root / "frontend/src/common.js").write_text("broken")
    give_node(then="echo 'src/common.js: ERROR: broken' >&2; exit 1")
    (said,) = make(root)
    assert said.endswith(": node build.mjs failed: src/common.js: ERROR: broken")
    assert (hatch_build.built_folder(root) / "manifest.json").is_file()
    assert [path.name for path in hatch_build.built_folder(root).parent.iterdir()] == ["built"]


def test_a_hanging_bundle_ends(root, give_node, monkeypatch):
    """What takes too long is ended, and the build goes on."""
    give_node(then="read forever < /dev/zero")
    monkeypatch.setattr(hatch_build, "BUNDLE_SECONDS", 0.2)
    assert "node build.mjs took more than 0.2 s." in make(root)[0]


def test_a_release_can_insist(root, monkeypatch):
    """TRIMTAB_BUNDLE=required turns a missing bundle into an error."""
    monkeypatch.setenv("TRIMTAB_BUNDLE", "required")
    with pytest.raises(hatch_build.BundleError, match="no Node 18 or later"):
        make(root)


def test_the_bundle_can_be_left_out(root, give_node, monkeypatch):
    """TRIMTAB_BUNDLE=skip makes none and says nothing."""
    give_node()
    monkeypatch.setenv("TRIMTAB_BUNDLE", "skip")
    assert make(root) == []
    assert not hatch_build.built_folder(root).exists()


def test_a_bundle_without_its_sources_is_fresh(root):
    """A source distribution may bring the bundle alone: then it is used as it is."""
    built = hatch_build.built_folder(root)
    built.mkdir(parents=True)
    (built / "manifest.json").write_text(json.dumps({"sources": "of before", "files": {}}))
    assert not hatch_build.is_fresh(root)
    (root / "frontend").rename(root.parent / "elsewhere")
    assert hatch_build.is_fresh(root)


def test_the_hook_asks_for_the_version_that_is_pinned():
    """The build hook and pyproject.toml name the same Node."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["dependency-groups"]["node"] == [hatch_build.NODE_REQUIREMENT]


def test_the_lock_file_names_no_address():
    """package-lock.json holds hashes and no address of a registry."""
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if "integrity" not in one] == []


def test_versions_are_exact():
    """Every package that is asked for is named with one version."""
    package = json.loads((ROOT / "frontend/package.json").read_text())
    asked = package["dependencies"] | package["devDependencies"]
    assert [one for one in asked.values() if not one.replace(".", "").isdigit()] == []
