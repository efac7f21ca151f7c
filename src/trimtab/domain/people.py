"""The person planned for, the others in their life, and their season."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from trimtab.domain.accounts import Account, SyncTarget
from trimtab.domain.care import Care, OwnCare
from trimtab.domain.commitments import CalendarSource, CommitmentKind
from trimtab.domain.dates import KeptDate
from trimtab.domain.decks import DeckOutlook, DeckSource
from trimtab.domain.exams import Exam, Studied
from trimtab.domain.important_days import Birthday, DaysTold
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.publishing import Publishing
from trimtab.domain.quiet import Quiet, Reach
from trimtab.domain.tasks import Messages, Task
from trimtab.domain.time import ClockSpan

Role = Literal["student", "clerkship", "resident", "fellow", "attending", "remote"]
Chronotype = Literal["morning", "intermediate", "evening"]
BodyClock = Literal["steady", "moves"]
Intensity = Literal["heavy", "regular", "light"]
PersonKind = Literal["family", "partner", "child", "friend", "mentor", "peer", "other"]
PERSON_KINDS: tuple[str, ...] = get_args(PersonKind)
ROLES: tuple[str, ...] = get_args(Role)
UNNAMED = "You"
ROLE_NAMES = frozenset(
    {"Attending", "Attending parent", "Clerkship student", "Fellow", "IMG intern", "IMG resident"}
    | {"Remote clinician", "Resident", "Resident on nights", "Student"}
)
"""Names that ready weeks and examples stand under: nobody signs with them."""


@dataclass(frozen=True, slots=True)
class Person:
    """The person planned for.

    A `body_clock` that moves follows the light of long runs of nights and of journeys. `email` is
    the address others invite them at. `country` and `region` are where they work, `home_country`
    is where they come from: codes such as "US", "NY", "NG", by which holidays are known.
    """

    name: str = UNNAMED
    time_zone: str = "UTC"
    role: Role = "resident"
    chronotype: Chronotype = "intermediate"
    sleep_minutes: int = 480
    commute_minutes: int = 20
    rulebook: str | None = None
    water_reminders: bool = False
    body_clock: BodyClock = "steady"
    email: str | None = field(default=None, repr=False)
    country: str | None = field(default=None, repr=False)
    region: str | None = field(default=None, repr=False)
    home_country: str | None = field(default=None, repr=False)

    @property
    def known_name(self) -> str:
        """The name they gave; empty where they gave none and where a ready week stands there."""
        return "" if self.name == UNNAMED or self.name in ROLE_NAMES else self.name


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """Someone in this life: the hours they are awake, in their own zone.

    `reach` is a telephone number or an address, and leaves the machine in nothing. One who is `off`
    is not told of: no days, no messages. `is_sleep_told` is False where nobody said when they are
    up: usual hours stand in for calls, and care asks for no more than that they are home.
    `commute_minutes` are theirs to work. `codes` and `code_kinds` give the hours and kinds of what
    their roster writes, as in a CalendarSource. `earlier` are files that came before `calendar`,
    each with the last day of which it still tells.
    """

    name: str
    time_zone: str
    awake: ClockSpan = field(default_factory=lambda: ClockSpan(8 * 60, 22 * 60))
    calendar: str | None = None
    kind: PersonKind = field(default="other", repr=False)
    birthday: Birthday | None = field(default=None, repr=False)
    country: str | None = field(default=None, repr=False)
    reach: str | None = field(default=None, repr=False)
    is_off: bool = field(default=False, repr=False)
    is_sleep_told: bool = field(default=True, repr=False)
    commute_minutes: int | None = field(default=None, repr=False)
    codes: dict[str, tuple[tuple[int, int], ...]] = field(
        default_factory=dict, repr=False, hash=False
    )
    code_kinds: dict[str, CommitmentKind] = field(default_factory=dict, repr=False, hash=False)
    earlier: tuple[tuple[str, date], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Trip:
    """Days lived by the clocks of another zone, aware instants [start, end).

    It ends with the arrival where the person is planned for; with no start it has gone on for long.
    """

    time_zone: str
    end: datetime
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """A spell with its own intensity, both dates inclusive.

    `values` are weights that hold in it in place of the usual ones; `duty_hours_per_week` is what
    a week of it usually takes, for weeks whose roster is not out yet.
    """

    name: str
    start: date
    end: date
    intensity: Intensity = "regular"
    values: dict[str, float] = field(default_factory=dict)
    duty_hours_per_week: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a person told us; `values` maps each value to its weight (positive).

    `free_evenings` and `study_free_half_days` are how many a week should stay free of work and
    study; `free_weekends` asks the same of weekends that the roster leaves free.
    `allowed_hosts` are servers inside the person's own network that may be asked for calendars.
    `studied` is what is known of study done for `exams`, from results and marks, `cards` what is
    known of the days to come of `decks`.
    What says nothing of the week itself stays out of the repr, by which plans tell what they were
    asked.
    """

    person: Person = field(default_factory=Person)
    values: dict[str, float] = field(default_factory=dict)
    open_share: float = 0.3
    free_evenings: int = 1
    study_free_half_days: int = 1
    free_weekends: bool = True
    calendars: tuple[CalendarSource, ...] = ()
    seasons: tuple[Season, ...] = ()
    practices: tuple[Practice, ...] = ()
    people: tuple[OtherPerson, ...] = ()
    tasks: tuple[Task, ...] = ()
    protects: tuple[Protect, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    messages: Messages | None = None
    trips: tuple[Trip, ...] = ()
    accounts: tuple[Account, ...] = field(default=(), repr=False)
    sync: SyncTarget | None = field(default=None, repr=False)
    dates: tuple[KeptDate, ...] = ()
    allowed_hosts: tuple[str, ...] = field(default=(), repr=False)
    publishing: Publishing = field(default_factory=Publishing, repr=False)
    days_told: DaysTold = field(default_factory=DaysTold, repr=False)
    exams: tuple[Exam, ...] = field(default=(), repr=False)
    studied: Studied = field(default_factory=Studied, repr=False)
    decks: tuple[DeckSource, ...] = field(default=(), repr=False)
    cards: tuple[DeckOutlook, ...] = field(default=(), repr=False)
    care: tuple[Care, ...] = field(default=(), repr=False)
    own_care: tuple[OwnCare, ...] = field(default=(), repr=False)
    quiet: Quiet = field(default_factory=Quiet, repr=False)
    reach: Reach = field(default_factory=Reach, repr=False)

    @property
    def things(self) -> tuple[Practice | Task | Protect, ...]:
        """Everything that blocks are planned for by its name."""
        known: list[Practice | Task | Protect] = [*self.practices, *self.tasks, *self.protects]
        return tuple(known)

    def intensity_on(self, day: date) -> Intensity:
        """Intensity of the season that holds `day`; regular when none does, the last wins."""
        season = self.season_on(day)
        return season.intensity if season else "regular"

    def season_on(self, day: date) -> Season | None:
        """The season that holds `day`, the last where several do."""
        held = (one for one in reversed(self.seasons) if one.start <= day <= one.end)
        return next(held, None)

    def values_on(self, day: date) -> dict[str, float]:
        """The weights that hold on `day`: the usual ones but for those its season gives."""
        season = self.season_on(day)
        return {**self.values, **season.values} if season else self.values
