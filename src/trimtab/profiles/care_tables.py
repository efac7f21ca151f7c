"""[[care]] and [[own_care]]: hours somebody has to be there, and the person's own health."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator

from trimtab.domain.care import OWN_CARE_KINDS, WORKDAYS, Cover, OwnCareKind
from trimtab.domain.time import ClockSpan
from trimtab.profiles.care_scalars import parse_appointment, parse_care_hours, parse_covers
from trimtab.profiles.date_scalars import parse_day
from trimtab.profiles.scalars import mistake, one_of, within
from trimtab.profiles.table_pieces import EVERY_DAY, Days, Name, Names, Span, Table

LONGEST_NAME = 200


def _short_name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        told = f"has {len(name)} letters; it can have {LONGEST_NAME} at most."
        raise mistake(told, "Write a shorter name.")
    return name


ShortName = Annotated[Name, AfterValidator(_short_name)]
CareHours = Annotated[ClockSpan, BeforeValidator(parse_care_hours)]


class CareTable(Table):
    """[[care]]: hours in which somebody has to be there for a child or a parent."""

    name: ShortName = Field("", examples=['"Mia"'])
    between: CareHours = Field(ClockSpan(0, 1440), examples=['"06:30-20:00"'])
    days: Days = Field(EVERY_DAY, examples=['["mon", "tue", "wed", "thu", "fri"]'])
    by: Names = Field([], examples=['["me"]'])
    covers: Annotated[list[Cover] | Any, PlainValidator(parse_covers)] = Field(
        [],
        examples=['[{ name = "Nanny", days = ["mon", "tue"], between = "07:00-18:00" }]'],
    )
    asleep_ok: bool = Field(default=False, examples=["true"])
    start: Annotated[date, BeforeValidator(parse_day)] | None = Field(None, examples=["2026-09-01"])
    end: Annotated[date, BeforeValidator(parse_day)] | None = Field(None, examples=["2027-06-30"])


class OwnCareTable(Table):
    """[[own_care]]: the person's own doctor, dentist or therapist."""

    name: ShortName = Field("", examples=['"Dentist"'])
    kind: Annotated[OwnCareKind, BeforeValidator(one_of(OWN_CARE_KINDS))] = Field(
        "doctor", examples=['"dentist"']
    )
    minutes: Annotated[int, AfterValidator(within(10, 480, "minutes"))] = Field(30, examples=["45"])
    way_minutes: Annotated[int, AfterValidator(within(0, 240, "minutes"))] | None = Field(
        None, examples=["20"]
    )
    every_months: Annotated[int, AfterValidator(within(1, 60, "months"))] | None = Field(
        None, examples=["6"]
    )
    last: Annotated[date, BeforeValidator(parse_day)] | None = Field(None, examples=["2026-05-12"])
    booked: Annotated[datetime, BeforeValidator(parse_appointment)] | None = Field(
        None, examples=["2026-12-03T10:00:00"]
    )
    between: Span = Field(ClockSpan(8 * 60, 17 * 60), examples=['"08:00-17:00"'])
    days: Days = Field(list(WORKDAYS), examples=['["mon", "tue", "wed", "thu", "fri"]'])
    private: bool = Field(default=True, examples=["false"])
