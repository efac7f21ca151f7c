"""Add a date to the text of a profile, or mark one done; everything else stays as it is."""

from __future__ import annotations

from datetime import date, timedelta

from trimtab.domain.dates import DONE_JOINT, TOLD_DAYS, ChangedProfile, KeptDate, Turn, TypedDate
from trimtab.domain.errors import NoSuchDateError, Problem, ProfileError
from trimtab.domain.people import Profile
from trimtab.profiles.appending import INLINE, WRITE_TABLES, check_sound, decoded, joined, quoted
from trimtab.profiles.locator import Path, find_spans
from trimtab.profiles.reading import read_profile
from trimtab.profiles.scalars import nearest

BYTE_ORDER_MARK = "\ufeff"


def add_date(content: bytes, typed: TypedDate, file: str) -> ChangedProfile:
    """The profile with the date at its end, read back and found sound.

    A name the profile has already is left as it is, and told. Raises ProfileError with every
    mistake of the profile as it was or as it would be, UnreadableFileError when it is no text.
    """
    text = decoded(content, file)
    profile = _sound(text, file)
    if typed.name in {one.name for one in profile.dates}:
        return ChangedProfile(
            content, "", f"{typed.name} is in {file} already, and stays as it is."
        )
    lines = "\n".join(date_lines(typed)) + "\n"
    added = joined(text, lines)
    check_sound(added, file, "date")
    return ChangedProfile(content + added[len(text) :].encode(), lines)


def date_lines(typed: TypedDate) -> list[str]:
    """A date as lines of TOML.

    >>> date_lines(TypedDate("Rent", date(2026, 12, 1), "rent", "monthly"))[2:]
    ['due = 2026-12-01', 'kind = "rent"', 'repeats = "monthly"']
    """
    values = {
        "name": quoted(typed.name),
        "due": typed.due.isoformat(),
        "kind": quoted(typed.kind),
        "repeats": quoted(typed.repeats) if typed.repeats else "",
        "value": quoted(typed.value) if typed.value else "",
    }
    return ["[[date]]", *(f"{key} = {value}" for key, value in values.items() if value)]


def mark_done(
    content: bytes, name: str, step: str | None, *, today: date, file: str
) -> ChangedProfile:
    """The profile with a step of a date done, or its whole turn where no step is named.

    The turn meant is the first that is not done, the last that has passed among them. Raises
    NoSuchDateError when the profile has no such date or step, or all of it is done already.
    """
    text = decoded(content, file)
    profile = _sound(text, file)
    number, kept = _named(profile, name, file)
    turn = _turn_meant(kept, today)
    entry, said = _entry(kept, turn, step)
    changed = _with_entry(text, ("date", number), entry, file)
    check_sound(changed, file, "date")
    mark = BYTE_ORDER_MARK if content.startswith(BYTE_ORDER_MARK.encode()) else ""
    return ChangedProfile((mark + changed).encode(), entry, f"Done: {said}.")


def _sound(text: str, file: str) -> Profile:
    profile, problems = read_profile(text, file)
    if profile is None:
        raise ProfileError(problems)
    return profile


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


def _turn_meant(kept: KeptDate, today: date) -> Turn:
    """The first turn not done, from the last that has passed on."""
    days = []
    for day in kept.days(date.max if kept.repeats is None else _far(today)):
        days.append(day)
        if day >= today and not Turn(kept, day).is_done:
            break
    since = date.min if kept.repeats is None else today - timedelta(days=TOLD_DAYS)
    past = [day for day in days if since <= day < today]
    ahead = [day for day in days if day >= today]
    for day in (*past[-1:], *ahead):
        if not Turn(kept, day).is_done:
            return Turn(kept, day)
    raise NoSuchDateError(f"{kept.name} is done already.", "")


def _far(today: date) -> date:
    return today.replace(year=today.year + 100, day=1)


def _entry(kept: KeptDate, turn: Turn, step: str | None) -> tuple[str, str]:
    """What `done` gains, as TOML, and in words; a step may be named by how it begins."""
    when = f"{turn.day.day} {turn.day:%b %Y}"
    if step is None:
        return turn.day.isoformat(), f"{kept.name}, {when}"
    names = [one.name for one in kept.steps]
    said = step.strip().lower()
    alike = [one for one in names if one.lower().startswith(said)]
    found = next((one for one in names if one.lower() == said), None)
    found = alike[0] if found is None and len(alike) == 1 and said else found
    if found is None:
        near = nearest(step, names)
        mend = f"Did you mean {near}?" if near else f"Its steps are {', '.join(names)}."
        raise NoSuchDateError(f'{kept.name} has no step "{step}".', mend)
    open_names = {one.step.name for one in turn.open_steps}
    if found not in open_names:
        raise NoSuchDateError(f"{found} is done already for {kept.name}, {when}.", "")
    joint = f"{DONE_JOINT}{turn.day}" if kept.repeats else ""
    return quoted(f"{found}{joint}"), f"{found}, for {kept.name} on {when}"


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
