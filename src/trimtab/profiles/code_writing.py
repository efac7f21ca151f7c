"""Add a legend of codes to a profile; every byte that was there stays."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from trimtab.domain.errors import Problem, ProfileError, UnreadableFileError
from trimtab.domain.legend_lines import legend_line, legend_lines, quoted
from trimtab.domain.shown_calendars import CodeProposal, CodeProposals
from trimtab.profiles.locator import find_lines
from trimtab.profiles.reading import read_profile

INLINE = "Your calendars, or the codes of this one, stand in one line, which cannot be added to."
BY_HAND = "Add the lines shown by hand."
NOTHING_NEW = "There is nothing to add: every code found is in the profile already."


def add_codes(content: bytes, proposals: CodeProposals, file: str) -> bytes:
    """The profile with the codes under their calendar, read back and found sound.

    A calendar the profile lacks is added at its end. Raises ProfileError with every mistake of
    the profile, or with why nothing can be added; UnreadableFileError when it is not text.
    """
    text = _decoded(content, file)
    profile, problems = read_profile(text, file)
    if profile is None:
        raise ProfileError(problems)
    lacking = [one for one in proposals.codes if one.basis != "profile"]
    if not lacking:
        raise ProfileError([Problem(file, None, NOTHING_NEW, "")])
    at = _index_of([one.source for one in profile.calendars], proposals.source, file)
    ending = "\r\n" if "\r\n" in text else "\n"
    added = (
        _with_calendar(text, proposals, lacking) if at is None else _under(text, at, lacking, file)
    )
    added = added.replace("\r\n", "\n").replace("\n", ending)
    _check(text, added, lacking, file)
    mark = content[:3] if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + added.encode()


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError(file, "it is not text in UTF-8") from None


def _index_of(sources: Sequence[str], wanted: str, file: str) -> int | None:
    """Which calendar of the profile is meant: the source letter for letter, or the same file."""
    folder = Path(file).resolve().parent
    for at, source in enumerate(sources):
        if source == wanted or (folder / source).resolve() == Path(wanted).resolve():
            return at
    return None


def _with_calendar(text: str, proposals: CodeProposals, lacking: Sequence[CodeProposal]) -> str:
    """The profile with a calendar of its own at the end."""
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    head = ["[[calendar]]", f"source = {quoted(proposals.source)}", 'kind = "duty"', ""]
    return text + gap + "\n".join([*head, *legend_lines(lacking), ""])


def _under(text: str, at: int, lacking: Sequence[CodeProposal], file: str) -> str:
    """The profile with lines after the last one of the calendar, or of its table of codes."""
    lines = find_lines(text)
    own = {path: line for path, line in lines.items() if path[:2] == ("calendar", at)}
    codes = {line for path, line in own.items() if path[2:3] == ("codes",)}
    keys = {line for path, line in own.items() if len(path) > 2}
    rows = text.splitlines()
    is_table = any(
        row.strip().replace(" ", "").startswith("[calendar.codes]")
        for row in (rows[line - 1] for line in codes)
    )
    is_inline = bool(codes) and not is_table
    if is_inline or not rows[own["calendar", at] - 1].strip().startswith("[["):
        raise ProfileError([Problem(file, min(codes, default=None), INLINE, BY_HAND)])
    last = max(codes if is_table else keys)
    new = [legend_line(one) for one in lacking] if is_table else ["", *legend_lines(lacking)]
    return "\n".join([*rows[:last], *new, *rows[last:]]) + ("\n" if text.endswith("\n") else "")


def _check(before: str, after: str, lacking: Sequence[CodeProposal], file: str) -> None:
    """Refuse what would change anything but the codes, such as a value over several lines."""
    profile, problems = read_profile(after, file)
    certain = {one.code for one in lacking if one.is_certain}
    if profile is None or not any(certain <= set(one.codes) for one in profile.calendars):
        raise ProfileError(problems or [Problem(file, None, INLINE, BY_HAND)])
    if _without_codes(before) != _without_codes(after)[: len(_without_codes(before))]:
        raise ProfileError([Problem(file, None, INLINE, BY_HAND)])


def _without_codes(text: str) -> list[object]:
    """Everything a profile says, its calendars last and without their codes."""
    tables = tomllib.loads(text)
    calendars = tables.pop("calendar", [])
    plain = [{key: one[key] for key in one if key != "codes"} for one in calendars]
    return [tables, *plain]
