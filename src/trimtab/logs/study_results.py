"""Results of questions as CSV: a row for each sitting, whatever its columns are called."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b

from trimtab.domain.encodings import decode
from trimtab.domain.errors import Problem, UnreadableFileError
from trimtab.domain.exams import StudyResult
from trimtab.domain.plain_letters import with_steering_shown

SCORE = "score"
"""Such a column may be of right answers or of per cent."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "day", "test date", "created", "completed", "taken on"),
    "exam": ("exam", "test", "bank", "qbank", "question bank"),
    "topic": ("topic", "subject", "system", "category", "name", "discipline", "block"),
    "asked": ("asked", "questions", "total", "attempted", "answered", "# questions", "number", "n"),
    "right": ("right", "correct", "# correct", "number correct", SCORE),
    "percent": ("percent", "percent correct", "% correct", "score %", "accuracy", "%"),
    "minutes": ("minutes", "time", "time (min)", "duration", "min"),
    "wrong": ("wrong", "incorrect", "# incorrect"),
    "omitted": ("omitted", "# omitted", "unanswered", "# unanswered", "skipped"),
}
"""What a column may be called, capitals aside."""

SHAPE = 'Write a first row "date,exam,topic,asked,right,minutes" and a row for each sitting.'
AS_TEXT = "In Excel choose Save as, CSV UTF-8."
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
TENTHS = re.compile(r"^(\d+),(\d{1,2})$")
PLAIN_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y")
SLASHED = ("%m/%d/%Y", "%d/%m/%Y")
MOST_ROWS, MOST_ASKED = 50_000, 2000


