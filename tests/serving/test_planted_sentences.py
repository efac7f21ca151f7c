"""Fifty sentences written into a served journal are found in no file, log, address or core."""

from __future__ import annotations

import base64
import re
import signal
import zipfile
from pathlib import Path
from urllib.parse import urlencode

import pytest
from journal_visitor import Visitor
from planted import MANY, found_below, mark, sentence

from trimtab.domain.journal import MOST_LETTERS, PARTS

PASSPHRASE, OTHER = "four quillwort quiet harbours", "five quillwort other harbours"
FRIEND = "Kim Quillwort, who is on no page of the journal"
MULTIPART = "multipart/form-data; boundary=b"


@pytest.fixture
def visitor(tmp_path):
    """Somebody with a folder of their own; their app ends with the test."""
    one = Visitor(tmp_path)
    yield one
    if one.process and one.process.poll() is None:
        one.end(signal.SIGKILL)


def set_up(visitor):
    """Set the journal; gives the recovery key."""
    visitor.post(
        "/journal/key", passphrase=PASSPHRASE, again=PASSPHRASE, understood="yes", hint="none"
    )
    shown = visitor.see("/journal/recovery")
    recovery = re.findall(r"<b>([0-9A-Z]{4})</b>", shown)
    waiting = re.search(r'name="waiting" value="([^"]+)"', shown).group(1)
    two = {"group2": recovery[2], "group6": recovery[6]}
    assert visitor.post("/journal/recovery", waiting=waiting, **two) == "/journal"
    return "-".join(recovery)


def write_every_form(visitor, numbers):
    """Two pages of each form, each drafted first; the first page of all is changed and deleted."""
    paths = []
    for form in [*PARTS, *PARTS]:
        path = visitor.begin(form)
        words = {part: sentence(next(numbers)) for part in PARTS[form]}
        visitor.post(f"{path}/draft", form=form, turn="1", **words)
        visitor.post(path, form=form, turn="2", sure="yes", **words)
        text = visitor.see(path)
        assert all(one in text for one in words.values())
        visitor.see(f"{path}/print")
        paths.append(path)
    visitor.post(paths[0], form="free", text=sentence(next(numbers)))
    visitor.post(f"{paths[0]}/delete", sure="yes")


def go_wrong(visitor, numbers):
    """Everything that can: words as passphrases, told details, long and odd bodies, faults."""
    path = visitor.begin("hard_case")
    where = visitor.post(path, form="hard_case", what=f"Mr Jones. {sentence(next(numbers))}")
    assert "ask=details" in where
    visitor.see(where.partition("#")[0])
    visitor.post("/journal/open", passphrase=sentence(next(numbers)))
    visitor.post("/journal/key", passphrase=sentence(next(numbers)), hint=sentence(next(numbers)))
    visitor.post("/journal/recover", recovery=sentence(next(numbers)), passphrase="x", again="y")
    for much in (MOST_LETTERS + 9, 11 * MOST_LETTERS):
        visitor.post(path, form="free", text=sentence(next(numbers)) + "a" * much)
    visitor.post(path, form="diagnosis", text=sentence(next(numbers)))
    visitor.post("/journal/pages/no.id/draft", form="free", text=sentence(next(numbers)))
    part = (
        f'--b\r\nContent-Disposition: form-data; name="text"; filename="a"\r\n\r\n{{}}{"a" * 2**21}'
    )
    for said in (part, part.replace('; filename="a"', "")):
        body = said.format(sentence(next(numbers))).encode()
        visitor.ask("POST", path, body + b"\r\n--b--\r\n", MULTIPART)
    visitor.ask("POST", path, sentence(next(numbers)).encode(), "application/json")
    for way, turn in (("", "8"), ("/draft", "9")):
        text = f"break the seal {sentence(next(numbers))}"
        form = {"form": "free", "text": text, "turn": turn}
        status, _ = visitor.ask("POST", path + way, urlencode(form).encode())
        assert status == 500


def close_and_come_back(visitor, numbers):
    """Typed after it closed, sealed all the same; it stands there when it is opened again."""
    path = visitor.begin("free")
    visitor.post("/journal/close")
    late = sentence(next(numbers))
    assert "then=" in visitor.post(path, form="free", text=late)
    visitor.post("/journal/open", passphrase=PASSPHRASE)
    assert late in visitor.see(f"{path}/write")


def crash(visitor, numbers):
    """In the middle of a page the app dies; the draft is there when it is back."""
    path, typed = visitor.begin("reframe"), sentence(next(numbers))
    visitor.post(f"{path}/draft", form="reframe", happened=typed, turn="1")
    visitor.end(signal.SIGKILL)
    visitor.start()
    then = path.rpartition("/")[2]
    assert visitor.post("/journal/open", passphrase=PASSPHRASE, then=then) == f"{path}/write"
    assert typed in visitor.see(f"{path}/write")


def take_along(visitor):
    """An export with the journal and a backup, beside everything else that is searched."""
    status, _ = visitor.ask("GET", "/settings/kept/export?journal=yes")
    assert status == 200
    assert visitor.post("/settings/kept/back-up") == "/settings/kept?saved=1"


def test_fifty_sentences_are_found_nowhere(visitor):
    """Not in the store and its log, backups, temporary files, traces, addresses or cores.

    A contact, who is not sealed, is found by the same search: it would find the others too.
    """
    numbers = iter(range(MANY))
    visitor.start()
    recovery = set_up(visitor)
    visitor.post("/help/contacts", name=FRIEND, phone="+1 212 555 0100")
    write_every_form(visitor, numbers)
    go_wrong(visitor, numbers)
    close_and_come_back(visitor, numbers)
    crash(visitor, numbers)
    take_along(visitor)
    for left in numbers:
        visitor.post(f"{visitor.begin('free')}/draft", form="free", text=sentence(left), turn="1")
    limits = Path(f"/proc/{visitor.process.pid}/limits").read_text()
    assert re.search(r"Max core file size\s+0\s+0", limits)
    visitor.end(signal.SIGABRT)
    (visitor.folder / "heads.txt").write_text("\n".join(visitor.heads))
    secret = [*map(mark, range(MANY)), PASSPHRASE, recovery, recovery.replace("-", "")]
    assert found_below(visitor.folder, secret) == set()
    assert found_below(visitor.folder, [FRIEND])
    said = "".join(one.read_text() for one in (visitor.folder / "said").iterdir())
    assert "JournalFaultError" in said
    assert not [*(visitor.folder / "cwd").iterdir()]


@pytest.mark.parametrize(
    "leak",
    [
        lambda words: words.encode(),
        lambda words: words.encode("utf-16-le"),
        lambda words: b"xy" + base64.b64encode(b"so " + words.encode() + b" it is"),
        lambda words: b"SQLite\0\0" + words.encode() + b"\0",
    ],
    ids=["plain", "two bytes", "base64", "within"],
)
def test_the_search_finds_what_leaks(tmp_path, leak):
    """However it is written; also by a file's name, and within an archive."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "log").write_bytes(leak(sentence(7)))
    (tmp_path / f"{mark(8)}.txt").write_text("")
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kept.json", leak(sentence(9)))
    found = found_below(tmp_path, map(mark, range(MANY)))
    assert {one for one, _ in found} == {mark(7), mark(8), mark(9)}
