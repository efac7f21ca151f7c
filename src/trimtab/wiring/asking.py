"""Connects what people ask and type to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trimtab.app.ports import CalendarReader, CalendarState, Outreach, PlanOrder
from trimtab.disk import data_folder
from trimtab.domain.answers import Answering, AnswerKind
from trimtab.domain.awake import AwakeWeek
from trimtab.domain.body import BodyPrediction, SleepLog
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.dates import ChangedProfile, DatesAhead, DoneMark, TypedDate
from trimtab.domain.duty import DutyChoices, DutyReport
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.requests import UNNAMED, Asked
from trimtab.domain.source_names import FEED_SCHEMES, is_feed
from trimtab.domain.typed_tasks import AddedTasks, TaskImport, TypedTask
from trimtab.domain.weighing import Weighing

if TYPE_CHECKING:
    from trimtab.calendars.contents import Content
    from trimtab.calendars.feeds.memory import FeedMemory
    from trimtab.calendars.feeds.subscriptions import Subscriptions

    Follow = Callable[[str, date, date], tuple[Content, ...]]


def read_request(text: str, now: datetime) -> Asked:
    """Understand a sentence, a letter, or the invitation at a path; `now` is the person's."""
    from trimtab.app.answering.swaps import take_swap
    from trimtab.calendars.invitations import is_invitation, read_invitation_file
    from trimtab.calendars.kinds import kind_of
    from trimtab.spoken.letters import read_letter
    from trimtab.spoken.requests import kind_when_asked
    from trimtab.wiring.reading_apart import calendar_guard

    if not is_invitation(text):
        swap = take_swap(text)
        spoken = read_letter(swap.words, now, kind_of).asked
        return replace(spoken, remarks=(*spoken.remarks, *filter(None, (swap.told,))))
    asked = read_invitation_file(Path(text.strip()), now, calendar_guard().read_content)
    occurrences = tuple(
        replace(one, kind=kind_when_asked(one.name, one.kind)) for one in asked.occurrences
    )
    return replace(asked, kind=occurrences[0].kind, occurrences=occurrences)


def show_weighing(weighing: Weighing) -> None:
    """Print a weighing to standard output."""
    from rich.console import Console

    from trimtab.reports.weighing_text import print_weighing

    print_weighing(weighing, Console())


def weighing_as_json(weighing: Weighing) -> Mapping[str, Any]:
    """A weighing as JSON-ready data."""
    from trimtab.reports.weighing_json import weighing_to_json

    return weighing_to_json(weighing)


def words_for_answer(weighing: Weighing, answering: Answering, kind: AnswerKind) -> str:
    """Words for one answer to a weighed request, with the usual limit of a yes."""
    from trimtab.reports.answer_words import draft_of, drafts_of, usual_limit

    answering = replace(answering, limit=usual_limit(weighing.asked))
    return draft_of(drafts_of(weighing, answering), kind).words


def words_for_letter(text: str, answering: Answering, kind: AnswerKind) -> str:
    """Words for an answer that needs no hours, to a letter in which none could be read."""
    from trimtab.reports.answer_words import draft_of, unweighed_drafts
    from trimtab.spoken.mail import part_mail

    parted = part_mail(text)
    asked = Asked.unread(parted.subject or UNNAMED, answering.asked.zone)
    asker = answering.asker or parted.sender
    return draft_of(unweighed_drafts(replace(answering, asked=asked, asker=asker)), kind).words


def read_task(line: str, now: datetime, values: Collection[str]) -> TypedTask:
    """Understand a task in one line."""
    from trimtab.spoken.tasks import read_task

    return read_task(line, now, values)


def read_export(path: Path, now: datetime, values: Collection[str]) -> TaskImport:
    """Read the tasks of another program's export."""
    from trimtab.spoken.exports import read_export

    return read_export(_read_bytes(path), str(path), now, values)


