"""Mark a date of a profile or one of its steps done, or take that back; all else stays."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from trimtab.domain.dates import (
    DONE_JOINT,
    ChangedProfile,
    DoneMark,
    KeptDate,
    Turn,
    ahead_text,
    turn_meant,
)
from trimtab.domain.errors import NoSuchDateError, Problem, ProfileError
from trimtab.domain.people import Profile
from trimtab.profiles.appending import (
    INLINE,
    WRITE_TABLES,
    check_sound,
    decoded,
    quoted,
    sound_profile,
)
from trimtab.profiles.date_scalars import split_done
from trimtab.profiles.locator import Path, find_spans
from trimtab.profiles.scalars import nearest

BYTE_ORDER_MARK = "\ufeff"
ON_DAY = "If it is that one, add --on {}."
ALONE = re.compile(r"[ \t]*done[ \t]*=[ \t]*\[\s*\][ \t]*")


def mark_done(content: bytes, mark: DoneMark, *, today: date, file: str) -> ChangedProfile:
    """The profile with a step of a date done, or its whole turn where no step is named.

    What is done already is told and left. Raises NoSuchDateError when the profile has no such date,
    step or turn, or only one that is far off.
    """
    text = decoded(content, file)
    number, kept = _named(sound_profile(text, file), mark.name, file)
    turn = _turn(kept, mark, today)
    if turn is None:
        return ChangedProfile(content, "", f"{kept.name} is done already.")
    name = None if mark.step is None else _step_name(kept, mark.step, _open_names(turn))
    what = f"{name}, for {kept.name} on" if name else f"{kept.name},"
    said = f"{what} {_day_text(turn.day)}"
    if turn.is_done or name not in {None, *_open_names(turn)}:
        return ChangedProfile(content, "", f"Done already: {said}.")
    entry = _entry(kept, turn, name)
    changed = _with_entry(text, ("date", number), entry, file)
    check_sound(changed, file, "date")
    return ChangedProfile(_encoded(changed, content), entry, f"Done: {said}.")


def take_back(content: bytes, mark: DoneMark, *, file: str) -> ChangedProfile:
    """The profile without what was called done last; of the step or the turn that is named.

    Raises NoSuchDateError when the profile has no such date or step, or nothing of it is done.
    """
    text = decoded(content, file)
    number, kept = _named(sound_profile(text, file), mark.name, file)
    name = None
    if mark.step is not None:
        name = _step_name(kept, mark.step, {step for step, _ in kept.done_steps})
    spans = find_spans(text)
    done = ("date", number, "done")
    found = [path for path in spans if path[:-1] == done] or [
        path for path in spans if path == done
    ]
    meant = [at for at, path in enumerate(found) if _is_meant(text, spans[path], name, mark.on)]
    if not meant:
        raise NoSuchDateError(f"Nothing of that is called done for {kept.name}.", "")
    entry = text[slice(*spans[found[meant[-1]]])]
    if found == [done]:
        changed = f"{text[: spans[done][0]]}[]{text[spans[done][1] :]}"
    else:
        changed = _without(text, [spans[path] for path in found], meant[-1])
    changed = _without_empty(changed, done)
    check_sound(changed, file, "date")
    said = f"No longer done: {_entry_text(kept.name, entry)}."
    return ChangedProfile(_encoded(changed, content), entry, said)


def _entry_text(name: str, entry: str) -> str:
    """What an entry of a date's `done` says, in words.

    >>> _entry_text("State licence", "'Send the form @ 2027-03-01'")
    'Send the form, for State licence on 1 Mar 2027'
    """
    said = tomllib.loads(f"done = {entry}")["done"]
    if isinstance(said, date):
        return f"{name}, {_day_text(said)}"
    step, day = split_done(str(said))
    return f"{name}, {step}" if day is None else f"{step}, for {name} on {_day_text(day)}"


def _encoded(text: str, before: bytes) -> bytes:
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK.encode()) else ""
    return (mark + text).encode()


def _named(profile: Profile, name: str, file: str) -> tuple[int, KeptDate]:
    """Number and content of a date, its name in capitals or not."""
    for number, one in enumerate(profile.dates):
        if one.name.lower() == name.strip().lower():
            return number, one
    names = [one.name for one in profile.dates]
    near = nearest(name, names)
    listed = f"Its dates are {', '.join(names)}." if names else "It has none."
    raise NoSuchDateError(
        f'{file} has no date "{name}".', f"Did you mean {near}?" if near else listed
    )


def _turn(kept: KeptDate, mark: DoneMark, today: date) -> Turn | None:
    """The turn of the day that is named, else the one meant; None where all of it is done."""
    if mark.on is not None:
        if mark.on not in kept.days(mark.on):
            raise NoSuchDateError(
                f"{kept.name} does not fall on {mark.on}.", _near_days(kept, mark)
            )
        return Turn(kept, mark.on)
    turn = turn_meant(kept, today)
    if turn is None or turn.day == kept.due or turn.has_begun_on(today):
        return turn
    far = f"{_day_text(turn.day)}, {ahead_text(turn.day, today)}"
    what = f"The last turn of {kept.name} is done, and nothing of the next has begun: {far}."
    raise NoSuchDateError(what, ON_DAY.format(turn.day))


def _near_days(kept: KeptDate, mark: DoneMark) -> str:
    """The days it falls on before and after the one that was named."""
    assert mark.on is not None
    days = kept.days(date.max)
    near: list[date] = []
    for day in days:
        near = [*near[-1:], day]
        if day > mark.on:
            break
    return f"It falls on {' and '.join(map(str, near))}."


def _open_names(turn: Turn) -> set[str]:
    return {one.step.name for one in turn.open_steps}


def _step_name(kept: KeptDate, typed: str, wanted: set[str]) -> str:
    """The step meant, named whole or by how it begins; of several the only one `wanted`."""
    names = [one.name for one in kept.steps]
    said = typed.strip().lower()
    for name in names:
        if name.lower() == said:
            return name
    alike = [name for name in names if said and name.lower().startswith(said)]
    among = [name for name in alike if name in wanted] or alike
    if len(among) == 1:
        return among[0]
    if among:
        what = f'{len(among)} steps of {kept.name} begin with "{typed}": {"; ".join(among)}.'
        raise NoSuchDateError(what, "Write more of the one you mean.")
    near = nearest(typed, names)
    mend = f"Did you mean {near}?" if near else f"Its steps are {', '.join(names)}."
    raise NoSuchDateError(f'{kept.name} has no step "{typed}".', mend)


def _entry(kept: KeptDate, turn: Turn, name: str | None) -> str:
    """What `done` gains, as TOML."""
    if name is None:
        return turn.day.isoformat()
    return quoted(f"{name}{DONE_JOINT}{turn.day}" if kept.repeats else name)


def _day_text(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _with_entry(text: str, table: Path, entry: str, file: str) -> str:
    """The text with one more entry in the `done` of a table."""
    spans = find_spans(text)
    done = (*table, "done")
    elements = [path for path in spans if path[:-1] == done]
    if elements:
        end = spans[elements[-1]][1]
        return f"{text[:end]}, {entry}{text[end:]}"
    if done in spans:
        start, end = spans[done]
        is_list = text[start] == "["
        opened = f"[{entry}{text[start + 1 : end]}" if is_list else f"[{text[start:end]}, {entry}]"
        return f"{text[:start]}{opened}{text[end:]}"
    return _with_line(text, spans[(*table, "due")][1], f"done = [{entry}]", file)


def _with_line(text: str, at: int, line: str, file: str) -> str:
    """The text with a line of its own below the one that holds a place."""
    start = text.rfind("\n", 0, at) + 1
    if not text[start:at].lstrip().startswith(("due", '"due"', "'due'")):
        number = text.count("\n", 0, at) + 1
        raise ProfileError((Problem(file, number, INLINE, WRITE_TABLES.format("date")),))
    ending = "\r\n" if "\r\n" in text else "\n"
    end = text.find("\n", at)
    if end < 0:
        return f"{text}{ending}{line}{ending}"
    return f"{text[: end + 1]}{line}{ending}{text[end + 1 :]}"


def _is_meant(text: str, span: tuple[int, int], name: str | None, on: date | None) -> bool:
    """Whether an entry as written is of a step, and of a turn, where those are named."""
    entry = text[slice(*span)].strip("\"'")
    step, _, day = entry.rpartition(DONE_JOINT)
    if name is not None and name not in {entry, step}:
        return False
    return on is None or on.isoformat() in {entry, day}


def _without(text: str, spans: Sequence[tuple[int, int]], at: int) -> str:
    """The text without one element of a list, and without the comma that set it apart."""
    start, end = spans[at]
    before = next((text[one[1] : two[0]] for one, two in pairwise(spans) if two == spans[at]), "")
    if before and re.fullmatch(r"\s*,\s*", before):
        return f"{text[: start - len(before)]}{text[end:]}"
    comma = re.match(r"\s*,[ \t]*", text[end:])
    return f"{text[:start]}{text[end + (comma.end() if comma else 0) :]}"


def _without_empty(text: str, done: Path) -> str:
    """The text without the line of a list that holds nothing any more."""
    start, end = find_spans(text)[done]
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    if last < 0 or not ALONE.fullmatch(text[first:last].rstrip("\r")):
        return text
    return f"{text[:first]}{text[last + 1 :]}"
