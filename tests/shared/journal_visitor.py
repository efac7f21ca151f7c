"""Somebody who writes in a served journal, over HTTP as a browser sends it."""

from __future__ import annotations

import contextlib
import html
import os
import re
import resource
import subprocess
import sys
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

LINK = re.compile(r"http://(127\.0\.0\.1:\d+)/start\?key=(\S+)")
KERNELS = ("NUMBA_CACHE_DIR", "NUMBA_DISABLE_JIT")
"""Where compiled code is kept, so that it is not made anew here."""

START = """
from trimtab.store.journal_sealing import Cost, JournalSeals
JournalSeals.__init__.__defaults__ = (Cost(1024, 1),)

def broken(seal):
    def sealed(self, key, place, text):
        if "break the seal" in text:
            raise RuntimeError(f"could not seal {text}")
        return seal(self, key, place, text)
    return sealed

JournalSeals.seal_page = broken(JournalSeals.seal_page)
JournalSeals.seal_draft = broken(JournalSeals.seal_draft)
from trimtab.bootstrap import main
main()
"""
"""The command, with a seal that breaks on some words and quotes them, and is quick to open."""


def may_dump_core() -> None:
    """Let a crash write what was in memory, as some machines do."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


@dataclass
class Visitor:
    """One person, their folder with everything that is written meanwhile, and their browser."""

    folder: Path
    process: subprocess.Popen | None = None
    address: str = ""
    cookie: str = ""
    heads: list[str] = field(default_factory=list)
    starts: int = 0
    port: str = "0"

    def start(self) -> None:
        """Start the app, with traces, and come in by its link."""
        for name in ("cwd", "tmp", "home", "data", "said"):
            (self.folder / name).mkdir(exist_ok=True)
        self.starts += 1
        said = self.folder / "said" / f"{self.starts}.txt"
        words = [sys.executable, "-c", START, "serve", "--data", str(self.folder / "data")]
        environment = {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": ":".join(one for one in sys.path if one.endswith("src")),
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "tmp"),
            "TRIMTAB_TRACE": "1",
            **{name: os.environ[name] for name in KERNELS if name in os.environ},
        }
        with said.open("wb") as out:
            self.process = subprocess.Popen(
                [*words, "--no-browser", "--port", self.port],
                cwd=self.folder / "cwd",
                env=environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                preexec_fn=may_dump_core,  # noqa: PLW1509 - nothing else runs in this process
            )
        while (link := LINK.search(said.read_text())) is None:
            assert self.process.poll() is None, said.read_text()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
        self.address, self.port = link[1], link[1].partition(":")[2]
        self.post("/start", key=link[2])

    def end(self, with_signal: int) -> None:
        """End the app by a signal."""
        self.process.send_signal(with_signal)
        self.process.wait(30)

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str]:
        """Status and body of an answer; what its head says is kept for the search."""
        connection = HTTPConnection(self.address, timeout=60)
        form = "application/x-www-form-urlencoded"
        given = {"Content-Type": kind or form, "Sec-Fetch-Site": "same-origin"}
        connection.request(method, path, body, {**given, "Cookie": self.cookie})
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        connection.close()
        self.heads.append(str(answer.headers))
        if cookie := answer.headers.get("set-cookie"):
            self.cookie = cookie.partition(";")[0]
        return answer.status, answer.headers.get("location") or html.unescape(text)

    def post(self, path: str, **form: str) -> str:
        """Send a form; where it leads, or what it says."""
        return self.ask("POST", path, urlencode(form).encode())[1]

    def see(self, path: str) -> str:
        """Read a page."""
        status, text = self.ask("GET", path)
        assert status == 200, (path, status)
        return text

    def begin(self, form: str) -> str:
        """Begin a page; gives its address."""
        return self.post("/journal/begin", form=form).removesuffix("/write")
