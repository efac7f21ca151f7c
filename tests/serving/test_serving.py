"""`trimtab serve` as a person meets it: a link, one place, a quiet end, and nothing in the log."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from datetime import UTC, datetime
from http.client import HTTPConnection

import pytest
from starlette.routing import Route

from trimtab.domain.kept import Win
from trimtab.store.opening import open_store
from trimtab.web.application import all_routes
from trimtab.wiring import passphrases

NOW = datetime(2026, 11, 16, tzinfo=UTC)
PASSPHRASE = "quiet-harbour-seven-lanterns"
CANARY = "I-cried-in-the-stairwell"
START = "from trimtab.bootstrap import main; main()"
LINK = re.compile(r"http://(127\.0\.0\.1:\d+)/start\?key=(\S+)")
AWAY = {"/start", "/leave", "/example", "/example/leave"}
FIELDS = ("text", "note", "line", "sentence", "name", "verb", "id", "url", "role", "request", "key")
NEEDLESS = ("numba", "alembic", "openpyxl", "icalendar")


def posts():
    """Every address that takes what somebody wrote, with that in each of its places too."""
    routes = (one for one in all_routes() if isinstance(one, Route) and "POST" in one.methods)
    paths = sorted({one.path for one in routes} - AWAY)
    return [re.sub(r"\{[a-z_]+(?::[a-z]+)?\}", CANARY, path) for path in paths]


def begin(folder, *options):
    """Start the command on a port of its own choice."""
    words = [sys.executable, "-c", START, "serve", "--data", str(folder), "--no-browser", *options]
    return subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def told_by(process):
    """What a start tells up to its link, and that link's address and key."""
    said = ""
    for line in process.stderr:
        said += line
        if found := LINK.search(said):
            return said, found[1], found[2]
    raise AssertionError(said)


def ask(address, method, path, body="", **headers):
    """Status and headers of one answer."""
    connection = HTTPConnection(address, timeout=30)
    given = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    connection.request(method, path, body, {**given, **headers})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers


def test_a_link_opens_a_second_start_tells_another_and_it_ends_quietly(tmp_path):
    """Come in, write something, start again, press Ctrl-C: nothing of it stands in the log."""
    first = begin(tmp_path)
    _, address, key = told_by(first)
    assert ask(address, "GET", f"/nothing/{CANARY}?word={CANARY}")[0] == 401
    status, headers = ask(address, "POST", "/start", f"key={key}")
    assert status == 303
    assert ask(address, "POST", "/start", f"key={key}")[0] == 401
    cookie = headers["set-cookie"].partition(";")[0]
    for path in posts():  # nothing is kept yet, so most of them refuse, and none may quote
        fields = "&".join(f"{name}={CANARY}" for name in FIELDS)
        assert ask(address, "POST", path, fields, Cookie=cookie)[0] < 500
    second = begin(tmp_path)
    told = second.communicate(timeout=60)[1]
    assert second.returncode == 0
    assert f"Trimtab is open already at http://{address}/." in told
    again = LINK.search(told)
    assert ask(again[1], "POST", "/start", f"key={again[2]}")[0] == 303
    first.send_signal(signal.SIGINT)
    out, rest = first.communicate(timeout=60)
    assert (first.returncode, out, rest) == (0, "", "Closed.\n")
    assert {one.stat().st_mode & 0o077 for one in tmp_path.rglob("*")} == {0}


def seal(folder):
    """Keep a win in a folder and put it under a passphrase that reads as nothing else."""
    store = open_store(folder)
    store.add_win(Win("1", NOW.date(), CANARY, NOW))
    store.close()
    passphrases.rewrite(folder, None, PASSPHRASE)


