"""Tables of a profile on what is outside: calendars, accounts, and what is published."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from trimtab.domain.accounts import PLAN_CALENDAR
from trimtab.domain.commitments import COMMITMENT_KINDS, CommitmentKind
from trimtab.profiles.scalars import one_of, parse_account_name, parse_address, within
from trimtab.profiles.table_pieces import Clock, Code, Details, Hosts, Leaves, Name, Names, Table


class NetworkTable(Table):
    """[network]: what may be asked inside the person's own network."""

    required = ()

    allowed_hosts: Hosts = Field([], examples=['["nas.local", "192.168.1.20"]'])


class PublishTable(Table):
    """[publish]: what leaves as a calendar, and what it tells."""

    required = ()

    ics: Name | None = Field(None, examples=['"week.ics"'])
    family_ics: Name | None = Field(None, examples=['"family.ics"'])
    free_busy: Name | None = Field(None, examples=['"free-busy.ics"'])
    availability: Name | None = Field(None, examples=['"availability.ics"'])
    quiet_ics: Name | None = Field(None, examples=['"quiet.ics"'])
    show: Names = Field([], examples=['["faith"]'])
    hide: Names = Field([], examples=['["body", "nap"]'])
    alarm_minutes: Annotated[int, AfterValidator(within(0, 120, "minutes"))] | None = Field(
        None, examples=["10"]
    )
    family_shows: Details = Field([], examples=['["rest", "people"]'])
    free_for: Name | None = Field(None, examples=['"Mother"'])


class CalendarTable(Table):
    """[[calendar]]: hours others chose."""

    required = ("source",)

    source: Name = Field("", examples=['"shifts.ics"'])
    kind: Annotated[CommitmentKind, BeforeValidator(one_of(COMMITMENT_KINDS))] | None = Field(
        None, examples=['"duty"']
    )
    leaves_minutes: Leaves = Field(0, examples=["40"])
    leaves_before: Clock | None = Field(None, examples=['"20:00"'])
    remote: bool | None = Field(None, examples=["true"])
    tentative: bool = Field(default=False, examples=["true"])
    codes: dict[str, Code] = Field(
        {}, examples=['{ "NF" = "19:00-07:00", "HC" = "17:00-07:00 home_call", "OFF" = "off" }']
    )
    name: Name = Field("", examples=['"Amion"'])
    row: Name | None = Field(None, examples=['"Okafor"'])


class AccountTable(Table):
    """[[account]]: a CalDAV account; its password stands elsewhere."""

    required = ("name", "url")

    name: Annotated[str, BeforeValidator(parse_account_name)] = Field("", examples=['"home"'])
    url: Annotated[str, BeforeValidator(parse_address)] = Field(
        "", examples=['"https://calendar.example.org/"']
    )
    user: str = Field("", examples=['"sam"'])
    password_file: Name | None = Field(None, examples=['"~/.calendar-password"'])
    password_command: Name | None = Field(None, examples=['"pass show calendar"'])


class SyncTable(Table):
    """[sync]: where the plan is written to."""

    required = ("account",)

    account: Name = Field("", examples=['"home"'])
    calendar: Name = Field(PLAN_CALENDAR, examples=['"Trimtab"'])
