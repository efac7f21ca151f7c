"""What tables of a profile are made of: types of their keys, and the table itself."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator

from trimtab.domain.publishing import FAMILY_DETAILS, FamilyDetail
from trimtab.domain.time import WEEKDAYS, ClockSpan
from trimtab.profiles.scalars import (
    CodeMeaning,
    one_of,
    parse_clock,
    parse_clocks,
    parse_code,
    parse_date,
    parse_days,
    parse_doses,
    parse_host,
    parse_name,
    parse_names,
    parse_span,
    parse_zone,
    within,
)

UNNAMED_VALUE = "life"
EVERY_DAY = list(WEEKDAYS)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Name = Annotated[str, BeforeValidator(parse_name)]
Zone = Annotated[str, BeforeValidator(parse_zone)]
Clock = Annotated[int, BeforeValidator(parse_clock)]
Clocks = Annotated[list[int], BeforeValidator(parse_clocks)]
Span = Annotated[ClockSpan, BeforeValidator(parse_span)]
Spans = Annotated[list[Span], BeforeValidator(_as_list)]
Days = Annotated[list[str], BeforeValidator(parse_days)]
Hosts = Annotated[list[Annotated[str, BeforeValidator(parse_host)]], BeforeValidator(_as_list)]
Names = Annotated[list[str], BeforeValidator(parse_names)]
Details = Annotated[
    list[Annotated[FamilyDetail, BeforeValidator(one_of(FAMILY_DETAILS))]],
    BeforeValidator(_as_list),
]
Doses = Annotated[list[int], BeforeValidator(parse_doses)]
Day = Annotated[date, BeforeValidator(parse_date)]
Times = Annotated[int, AfterValidator(within(1, 70))]
Batch = Annotated[int, AfterValidator(within(5, 120, "minutes"))]
Drift = Annotated[int, AfterValidator(within(0, 120, "minutes"))]
Leaves = Annotated[int, AfterValidator(within(0, 480, "minutes"))]
Weight = Annotated[int | float, AfterValidator(within(0.001, 1_000_000))]
Wishes = Annotated[int, AfterValidator(within(0, 7))]
Code = Annotated[CodeMeaning, PlainValidator(parse_code)]


class Table(BaseModel):
    """A table of the profile: unknown keys and mixed-up types are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    required: ClassVar[tuple[str, ...]] = ("name",)

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """Keys as they are written in the file."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def example(cls, key: str) -> Any:
        """The TOML text of an example value for a key."""
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        return (fields[key].examples or [""])[0]
