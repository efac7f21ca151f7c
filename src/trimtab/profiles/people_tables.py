"""Tables of a profile on people and the days that matter to them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator

from trimtab.domain.important_days import TELL_DAYS, Birthday
from trimtab.domain.people import PERSON_KINDS, PersonKind
from trimtab.domain.time import ClockSpan
from trimtab.profiles.people_scalars import (
    parse_birthday,
    parse_country,
    parse_earlier,
    parse_person_name,
)
from trimtab.profiles.scalars import one_of, within
from trimtab.profiles.table_pieces import Code, Name, Names, Span, Table, Zone

Country = Annotated[str, BeforeValidator(parse_country)]
SomebodysName = Annotated[str, BeforeValidator(parse_person_name)]
Born = Annotated[Birthday | Any, PlainValidator(parse_birthday)]


class PeopleTable(Table):
    """[[people]]: someone whose waking hours matter."""

    name: SomebodysName = Field("", examples=['"Mother"'])
    time_zone: Zone | None = Field(None, examples=['"Africa/Lagos"'])
    awake: Span = Field(ClockSpan(8 * 60, 22 * 60), examples=['"07:00-21:30"'])
    calendar: Name | None = Field(None, examples=['"partner.ics"'])
    kind: Annotated[PersonKind, BeforeValidator(one_of(PERSON_KINDS))] = Field(
        "other", examples=['"family"']
    )
    birthday: Born | None = Field(None, examples=['"03-12"'])
    country: Country | None = Field(None, examples=['"NG"'])
    reach: Name | None = Field(None, examples=['"+234 801 555 0100"'])
    off: bool = Field(default=False, examples=["true"])
    commute_minutes: Annotated[int, AfterValidator(within(0, 240, "minutes"))] | None = Field(
        None, examples=["25"]
    )
    earlier: Annotated[list[tuple[str, date]] | Any, PlainValidator(parse_earlier)] = Field(
        [], examples=['["robin.ics @ 2026-11-24"]']
    )
    codes: dict[str, Code] = Field({}, examples=['{ "N" = "20:00-08:00", "L" = "13:00-21:30" }'])


class DaysTable(Table):
    """[days]: birthdays and holidays, how early they are told and which are not."""

    required = ()

    tell_days: Annotated[int, AfterValidator(within(0, 60, "days"))] = Field(
        TELL_DAYS, examples=["21"]
    )
    hide: Names = Field([], examples=['["Columbus Day"]'])
