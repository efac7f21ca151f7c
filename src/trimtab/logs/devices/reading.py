"""One file from a phone or a wearable, whatever it is: its nights, and what could not be used."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO
from zoneinfo import ZoneInfo

from trimtab.domain.device_sleep import DeviceSleep
from trimtab.domain.errors import Problem
from trimtab.logs.devices.apple_health import read_apple_health
from trimtab.logs.devices.documents import read_document
from trimtab.logs.devices.joining import nights_of
from trimtab.logs.devices.pieces import Pieces, TooManyPiecesError
from trimtab.logs.devices.tables import read_table

MOST_WHOLE_BYTES = 64 * 2**20
"""Of a table or document; an export of Apple Health may be of any length."""

MOST_MEMBERS = 20_000
SLEEP_FILE = re.compile(r"sleep[^/]*\.(json|csv)$", re.IGNORECASE)
HEALTH_FILE = re.compile(r"[^/]*\.xml$", re.IGNORECASE)
NO_HEALTH = re.compile(r"cda[^/]*\.xml$", re.IGNORECASE)
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError)
MAKERS = (("withings", "Withings"), ("oura", "Oura"), ("android", "Sleep as Android"))

NOTHING = "nothing in it tells of sleep."
WHAT_TO_CHOOSE = (
    "Choose export.zip of Apple Health, a Fitbit, Garmin, Oura or Withings file of sleep, or a "
    'table with the columns "start" and "end".'
)
BROKEN = "the archive is damaged or locked."
AGAIN = "Export it again, without a password."
TOO_LONG = "it is longer than a file of sleep."
TOO_MANY = "it holds more than anybody ever slept."
NO_TEXT = "it is not text in UTF-8."


def read_device_sleep(file: IO[bytes], name: str, zone: str, now: datetime) -> DeviceSleep:
    """Every night in a file; mistakes are told with their place, and the rest is used."""
    own = ZoneInfo(zone)
    pieces = Pieces(name, now)
    try:
        if zipfile.is_zipfile(file):
            _read_archive(file, pieces, own)
        else:
            file.seek(0)
            _read_member(file, name, pieces, own)
    except BROKEN_ZIP:
        pieces.wrong.append(Problem(name, None, BROKEN, AGAIN))
    except TooManyPiecesError:
        pieces.found.clear()
        pieces.wrong.append(Problem(name, None, TOO_MANY, WHAT_TO_CHOOSE))
    if not pieces.found and not pieces.wrong:
        pieces.wrong.append(Problem(name, None, NOTHING, WHAT_TO_CHOOSE))
    return DeviceSleep(nights_of(pieces.found), tuple(pieces.problems()))


def _read_archive(file: IO[bytes], pieces: Pieces, zone: ZoneInfo) -> None:
    with zipfile.ZipFile(file) as archive:
        for member in _members(archive):
            with archive.open(member) as content:
                pieces.file = PurePosixPath(member.filename).name[:120]
                _read_member(content, member.filename, pieces, zone)


def _members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Files of sleep, and of XML the largest: the health app names its own in every language."""
    members = archive.infolist()[:MOST_MEMBERS]
    yield from (one for one in members if SLEEP_FILE.search(one.filename))
    health = [
        one
        for one in members
        if HEALTH_FILE.search(one.filename) and not NO_HEALTH.search(one.filename)
    ]
    if health:
        yield max(health, key=lambda one: one.file_size)


def _read_member(file: IO[bytes], name: str, pieces: Pieces, zone: ZoneInfo) -> None:
    lower = name.lower()
    if lower.endswith(".xml"):
        read_apple_health(file, pieces)
        return
    content = file.read(MOST_WHOLE_BYTES + 1)
    if content.lstrip()[:5] == b"<?xml":
        file.seek(0)
        read_apple_health(file, pieces)
        return
    if len(content) > MOST_WHOLE_BYTES:
        pieces.wrong.append(Problem(pieces.file, None, TOO_LONG, WHAT_TO_CHOOSE))
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pieces.wrong.append(Problem(pieces.file, None, NO_TEXT, WHAT_TO_CHOOSE))
        return
    if text.lstrip()[:1] in {"{", "["}:
        read_document(text, pieces, zone)
    else:
        read_table(text, pieces, zone, _maker(lower))


def _maker(name: str) -> str:
    return next((maker for word, maker in MAKERS if word in name), "Table")
