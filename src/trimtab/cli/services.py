"""What the commands need from the outside; bootstrap builds the real thing, tests a small one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trimtab.app.daily.today_kept import TodayKept
from trimtab.app.looking_back.review_kept import ReviewKept
from trimtab.app.looking_back.reviewing import Answered
from trimtab.app.ports import (
    CalendarReader,
    CalendarState,
    Outreach,
    PlannedWeek,
    PlanOrder,
    SyncDesk,
    WeighOrder,
)
from trimtab.cli.boundaries_services import BoundaryTexts
from trimtab.cli.checkin_services import CheckingIn
from trimtab.cli.deck_services import Decks
from trimtab.cli.focus_services import Focusing
from trimtab.cli.group_services import Groups
from trimtab.cli.mentors_services import Mentors
from trimtab.cli.residency.market_services import Markets
from trimtab.cli.residency.services import Residency
from trimtab.cli.share_services import Sharing
from trimtab.cli.study_services import Studying
from trimtab.domain.accounts import AccountFindings
from trimtab.domain.answers import Answering, AnswerKind
from trimtab.domain.awake import AwakeWeek
from trimtab.domain.body import BodyPrediction, Model, SleepLog
from trimtab.domain.commitments import (
    CalendarDays,
    CalendarReading,
    CalendarSource,
    RosterReading,
)
from trimtab.domain.dates import ChangedProfile, DatesAhead, DoneMark, TypedDate
from trimtab.domain.duty import DutyChoices, DutyReport
from trimtab.domain.errors import Problem
from trimtab.domain.invitations import Answer, Reply
from trimtab.domain.people import Profile
from trimtab.domain.places import Places
from trimtab.domain.plans import LastPlan, Plan
from trimtab.domain.requests import Asked
from trimtab.domain.schedule_changes import BriefOrder, MadeBrief
from trimtab.domain.shown_calendars import CodeProposals, ShownCalendars
from trimtab.domain.typed_tasks import AddedTasks, TaskImport, TypedTask
from trimtab.domain.weighing import Weighing

if TYPE_CHECKING:
    from trimtab.app.household.ahead import HouseholdAhead
    from trimtab.app.people.ahead import PeopleAhead


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `trimtab doctor`: what was looked at, what was found, what to do about it."""

    subject: str
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: {self.found}" + (f" {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOrder:
    """How the app is to be opened, and how that is told.

    No `port` is the usual one, or the next that is free, and 0 any that is free; no `folder` the
    usual data folder. `now` is a moment to pretend that it is, from which the clock goes on.
    `phone` is the private address phones come in by, "auto" for this machine's own, None for none;
    `certificate` and `key` are files of a certificate that phones trust anyway. `asks` has the
    passphrase of what is sealed typed here rather than in the browser.
    """

    tell: Callable[[str], None]
    port: int | None = None
    folder: Path | None = None
    wants_browser: bool = True
    phone: str | None = None
    certificate: Path | None = None
    key: Path | None = None
    now: datetime | None = None
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What is kept, as functions; each takes the data folder first, None for the usual one.

    `back_up` takes the file to write, None for one beside the others, and says where it is;
    `restore` says where what stood there is kept now, if anything did; `bring_in` tells what is
    wrong with an export, in which case nothing changed. `export` is told whether the journal comes
    along.
    """

    back_up: Callable[[Path | None, Path | None, datetime], Path]
    restore: Callable[[Path | None, Path, datetime], Path | None]
    export: Callable[[Path | None, datetime, bool], bytes]
    bring_in: Callable[[Path | None, bytes, datetime], tuple[Problem, ...]]
    is_anything_kept: Callable[[Path | None], bool]


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was brought under a passphrase, or out of it: the file, and how many backups.

    `left` are files that could not be; `others` are folders with what stands outside of it.
    """

    path: Path
    backups: int
    left: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passphrases:
    """The passphrase of what is kept, as functions; each takes the data folder first.

    `prepare` refuses what could not be done now, before anybody is asked for a passphrase; `check`
    refuses a passphrase that does not open what is kept; `rewrite` takes the one before and the one
    after, None for none.
    """

    is_sealed: Callable[[Path | None], bool]
    prepare: Callable[[Path | None], None]
    check: Callable[[Path | None, str], None]
    rewrite: Callable[[Path | None, str | None, str | None], Sealed]


@dataclass(frozen=True, slots=True)
class TodayShown:
    """How today is read from a data folder, the usual one for None, and shown."""

    kept: Callable[[Path | None, datetime], TodayKept]
    as_text: Callable[[TodayKept], str]
    as_html: Callable[[TodayKept], str]


@dataclass(frozen=True, slots=True)
class ReviewOpen:
    """A review to answer, under the days of its week in words.

    `answer` keeps a field's text or score, or whether a sign was there.
    """

    kept: ReviewKept
    heading: str
    answer: Callable[[str, Answered], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewShown:
    """How a weekly review is read from a data folder, the usual one for None, shown and answered.

    `kept` and `opened` take a day of the week, None for the one to look back at; what is `opened`
    nobody else writes in until it is closed.
    """

    kept: Callable[[Path | None, datetime, date | None], ReviewKept]
    opened: Callable[[Path | None, datetime, date | None], AbstractContextManager[ReviewOpen]]
    as_text: Callable[[ReviewKept], str]
    as_html: Callable[[ReviewKept], str]
    as_json: Callable[[ReviewKept], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleShown:
    """How what is ahead with people is found and shown.

    `show` is told which part, "all", "days" or "coming", and for whom, empty for nobody.
    """

    ahead: Callable[[Profile, CalendarReading, datetime], PeopleAhead]
    show: Callable[[PeopleAhead, str, str], None]
    as_json: Callable[[PeopleAhead], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdShown:
    """How hours of care are found and shown; `ahead` is told how many weeks to look.

    `show` and `as_json` take a plan whose sleep own care is beside, where one is given.
    """

    read_others: Callable[
        [Profile, CalendarReader, date, date], tuple[tuple[str, RosterReading], ...]
    ]
    ahead: Callable[[Profile, CalendarReading, datetime, int], HouseholdAhead]
    show: Callable[[HouseholdAhead, Plan | None], None]
    as_json: Callable[[HouseholdAhead, Plan | None], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every port of the command line, as functions.

    `now` gives the present instant in UTC; `machine_zone` the zone this machine is set to, if it
    has one; `read_profile` takes the zone of a profile that names none. `calendar_reader` takes the
    folder relative paths start from, the profile, and what else may be asked of the network.
    `show_week` draws on standard output. `make_kernels_ready` compiles what is not compiled yet.
    `read_request` takes a sentence or the path of an invitation, and the present moment on the
    person's clock; `words_for_letter` one in which no time could be read; `find_places` a block as
    NAME or NAME@WHEN. `read_task` and `read_export` take
    that moment too, and the values of the profile; `add_tasks`, `add_date` and `mark_date_done`
    write nothing. `show_dates` is told whether any are kept. `calendar_days` takes the folder a
    path starts from; `calendar_states` asks feeds only where fresh answers are wanted;
    `forget_calendar` takes an address or what a remembered feed is called; `check_roster` the days
    to look at and the name of a rulebook. `propose_codes` takes a reading made without codes, the
    calendar as the profile has it, and the zone; `add_codes` only reads. `read_feed` refuses a file
    that is no feed of that name; `publish_week` takes the moment, the names of feeds and what they
    replace. `open_sync` takes the file of the profile, `describe_account` its folder.
    `serve` returns once the app is closed.
    """

    now: Callable[[], datetime]
    machine_zone: Callable[[], str | None]
    read_profile: Callable[[Path, str], Profile]
    default_profile: Callable[[str, str], Profile]
    find_past_due: Callable[[Profile, datetime, str], tuple[Problem, ...]]
    template_roles: Callable[[], tuple[str, ...]]
    template_for: Callable[[str], str]
    calendar_reader: Callable[[Path, Profile, Outreach], CalendarReader]
    plan_week: Callable[[Profile, PlanOrder, CalendarReader], PlannedWeek]
    read_plan: Callable[[Path], LastPlan]
    replan_week: Callable[[Profile, PlanOrder, LastPlan, CalendarReader], PlannedWeek]
    find_places: Callable[[Profile, PlanOrder, LastPlan, str, CalendarReader], Places]
    show_places: Callable[[Places], None]
    places_as_json: Callable[[Places], Mapping[str, Any]]
    show_week: Callable[[Plan], None]
    week_as_json: Callable[[Plan], Mapping[str, Any]]
    read_feed: Callable[[str, Path], bytes]
    publish_week: Callable[
        [Plan, Profile, datetime, Collection[str], Mapping[str, bytes]], Mapping[str, bytes]
    ]
    week_as_html: Callable[[Plan], str]
    answer_invitation: Callable[[Path, Answer], Reply]
    read_request: Callable[[str, datetime], Asked]
    weigh_request: Callable[[Profile, Asked, WeighOrder, CalendarReader], Weighing]
    show_weighing: Callable[[Weighing], None]
    weighing_as_json: Callable[[Weighing], Mapping[str, Any]]
    make_brief: Callable[[Path | None, datetime, BriefOrder], MadeBrief]
    rotation_card: Callable[[Profile, date, str, CalendarReader], str]
    words_for_answer: Callable[[Weighing, Answering, AnswerKind], str]
    words_for_letter: Callable[[str, Answering, AnswerKind], str]
    read_task: Callable[[str, datetime, Collection[str]], TypedTask]
    read_export: Callable[[Path, datetime, Collection[str]], TaskImport]
    add_tasks: Callable[[Path, Sequence[TypedTask]], AddedTasks]
    read_sleep_log: Callable[[Path, tzinfo], SleepLog]
    predict_body: Callable[[SleepLog, Model, datetime], BodyPrediction]
    show_body: Callable[[BodyPrediction], None]
    show_body_week: Callable[[Plan], None]
    body_week_as_json: Callable[[Plan], Mapping[str, Any]]
    body_as_json: Callable[[BodyPrediction], Mapping[str, Any]]
    calendar_days: Callable[[Path, Profile, str, Outreach], CalendarDays | None]
    calendar_states: Callable[[Path, Profile, Outreach], tuple[CalendarState, ...]]
    remembered_feeds: Callable[[], tuple[CalendarState, ...]]
    forget_calendar: Callable[[str, Profile], bool]
    check_roster: Callable[
        [Profile, CalendarReader, tuple[date, date], str, DutyChoices], DutyReport
    ]
    show_roster: Callable[[DutyReport], None]
    roster_as_json: Callable[[DutyReport], Mapping[str, Any]]
    roster_as_csv: Callable[[DutyReport], str]
    show_calendars: Callable[[ShownCalendars], None]
    calendars_as_json: Callable[[ShownCalendars], Mapping[str, Any]]
    propose_codes: Callable[[CalendarReading, CalendarSource, str], CodeProposals]
    show_codes: Callable[[CodeProposals], None]
    codes_as_json: Callable[[CodeProposals], Mapping[str, Any]]
    add_codes: Callable[[Path, CodeProposals], bytes]
    read_kept_date: Callable[[str, date, Collection[str]], TypedDate]
    add_date: Callable[[Path, TypedDate], ChangedProfile]
    mark_date_done: Callable[[Path, DoneMark, date], ChangedProfile]
    show_dates: Callable[[DatesAhead, bool, str], None]
    dates_as_json: Callable[[DatesAhead], Mapping[str, Any]]
    dates_as_ics: Callable[[DatesAhead, datetime, bytes], bytes]
    find_awake: Callable[[Profile, PlanOrder, str | None, CalendarReader], AwakeWeek]
    show_awake: Callable[[AwakeWeek], None]
    awake_as_json: Callable[[AwakeWeek], Mapping[str, Any]]
    open_sync: Callable[[Profile, Path], SyncDesk]
    describe_account: Callable[[Profile, Path, str], AccountFindings]
    keep_password: Callable[[str, str], Path]
    wait: Callable[[float], None]
    serve: Callable[[ServeOrder], None]
    keeping: Keeping
    passphrases: Passphrases
    today: TodayShown
    checking_in: CheckingIn
    focusing: Focusing
    review: ReviewShown
    people: PeopleShown
    household: HouseholdShown
    boundaries: BoundaryTexts
    studying: Studying
    sharing: Sharing
    decks: Decks
    groups: Groups
    mentors: Mentors
    residency: Residency
    markets: Markets
    examine: Callable[[Path | None], tuple[Finding, ...]]
    make_kernels_ready: Callable[[], None]
