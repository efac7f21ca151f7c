"""Time the web app as a person meets it, over a store with five years of data.

    python bench/web/web.py [SECONDS]

Starts `trimtab serve` and asks it over loopback: from start to first page, each page one after
another, eight clients at once for SECONDS (10 unless told), places of a held block, a mark until
the re-planned day is there. Prints the tables of docs/benchmarks.md.
"""

from __future__ import annotations

import html
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from five_years import fill, planned_week

from machine import machine_name
from trimtab.store.opening import open_store

TRIMTAB = str(Path(sys.executable).with_name("trimtab"))
PAGES = ("/", "/week", "/season", "/settings", "/help", "/wins")
TIMES, CLIENTS, MARKS = 200, 8, 6
NOW = "2026-11-17T10:00"


@contextmanager
def server(folder: Path) -> Iterator[tuple[httpx.Client, float]]:
    """A server over a data folder, a client that came in by its link, and seconds to first page."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [TRIMTAB, "serve", "--port", "0", "--data", str(folder), "--no-browser", "--now", NOW],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        lines = iter(process.stdout or [])
        link = next(found[0] for line in lines if (found := re.search(r"http://\S+key=\S+", line)))
        parts = urlsplit(link)
        client = httpx.Client(
            base_url=f"http://{parts.netloc}", headers={"Sec-Fetch-Site": "same-origin"}, timeout=60
        )
        key = parts.query.partition("key=")[2]
        client.post("/start", data={"key": key})
        client.get("/").raise_for_status()
        yield client, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait()


def milliseconds(ask: Callable[[], object], times: int) -> list[float]:
    """How long each of so many asks took."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def row(name: str, found: list[float], bar: str) -> str:
    """A row: median, 99th per cent, most."""
    ordered = sorted(found)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return (
        f"| {name} | {statistics.median(ordered):.1f} | {worst:.1f} | {ordered[-1]:.1f} | {bar} |"
    )


def rate(client: httpx.Client, path: str, seconds: float, *, is_anew: bool = False) -> float:
    """Pages a second for eight clients that each ask on one connection.

    `is_anew` asks by an address that is another each time, so that each page is made.
    """
    netloc = client.base_url.netloc.decode()
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    rest = f" HTTP/1.1\r\nHost: {netloc}\r\nCookie: {cookie}\r\n\r\n"
    until = time.perf_counter() + seconds
    counts = [0] * CLIENTS

    def walk(number: int) -> None:
        host, port = netloc.split(":")
        with socket.create_connection((host, int(port))) as link:
            while time.perf_counter() < until:
                address = f"{path}?n={number}-{counts[number]}" if is_anew else path
                link.sendall(f"GET {address}{rest}".encode())
                _read(link)
                counts[number] += 1

    walkers = [threading.Thread(target=walk, args=(number,)) for number in range(CLIENTS)]
    for one in walkers:
        one.start()
    for one in walkers:
        one.join()
    return sum(counts) / seconds


def _read(link: socket.socket) -> None:
    """Read one answer to its end."""
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += link.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        sys.exit(head.decode())
    length = int(re.search(rb"content-length: (\d+)", head.lower())[1])  # type: ignore[index]
    while len(body) < length:
        body += link.recv(65536)


def movable(client: httpx.Client) -> str:
    """The key of a block that lies ahead and can be moved."""
    keys = re.findall(r'data-key="([^"]+)"[^>]*data-can="[^"]*move', client.get("/week").text)
    return html.unescape(keys[-1])


def markable(client: httpx.Client) -> list[str]:
    """Keys of the blocks of the week that can be left out."""
    found = re.findall(r'data-key="([^"]+)"[^>]*data-can="[^"]*skip', client.get("/week").text)
    return [html.unescape(key) for key in dict.fromkeys(found)]


def measure(client: httpx.Client, seconds: float) -> None:
    """Print the tables of a running server."""
    print("\n| milliseconds | median | p99 | most | bar |\n|---|---:|---:|---:|---:|")
    for path in PAGES:
        client.get(path).raise_for_status()
        found = milliseconds(lambda path=path: client.get(path).raise_for_status(), TIMES)
        print(row(f"page `{path}`", found, "p99 100"), flush=True)
    places = f"/week/places.json?block={quote(movable(client))}"
    client.get(places).raise_for_status()
    found = milliseconds(lambda: client.get(places).raise_for_status(), 50)
    print(row("places of a held block", found, "50"), flush=True)
    found = []
    for number, key in enumerate(markable(client)[-MARKS:]):
        said = {"verb": "not_today", "key": key, "id": f"bench-{number}"}
        found += milliseconds(lambda said=said: client.post("/today/mark", data=said), 1)
        time.sleep(8)
    print(row("a mark until the new day is there", found, "300"), flush=True)
    print("\n| pages a second, eight clients | as it stands | made anew each time |")
    print("|---|---:|---:|")
    for path in ("/", "/week", "/help"):
        found = [rate(client, path, seconds, is_anew=is_anew) for is_anew in (False, True)]
        print(f"| `{path}` | {found[0]:.0f} | {found[1]:.0f} |", flush=True)


def main() -> None:
    """Fill a store, measure, print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    print(f"{datetime.now(UTC).date()}: {machine_name()}")
    with tempfile.TemporaryDirectory() as folder:
        plan = planned_week()
        store = open_store(Path(folder))
        fill(store, plan)
        store.close()
        starts = []
        for _ in range(5):
            with server(Path(folder)) as (_, took):
                starts.append(took)
        print(f"\nFrom start to first page: {min(starts):.2f} to {max(starts):.2f} s")
        with server(Path(folder)) as (client, _):
            time.sleep(20)
            measure(client, seconds)


if __name__ == "__main__":
    main()
