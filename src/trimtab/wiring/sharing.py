"""Connects `trimtab share` to profiles and to files.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from trimtab.cli.share_services import Sharing
from trimtab.disk import write_whole
from trimtab.domain.errors import Problem, ProfileError, UnreadableFileError
from trimtab.domain.people import Profile
from trimtab.domain.sharing import Beside, Leaving, Order, Shared, SharedThing, Taken

BEFORE = "{}.before-share{}.toml"
MOST_BEFORE = 9
"""How many files taken can be undone, the last first."""

MARK = "# As it was before a shared file was taken. What came of it: sha256 {}\n"
BYTE_ORDER_MARK = "\ufeff"
CHANGED = "It was changed since a shared file was taken, so that cannot be undone by itself."
AS_IT_WAS = "As it was before: {}"
MOST_READ = 2**20


def sharing() -> Sharing:
    """Every port of the command."""
    return Sharing(
        leaving=_leaving,
        fitted=_fitted,
        write=_write,
        title_fault=_title_fault,
        read=_read,
        calendar_for_codes=_calendar_for_codes,
        beside=_beside,
        take=_take,
        keep=_keep,
        undo=_undo,
        leaving_text=_leaving_text,
        stays_text=_stays_text,
        beside_text=_beside_text,
        thing_name=_thing_name,
        effect_lines=_effect_lines,
    )


def _bytes(path: Path) -> bytes:
    """What a file holds, as far as a profile or a shared file can go."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_READ)
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error


def _text(path: Path) -> str:
    from trimtab.profiles.appending import decoded

    return decoded(_bytes(path), str(path))


def _sound_text(path: Path) -> str:
    from trimtab.profiles.appending import sound_profile

    text = _text(path)
    sound_profile(text, str(path))
    return text


def _leaving(path: Path, tables: Iterable[str]) -> tuple[Leaving, ...]:
    from trimtab.profiles.appending import sound_profile
    from trimtab.profiles.sharing.leaving import find_leaving

    text = _text(path)
    return find_leaving(text, sound_profile(text, str(path)), tables)


def _fitted(
    things: Iterable[SharedThing], names: Mapping[tuple[str, str], str]
) -> tuple[SharedThing, ...]:
    from trimtab.profiles.sharing.leaving import fitted

    return tuple(fitted(things, names))


def _title_fault(title: str, profile: Profile) -> str:
    from trimtab.profiles.sharing.leaving import title_fault

    return title_fault(title, profile)


def _write(shared: Shared, file: str) -> bytes:
    from trimtab.profiles.sharing.writing import write_shared

    content, problems = write_shared(shared, file)
    if problems:
        raise ProfileError(problems)
    return content


def _read(path: Path) -> Shared:
    from trimtab.profiles.sharing.reading import read_shared

    shared, problems = read_shared(_bytes(path), str(path))
    if shared is None:
        raise ProfileError(problems)
    return shared


def _calendar_for_codes(path: Path) -> int:
    from trimtab.profiles.sharing.taking import calendar_for_codes

    return calendar_for_codes(_sound_text(path))


def _beside(path: Path, shared: Shared, calendar: int) -> tuple[Beside, ...]:
    from trimtab.profiles.sharing.taking import beside

    return beside(_sound_text(path), shared, calendar)


def _take(path: Path, shared: Shared, order: Order) -> Taken:
    from trimtab.profiles.sharing.taking import take

    return take(_sound_text(path), shared, order)


def _keep(path: Path, taken: Taken) -> Path:
    """Write the profile, and beside it how it was."""
    content = _bytes(path)
    mark = BYTE_ORDER_MARK if content.startswith(BYTE_ORDER_MARK.encode()) else ""
    after = (mark + taken.text).encode()
    before = _before(path)
    for number in range(MOST_BEFORE - 1, 0, -1):
        if _before(path, number).is_file():
            _before(path, number).replace(_before(path, number + 1))
    write_whole(before, MARK.format(hashlib.sha256(after).hexdigest()).encode() + content)
    write_whole(path, after)
    return before


def _before(path: Path, number: int = 1) -> Path:
    """How a profile was before a file was taken: the last one, the one before it, and so on."""
    return path.with_name(BEFORE.format(path.stem, f"-{number}" if number > 1 else ""))


def _undo(path: Path) -> Taken | None:
    """Put back what stood before; None where nothing was taken."""
    from trimtab.profiles.sharing.undoing import taken_names

    before = _before(path)
    if not before.is_file():
        return None
    first, _, content = _bytes(before).partition(b"\n")
    after = _bytes(path)
    if MARK.format(hashlib.sha256(after).hexdigest()).encode() != first + b"\n":
        raise ProfileError([Problem(str(path), None, CHANGED, AS_IT_WAS.format(before))])
    text = content.decode("utf-8-sig")
    names = taken_names(text, after.decode("utf-8-sig"))
    write_whole(path, content)
    before.unlink()
    for number in range(2, MOST_BEFORE + 1):
        if _before(path, number).is_file():
            _before(path, number).replace(_before(path, number - 1))
    return Taken(text, names)


def _leaving_text(one: Leaving) -> str:
    from trimtab.reports.sharing_words import leaving_text

    return leaving_text(one)


def _stays_text(one: Leaving) -> str:
    from trimtab.reports.sharing_words import stays_text

    return stays_text(one)


def _beside_text(one: Beside) -> str:
    from trimtab.reports.sharing_words import beside_text

    return beside_text(one)


def _effect_lines(shared: Shared) -> Iterable[str]:
    from trimtab.profiles.sharing.bounds import effect_of
    from trimtab.reports.sharing_words import effect_lines

    return effect_lines(effect_of(shared.things))


def _thing_name(thing: SharedThing) -> str:
    from trimtab.reports.sharing_words import thing_name

    return thing_name(thing)