def add_tasks(path: Path, tasks: Sequence[TypedTask]) -> AddedTasks:
    """A profile's content with tasks at its end; nothing is written."""
    from trimtab.profiles.appending import add_tasks

    return add_tasks(_read_bytes(path), tasks, str(path))


def read_kept_date(line: str, today: date, values: Collection[str]) -> TypedDate:
    """Understand a date in one line."""
    from trimtab.spoken.kept_dates import read_kept_date

    return read_kept_date(line, today, values)


def add_date(path: Path, typed: TypedDate) -> ChangedProfile:
    """A profile's content with a date at its end; nothing is written."""
    from trimtab.profiles.date_writing import add_date

    return add_date(_read_bytes(path), typed, str(path))


def mark_date_done(path: Path, mark: DoneMark, today: date) -> ChangedProfile:
    """A profile's content with a date or a step of it done, or not any more; nothing is written."""
    from trimtab.profiles.done_writing import mark_done, take_back

    content, file = _read_bytes(path), str(path)
    if mark.is_undone:
        return take_back(content, mark, file=file)
    return mark_done(content, mark, today=today, file=file)


def show_dates(ahead: DatesAhead, keeps_any: bool, file: str) -> None:  # noqa: FBT001 - a port
    """Print the dates that are coming to standard output."""
    from rich.console import Console

    from trimtab.reports.dates_text import print_dates

    print_dates(ahead, Console(), keeps_any=keeps_any, file=file)


def dates_as_json(ahead: DatesAhead) -> Mapping[str, Any]:
    """The dates that are coming as JSON-ready data."""
    from trimtab.reports.dates_json import dates_to_json

    return dates_to_json(ahead)


def dates_as_ics(ahead: DatesAhead, stamp: datetime, before: bytes) -> bytes:
    """The dates that are coming as a calendar, in place of what stood there before."""
    from trimtab.calendars.published.dates_writing import dates_to_ics

    return dates_to_ics(ahead, stamp, before)


def show_awake(week: AwakeWeek) -> None:
    """Print the hours in which two people are awake to standard output."""
    from rich.console import Console

    from trimtab.reports.awake_text import print_awake

    print_awake(week, Console())


def awake_as_json(week: AwakeWeek) -> Mapping[str, Any]:
    """The hours in which two people are awake as JSON-ready data."""
    from trimtab.reports.awake_json import awake_to_json

    return awake_to_json(week)


def read_sleep_log(path: Path, zone: tzinfo) -> SleepLog:
    """The sleeps of a table; moments without an offset are in `zone`."""
    from trimtab.logs.sleep_log import read_sleep_log

    return read_sleep_log(_read_bytes(path), str(path), zone)


def show_body(prediction: BodyPrediction) -> None:
    """Print a prediction of alertness to standard output."""
    from rich.console import Console

    from trimtab.reports.body_text import print_body

    print_body(prediction, Console())


def show_body_week(plan: Plan) -> None:
    """Print the sleep and alertness of a planned week to standard output."""
    from rich.console import Console

    from trimtab.reports.body_week import print_body_week

    print_body_week(plan, Console())


def body_week_as_json(plan: Plan) -> Mapping[str, Any]:
    """The sleep and alertness of a planned week as JSON-ready data."""
    from trimtab.reports.body_week import body_week_to_json

    return body_week_to_json(plan)


def body_as_json(prediction: BodyPrediction) -> Mapping[str, Any]:
    """A prediction of alertness as JSON-ready data."""
    from trimtab.reports.body_json import body_to_json

    return body_to_json(prediction)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error


def check_roster(
    profile: Profile,
    read_calendar: CalendarReader,
    days: tuple[date, date],
    rulebook: str,
    choices: DutyChoices,
) -> DutyReport:
    """Check a profile's calendars by the rulebook of that name."""
    from trimtab.app.check_roster import check_calendars
    from trimtab.rulebooks.reading import read_rulebook

    return check_calendars(profile, read_calendar, days, read_rulebook(rulebook), choices)


