"""A first profile: a role's commented template with a person's answers put in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from trimtab.domain.commitments import CommitmentKind
from trimtab.domain.people import Chronotype
from trimtab.profiles.editing import add_table, set_keys
from trimtab.profiles.toml_values import TomlValue, toml_text

_LEFT_OUT_ZONE = re.compile(r"^# time_zone = .*$", re.MULTILINE)
REMARK_COLUMN = 37


@dataclass(frozen=True, slots=True)
class ChosenCalendar:
    """A calendar the person gave: a kept file or an address, and what its events mean."""

    source: str
    kind: CommitmentKind | None = None
    name: str = ""
    row: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """What the first run asks for."""

    template: str
    time_zone: str
    weights: Mapping[str, float]
    sleep_hours: float
    chronotype: Chronotype
    commute_minutes: int
    calendars: tuple[ChosenCalendar, ...] = ()


def write_first_profile(answers: FirstAnswers) -> str:
    """The template with the answers; every remark in it stays."""
    zone = f"time_zone = {toml_text(answers.time_zone)}".ljust(REMARK_COLUMN - 1)
    text = _LEFT_OUT_ZONE.sub(lambda _: f"{zone} # where you live", answers.template, count=1)
    person: dict[str, TomlValue | None] = {
        "time_zone": answers.time_zone,
        "chronotype": answers.chronotype,
        "sleep_hours": answers.sleep_hours,
        "commute_minutes": answers.commute_minutes,
    }
    text = set_keys(text, ("person",), person)
    text = set_keys(text, ("values",), dict(answers.weights))
    for calendar in answers.calendars:
        text = add_table(text, "calendar", calendar_table(calendar))
    return text


def calendar_table(calendar: ChosenCalendar) -> dict[str, TomlValue]:
    """A calendar as keys of its table, without what is left open.

    >>> calendar_table(ChosenCalendar("duty.ics", "duty", codes={"NF": "19:00-07:00"}))
    {'source': 'duty.ics', 'kind': 'duty', 'codes': {'NF': '19:00-07:00'}}
    """
    keys: dict[str, TomlValue] = {
        "source": calendar.source,
        "name": calendar.name,
        "kind": calendar.kind or "",
        "row": calendar.row,
        "codes": dict(calendar.codes),
    }
    return {key: value for key, value in keys.items() if value}