def words_below(folder):
    """The files in which anybody could read the win."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    return [one.name for one in files if CANARY.encode() in one.read_bytes()]


def test_what_is_sealed_opens_in_the_browser_and_closes_again(tmp_path, monkeypatch):
    """A start asks nothing; the page does, and no passphrase or word is in any log or file."""
    monkeypatch.setenv("TRIMTAB_DATA", str(tmp_path))
    seal(tmp_path)
    first = begin(tmp_path, "--port", "0")
    said, address, key = told_by(first)
    assert "under a passphrase" in said
    assert ask(address, "GET", f"/start?key={key}")[0] == 423
    assert ask(address, "GET", "/help")[0] == 200
    assert ask(address, "POST", "/unlock", "passphrase=wrong-words")[0] == 401
    status, headers = ask(address, "POST", "/unlock", f"passphrase={PASSPHRASE}&wanted=/wins")
    assert (status, headers["location"]) == (303, "/wins")
    cookie = headers["set-cookie"].partition(";")[0]
    assert ask(address, "GET", "/settings/kept", Cookie=cookie)[0] == 200
    assert ask(address, "POST", "/settings/kept/back-up", Cookie=cookie)[0] == 303
    assert (tmp_path / "trimtab.sqlite3-wal").exists()
    assert words_below(tmp_path) == []
    assert ask(address, "POST", "/settings/kept/close", Cookie=cookie)[0] == 303
    assert ask(address, "GET", "/", Cookie=cookie)[0] == 423
    assert ask(address, "POST", "/unlock", f"passphrase={PASSPHRASE}")[0] == 303
    first.send_signal(signal.SIGINT)
    out, rest = first.communicate(timeout=60)
    assert (first.returncode, out, rest) == (0, "", "Closed.\n")
    assert words_below(tmp_path) == []


@pytest.mark.long
def test_the_passphrase_can_be_asked_where_it_starts(tmp_path):
    """From a pipe, for a machine without a screen: it is open at once, or refused at once."""
    seal(tmp_path)
    words = [sys.executable, "-c", START, "serve", "--data", str(tmp_path), "--no-browser"]
    pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    first = subprocess.Popen([*words, "--port", "0", "--ask"], **pipes)
    first.stdin.write(f"{PASSPHRASE}\n")
    first.stdin.close()
    said, address, key = told_by(first)
    assert "under a passphrase" not in said
    assert ask(address, "POST", "/start", f"key={key}")[0] == 303
    first.send_signal(signal.SIGINT)
    assert first.wait(60) == 0
    first.stderr.close()
    refused = subprocess.run(
        [*words, "--ask"], input="wrong\n", capture_output=True, text=True, check=False, timeout=60
    )
    assert refused.returncode == 1
    assert refused.stderr == "That passphrase does not open it. Capitals and spaces count.\n"


def test_a_pretended_moment_goes_on_and_links_open_by_it(tmp_path):
    """A day far ahead is told; a second start, told nothing of it, makes a link that opens."""
    first = begin(tmp_path, "--port", "0", "--now", "2031-03-04T05:06+00:00")
    said, address, key = told_by(first)
    assert "It is pretended to be 2031-03-04 05:0" in said
    status, headers = ask(address, "POST", "/start", f"key={key}")
    assert status == 303
    assert "expires=" not in headers["set-cookie"].lower()
    second = begin(tmp_path, "--port", "0")
    again = LINK.search(second.communicate(timeout=60)[1])
    assert ask(again[1], "POST", "/start", f"key={again[2]}")[0] == 303
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=60)
    assert first.returncode == 0


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path):
    """A port that was named is used or refused."""
    import socket  # noqa: PLC0415 - this test alone

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = begin(tmp_path, "--port", str(port))
        told = refused.communicate(timeout=60)[1]
    assert refused.returncode == 1
    assert told.startswith(f"Port {port} of 127.0.0.1 is taken by another program.")


def test_the_server_never_loads_the_planner():
    """What takes long to load stays with the planner's own process."""
    parts = "trimtab.wiring.serving, trimtab.web.application, trimtab.planning.process"
    kept = "trimtab.store.opening, trimtab.wiring.planning_parts, trimtab.web.care"
    code = (
        f"import sys, {parts}, {kept}\nprint([one for one in {NEEDLESS!r} if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
