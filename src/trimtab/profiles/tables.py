"""The tables of a profile as pydantic models: every key, its default and an example."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from trimtab.domain.dates import DATE_KINDS, DateKind, LeadStep
from trimtab.domain.duty import RULEBOOKS
from trimtab.domain.people import ROLES, BodyClock, Chronotype, Intensity, Role
from trimtab.domain.practices import BOUNDARY_KINDS, BoundaryKind
from trimtab.domain.rhythms import MOST_WEEKS
from trimtab.domain.time import ClockSpan
from trimtab.profiles.care_tables import CareTable, OwnCareTable
from trimtab.profiles.date_scalars import (
    parse_day,
    parse_days_before,
    parse_days_named,
    parse_done,
    parse_repeats,
    parse_steps,
)
from trimtab.profiles.deck_tables import DeckTable
from trimtab.profiles.exam_tables import ExamTable
from trimtab.profiles.outside_tables import (
    AccountTable,
    CalendarTable,
    NetworkTable,
    PublishTable,
    SyncTable,
)
from trimtab.profiles.people_scalars import parse_region
from trimtab.profiles.people_tables import Country, DaysTable, PeopleTable
from trimtab.profiles.quiet_tables import QuietTable, ReachTable
from trimtab.profiles.scalars import one_of, parse_block, parse_email, parse_moment, within
from trimtab.profiles.table_pieces import (
    EVERY_DAY,
    UNNAMED_VALUE,
    Batch,
    Clock,
    Clocks,
    Day,
    Days,
    Doses,
    Drift,
    Name,
    Span,
    Spans,
    Table,
    Times,
    Weight,
    Wishes,
    Zone,
)


class PersonTable(Table):
    """[person]: the one planned for."""

    required = ()

    name: Name = Field("You", examples=['"Sam"'])
    time_zone: Zone | None = Field(None, examples=['"America/New_York"'])
    role: Annotated[Role, BeforeValidator(one_of(ROLES))] = Field(
        "resident", examples=['"resident"']
    )
    chronotype: Annotated[
        Chronotype, BeforeValidator(one_of(("morning", "intermediate", "evening")))
    ] = Field("intermediate", examples=['"intermediate"'])
    sleep_hours: Annotated[float, AfterValidator(within(4, 12, "hours"))] = Field(8, examples=["8"])
    commute_minutes: Annotated[int, AfterValidator(within(0, 240, "minutes"))] = Field(
        20, examples=["25"]
    )
    rulebook: Annotated[str, BeforeValidator(one_of(RULEBOOKS))] | None = Field(
        None, examples=['"acgme"']
    )
    water_reminders: bool = Field(default=False, examples=["true"])
    body_clock: Annotated[BodyClock, BeforeValidator(one_of(("steady", "moves")))] = Field(
        "steady", examples=['"moves"']
    )
    email: Annotated[str, BeforeValidator(parse_email)] | None = Field(
        None, examples=['"sam@example.org"']
    )
    country: Country | None = Field(None, examples=['"US"'])
    region: Annotated[str, BeforeValidator(parse_region)] | None = Field(None, examples=['"NY"'])
    home_country: Country | None = Field(None, examples=['"NG"'])


class OpenTimeTable(Table):
    """[open_time]: free waking time left unplanned, and what stays free of work."""

    required = ()

    share: Annotated[float, AfterValidator(within(0, 0.8))] = Field(0.3, examples=["0.3"])
    free_evenings: Wishes = Field(1, examples=["1"])
    study_free_half_days: Wishes = Field(1, examples=["1"])
    free_weekends: bool = Field(default=True, examples=["true"])


class MessagesTable(Table):
    """[messages]: messages answered together, at set times."""

    required = ()

    minutes: Batch = Field(15, examples=["20"])
    at: Clocks = Field([9 * 60, 12 * 60 + 30, 16 * 60], examples=['["09:00", "12:30", "16:00"]'])
    days: Days = Field(EVERY_DAY, examples=['["mon", "tue", "wed", "thu", "fri"]'])
    value: Name | None = Field(None, examples=['"patients"'])
    within: Drift = Field(30, examples=["45"])
    earliest: Clock | None = Field(None, examples=['"08:00"'])
    latest: Clock | None = Field(None, examples=['"18:00"'])


class SeasonTable(Table):
    """[[season]]: a rotation or another spell with its own pace."""

    required = ("name", "start", "end")

    name: Name = Field("", examples=['"MICU nights"'])
    start: Day | None = Field(None, examples=["2026-11-16"])
    end: Day | None = Field(None, examples=["2026-12-13"])
    intensity: Annotated[Intensity, BeforeValidator(one_of(("heavy", "regular", "light")))] = Field(
        "regular", examples=['"heavy"']
    )
    values: dict[str, Weight] = Field({}, examples=["{ learning = 1, family = 4 }"])
    duty_hours_per_week: Annotated[int, AfterValidator(within(0, 100, "hours"))] = Field(
        0, examples=["60"]
    )


class TripTable(Table):
    """[[trip]]: days by the clocks of another zone, which the body's clock brings home."""

    required = ("time_zone", "end")

    time_zone: Zone | None = Field(None, examples=['"Asia/Kolkata"'])
    start: Annotated[datetime | date, BeforeValidator(parse_moment("start"))] | None = Field(
        None, examples=["2026-11-01T09:00:00"]
    )
    end: Annotated[datetime | date, BeforeValidator(parse_moment("end"))] | None = Field(
        None, examples=["2026-11-14T18:40:00"]
    )


