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

NUMBER = os.getpid() % 16_000
"""Every run has a network of its own: two at a time, or one left over, are not in the way."""

NETWORK = f"10.213.{NUMBER // 64}"
HERE, THERE = f"{NETWORK}.{NUMBER % 64 * 4 + 1}", f"{NETWORK}.{NUMBER % 64 * 4 + 2}"


def ip(*words: str) -> None:
    """Change the network; what went wrong is told."""
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)


@dataclass(frozen=True)
class SecondHost:
    """A host in a namespace."""

    name: str
    cable: str

    def plug(self, *, is_in: bool) -> None:
        """Put the cable in, or pull it here: whatever is sent there gets no answer."""
        ip("link", "set", self.cable, "up" if is_in else "down")

    def turn_network(self, *, is_on: bool) -> None:
        """Turn the network there on or off, as flying does: it knows that it has none."""
        ip("-n", self.name, "link", "set", f"tt{NUMBER}b", "up" if is_on else "down")

    def wrapper(self, home: Path, program: str) -> Path:
        """A program that runs there, for somebody whose home a folder is."""
        path = home / "there"
        path.write_text(f'#!/bin/sh\nHOME={home} exec ip netns exec {self.name} {program} "$@"\n')
        path.chmod(0o700)
        return path


def required(name: str, *, is_there: bool, missing: str) -> None:
    """Skip where something is missing; fail where the environment asks for it by `name`."""
    if is_there:
        return
    if os.environ.get(name) == "1":
        pytest.fail(f"{name}=1, but {missing}")
    pytest.skip(missing)


def trust(home: Path, authority: Path) -> None:
    """Have the browsers of a home trust an authority, as a phone does once it is installed."""
    database = home / ".pki" / "nssdb"
    database.mkdir(parents=True)
    certutil = ["certutil", "-d", f"sql:{database}"]
    for words in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", "own", "-i", authority]):
        subprocess.run([*certutil, *words], check=True, capture_output=True, timeout=30)


@contextmanager
def second_host() -> Iterator[SecondHost]:
    """A namespace with a cable to it; skipped where none can be made, unless one is required."""
    host = SecondHost(f"trimtab-{NUMBER}", f"tt{NUMBER}a")
    try:
        if shutil.which("ip") is None:
            raise FileNotFoundError("ip")
        ip("netns", "add", host.name)
    except (OSError, subprocess.SubprocessError) as error:
        missing = f"no network namespace can be made here: {error}"
        required("TRIMTAB_REQUIRE_NETNS", is_there=False, missing=missing)
    try:
        there = f"tt{NUMBER}b"
        ip("link", "add", host.cable, "type", "veth", "peer", "name", there)
        ip("link", "set", there, "netns", host.name)
        ip("link", "set", host.cable, "addrgenmode", "none")  # an address that comes a second
        ip("-n", host.name, "link", "set", there, "addrgenmode", "none")  # later drops pages
        ip("addr", "add", f"{HERE}/30", "dev", host.cable)
        ip("-n", host.name, "addr", "add", f"{THERE}/30", "dev", there)
        ip("-n", host.name, "link", "set", there, "up")
        host.plug(is_in=True)
        yield host
    finally:
        subprocess.run(["ip", "link", "del", host.cable], check=False, capture_output=True)
        subprocess.run(["ip", "netns", "del", host.name], check=False, capture_output=True)
