"""Turn sound tables into the domain's profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from trimtab.domain.accounts import Account, SyncTarget
from trimtab.domain.commitments import CalendarSource, CommitmentKind
from trimtab.domain.dates import KeptDate, with_steps
from trimtab.domain.important_days import DaysTold
from trimtab.domain.people import OtherPerson, Person, Profile, Season, Trip
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.publishing import Publishing
from trimtab.domain.recurrence import read_rule
from trimtab.domain.rhythms import Rhythm
from trimtab.domain.tasks import ListedTask, Messages, Task
from trimtab.profiles.care_checks import care_of, own_care_of
from trimtab.profiles.care_tables import CareTable, OwnCareTable
from trimtab.profiles.date_scalars import split_done
from trimtab.profiles.deck_tables import DeckTable, deck_of
from trimtab.profiles.exam_checks import exam_of
from trimtab.profiles.exam_tables import ExamTable
from trimtab.profiles.lead_times import lead_times
from trimtab.profiles.outside_tables import AccountTable, CalendarTable, PublishTable
from trimtab.profiles.people_tables import PeopleTable
from trimtab.profiles.quiet_tables import quiet_of, reach_of
from trimtab.profiles.scalars import CodeMeaning
from trimtab.profiles.table_pieces import Table
from trimtab.profiles.tables import (
    BoundaryTable,
    DateTable,
    MessagesTable,
    PersonTable,
    PracticeTable,
    ProtectTable,
    SeasonTable,
    TaskTable,
    TripTable,
)
from trimtab.profiles.validation import Tables

POCKET_DOSES = (10, 5)
_Model = TypeVar("_Model", bound=Table)


def build_profile(tables: Tables, zone: str) -> Profile:
    """The profile that tables without mistakes describe; `zone` stands in when none is named."""
    person = _person(tables.person, zone)
    practices = [_practice(table) for table in _all(tables, PracticeTable, "practice")]
    tasks = [one.task for one in listed_tasks(tables, person.time_zone) if not one.handed_to]
    protects = [_protect(table) for table in _all(tables, ProtectTable, "protect")]
    messages = None if tables.messages is None else _messages(tables.messages)
    people = tuple(_other(table, person) for table in _all(tables, PeopleTable, "people"))
    dates = [kept_date(table) for table in _all(tables, DateTable, "date")]
    served = [p.value for p in practices] + [t.value for t in tasks] + [p.value for p in protects]
    served += [messages.value] if messages is not None and messages.value is not None else []
    exams = [exam_of(table, tables.values) for table in _all(tables, ExamTable, "exam")]
    decks = [deck_of(table, tables.values) for table in _all(tables, DeckTable, "deck")]
    return Profile(
        person=person,
        values={**tables.values, **{name: 1.0 for name in served if name not in tables.values}},
        open_share=tables.open_time.share,
        free_evenings=tables.open_time.free_evenings,
        study_free_half_days=tables.open_time.study_free_half_days,
        free_weekends=tables.open_time.free_weekends,
        calendars=tuple(_calendar(table) for table in _all(tables, CalendarTable, "calendar")),
        seasons=tuple(_season(table) for table in _all(tables, SeasonTable, "season")),
        practices=tuple(practices),
        people=people,
        tasks=tuple(tasks),
        protects=tuple(protects),
        boundaries=tuple(boundary_of(table) for table in _all(tables, BoundaryTable, "boundary")),
        messages=messages,
        trips=tuple(_trip(table, person.time_zone) for table in _all(tables, TripTable, "trip")),
        allowed_hosts=tuple(tables.network.allowed_hosts),
        publishing=_publishing(tables.publish),
        dates=tuple(dates),
        exams=tuple(exams),
        decks=tuple(decks),
        accounts=tuple(_account(table) for table in _all(tables, AccountTable, "account")),
        sync=SyncTarget(tables.sync.account, tables.sync.calendar) if tables.sync else None,
        days_told=DaysTold(tables.days.tell_days, tuple(tables.days.hide)),
        care=tuple(
            care_of(table, people, person.time_zone) for table in _all(tables, CareTable, "care")
        ),
        own_care=tuple(map(own_care_of, _all(tables, OwnCareTable, "own_care"))),
        quiet=quiet_of(tables.quiet),
        reach=reach_of(tables.reach),
    )


def due_instant(due: date | datetime, zone: str) -> datetime:
    """The UTC instant of a due time; a plain date means the end of that day in `zone`.

    >>> due_instant(date(2026, 11, 27), "America/New_York").isoformat()
    '2026-11-28T05:00:00+00:00'
    """
    if not isinstance(due, datetime):
        due = datetime.combine(due + timedelta(days=1), datetime.min.time())
    local = due if due.tzinfo else due.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


def start_instant(start: date | datetime, zone: str) -> datetime:
    """The UTC instant at which something starts; a plain date means the begin of that day.

    >>> start_instant(date(2026, 11, 27), "America/New_York").isoformat()
    '2026-11-27T05:00:00+00:00'
    """
    if not isinstance(start, datetime):
        start -= timedelta(days=1)
    return due_instant(start, zone)


def _all(tables: Tables, model: type[_Model], section: str) -> list[_Model]:
    return [row.table for row in tables.rows[section] if isinstance(row.table, model)]


def _person(table: PersonTable, zone: str) -> Person:
    return Person(
        name=table.name,
        time_zone=table.time_zone or zone,
        role=table.role,
        chronotype=table.chronotype,
        sleep_minutes=round(table.sleep_hours * 12) * 5,
        commute_minutes=table.commute_minutes,
        rulebook=table.rulebook,
        water_reminders=table.water_reminders,
        body_clock=table.body_clock,
        email=table.email,
        country=table.country,
        region=table.region,
        home_country=table.home_country,
    )


def _publishing(table: PublishTable) -> Publishing:
    return Publishing(
        ics=table.ics,
        family_ics=table.family_ics,
        free_busy=table.free_busy,
        availability=table.availability,
        quiet_ics=table.quiet_ics,
        show=tuple(table.show),
        hide=tuple(table.hide),
        alarm_minutes=table.alarm_minutes,
        family_shows=tuple(table.family_shows),
        free_for=table.free_for,
    )


def _calendar(table: CalendarTable) -> CalendarSource:
    return CalendarSource(
        source=table.source,
        kind=table.kind,
        leaves_minutes=table.leaves_minutes,
        leaves_before=table.leaves_before,
        is_remote=table.remote,
        is_tentative=table.tentative,
        codes=_spans_of(table.codes),
        code_kinds=_kinds_of(table.codes),
        name=table.name,
        row=table.row or "",
    )


def _account(table: AccountTable) -> Account:
    return Account(table.name, table.url, table.user, table.password_file, table.password_command)


def _season(table: SeasonTable) -> Season:
    assert table.start is not None
    assert table.end is not None
    return Season(
        name=table.name,
        start=table.start,
        end=table.end,
        intensity=table.intensity,
        values={name: float(weight) for name, weight in table.values.items()},
        duty_hours_per_week=table.duty_hours_per_week,
    )


def _trip(table: TripTable, zone: str) -> Trip:
    assert table.time_zone is not None
    assert table.end is not None
    begun = None if table.start is None else start_instant(table.start, zone)
    return Trip(table.time_zone, due_instant(table.end, zone), begun)


def _practice(table: PracticeTable) -> Practice:
    once_a_day, times = table.once_a_day, _times(table)
    return Practice(
        name=table.name,
        value=table.value,
        times_per_week=times,
        doses=_doses(table),
        prefer=tuple(table.prefer),
        only=tuple(table.only),
        days=tuple(table.days),
        once_a_day=times <= 7 if once_a_day is None else once_a_day,
        must=table.must,
        demanding=table.demanding,
        with_person=table.with_person,
        study=table.study,
        pocket=table.pocket,
        after=table.after,
        before=table.before,
        private=table.private,
        on=frozenset(table.on) or None,
        rhythm=_rhythm(table),
        note=table.note.strip(),
    )


def _rhythm(table: PracticeTable) -> Rhythm | None:
    """How it comes back, None for every week."""
    is_monthly = table.every == "month"
    if table.on or not (is_monthly or table.every_weeks > 1):
        return None
    return Rhythm(table.every_weeks, is_monthly, table.start)


def _times(table: PracticeTable) -> int:
    """Times in its weeks: as said, once where it is not for every week and nothing is said."""
    is_said = "times_per_week" in table.model_fields_set
    is_seldom = bool(table.on) or _rhythm(table) is not None
    return 1 if is_seldom and not is_said else table.times_per_week


def _doses(table: PracticeTable) -> tuple[int, ...]:
    """The doses asked for; a pocket without any has small ones."""
    is_bare = table.pocket and "doses" not in table.model_fields_set
    return POCKET_DOSES if is_bare else tuple(table.doses)


def _messages(table: MessagesTable) -> Messages:
    return Messages(
        minutes=table.minutes,
        at=tuple(table.at),
        days=tuple(table.days),
        value=table.value,
        within=table.within,
        earliest=table.earliest,
        latest=table.latest,
    )


def _other(table: PeopleTable, person: Person) -> OtherPerson:
    return OtherPerson(
        name=table.name,
        time_zone=table.time_zone or person.time_zone,
        awake=table.awake,
        calendar=table.calendar,
        kind=table.kind,
        birthday=table.birthday,
        country=table.country,
        reach=table.reach,
        is_off=table.off,
        is_sleep_told="awake" in table.model_fields_set,
        earlier=tuple(table.earlier),
        commute_minutes=table.commute_minutes,
        codes=_spans_of(table.codes),
        code_kinds=_kinds_of(table.codes),
    )


def _spans_of(codes: Mapping[str, CodeMeaning]) -> dict[str, tuple[tuple[int, int], ...]]:
    return {code: meaning.spans for code, meaning in codes.items()}


def _kinds_of(codes: Mapping[str, CodeMeaning]) -> dict[str, CommitmentKind]:
    return {code: meaning.kind for code, meaning in codes.items() if meaning.kind}


def listed_tasks(tables: Tables, zone: str) -> tuple[ListedTask, ...]:
    """Every task of the tables, also those somebody else does; nobody plans time for these."""
    return tuple(
        ListedTask(number, _task(table, zone), table.handed_to or "")
        for number, table in enumerate(_all(tables, TaskTable, "task"))
    )


def _task(table: TaskTable, zone: str) -> Task:
    shortest, longest = table.block or (min(25, -(-table.minutes // 5) * 5), 90)
    return Task(
        name=table.name,
        value=table.value,
        minutes=table.minutes,
        shortest=shortest,
        longest=longest,
        due=due_instant(table.due, zone) if table.due else None,
        important=table.important,
        demanding=table.demanding,
        study=table.study,
        note=table.note,
        urgent=table.urgent,
        enough_minutes=table.enough_minutes,
        batch=table.batch,
        starts=start_instant(table.starts, zone) if table.starts else None,
        private=table.private,
    )


def _protect(table: ProtectTable) -> Protect:
    return Protect(
        name=table.name,
        value=table.value,
        between=table.between,
        doses=tuple(table.doses),
        days=tuple(table.days),
        must=table.must,
        with_person=table.with_person,
        private=table.private,
    )


def boundary_of(table: BoundaryTable) -> Boundary:
    """The boundary a sound table describes."""
    return Boundary(
        name=table.name,
        kind=table.kind,
        off=table.off,
        days=tuple(table.days),
        exceptions=tuple(table.exceptions),
        except_times_per_week=table.except_times_per_week,
    )


def kept_date(table: DateTable) -> KeptDate:
    """The date a sound table describes, with the steps of its kind where it names none."""
    assert table.due is not None
    entries = [split_done(entry) for entry in table.done if isinstance(entry, str)]
    kept = KeptDate(
        name=table.name,
        due=table.due,
        kind=table.kind,
        repeats=None if table.repeats is None else read_rule(table.repeats, table.due),
        value=table.value,
        important=table.important,
        done_days=frozenset(entry for entry in table.done if isinstance(entry, date)),
        done_steps=frozenset((name, day if table.repeats else None) for name, day in entries),
        remind_days=tuple(table.remind_days),
        has_own_steps=bool(table.steps),
        private=table.private,
    )
    return with_steps(kept, table.steps or lead_times()[table.kind])
