"""What of a profile would leave in a shared file: names, notes and dates are taken off it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from trimtab.domain.people import PersonKind, Profile
from trimtab.domain.plans import Block
from trimtab.domain.privacy import fold, is_private
from trimtab.domain.sharing import CODE, SINGLES, Leaving, SharedThing
from trimtab.domain.telling_details import telling_details
from trimtab.profiles.scalars import show
from trimtab.profiles.sharing import form
from trimtab.profiles.sharing.reading import find_fault
from trimtab.profiles.table_pieces import UNNAMED_VALUE

STAND_INS: Mapping[PersonKind, str] = {
    "family": "family", "partner": "partner", "child": "child", "friend": "a friend",
    "mentor": "a mentor", "peer": "a peer", "other": "somebody",
}  # fmt: skip
"""What stands in a title where somebody's name stood."""

ME = "me"
NOBODYS_NAMES = frozenset(
    {"you", "me", "mother", "father", "mum", "mom", "dad", "mama", "papa", "parents", "partner"}
    | {"wife", "husband", "spouse", "sister", "brother", "siblings", "kids", "children", "child"}
    | {"son", "daughter", "baby", "family", "friend", "friends", "grandma", "grandpa", "home"}
    | {"mentor", "team", "colleague", "colleagues", "roommate", "flatmate", "the", "and", "with"}
    | {"dr", "prof", "mr", "ms", "mrs", "md", "gran", "granny"}
    | {"resident", "fellow", "attending", "student", "intern", "clerkship", "nights", "on", "at"}
)
"""Words that call somebody without telling who it is."""

SHORTEST_NAME = 2
TELLING_KEYS = {
    "with": "who it is with",
    "note": "the note",
    "private": "",
    "start": "the day it began",
    "on": "its dates",
}
SAME_NAME = "another has this name, so call one of them otherwise"
VARIANTS = re.compile("[\ufe00-\ufe0f]")
"""Marks that choose how a sign is drawn, and say nothing."""

KIN = r"(?=\s+(?:family|parents|kids|household|home|house|siblings)\b)"
PLACE = re.compile(
    r"\b(?:(?:[A-Z][\w'.-]+ )+(?:University|Hospital|Medical Cent(?:er|re)|Infirmary|Klinikum)"
    r"|(?:University|Universität|Hospital|College) (?:of|de|del|do|zu) [A-Z]\w+"
    r"|St\.? [A-Z]\w+(?:'s)?|Northwestern|Mayo|Stanford|Harvard|Yale|Hopkins|UCLA|UCSF|Kaiser"
    r"|Cleveland Clinic|MGH|Mass General|Brigham|NYU|Columbia|Cornell|Duke|Emory|Mount Sinai"
    r"|Bellevue|Cedars|Charité|Karolinska|Vanderbilt|UPenn|Penn|Oxford|Cambridge|Heidelberg)\b"
)
"""Names of hospitals and universities by their shape, and some that are often said alone.

A net with holes: it asks, and the person sees every letter before it leaves.
"""

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
NAME_OF_CALENDAR = "the name of a calendar"


def find_leaving(text: str, profile: Profile, tables: Iterable[str]) -> tuple[Leaving, ...]:
    """Everything in these tables of a sound profile, as it would leave; `text` is its TOML."""
    raw = tomllib.loads(text)
    names = tuple(_names(profile))
    wanted = set(tables)
    found = [one for table in wanted.intersection(SINGLES) for one in _single(table, raw, profile)]
    found.sort(key=lambda one: SINGLES.index(one.thing.table))
    for table in (one for one in form.ARRAYS if one in wanted):
        found += [_row(table, row, profile, names) for row in raw.get(table, [])]
    if CODE in wanted:
        found += _codes(raw, profile)
    keys = [one.thing.key for one in found]
    return tuple(
        replace(
            one,
            doubts=(
                *one.doubts,
                *_doubts(one, profile),
                *([SAME_NAME] if keys.index(one.thing.key) < number else []),
            ),
        )
        for number, one in enumerate(found)
    )


def _names(profile: Profile) -> Iterator[tuple[re.Pattern[str], str, str]]:
    """Each name that is somebody's own, as it is looked for, and what stands for it; longest first.

    Of "Ada Obi" both words are names as well.
    """
    people = [(one.name, STAND_INS[one.kind]) for one in profile.people]
    known: dict[str, tuple[str, str]] = {}
    for whole, stand_in in (*people, (profile.person.name, ME)):
        for name in (whole, *whole.split()):
            if len(name) >= SHORTEST_NAME and not _is_nobodys(name):
                known.setdefault(fold(name), (name, stand_in))
    for name, stand_in in sorted(known.values(), key=lambda one: -len(one[0])):
        found = rf"(?<!\w){re.escape(name)}(?!\w)"
        owned = "my" if stand_in == ME else f"{stand_in}'s"
        yield re.compile(rf"{found}(?:['\u2019]s(?!\w)|{KIN})", re.IGNORECASE), name, owned
        yield re.compile(found, re.IGNORECASE), name, stand_in


