"""[[exam]]: an exam to study for, and values of its keys, each mistake with its remedy."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from trimtab.domain.exams import HEAVY_LEAST, HEAVY_MOST, MOST_SHARE, USUAL_MINUTES, PracticeExam
from trimtab.profiles.date_scalars import MOST_DAYS_BEFORE, parse_day
from trimtab.profiles.scalars import mistake, show, suggest, within
from trimtab.profiles.table_pieces import EVERY_DAY, UNNAMED_VALUE, Days, Name, Table, Weight

HOW_PRACTICE = (
    'Write for example practice_exams = [{ name = "Form 9", days_before = 21, minutes = 240 }].'
)
PRACTICE_KEYS = ("name", "days_before", "minutes")
MOST_PRACTICE_EXAMS = 20
REHEARSAL_MINUTES = (15, 600)


def parse_practice_exams(value: Any) -> list[PracticeExam]:
    """Practice exams, the earliest first.

    >>> parse_practice_exams([{"name": "Form 9", "days_before": 21}])[0].minutes
    240
    """
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise mistake(f"is {show(value)}, which is not a list of practice exams.", HOW_PRACTICE)
    if len(value) > MOST_PRACTICE_EXAMS:
        what = f"has {len(value)} practice exams; it can be {MOST_PRACTICE_EXAMS} at most."
        raise mistake(what, "Name those to come.")
    return sorted((_practice_exam(one) for one in value), key=lambda one: -one.days_before)


def _practice_exam(row: dict[str, Any]) -> PracticeExam:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise mistake("has a practice exam without a name.", HOW_PRACTICE)
    for key in row:
        if key not in PRACTICE_KEYS:
            listed = f"Keys of a practice exam are {', '.join(PRACTICE_KEYS)}."
            remedy = suggest(key, PRACTICE_KEYS, listed, "`")
            raise mistake(f"has an unknown key `{key}` in {show(name)}.", remedy)
    if "days_before" not in row:
        raise mistake(f"has {show(name)} without `days_before`.", HOW_PRACTICE)
    for key, (least, most) in (
        ("days_before", (1, MOST_DAYS_BEFORE)),
        ("minutes", REHEARSAL_MINUTES),
    ):
        number = row.get(key, least)
        if type(number) is not int or not least <= number <= most:
            what = f"has `{key}` = {show(number)} in {show(name)}."
            raise mistake(what, f"It can be {least} to {most}, a whole number.")
    return PracticeExam(**row)


class ExamTable(Table):
    """[[exam]]: an exam, and what is left to do for it."""

    required = ("name", "date")

    name: Name = Field("", examples=['"Step 2 CK"'])
    day: Annotated[date, BeforeValidator(parse_day)] | None = Field(
        None, alias="date", examples=["2027-04-20"]
    )
    questions: Annotated[int, AfterValidator(within(0, 20000, "questions"))] = Field(
        0, examples=["1800"]
    )
    minutes_each: Annotated[float, AfterValidator(within(0.5, 30, "minutes"))] = Field(
        USUAL_MINUTES, examples=["3"]
    )
    topics: dict[str, Weight] = Field({}, examples=["{ cardiology = 0.15, renal = 0.1 }"])
    begin: Annotated[date, BeforeValidator(parse_day)] | None = Field(None, examples=["2026-12-01"])
    buffer_days: Annotated[int, AfterValidator(within(0, 30, "days"))] = Field(3, examples=["3"])
    heavy_questions: Annotated[
        int, AfterValidator(within(HEAVY_LEAST, HEAVY_MOST, "questions"))
    ] = Field(15, examples=["10"])
    most_minutes: Annotated[int, AfterValidator(within(15, 720, "minutes"))] | None = Field(
        None, examples=["120"]
    )
    days: Days = Field(EVERY_DAY, examples=['["mon", "tue", "wed", "thu", "sat"]'])
    practice_exams: Annotated[list[PracticeExam], BeforeValidator(parse_practice_exams)] = Field(
        [], examples=['[{ name = "Form 9", days_before = 21, minutes = 240 }]']
    )
    value: Name = Field(UNNAMED_VALUE, examples=['"learning"'])
    most_share: Annotated[float, AfterValidator(within(0.3, 1))] = Field(
        MOST_SHARE, examples=["0.95"]
    )
    private: bool | None = Field(None, examples=["true"])
