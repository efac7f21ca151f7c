"""A second host: a network namespace of its own, joined to this one by a pair of cables."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE, THERE = "10.213.77.1", "10.213.77.2"


def ip(*words: str) -> None:
    """Change the network; what went wrong is told."""
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)


@dataclass(frozen=True)
class SecondHost:
    """A host in a namespace."""

    name: str
    cable: str

    def plug(self, *, is_in: bool) -> None:
        """Put the cable in, or pull it."""
        ip("link", "set", self.cable, "up" if is_in else "down")

    def wrapper(self, folder: Path, program: str) -> Path:
        """A program that runs there."""
        path = folder / "there"
        path.write_text(f'#!/bin/sh\nexec ip netns exec {self.name} {program} "$@"\n')
        path.chmod(0o700)
        return path


@contextmanager
def second_host() -> Iterator[SecondHost]:
    """A namespace with a cable to it; skipped where none can be made, unless one is required."""
    number = os.getpid() % 100_000
    host = SecondHost(f"trimtab-{number}", f"tt{number}a")
    try:
        if shutil.which("ip") is None:
            raise FileNotFoundError("ip")
        ip("netns", "add", host.name)
    except (OSError, subprocess.SubprocessError) as error:
        if os.environ.get("TRIMTAB_REQUIRE_NETNS") == "1":
            pytest.fail(f"TRIMTAB_REQUIRE_NETNS=1, but no network namespace can be made: {error}")
        pytest.skip("No network namespace can be made here.")
    try:
        there = f"tt{number}b"
        ip("link", "add", host.cable, "type", "veth", "peer", "name", there)
        ip("link", "set", there, "netns", host.name)
        ip("addr", "add", f"{HERE}/30", "dev", host.cable)
        ip("-n", host.name, "addr", "add", f"{THERE}/30", "dev", there)
        ip("-n", host.name, "link", "set", there, "up")
        host.plug(is_in=True)
        yield host
    finally:
        subprocess.run(["ip", "link", "del", host.cable], check=False, capture_output=True)
        subprocess.run(["ip", "netns", "del", host.name], check=False, capture_output=True)
