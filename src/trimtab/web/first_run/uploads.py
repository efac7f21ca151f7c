"""Calendars that were dropped in, pasted or named by address: bounded, and named apart."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from starlette.datastructures import FormData, UploadFile

from trimtab.app.daily.ports import Store
from trimtab.domain.kept import KeptCalendar
from trimtab.domain.source_names import is_feed
from trimtab.profiles.first_profile import ChosenCalendar

MOST_FILES = 20
MOST_BYTES = 10 * 2**20
LONGEST_NAME = 80
PASTED = "Pasted roster.txt"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
TOO_LARGE = "{} is larger than 10 MiB, so it was left out. Export fewer months of it."
TOO_MANY = "More than 20 calendars at once; the first 20 were taken. Add the rest afterwards."
EMPTY = "{} is empty, so it was left out. Export it again."
NO_ADDRESS = "“{}” is not an address of a calendar. It begins with https:// or webcal://."


@dataclass(frozen=True, slots=True)
class Given:
    """Calendars of one form: files by name, an address, and what was wrong with some."""

    files: tuple[tuple[str, bytes], ...] = ()
    address: str = ""
    mistakes: tuple[str, ...] = ()


async def given_in(form: FormData) -> Given:
    """What a form brings in its fields `files`, `address` and `pasted`."""
    files: list[tuple[str, bytes]] = []
    mistakes: list[str] = []
    uploads = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
    for upload in uploads[:MOST_FILES]:
        name, content = safe_name(upload.filename or ""), await upload.read(MOST_BYTES + 1)
        if not upload.filename:
            continue
        if len(content) > MOST_BYTES:
            mistakes.append(TOO_LARGE.format(name))
        elif not content.strip():
            mistakes.append(EMPTY.format(name))
        else:
            files.append((name, content))
    if len(uploads) > MOST_FILES:
        mistakes.append(TOO_MANY)
    pasted = str(form.get("pasted") or "").strip()
    if pasted:
        files.append((PASTED, pasted.encode()))
    address = str(form.get("address") or "").strip()
    if address and not is_feed(address):
        mistakes.append(NO_ADDRESS.format(address))
    return Given(tuple(files), address if is_feed(address) else "", tuple(mistakes))


def keep_given(
    store: Store, given: Given, chosen: tuple[ChosenCalendar, ...], now: datetime
) -> tuple[ChosenCalendar, ...]:
    """Keep the files; gives the calendars that are new, under names that no other has."""
    kept = {one.name: one.content for one in store.calendars()}
    taken = {one.source for one in chosen} | set(kept)
    fresh = []
    for name, content in given.files:
        if content in kept.values() and name in taken:
            continue
        own = name_apart(name, taken)
        taken.add(own)
        store.keep_calendar(KeptCalendar(own, content, now))
        fresh.append(ChosenCalendar(own))
    if given.address and given.address not in taken:
        fresh.append(ChosenCalendar(given.address))
    return tuple(fresh)


def host_of(source: str) -> str:
    """The host that an address names, empty where it names none.

    >>> host_of("http://NAS.local:8080/me.ics"), host_of("shifts.ics"), host_of("http://[fd00::5]/")
    ('nas.local', '', 'fd00::5')
    """
    try:
        return urlsplit(source.strip()).hostname or ""
    except ValueError:
        return ""


def with_host(allowed: tuple[str, ...], *hosts: str) -> tuple[str, ...]:
    """The hosts allowed, with more of them, each once.

    >>> with_host(("nas.local",), "nas.local", "", "192.168.1.20")
    ('nas.local', '192.168.1.20')
    """
    return tuple(dict.fromkeys((*allowed, *filter(None, hosts))))


def safe_name(name: str) -> str:
    r"""A file's own name without its folder and signs that no name needs.

    >>> safe_name("C:/me/shifts\x07.ics"), safe_name("..")
    ('shifts .ics', 'calendar.ics')
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = _UNSAFE.sub(" ", last).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not clean:
        return "calendar.ics"
    if not dot:
        return clean[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def name_apart(name: str, taken: Collection[str]) -> str:
    """The name, or with a number where another has it already.

    >>> name_apart("a.ics", {"a.ics"})
    'a (2).ics'
    """
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    found, number = name, 2
    while found in taken:
        found, number = f"{stem} ({number}){ending}", number + 1
    return found
