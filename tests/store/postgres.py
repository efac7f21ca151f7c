"""A PostgreSQL server of the tests' own: a folder, a socket in it, no port."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = "/usr/lib/postgresql"
SECONDS = 60


def find_binaries() -> Path | None:
    """Where the newest server's programs are, None where there is none."""
    found = sorted(Path(PLACES).glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def running_server(binaries: Path) -> Iterator[str]:
    """A server that forgets everything at the end; the address of its database."""
    with tempfile.TemporaryDirectory(prefix="tt-pg-") as name:
        folder = Path(name)
        as_user = _as_user(folder)
        subprocess.run(
            [binaries / "initdb", "--no-sync", "--auth=trust", "--username=trimtab",
             "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata", folder / "data"],
            check=True, capture_output=True, cwd=folder, timeout=SECONDS, **as_user,
        )  # fmt: skip
        server = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=",
             "-c", "fsync=off", "-c", "max_connections=40"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **as_user,
        )  # fmt: skip
        try:
            _wait_for(binaries, folder)
            yield f"postgresql+psycopg://trimtab@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(SECONDS)


def _as_user(folder: Path) -> dict[str, object]:
    """The server refuses to run as root, so it runs as the user who came with it."""
    if os.getuid():
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _wait_for(binaries: Path, folder: Path) -> None:
    until = time.monotonic() + SECONDS
    asking = [binaries / "pg_isready", "-q", "-h", folder, "-U", "trimtab"]
    while subprocess.run(asking, check=False).returncode:
        assert time.monotonic() < until, "the PostgreSQL server of the tests does not answer"
        time.sleep(0.05)
