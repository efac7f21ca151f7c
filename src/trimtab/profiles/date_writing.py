"""Add a date to the text of a profile; everything else stays as it is."""

from __future__ import annotations

from trimtab.domain.dates import ChangedProfile, TypedDate
from trimtab.profiles.appending import check_sound, decoded, joined, quoted, sound_profile
from trimtab.profiles.locator import find_lines


def add_date(content: bytes, typed: TypedDate, file: str) -> ChangedProfile:
    """The profile with the date at its end, read back and found sound.

    A name the profile has already is left as it is, and told. Raises ProfileError with every
    mistake of the profile as it was or as it would be, UnreadableFileError when it is no text.
    """
    text = decoded(content, file)
    names = [one.name for one in sound_profile(text, file).dates]
    if typed.name in names:
        line = find_lines(text)["date", names.index(typed.name)]
        remark = f"{typed.name} is in {file} already and stays as it is. Change it in line {line}."
        return ChangedProfile(content, "", remark)
    lines = "\n".join(date_lines(typed)) + "\n"
    added = joined(text, lines)
    check_sound(added, file, "date")
    return ChangedProfile(content + added[len(text) :].encode(), lines)


def date_lines(typed: TypedDate) -> list[str]:
    """A date as lines of TOML.

    >>> from datetime import date
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