@dataclass(frozen=True, slots=True)
class ResultsRead:
    """The results of a table, and what could not be read of it."""

    results: tuple[StudyResult, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's line, and its cells by what they are."""

    line: int
    cells: Mapping[str, str]


def read_study_results(
    content: bytes, file: str, exams: Sequence[str], said_at: datetime
) -> ResultsRead:
    """The sittings of a table until `said_at`, a moment of the person's clock.

    Without a column of exams they are of the one exam there is.

    A row that cannot be used is a problem with its line, and the others count. The same table read
    again gives the same ids. Raises UnreadableFileError where the table is none.
    """
    rows = list(_rows(content, file))
    order = _date_order([row.cells.get("date", "") for row in rows])
    problems: list[Problem] = []
    results: list[StudyResult] = []
    seen: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        found = _result(row, exams, order)
        if isinstance(found, StudyResult) and found.day > said_at.date():
            found = (f"{found.day} is still to come.", "Correct the day, or bring it then.")
        if isinstance(found, tuple):
            problems.append(Problem(file, row.line, *found))
            continue
        key = (found.day, found.exam, found.topic, found.asked, found.right, found.minutes)
        seen[key] += 1
        results.append(result_with(found, seen[key], said_at))
    return ResultsRead(tuple(results), tuple(problems))


def result_with(found: StudyResult, turn: int, said_at: datetime) -> StudyResult:
    """A result with an id of its content, so that the same one brought twice counts once."""
    said = (found.day, found.exam, found.topic, found.asked, found.right, found.minutes, turn)
    digest = blake2b(repr(said).encode(), digest_size=10).hexdigest()
    return StudyResult(
        id=digest,
        day=found.day,
        said_at=said_at,
        exam=found.exam,
        topic=found.topic,
        asked=found.asked,
        right=found.right,
        minutes=found.minutes,
    )


def _rows(content: bytes, file: str) -> Iterator[_Row]:
    text, is_guessed = decode(content)
    if is_guessed and CONTROL.search(text):
        raise UnreadableFileError(file, f"it is no text. {AS_TEXT}")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        places = {what: _column(head, names) for what, names in COLUMNS.items()}
        is_counted = places["asked"] is not None or _is_summed(head, places)
        if places["date"] is None or not is_counted:
            raise UnreadableFileError(file, f"it has no columns of days and questions. {SHAPE}")
        for number, cells in enumerate(reader):
            if number >= MOST_ROWS:
                raise UnreadableFileError(file, f"it has more than {MOST_ROWS:,} rows")
            if any(cell.strip() for cell in cells):
                known = {
                    what: cells[place].strip()
                    for what, place in places.items()
                    if place is not None and place < len(cells)
                }
                yield _Row(reader.line_num, known)
    except csv.Error as error:
        raise UnreadableFileError(file, f"it is no table: {error}") from None


def _is_summed(head: Sequence[str], places: Mapping[str, int | None]) -> bool:
    """Whether questions right and wrong stand there, and so those asked."""
    right = places["right"]
    return right is not None and head[right] != SCORE and places["wrong"] is not None


def _column(head: Sequence[str], names: Sequence[str]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _date_order(cells: Sequence[str]) -> tuple[str, ...]:
    """Formats to read days by: of two orders with slashes the one that reads every row."""
    slashed = [cell for cell in cells if cell.count("/") == 2 and not cell[:4].isdecimal()]
    able = [one for one in SLASHED if all(_day(cell, (one,)) for cell in slashed)]
    return (*PLAIN_FORMATS, *able) if len(able) == 1 else PLAIN_FORMATS


def _day(cell: str, formats: Sequence[str]) -> date | None:
    for one in formats:
        try:
            return datetime.strptime(cell, one).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(cell).date()
    except ValueError:
        return None


def _result(row: _Row, exams: Sequence[str], order: Sequence[str]) -> StudyResult | tuple[str, str]:
    """The result of a row, or what is wrong with it and how to mend that."""
    cells = row.cells
    day = _day(cells.get("date", ""), order)
    if day is None or not 1970 < day.year < 2200:
        return f"{cells.get('date', '')!r} is not a day.", "Write it as 2026-11-23."
    exam = _exam(cells.get("exam", ""), exams)
    if exam is None:
        named = ", ".join(exams) or "none yet"
        return f"{cells.get('exam', '')!r} is no exam of your profile.", f"They are: {named}."
    asked = _asked(cells)
    if asked is None or not 0 < asked <= MOST_ASKED or asked != int(asked):
        what = f"{cells.get('asked', '')!r} is no number of questions."
        return what, f"Write a whole number up to {MOST_ASKED}."
    right, said = _right(cells, int(asked)), cells.get("right", "")
    if right is None and said:
        return f"{said!r} is no number of right answers.", "Write it, or leave it empty."
    if right is not None and not 0 <= right <= asked:
        return f"{right} right of {asked:g} cannot be.", "Correct one of the two."
    minutes = _minutes(cells.get("minutes", ""))
    return StudyResult(
        id="",
        day=day,
        said_at=datetime.min.replace(tzinfo=UTC),
        exam=exam,
        topic=with_steering_shown(" ".join(cells.get("topic", "").split()))[:80],
        asked=int(asked),
        right=right,
        minutes=minutes,
    )


def _exam(cell: str, exams: Sequence[str]) -> str | None:
    """The exam a cell names; the only one where the column is empty or missing."""
    by_lower = {name.lower(): name for name in exams}
    if cell:
        return by_lower.get(cell.lower())
    return exams[0] if len(exams) == 1 else None


def _asked(cells: Mapping[str, str]) -> float | None:
    """Questions asked: as counted, or those right, wrong and omitted together."""
    if "asked" in cells:
        return _number(cells["asked"])
    right, wrong = _number(cells.get("right", "")), _number(cells.get("wrong", ""))
    if right is None or wrong is None:
        return None
    return right + wrong + (_number(cells.get("omitted", "")) or 0)


def _number(cell: str) -> float | None:
    """A number, of which a comma may part tenths or hundredths, as a German Excel writes it."""
    try:
        return float(TENTHS.sub(r"\1.\2", cell.rstrip("%").strip()))
    except ValueError:
        return None


def _right(cells: Mapping[str, str], asked: int) -> int | None:
    """Questions right: as counted, from those wrong, or from a share in per cent."""
    said = cells.get("right", "")
    if said and not said.endswith("%"):
        number = _number(said)
        return None if number is None else round(number)
    wrong = _number(cells["wrong"]) if cells.get("wrong") else None
    if wrong is not None:
        return asked - round(wrong) - round(_number(cells.get("omitted", "")) or 0)
    percent = _number(said or cells.get("percent", ""))
    if percent is None:
        return None
    return round(asked * (percent if percent <= 1 else percent / 100))


def _minutes(cell: str) -> float | None:
    """Minutes as a number, or as 1:05:30 and 52:30."""
    if ":" in cell:
        parts = [_number(part) for part in cell.split(":")]
        if any(part is None for part in parts) or len(parts) > 3:
            return None
        hours, minutes, seconds = [0.0] * (3 - len(parts)) + [part or 0.0 for part in parts]
        return hours * 60 + minutes + seconds / 60
    number = _number(cell) if cell else None
    return number if number is not None and 0 < number < 24 * 60 else None