class PracticeTable(Table):
    """[[practice]]: something kept up week after week."""

    name: Name = Field("", examples=['"Run"'])
    value: Name = Field(UNNAMED_VALUE, examples=['"body"'])
    times_per_week: Times = Field(3, examples=["3"])
    doses: Doses = Field([30, 15, 5], examples=["[45, 30, 10]"])
    prefer: Spans = Field([], examples=['["06:00-08:00", "17:00-20:00"]'])
    only: Spans = Field([], examples=['["05:00-06:30"]'])
    days: Days = Field(EVERY_DAY, examples=['["tue", "thu", "sun"]'])
    once_a_day: bool | None = Field(None, examples=["true"])
    must: bool = Field(default=False, examples=["true"])
    demanding: bool = Field(default=False, examples=["true"])
    study: bool | None = Field(None, examples=["true"])
    with_person: Name | None = Field(None, alias="with", examples=['"Mother"'])
    pocket: bool = Field(default=False, examples=["true"])
    after: Name | None = Field(None, examples=['"Get home"'])
    before: Name | None = Field(None, examples=['"Wind down"'])
    private: bool | None = Field(None, examples=["true"])
    every_weeks: Annotated[int, AfterValidator(within(1, MOST_WEEKS, "weeks"))] = Field(
        1, examples=["2"]
    )
    every: Annotated[Literal["week", "month"], BeforeValidator(one_of(("week", "month")))] = Field(
        "week", examples=['"month"']
    )
    start: Day | None = Field(None, examples=["2026-11-16"])
    on: Annotated[list[date], BeforeValidator(parse_days_named)] = Field(
        [], examples=["[2026-12-05]"]
    )
    note: str = Field("", examples=['"phones away"'])


class TaskTable(Table):
    """[[task]]: work with an end."""

    name: Name = Field("", examples=['"QI abstract"'])
    value: Name = Field(UNNAMED_VALUE, examples=['"learning"'])
    minutes: Annotated[int, AfterValidator(within(1, 20160, "minutes"))] = Field(
        60, examples=["240"]
    )
    block: Annotated[list[int], BeforeValidator(parse_block)] | None = Field(
        None, examples=["[30, 90]"]
    )
    due: Annotated[datetime | date, BeforeValidator(parse_moment("due"))] | None = Field(
        None, examples=["2026-11-27T17:00:00"]
    )
    important: bool = Field(default=False, examples=["true"])
    demanding: bool = Field(default=False, examples=["true"])
    study: bool | None = Field(None, examples=["true"])
    note: str = Field("", examples=['"Draft is in the shared folder"'])
    urgent: bool = Field(default=False, examples=["true"])
    enough_minutes: Annotated[int, AfterValidator(within(1, 20160, "minutes"))] | None = Field(
        None, examples=["45"]
    )
    batch: bool | None = Field(None, examples=["false"])
    private: bool | None = Field(None, examples=["true"])
    starts: Day | None = Field(None, examples=["2026-12-07"])
    handed_to: Name | None = Field(None, examples=['"Ada"'])