def name_in(text: str, profile: Profile) -> str:
    """Somebody's own name that a text holds, empty where it holds none."""
    found = (pattern.search(text) for pattern, _, _ in _names(profile))
    return next((one.group() for one in found if one), "")


def title_fault(title: str, profile: Profile) -> str:
    """What keeps words from being the title of a file that tells nothing of whose week it is."""
    name = name_in(title, profile)
    return f"holds the name {name}; call the file something that is nobody's" if name else ""


def _is_nobodys(name: str) -> bool:
    words = re.findall(r"\w+", fold(name))
    return all(word in NOBODYS_NAMES for word in words)


def _row(
    table: str,
    row: Mapping[str, Any],
    profile: Profile,
    names: Iterable[tuple[re.Pattern[str], str, str]],
) -> Leaving:
    kept = {key: _plain(value) for key, value in row.items() if key not in form.OWN_KEYS[table]}
    removed = [TELLING_KEYS[key] for key in TELLING_KEYS if row.get(key) and TELLING_KEYS[key]]
    private = is_private(_block(row["name"], row.get("value")), profile)
    for key in ("name", "after", "before"):
        for pattern, name, stand_in in names if key in kept else ():
            said = pattern.sub(stand_in, kept[key])
            if said != kept[key]:
                kept[key] = said[:1].upper() + said[1:]
                removed.append(f"the name {name}")
    if name_in(str(kept.get("value", "")), profile):
        removed.append(f"the value {kept.pop('value')}")
    doubts = ("it is on dates of its own",) if row.get("on") else ()
    thing = SharedThing(table, kept["name"], kept)
    return Leaving(thing, tuple(dict.fromkeys(removed)), private, doubts)


def _plain(value: Any) -> Any:
    """Words in their plainest form, so that what looks alike is alike."""
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", VARIANTS.sub("", value)).strip()


def _block(name: str, value: str | None) -> Block:
    """What a thing would be called in a plan, to ask whether others may see it."""
    return Block(NEVER, NEVER, name, "practice", value)


def _single(table: str, raw: Mapping[str, Any], profile: Profile) -> Iterator[Leaving]:
    kept = dict(raw.get(table, {}))
    removed = []
    for name in list(kept) if table == "values" else ():
        if is_private(_block(name, name), profile) or name_in(name, profile):
            del kept[name]
            removed.append(f"the value {name}")
    own = str(kept.get("value", ""))
    if own and (is_private(_block("", own), profile) or name_in(own, profile)):
        del kept["value"]
    if kept:
        yield Leaving(SharedThing(table, "", kept), tuple(removed))


def _codes(raw: Mapping[str, Any], profile: Profile) -> Iterator[Leaving]:
    """Codes of every calendar, each once: the first that gives its hours counts."""
    del profile
    known: set[str] = set()
    for calendar in raw.get("calendar", []):
        for code, hours in calendar.get("codes", {}).items():
            if code not in known:
                yield Leaving(SharedThing(CODE, code, {"hours": hours}))
            known.add(code)


def _doubts(one: Leaving, profile: Profile) -> Iterator[str]:
    """Words that may tell of somebody or of a place, which only the person can know."""
    said = " ".join([one.thing.name, *map(str, one.thing.values.get("after", "").split("\n"))])
    if one.thing.table == "values":
        said = ", ".join(one.thing.values)
    if fault := find_fault({one.thing.name or one.thing.table: one.thing.values}):
        yield f"it {fault}, which no shared file may"
    for detail in telling_details(said):
        yield f"{show(detail.found)} looks like {detail.looks_like}"
    for place in PLACE.finditer(said):
        yield f"{show(place.group())} looks like a hospital or university"
    for calendar in profile.calendars:
        for name in (calendar.name, calendar.row):
            if name and re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(said)):
                yield f"{show(name)} is {NAME_OF_CALENDAR}"


def fitted(
    things: Iterable[SharedThing], names: Mapping[tuple[str, str], str]
) -> Iterator[SharedThing]:
    """Things under names the person gave, by what they were called; what they lean on follows.

    A practice that rides with one that stays at home, or serves a value that does, stands alone.
    """
    chosen = tuple(things)
    values = {name for one in chosen if one.table == "values" for name in one.values}
    known = {one.name: names.get(one.key, one.name) for one in chosen if one.table != CODE}
    for one in chosen:
        kept = dict(one.values)
        name = names.get(one.key, one.name)
        if "name" in kept:
            kept["name"] = name
        for key in ("after", "before"):
            if kept.get(key) in known:
                kept[key] = known[kept[key]]
            elif kept.get(key) not in form.ANCHORS:
                kept.pop(key, None)
        if values and kept.get("value", UNNAMED_VALUE) not in {*values, UNNAMED_VALUE}:
            del kept["value"]
        yield SharedThing(one.table, name, kept)