def with_rulebook(order: PlanOrder, profile: Profile) -> PlanOrder:
    """The order with the rules the person works under, if the profile names any."""
    from trimtab.rulebooks.reading import read_rulebook

    name = profile.person.rulebook
    return replace(order, rulebook=read_rulebook(name)) if name else order


def show_roster(report: DutyReport) -> None:
    """Print what was found in a roster to standard output."""
    from rich.console import Console

    from trimtab.reports.roster_text import print_roster

    print_roster(report, Console())


def roster_as_json(report: DutyReport) -> Mapping[str, Any]:
    """What was found in a roster as JSON-ready data."""
    from trimtab.reports.roster_json import roster_to_json

    return roster_to_json(report)


def roster_as_csv(report: DutyReport) -> str:
    """What was found in a roster as a table."""
    from trimtab.reports.roster_csv import roster_to_csv

    return roster_to_csv(report)


def feed_origins(
    profile: Profile, zone: tzinfo, outreach: Outreach, kept_in: Path | None = None
) -> Mapping[str, Follow]:
    """Where addresses of feeds lead, by scheme; nothing is loaded before one is followed.

    What they say is remembered in the data folder `kept_in`, the usual one where none is named.
    """
    opened: list[Subscriptions] = []

    def follow(source: str, first: date, last: date) -> tuple[Content, ...]:
        if not opened:
            opened.append(_subscriptions(profile, zone, outreach, kept_in))
        return opened[0](source, first, last)

    return dict.fromkeys(FEED_SCHEMES, follow)


def calendar_states(
    folder: Path,
    profile: Profile,
    subscribed: tuple[tzinfo, Outreach],
    state_of_account: Callable[[CalendarSource], CalendarState],
    *,
    kept_in: Path | None = None,
) -> tuple[CalendarState, ...]:
    """How the calendars of a profile stand: feeds by their zone and outreach, and accounts'."""
    from trimtab.calendars.feeds.states import StateReader

    reader = StateReader(folder, _subscriptions(profile, *subscribed, kept_in), state_of_account)
    return reader.states(profile.calendars)


def remembered_feeds() -> tuple[CalendarState, ...]:
    """How every feed stands that this machine remembers."""
    from trimtab.calendars.feeds.states import remembered_states

    return remembered_states(_feed_memory())


def forget_calendar(source: str, profile: Profile, kept_in: Path | None = None) -> bool:
    """Forget the feed at an address, or the one called so among those this machine remembers."""
    if is_feed(source):
        return _subscriptions(profile, UTC, Outreach(), kept_in).forget(source)
    from trimtab.calendars.feeds.states import forget_by_name

    return forget_by_name(_feed_memory(), source)


def forget_every_feed(kept_in: Path | None = None) -> None:
    """Forget what calendars elsewhere said, all of it. Raises UnwritableFileError."""
    memory = _feed_memory(kept_in)
    for key in memory.states():
        memory.forget_key(key)


def _subscriptions(
    profile: Profile, zone: tzinfo, outreach: Outreach, kept_in: Path | None = None
) -> Subscriptions:
    from trimtab.calendars.feeds.fetching import guarded_client
    from trimtab.calendars.feeds.subscriptions import Subscriptions

    hosts = profile.allowed_hosts + outreach.allowed_hosts
    return Subscriptions(
        _feed_memory(kept_in),
        lambda: guarded_client(hosts),
        lambda: datetime.now(UTC).astimezone(zone),
        _tell,
        hosts,
        is_offline=outreach.is_offline,
        wants_fresh=outreach.wants_fresh,
        together=() if outreach.wants_some else _feeds_of(profile),
    )


def _feeds_of(profile: Profile) -> tuple[str, ...]:
    return tuple(one.source.strip() for one in profile.calendars if is_feed(one.source))


def _feed_memory(kept_in: Path | None = None) -> FeedMemory:
    from trimtab.calendars.feeds.memory import FeedMemory

    return FeedMemory((kept_in or data_folder(os.environ)) / "feeds")


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
