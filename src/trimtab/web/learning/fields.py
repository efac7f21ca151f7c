"""What is typed on Learning: a result, an exam, a goal of the week, each mistake at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from trimtab.app.study.goals import MOST_WANTED
from trimtab.domain.exams import StudyResult
from trimtab.profiles.toml_values import TomlValue
from trimtab.web.settings.field_shapes import UnreadableTextError
from trimtab.web.settings.typing import read_weights

LONGEST_NAME = 80
MOST_ASKED, MOST_MINUTES, MOST_QUESTIONS = 2000, 1440, 20_000
A_NUMBER = "Write a whole number up to {:,}."
A_DAY = "Choose the day."


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of a form, letter for letter, and what is to be mended."""

    form: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)

    def of(self, form: str) -> Typed:
        """This, where it is of that form; else nothing typed."""
        return self if self.form == form else Typed(form)

    def get(self, name: str, otherwise: str = "") -> str:
        """What stands in a field."""
        return self.texts.get(name, otherwise)


def typed_in(form: str, sent: Mapping[str, object], names: Sequence[str]) -> Typed:
    """The fields of a form."""
    return Typed(form, {name: " ".join(str(sent.get(name, "")).split()) for name in names})


def result_in(
    typed: Typed, exams: Sequence[str], said: tuple[str, datetime, date]
) -> StudyResult | Typed:
    """The result that was typed, or what is to be mended; `said` are id, moment and today."""
    id_, now, today = said
    wrong: dict[str, str] = {}
    exam = typed.get("exam") or (exams[0] if len(exams) == 1 else "")
    if exam not in exams:
        wrong["exam"] = "Choose the exam."
    day = _day(typed.get("day")) or (None if typed.get("day") else today)
    if day is None or day > today:
        wrong["day"] = "Choose today or a day before."
    asked = whole_number(typed.get("asked"), MOST_ASKED)
    if not asked:
        wrong["asked"] = A_NUMBER.format(MOST_ASKED)
    right = whole_number(typed.get("right"), MOST_ASKED) if typed.get("right") else None
    if typed.get("right") and (right is None or right > (asked or 0)):
        wrong["right"] = "No more than were asked, or leave it empty."
    minutes = whole_number(typed.get("minutes"), MOST_MINUTES) if typed.get("minutes") else None
    if typed.get("minutes") and not minutes:
        wrong["minutes"] = A_NUMBER.format(MOST_MINUTES) + " Or leave it empty."
    if wrong or day is None or asked is None:
        return Typed(typed.form, typed.texts, wrong)
    return StudyResult(
        id=id_,
        day=day,
        said_at=now,
        exam=exam,
        topic=typed.get("topic")[:LONGEST_NAME],
        asked=asked,
        right=right,
        minutes=None if minutes is None else float(minutes),
    )


def exam_in(
    typed: Typed, exams: Sequence[str], today: date
) -> tuple[Mapping[str, TomlValue], Typed]:
    """Keys of an exam that was typed, and what is to be mended."""
    wrong: dict[str, str] = {}
    name, day = typed.get("name"), _day(typed.get("date"))
    if not name or len(name) > LONGEST_NAME:
        wrong["name"] = "Give it a name, such as Step 3."
    elif name in exams:
        wrong["name"] = "There is one of that name already."
    if day is None or day < today:
        wrong["date"] = "Choose its day, today or later."
    questions = whole_number(typed.get("questions"), MOST_QUESTIONS)
    if questions is None:
        wrong["questions"] = A_NUMBER.format(MOST_QUESTIONS)
    topics: Mapping[str, TomlValue] = {}
    try:
        topics = read_weights(typed.get("topics"))
        if any(not _is_share(one) for one in topics.values()):
            wrong["topics"] = "Each topic needs a share above nought, up to 1,000,000."
    except UnreadableTextError as error:
        wrong["topics"] = f"{error} For example cardiology 15, renal 10."
    values: dict[str, TomlValue] = {"name": name, "begin": today, "questions": questions or 0}
    if day is not None:
        values["date"] = day
    if topics:
        values["topics"] = topics
    return values, Typed(typed.form, typed.texts, wrong)


def _is_share(weight: TomlValue) -> bool:
    return isinstance(weight, int | float) and 0.001 <= weight <= 1_000_000


def goal_in(typed: Typed) -> tuple[str, int] | Typed:
    """A goal that was typed: its name and how many; or what is to be mended."""
    wrong: dict[str, str] = {}
    name, wanted = typed.get("goal"), whole_number(typed.get("wanted") or "1", MOST_WANTED)
    if not name or len(name) > LONGEST_NAME:
        wrong["goal"] = "Say what, such as articles."
    if not wanted:
        wrong["wanted"] = A_NUMBER.format(MOST_WANTED)
    if wrong or wanted is None:
        return Typed(typed.form, typed.texts, wrong)
    return name, wanted


def whole_number(text: str, most: int) -> int | None:
    """A whole number up to so much; None for anything else."""
    plain = text.replace(",", "")
    is_number = plain.isascii() and plain.isdecimal() and len(plain) < 8
    return int(plain) if is_number and int(plain) <= most else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-16") else None
    except ValueError:
        return None
