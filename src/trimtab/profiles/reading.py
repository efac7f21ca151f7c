"""Read a person's profile: text in, a profile or all of its mistakes out."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from trimtab.domain.errors import Problem, ProfileError, UnreadableFileError
from trimtab.domain.people import Profile
from trimtab.profiles.building import build_profile
from trimtab.profiles.checks import find_mismatches
from trimtab.profiles.defaults import default_profile
from trimtab.profiles.locator import find_lines, line_of
from trimtab.profiles.scalars import show
from trimtab.profiles.validation import Mistake, validate_tables

__all__ = ["default_profile", "find_past_due", "read_profile", "read_profile_file"]

NOT_UTF_8 = 'it is not text in UTF-8; save it anew with the encoding "UTF-8"'
_KEY = 'A line reads key = value, with text in "quotes" and every bracket closed.'
_LONG_NUMBER = re.compile(r"\d{4300}")
_TWICE = re.compile(r"Cannot declare \((?P<names>.+?),?\) twice")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def read_profile(
    text: str, file: str, *, zone: str = "UTC"
) -> tuple[Profile | None, tuple[Problem, ...]]:
    """The profile in a TOML text, or None with every mistake found, in the order of lines.

    `zone` is the person's time zone when the text names none.
    """
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, (syntax_problem(text, file, error),)
    tables, mistakes = validate_tables(raw)
    mistakes.extend(find_mismatches(tables))
    if mistakes:
        return None, locate_mistakes(text, file, mistakes)
    return build_profile(tables, zone), ()


def read_profile_file(path: Path, *, zone: str = "UTC") -> Profile:
    """The profile in a file.

    Raises UnreadableFileError when it cannot be opened or is not UTF-8 text, ProfileError with
    every mistake when it can be read and not understood.
    """
    text = profile_text(path)
    profile, problems = read_profile(text, str(path), zone=zone)
    if profile is None:
        raise ProfileError(problems)
    return profile


def profile_text(path: Path) -> str:
    """The text of a profile. Raises UnreadableFileError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError(str(path), NOT_UTF_8) from None
    except (OSError, ValueError) as error:
        raise UnreadableFileError(str(path), _why(error)) from None


def find_past_due(profile: Profile, now: datetime, file: str = "profile") -> tuple[Problem, ...]:
    """Tasks whose due time is over at `now`: worth telling, and no reason to stop."""
    zone = profile.person.time_zone
    return tuple(
        Problem(
            file=file,
            line=None,
            what=f"[[task]] {show(task.name)} was due {_moment(task.due, zone)}, which has passed.",
            mend="Give it a new `due`, or remove it when it is done.",
        )
        for task in profile.tasks
        if task.due is not None and task.due <= now
    )


def _moment(due: datetime, zone: str) -> str:
    local = due.astimezone(ZoneInfo(zone))
    if local.hour == local.minute == 0:
        return f"by the end of {local.date() - timedelta(days=1)}"
    return f"on {local:%Y-%m-%d at %H:%M}"


def locate_mistakes(text: str, file: str, mistakes: list[Mistake]) -> tuple[Problem, ...]:
    """Mistakes as problems with their lines, in the order of lines."""
    try:
        lines = find_lines(text)
    except RecursionError:
        lines = {}
    problems = [
        Problem(file, line_of(lines, mistake.path), mistake.what, mistake.mend)
        for mistake in mistakes
    ]
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def syntax_problem(text: str, file: str, error: Exception) -> Problem:
    """What the parser could not read, with its line."""
    message = str(error)
    match = _AT_LINE.search(message)
    last_line = text.rstrip().count("\n") + 1
    line = int(match[1]) if match and match[1] else last_line if match else None
    if text.lstrip("\ufeff \r\n").startswith("BEGIN:VCALENDAR"):
        mend = f"Give it as one: trimtab plan --calendar {file}"
        return Problem(file, 1, "This is a calendar, not a profile.", mend)
    what, mend = _said(_AT_LINE.sub("", message), error)
    if line is None and (long := _LONG_NUMBER.search(text)):
        line = text.count("\n", 0, long.start()) + 1
    return Problem(file=file, line=line, what=f"This is not TOML: {what}.", mend=mend)


def _said(message: str, error: Exception) -> tuple[str, str]:
    """What the parser says in words of a profile, and how to mend it."""
    if isinstance(error, RecursionError):
        return "It is nested too deeply", _KEY
    if message == "Cannot overwrite a value":
        return "This key stands above already", "Keep one of the two."
    if twice := _TWICE.fullmatch(message):
        table = ".".join(one.strip(" '") for one in twice["names"].split(","))
        return f"[{table}] stands above already", "Put the keys of both into one table."
    if message.startswith("Exceeds the limit"):
        return "A number has thousands of digits", "Write the number that is meant."
    return message, _KEY


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
