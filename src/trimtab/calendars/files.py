"""Calendars and rosters on disk: a file, or a folder of them."""

from __future__ import annotations

from pathlib import Path

from trimtab.calendars.contents import Content
from trimtab.calendars.lines import MAX_FILE_BYTES
from trimtab.domain.errors import UnreadableFileError

READ_IN_FOLDERS = frozenset({".ics", ".ical", ".ifb", ".icalendar", ".csv", ".xlsx", ".tsv"})
# What an open spreadsheet, and a Mac on a foreign disk, lay beside a file
LEFT_BY_PROGRAMS = ("~$", "._")
MOST_FILES = 200


def contents_at(path: Path, shown: str) -> tuple[Content, ...]:
    """What is at a path: a file, or every calendar and roster in a folder, by name.

    `shown` is the path as the person wrote it. Raises UnreadableFileError.
    """
    if not _is_folder(path):
        return (Content(read_bytes(path), shown, path.name),)
    try:
        files = sorted(
            one
            for one in path.iterdir()
            if one.suffix.lower() in READ_IN_FOLDERS
            and not one.name.startswith(LEFT_BY_PROGRAMS)
            and one.is_file()
        )
    except OSError as error:
        raise UnreadableFileError(shown, (error.strerror or str(error)).lower()) from error
    if not files:
        raise UnreadableFileError(shown, "the folder holds no .ics, .csv or .xlsx file")
    if len(files) > MOST_FILES:
        why = f"the folder holds {len(files)} calendars; give one with at most {MOST_FILES}"
        raise UnreadableFileError(shown, why)
    return tuple(Content(read_bytes(one), str(Path(shown) / one.name), one.name) for one in files)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name no file can have: opening it says why
        return False


def read_bytes(path: Path) -> bytes:
    """Content of a file, one byte more than allowed at most, so that too large is noticed.

    Raises UnreadableFileError.
    """
    try:
        with path.expanduser().open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        reason = "there is no such file; check the path"
    except IsADirectoryError:
        reason = "it is a folder; give the .ics file inside it"
    except PermissionError:
        reason = "you may not read it; change its permissions"
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
    raise UnreadableFileError(str(path), reason)