class ProtectTable(Table):
    """[[protect]]: time kept for something on given days."""

    name: Name = Field("", examples=['"Dinner together"'])
    value: Name = Field(UNNAMED_VALUE, examples=['"family"'])
    days: Days = Field(EVERY_DAY, examples=['["mon", "wed", "sun"]'])
    between: Span = Field(ClockSpan(18 * 60, 21 * 60), examples=['"18:00-21:00"'])
    doses: Doses = Field([60, 30], examples=["[60, 30]"])
    must: bool = Field(default=False, examples=["true"])
    with_person: Name | None = Field(None, alias="with", examples=['"Partner"'])
    private: bool | None = Field(None, examples=["true"])


class BoundaryTable(Table):
    """[[boundary]]: hours in which something does not happen."""

    name: Name = Field("", examples=['"No work after nine"'])
    kind: Annotated[BoundaryKind, BeforeValidator(one_of(BOUNDARY_KINDS))] = Field(
        "work", examples=['"work"']
    )
    off: Span = Field(ClockSpan(21 * 60, 6 * 60), examples=['"21:00-06:00"'])
    days: Days = Field(EVERY_DAY, examples=['["fri", "sat"]'])
    exceptions: Spans = Field([], alias="except", examples=['["21:00-21:30"]'])
    except_times_per_week: Times | None = Field(None, examples=["3"])


class DateTable(Table):
    """[[date]]: something that falls due on a day, with steps that begin well before."""

    required = ("name", "due")

    name: Name = Field("", examples=['"State licence"'])
    due: Annotated[date, BeforeValidator(parse_day)] | None = Field(None, examples=["2027-03-01"])
    kind: Annotated[DateKind, BeforeValidator(one_of(DATE_KINDS))] = Field(
        "other", examples=['"licence"']
    )
    repeats: Annotated[str, BeforeValidator(parse_repeats)] | None = Field(
        None, examples=['"every 2 years"']
    )
    steps: Annotated[list[LeadStep], BeforeValidator(parse_steps)] = Field(
        [], examples=['[{ name = "Gather documents", days_before = 90, minutes = 60 }]']
    )
    value: Name = Field(UNNAMED_VALUE, examples=['"learning"'])
    important: bool | None = Field(None, examples=["true"])
    remind_days: Annotated[list[int], BeforeValidator(parse_days_before)] = Field(
        [], examples=["[14, 1]"]
    )
    done: Annotated[list[date | str], BeforeValidator(parse_done)] = Field(
        [], examples=["[2027-03-01]"]
    )
    private: bool | None = Field(None, examples=["true"])


SINGLE_TABLES: dict[str, type[Table]] = {
    "person": PersonTable,
    "open_time": OpenTimeTable,
    "messages": MessagesTable,
    "network": NetworkTable,
    "publish": PublishTable,
    "sync": SyncTable,
    "days": DaysTable,
    "quiet": QuietTable,
    "reach": ReachTable,
}
ARRAY_TABLES: dict[str, type[Table]] = {
    "calendar": CalendarTable,
    "account": AccountTable,
    "season": SeasonTable,
    "trip": TripTable,
    "practice": PracticeTable,
    "people": PeopleTable,
    "task": TaskTable,
    "protect": ProtectTable,
    "boundary": BoundaryTable,
    "date": DateTable,
    "exam": ExamTable,
    "deck": DeckTable,
    "care": CareTable,
    "own_care": OwnCareTable,
}
SECTIONS = ("values", *SINGLE_TABLES, *ARRAY_TABLES)
