"""A command line with small, known parts behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from trimtab.app.household.ahead import household_ahead
from trimtab.app.people.ahead import people_ahead
from trimtab.app.ports import (
    CalendarReader,
    CalendarState,
    Outreach,
    PlannedWeek,
    PlanOrder,
    SyncReport,
    WeighOrder,
)
from trimtab.cli.main import run
from trimtab.cli.residency.market_services import Markets, NationWanted
from trimtab.cli.services import (
    Finding,
    HouseholdShown,
    Keeping,
    Passphrases,
    PeopleShown,
    Sealed,
    ServeOrder,
    Services,
)
from trimtab.domain.accounts import AccountFindings, CalendarListed
from trimtab.domain.answers import Answering, AnswerKind
from trimtab.domain.awake import AwakeWeek
from trimtab.domain.body import BodyPrediction, Model, SleepLog
from trimtab.domain.commitments import (
    CalendarDays,
    CalendarReading,
    CalendarSource,
    Commitment,
)
from trimtab.domain.dates import ChangedProfile, DatesAhead, DoneMark, TypedDate
from trimtab.domain.duty import DutyChoices, DutyReport, Rulebook
from trimtab.domain.errors import ForeignFileError, Problem
from trimtab.domain.invitations import Answer, Reply
from trimtab.domain.markets import Market, Matching
from trimtab.domain.people import Person, Profile
from trimtab.domain.places import Places
from trimtab.domain.plans import Block, Certificate, LastPlan, Plan
from trimtab.domain.requests import Asked
from trimtab.domain.schedule_changes import MadeBrief
from trimtab.domain.shown_calendars import CodeProposals, ShownCalendars
from trimtab.domain.time import Horizon
from trimtab.domain.typed_tasks import AddedTasks, TaskImport, TypedTask
from trimtab.domain.weighing import Displaced, WeighedWeek, Weighing
from trimtab.reports.answer_words import NoSuchAnswerError
from trimtab.wiring import (
    bounding,
    checking_in,
    decking,
    dividing,
    focusing,
    mentoring,
    reviewed,
    sharing,
    shown,
    studying,
)
from trimtab.wiring.applying import residency

WEDNESDAY = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
NEW_YORK = "America/New_York"


@dataclass
class Desk:
    """Remembers what the commands asked for, and answers from its fields."""

    zone: str | None = NEW_YORK
    calendar_zone: str | None = None
    profile: Profile = field(default_factory=lambda: Profile(Person(time_zone=NEW_YORK)))
    problems: tuple[Problem, ...] = ()
    bound: float = 10.0
    failure: BaseException | None = None
    unread: BaseException | None = None
    was_stopped: bool = False
    sought_trims: bool = True
    read: list[tuple[str, str]] = field(default_factory=list)
    planned: list[tuple[Profile, PlanOrder]] = field(default_factory=list)
    warmed: int = 0
    examined: list[Path | None] = field(default_factory=list)
    served: list[ServeOrder] = field(default_factory=list)
    last: LastPlan | Exception = field(
        default_factory=lambda: LastPlan("You", date(2026, 11, 16), 7, ())
    )
    known: list[LastPlan] = field(default_factory=list)
    stamps: list[datetime] = field(default_factory=list)
    replaced: list[dict[str, bytes]] = field(default_factory=list)
    foreign: tuple[str, ...] = ()
    answers: list[Answer] = field(default_factory=list)
    places_of: list[tuple[LastPlan, str, PlanOrder]] = field(default_factory=list)
    asked: list[tuple[str, datetime]] = field(default_factory=list)
    weighed: list[WeighOrder] = field(default_factory=list)
    begun: list[datetime] = field(default_factory=list)
    typed: list[tuple[str, datetime, tuple[str, ...]]] = field(default_factory=list)
    days: CalendarDays | None = field(
        default_factory=lambda: CalendarDays(date(2026, 11, 1), date(2026, 11, 30))
    )
    shown: list[ShownCalendars] = field(default_factory=list)
    coded: list[CalendarSource] = field(default_factory=list)
    read_sources: list[tuple[CalendarSource, date, date]] = field(default_factory=list)
    has_duties: bool = True
    reached: list[Outreach] = field(default_factory=list)
    states: tuple[CalendarState, ...] = ()
    stated: list[tuple[str, Profile, Outreach]] = field(default_factory=list)
    forgotten: list[tuple[str, Profile]] = field(default_factory=list)
    remembered: tuple[str, ...] = ()
    seen: list[tuple[DatesAhead, bool, str]] = field(default_factory=list)
    marked: list[tuple[DoneMark, date]] = field(default_factory=list)
    sought: list[tuple[str | None, PlanOrder]] = field(default_factory=list)
    findings: AccountFindings = field(
        default_factory=lambda: AccountFindings(
            "calendar.example.org",
            (CalendarListed("Work", True, False), CalendarListed("Tasks", False, True)),
        )
    )
    passwords: list[tuple[str, str]] = field(default_factory=list)
    is_agreed: bool = False
    leaves: str = "The plan goes to calendar.example.org."
    report: dict[str, Any] = field(default_factory=lambda: {"made": 3})
    synced: list[tuple[PlanOrder, bool]] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    most_waits: int = 0
    kept: list[tuple[object, ...]] = field(default_factory=list)
    has_kept: bool = True
    is_sealed: bool = False
    markets_matched: list[tuple[Market, int, int]] = field(default_factory=list)
    nations: list[NationWanted] = field(default_factory=list)
    passphrases_asked: list[tuple[object, ...]] = field(default_factory=list)
    rosters: list[tuple[Profile, tuple[date, date], str, DutyChoices]] = field(default_factory=list)

    def keep(self, *what: object) -> Any:
        """Remember what was to be kept or brought back; where it is now."""
        self.kept.append(what)
        return "backups/before.sqlite3" if self.has_kept else None

    def bring_in(self, folder: Path | None, content: bytes, now: datetime) -> tuple[Problem, ...]:
        """What is wrong with an export."""
        self.keep("bring in", folder, content, now)
        return self.problems

    def plan_week(self, profile: Profile, order: PlanOrder, read: CalendarReader) -> PlannedWeek:
        """A plan with no block in it, after reading every calendar once."""
        if self.failure:
            raise self.failure
        self.planned.append((profile, order))
        zone = profile.person.time_zone
        for source in profile.calendars:
            read(source, order.first_day, order.first_day, zone)
        plan = Plan(
            person=profile.person.name,
            horizon=Horizon(order.first_day, order.weeks * 7, zone),
            blocks=(),
            unplaced=(),
            values=(),
            certificate=Certificate(9.0, self.bound, 5.0, 0.1),
            problems=self.problems,
            sought_trims=self.sought_trims,
        )
        return PlannedWeek(plan, lambda: {"candidates": []}, was_stopped=self.was_stopped)

    def read_plan(self, path: Path) -> LastPlan:
        """The last plan on the desk, whichever file is named."""
        if isinstance(self.last, Exception):
            raise self.last
        return self.last

    def replan_week(
        self, profile: Profile, order: PlanOrder, last: LastPlan, read: CalendarReader
    ) -> PlannedWeek:
        """A plan with no block in it, remembering the last plan it was given."""
        self.known.append(last)
        return self.plan_week(profile, order, read)

    def find_places(
        self, profile: Profile, order: PlanOrder, last: LastPlan, typed: str, read: CalendarReader
    ) -> Places:
        """The block where it is, and no other place."""
        if self.failure:
            raise self.failure
        self.places_of.append((last, typed, order))
        zone = profile.person.time_zone
        block = Block(order.now, order.now + timedelta(hours=1), typed, "practice")
        horizon = Horizon(order.first_day, order.weeks * 7, zone)
        return Places(profile.person.name, horizon, block, (), self.problems)

    def read_request(self, text: str, now: datetime) -> Asked:
        """An hour from now, whatever was asked."""
        self.asked.append((text, now))
        if self.unread:
            raise self.unread
        hour = Commitment("1", "Committee", now, now + timedelta(hours=1), "lecture")
        return Asked("Committee", "lecture", str(now.tzinfo), (hour,), remarks=("Assumed.",))

    def answer_weighed(self, weighing: Weighing, answering: Answering, kind: AnswerKind) -> str:
        """The kind, the tone and the day; of something else instead there is nothing to say."""
        if kind == "alternative":
            raise NoSuchAnswerError(kind)
        return f"{kind} {answering.voice.tone} {answering.today}"

    def answer_letter(self, text: str, answering: Answering, kind: AnswerKind) -> str:
        """The kind, to whom, and the day."""
        return f"{kind} to {answering.asker or text} {answering.today}"

    def predict(self, log: SleepLog, model: Model, start: datetime) -> BodyPrediction:
        """Remember from when, and predict nothing."""
        self.begun.append(start)
        return BodyPrediction(model, {}, (), (), {}, log.problems)

    def weigh(
        self, profile: Profile, asked: Asked, order: WeighOrder, read: CalendarReader
    ) -> Weighing:
        """One week that loses nothing."""
        if self.failure:
            raise self.failure
        self.weighed.append(order)
        week = WeighedWeek(order.first_day, 1, 60, 0, Displaced(), 0.0, 0.0, 0.0)
        return Weighing(asked, "", (week,), remarks=asked.remarks, problems=self.problems)

    def read_task(self, line: str, now: datetime, values: Collection[str]) -> TypedTask:
        """A task by the name of the whole line."""
        self.typed.append((line, now, tuple(values)))
        return TypedTask(line, 90, due=now.date())

    def read_export(self, path: Path, now: datetime, values: Collection[str]) -> TaskImport:
        """Two tasks."""
        self.typed.append((str(path), now, tuple(values)))
        return TaskImport("Trello", (TypedTask("A", 30), TypedTask("B", 30)), 3, ("Unclear.",))

    def add_tasks(self, path: Path, tasks: Sequence[TypedTask]) -> AddedTasks:
        """The names of the tasks, one a line; Old is known already."""
        fresh = tuple(task for task in tasks if task.name != "Old")
        remarks = ("Old is there already.",) if len(fresh) < len(tasks) else ()
        lines = "".join(f"{task.name}\n" for task in fresh)
        return AddedTasks(lines.encode(), lines, fresh, remarks)

    def agree(self) -> None:
        """Remember the yes."""
        self.is_agreed = True

    def open_sync(self, profile: Profile, file: Path) -> Desk:
        """The desk itself syncs this profile."""
        self.profile = profile
        return self

    def sync(
        self, order: PlanOrder, read: CalendarReader, *, is_rehearsal: bool = False
    ) -> SyncReport:
        """A report as the desk has it, or the next failure."""
        self.synced.append((order, is_rehearsal))
        if self.failures:
            raise self.failures.pop(0)
        planned = self.plan_week(self.profile, order, read)
        return SyncReport(planned, is_first=len(self.synced) == 1, **self.report)

    def keep_password(self, account: str, password: str) -> Path:
        """Remember it here."""
        self.passwords.append((account, password))
        return Path("kept.password")

    def wait(self, seconds: float) -> None:
        """Remember how long, and press Ctrl-C after so many waits."""
        self.waits.append(seconds)
        if len(self.waits) > self.most_waits:
            raise KeyboardInterrupt

    def reader(self, folder: Path, profile: Profile, outreach: Outreach) -> CalendarReader:
        """Remembers which file was asked for, relative to which folder."""

        def read(source: CalendarSource, first: date, last: date, zone: str) -> CalendarReading:
            self.read.append((str(folder), source.source))
            self.reached.append(outreach)
            self.read_sources.append((source, first, last))
            return CalendarReading(zone=self.calendar_zone)

        return read

    def days_of(
        self, folder: Path, profile: Profile, source: str, outreach: Outreach
    ) -> CalendarDays | None:
        """November, unless the desk knows better."""
        self.reached.append(outreach)
        self.read.append((str(folder), source))
        return self.days

    def states_of(
        self, folder: Path, profile: Profile, outreach: Outreach
    ) -> tuple[CalendarState, ...]:
        """The states on the desk, remembering whose were asked for."""
        self.stated.append((str(folder), profile, outreach))
        return self.states

    def forget(self, source: str, profile: Profile) -> bool:
        """Whether the desk remembers it."""
        self.forgotten.append((source, profile))
        return source in self.remembered

    def check_roster(
        self,
        profile: Profile,
        read: CalendarReader,
        days: tuple[date, date],
        rulebook: str,
        choices: DutyChoices,
    ) -> DutyReport:
        """Nothing found, remembering what was asked."""
        self.rosters.append((profile, days, rulebook, choices))
        first = days[0] if self.has_duties else None
        book = Rulebook(rulebook, rulebook, "Here", ())
        return DutyReport(book, "UTC", first, first, problems=self.problems)

    def show_calendars(self, shown: ShownCalendars) -> None:
        """The names of the calendars, remembering them."""
        self.shown.append(shown)
        click.echo(", ".join(one.name for one in shown.calendars))

    def propose_codes(
        self, reading: CalendarReading, source: CalendarSource, zone: str
    ) -> CodeProposals:
        """No codes, remembering of which calendar."""
        self.coded.append(source)
        return CodeProposals(source.source, ())

    def read_profile(self, path: Path, zone: str) -> Profile:
        """The desk's profile, in the zone it names, else the one given."""
        if self.profile.person.time_zone:
            return self.profile
        return replace(self.profile, person=replace(self.profile.person, time_zone=zone))

    def publish(
        self,
        plan: Plan,
        profile: Profile,
        stamp: datetime,
        names: Collection[str],
        before: Mapping[str, bytes],
    ) -> dict[str, bytes]:
        """Bytes of a calendar for each name, remembering when it says it was made."""
        self.stamps += [stamp] * len(names)
        self.replaced.append(dict(before))
        return dict.fromkeys(names, b"BEGIN:VCALENDAR\r\n")

    def answer(self, path: Path, answer: Answer) -> Reply:
        """A reply from whoever is named, remembering what was said."""
        self.answers.append(answer)
        return Reply(
            b"BEGIN:VCALENDAR\r\n", path.stem, "chair@example.org", answer.attendee or "me"
        )

    def read_feed(self, name: str, path: Path) -> bytes:
        """What stands there, unless the desk knows that it is somebody else's."""
        if path.name in self.foreign:
            raise ForeignFileError(str(path), "a calendar that Trimtab did not write")
        return path.read_bytes() if path.exists() else b""

    def read_kept_date(self, line: str, today: date, values: Collection[str]) -> TypedDate:
        """A licence by the name of the whole line, due on the first of next March."""
        return TypedDate(line, date(today.year + 1, 3, 1), "licence", "yearly", "body")

    def add_date(self, path: Path, typed: TypedDate) -> ChangedProfile:
        """Its name and nothing else; Old is known already."""
        if typed.name == "Old":
            return ChangedProfile(b"", "", "Old is there already.")
        return ChangedProfile(typed.name.encode(), f"{typed.name}\n")

    def mark_date_done(self, path: Path, mark: DoneMark, today: date) -> ChangedProfile:
        """Remember what was marked."""
        self.marked.append((mark, today))
        return ChangedProfile(b"done\n", f'"{mark.step}"', "Done: this.")

    def show_dates(self, ahead: DatesAhead, keeps_any: bool, file: str) -> None:  # noqa: FBT001
        """Remember what was shown, and of which file."""
        self.seen.append((ahead, keeps_any, file))
        click.echo("THE DATES")

    def stamp_dates(self, ahead: DatesAhead, stamp: datetime, before: bytes) -> bytes:
        """Bytes of a calendar, remembering when it says it was made and what it replaces."""
        self.stamps.append(stamp)
        self.replaced.append({"dates": before})
        return b"BEGIN:VCALENDAR\r\n"

    def find_awake(
        self, profile: Profile, order: PlanOrder, name: str | None, read: CalendarReader
    ) -> AwakeWeek:
        """Nobody's hours, remembering whose were asked for."""
        if self.failure:
            raise self.failure
        self.sought.append((name, order))
        zone = profile.person.time_zone
        horizon = Horizon(order.first_day, order.weeks * 7, zone)
        return AwakeWeek(profile.person.name, horizon, (), problems=self.problems)

    def warm(self) -> None:
        """Count how often kernels were made ready."""
        self.warmed += 1

    def examine(self, folder: Path | None) -> tuple[Finding, ...]:
        """One finding, remembering which folder was looked into."""
        self.examined.append(folder)
        return (Finding("Kernels", "not compiled yet.", "Run this."),)

    def passphrases(self) -> Passphrases:
        """Ports that remember what they were asked."""
        return Passphrases(
            is_sealed=lambda folder: self.is_sealed,
            prepare=lambda folder: self.passphrases_asked.append(("prepare", folder)),
            check=lambda folder, typed: self.passphrases_asked.append(("check", folder, typed)),
            rewrite=self.rewrite,
        )

    def rewrite(self, folder: Path | None, before: str | None, after: str | None) -> Sealed:
        """Two backups beside it, one of them left."""
        self.passphrases_asked.append(("rewrite", folder, before, after))
        return Sealed(Path("kept"), 2, (Path("old"),), (Path("feeds"),))

    def markets(self) -> Markets:
        """Ports that match nobody but Ann."""
        return Markets(
            read_market=lambda path: (Market({"Ann": ("City",)}, {}), self.problems),
            match_market=self.match_market,
            show_matching=lambda matching: click.echo("THE MATCHING"),
            matching_as_json=lambda matching, problems: {"matches": dict(matching.matches)},
            simulate_nation=self.simulate_nation,
            show_nation=lambda odds: click.echo("THE NATION"),
            nation_as_json=lambda odds: {"seasons": odds},
        )

    def simulate_nation(self, wanted: NationWanted) -> int:
        """As many seasons as asked for; what was asked is remembered."""
        self.nations.append(wanted)
        return wanted.seasons

    def match_market(self, market: Market, tries: int, seed: int) -> Matching:
        """Ann at City; what was asked is remembered."""
        self.markets_matched.append((market, tries, seed))
        return Matching({"Ann": "City"}, ())

    def services(self) -> Services:
        """Ports that lead to this desk."""
        return Services(
            now=lambda: WEDNESDAY,
            machine_zone=lambda: self.zone,
            read_profile=self.read_profile,
            default_profile=lambda role, zone: Profile(Person(role, zone)),
            find_past_due=lambda profile, now, file: (),
            template_roles=lambda: ("student", "resident-nights"),
            template_for=lambda role: f"# {role}: é\n",
            calendar_reader=self.reader,
            plan_week=self.plan_week,
            read_plan=self.read_plan,
            replan_week=self.replan_week,
            find_places=self.find_places,
            show_places=lambda places: click.echo("THE PLACES"),
            places_as_json=lambda places: {"version": 1, "block": places.block.name},
            show_week=lambda plan: click.echo("THE WEEK"),
            week_as_json=lambda plan: {"version": 1, "person": plan.person},
            read_feed=self.read_feed,
            publish_week=self.publish,
            answer_invitation=self.answer,
            week_as_html=lambda plan: "<!doctype html>",
            read_request=self.read_request,
            weigh_request=self.weigh,
            show_weighing=lambda weighing: click.echo("THE WEIGHING"),
            read_sleep_log=lambda path, zone: SleepLog((), self.problems),
            predict_body=self.predict,
            show_body=lambda prediction: click.echo("THE DAYS"),
            show_body_week=lambda plan: click.echo(f"THE SLEEP OF {plan.person}"),
            body_week_as_json=lambda plan: {"version": 1, "person": plan.person},
            body_as_json=lambda prediction: {"version": 1, "model": prediction.model},
            weighing_as_json=lambda weighing: {"version": 1, "name": weighing.asked.name},
            make_brief=lambda _, __, order: MadeBrief(f"THE PAGE {order}", "<p>"),
            rotation_card=lambda _, today, name, __: f"THE CARD {today} {name}",
            words_for_answer=self.answer_weighed,
            words_for_letter=self.answer_letter,
            read_task=self.read_task,
            read_export=self.read_export,
            add_tasks=self.add_tasks,
            calendar_days=self.days_of,
            calendar_states=self.states_of,
            remembered_feeds=lambda: self.states,
            forget_calendar=self.forget,
            check_roster=self.check_roster,
            show_roster=lambda report: click.echo("THE ROSTER"),
            roster_as_json=lambda report: {"version": 1, "rulebook": report.rulebook.name},
            roster_as_csv=lambda report: "rule,text\n",
            show_calendars=self.show_calendars,
            calendars_as_json=lambda shown: {"version": 1, "zone": shown.zone},
            propose_codes=self.propose_codes,
            show_codes=lambda proposals: click.echo(f"THE CODES OF {proposals.source}"),
            codes_as_json=lambda proposals: {"version": 1, "source": proposals.source},
            add_codes=lambda path, proposals: path.read_bytes() + b"# codes\n",
            read_kept_date=self.read_kept_date,
            add_date=self.add_date,
            mark_date_done=self.mark_date_done,
            show_dates=self.show_dates,
            dates_as_json=lambda ahead: {"version": 1, "until": str(ahead.last)},
            dates_as_ics=self.stamp_dates,
            find_awake=self.find_awake,
            show_awake=lambda week: click.echo("THE HOURS"),
            awake_as_json=lambda week: {"version": 1, "person": week.person},
            boundaries=bounding.boundary_texts(),
            people=PeopleShown(
                ahead=people_ahead,
                show=lambda _, part, name: click.echo(f"PEOPLE {part} {name}"),
                as_json=lambda ahead: {"version": 1, "person": ahead.profile.person.name},
            ),
            household=HouseholdShown(
                read_others=lambda *_: (),
                ahead=household_ahead,
                show=lambda *_: click.echo("HOURS OF CARE"),
                as_json=lambda ahead, _: {"version": 1, "person": ahead.profile.person.name},
            ),
            open_sync=self.open_sync,
            describe_account=lambda profile, folder, name: self.findings,
            keep_password=self.keep_password,
            wait=self.wait,
            sharing=sharing.sharing(),
            studying=studying.studying(),
            decks=decking.decks(),
            groups=dividing.groups(),
            mentors=mentoring.mentors(),
            residency=residency(),
            keeping=Keeping(
                back_up=lambda folder, file, now: self.keep("back up", folder, file, now),
                restore=lambda folder, file, now: self.keep("restore", folder, file, now),
                export=lambda folder, now, too: (
                    b"PK\x03\x04" + self.keep(f"export{too * ' journal'}", folder, now).encode()
                ),
                bring_in=self.bring_in,
                is_anything_kept=lambda folder: self.has_kept,
            ),
            passphrases=self.passphrases(),
            serve=self.served.append,
            examine=self.examine,
            make_kernels_ready=self.warm,
            today=shown.today_shown(),
            checking_in=checking_in.checking_in(),
            focusing=focusing.focusing(),
            review=reviewed.review_shown(),
            markets=self.markets(),
        )


@dataclass(frozen=True)
class Outcome:
    """What a person sees after a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def desk() -> Desk:
    """Parts that answer at once."""
    return Desk()


@pytest.fixture
def trimtab(
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Outcome]:
    """Runs a command in an empty folder, with the desk behind it."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, **changes: Any) -> Outcome:
        code = run(replace(desk.services(), **changes), arguments)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
