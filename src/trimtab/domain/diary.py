"""What a person says of their days, and what was told to them: records kept by day.

Every record has an `id` of its own among those of its kind, the `day` it belongs to on the person's
clock, and the instant `said_at`. One of the same id takes the place of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal, Protocol, TypeVar, get_args, get_type_hints

from trimtab.domain.answers import AnswerKind
from trimtab.domain.decks import CaseQuestion, DeckOutlook
from trimtab.domain.exams import StudyResult, WeekGoal
from trimtab.domain.focus import FocusSession
from trimtab.domain.mentors import Mentor, MentorQuestion
from trimtab.domain.task_days import DayThree, TaskEnded

LOWEST, HIGHEST = 1, 10
"""Ends of every scale of a check-in."""

Measure = Literal["mood", "energy", "stress", "balance"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

SleepSource = Literal["plan", "said", "device"]
Instrument = Literal[
    "phq-2", "phq-8", "phq-9", "gad-2", "gad-7", "cbi-personal", "cbi-work", "cbi-patients"
]
INSTRUMENTS: tuple[Instrument, ...] = get_args(Instrument)
NoticeKind = Literal["change", "level", "ahead"]
NoticeAnswer = Literal["seen", "quiet", "lighter", "trim", "brief", "questions"]
HOW_IT_WENT = ("better", "same", "worse", "unknown")


class Entry(Protocol):
    """One record of the diary."""

    @property
    def id(self) -> str:
        """Its name among those of its kind."""
        ...

    @property
    def day(self) -> date:
        """The day it belongs to."""
        ...

    @property
    def said_at(self) -> datetime:
        """When it was said."""
        ...


AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """How a day was: each measure from 1 to 10, None where nothing was said of it.

    A high `stress` is a strained day, a high value of the others a good one. `asleep_from` and
    `asleep_until` are the night that ended on this day. `line` is in the person's words.
    `predicted_sleepiness` is what the plan predicted for the moment at which `energy` was said, on
    the Karolinska scale.
    """

    day: date
    said_at: datetime
    mood: int | None = None
    energy: int | None = None
    stress: int | None = None
    balance: int | None = None
    asleep_from: datetime | None = None
    asleep_until: datetime | None = None
    sleep_source: SleepSource | None = None
    line: str = ""
    predicted_sleepiness: float | None = None

    @property
    def id(self) -> str:
        """The day: there is one check-in of each."""
        return self.day.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A sleep as a phone or a wearable wrote it down; `day` is the one it ended on.

    `minutes_asleep` leaves out waking in between, None where the device does not say.
    """

    id: str
    day: date
    said_at: datetime
    start: datetime
    end: datetime
    device: str
    minutes_asleep: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An early warning as it was told; there is at most one a week.

    `since` is the day from which on days have been different, `measure` the scale that says so most
    plainly, None where it was the work ahead, until the day `until`. `certainty` is the probability
    that it is no chance, `change` in points of the scale with its interval, `before` and `level`
    the points before it and now. `words` are the sentences as shown. `answer` is what the person
    chose, at `answered_at`; `outcome` is what two weeks later showed.
    """

    id: str
    day: date
    said_at: datetime
    kind: NoticeKind
    words: tuple[str, ...]
    since: date | None = None
    measure: Measure | None = None
    certainty: float | None = None
    change: tuple[float, float, float] | None = None
    answer: NoticeAnswer | None = None
    answered_at: datetime | None = None
    outcome: str = ""
    before: float | None = None
    level: float | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireTaken:
    """Answers to a questionnaire, in the order of its items; None where one was left out.

    Item 9 of the PHQ-9 is None unless the person chose to keep that answer.
    """

    id: str
    day: date
    said_at: datetime
    instrument: Instrument
    answers: tuple[int | None, ...]
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalKey:
    """What opens the journal once its passphrase, or the recovery key, is known; neither is kept.

    The journal's own random key stands in `by_passphrase` and `by_recovery`, encrypted under keys
    derived from each; all as text in base64. `hint` is the person's own. `for_drafts` is a public
    key: what is sealed with it is opened by the journal's own key alone.
    """

    id: str
    day: date
    said_at: datetime
    salt: str
    by_passphrase: str
    by_recovery: str
    derivation: str
    hint: str = ""
    for_drafts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPage:
    """A page of the journal: `sealed` is all of it, kind and words, encrypted, in base64.

    `key` is the id of the JournalKey that it is sealed under, `by` a random name of the window that
    it was typed in last.
    """

    id: str
    day: date
    said_at: datetime
    sealed: str
    key: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A look back at the week that begins on `day`, a Monday; texts are the person's words.

    `signs` are pairs of a sign's name and whether it was there; those left out were not answered.
    `wished` are pairs of a value's name and the minutes a week wished for it; None where nothing
    was said of them, so that those of the review before go on. `trim` is the small change chosen.
    """

    day: date
    said_at: datetime
    gave: str = ""
    drained: str = ""
    takes_most: str = ""
    missing: str = ""
    protect: str = ""
    by_values: int | None = None
    signs: tuple[tuple[str, bool], ...] = ()
    wished: tuple[tuple[str, int], ...] | None = None
    trim: str = ""

    @property
    def id(self) -> str:
        """The week's Monday: there is one review of each."""
        return self.day.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonNote:
    """Who somebody is becoming, in their words, on a day of a season.

    `values` are pairs of a value's name and its weight then, `roles` what they called themselves,
    `fits` and `lets_go` what still fits and what no longer does.
    """

    id: str
    day: date
    said_at: datetime
    season: str = ""
    values: tuple[tuple[str, float], ...] = ()
    roles: tuple[str, ...] = ()
    fits: str = ""
    lets_go: str = ""
    becoming: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A small change tried on some days or weeks and left on others, by lot.

    `day` is the first. `arms` says of each period, of `period_days` days, whether the change is on;
    the first `washout_days` of each period do not count. `practice` is what it adds to the plan for
    `minutes`, empty where the person does it by themselves; `measure` is what is looked at.
    `ended_on` is the day it was ended early, `ended_because` why. `kept` are the days on which the
    person said whether they did as the lot said. `found` are the sentences of its result and
    `answer` what became of the change, once the person has chosen.
    """

    id: str
    day: date
    said_at: datetime
    change: str
    measure: Measure
    period_days: int
    arms: tuple[bool, ...]
    practice: str = ""
    minutes: int = 0
    washout_days: int = 0
    kept: tuple[tuple[date, bool], ...] = ()
    ended_on: date | None = None
    ended_because: str = ""
    found: tuple[str, ...] = ()
    answer: Literal["", "kept", "let_go"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LighterDays:
    """Days planned at tiny doses, `day` the first and `last` the last; `because` says what of."""

    id: str
    day: date
    said_at: datetime
    last: date
    because: Literal["notice", "reset", "asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Time spent on something, written down or counted by a timer, [start, end).

    Of a round counted by a timer `round` is its number in its session, from 1, and
    `planned_minutes` how long it was to be.
    """

    id: str
    day: date
    said_at: datetime
    start: datetime
    end: datetime
    name: str
    value: str | None = None
    source: Literal["said", "timer"] = "said"
    planned_minutes: int | None = None
    round: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswered:
    """What somebody asked and how it was answered, without who asked and without the words.

    `room` says what a no made room for, as it was weighed; empty where it was none.
    """

    id: str
    day: date
    said_at: datetime
    asked: str
    answer: AnswerKind
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationNotes:
    """Notes on the start of a rotation in the person's words; `day` is its first day."""

    id: str
    day: date
    said_at: datetime
    season: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Every record of the diary by its kind; a kind goes by its name here wherever it is kept."""

    check_ins: tuple[CheckIn, ...] = ()
    nights: tuple[Night, ...] = ()
    notices: tuple[Notice, ...] = ()
    questionnaires: tuple[QuestionnaireTaken, ...] = ()
    reviews: tuple[Review, ...] = ()
    season_notes: tuple[SeasonNote, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    lighter_days: tuple[LighterDays, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    requests_answered: tuple[RequestAnswered, ...] = ()
    rotation_notes: tuple[RotationNotes, ...] = ()
    focus_sessions: tuple[FocusSession, ...] = ()
    journal_keys: tuple[JournalKey, ...] = ()
    journal_pages: tuple[SealedPage, ...] = ()
    study_results: tuple[StudyResult, ...] = ()
    week_goals: tuple[WeekGoal, ...] = ()
    deck_outlooks: tuple[DeckOutlook, ...] = ()
    case_questions: tuple[CaseQuestion, ...] = ()
    mentors: tuple[Mentor, ...] = ()
    mentor_questions: tuple[MentorQuestion, ...] = ()
    tasks_ended: tuple[TaskEnded, ...] = ()
    day_threes: tuple[DayThree, ...] = ()


JOURNAL_KINDS = ("journal_keys", "journal_pages")
"""What no export holds unless the person asks for it, and no import takes away."""


def _entry_types() -> Mapping[str, type[Entry]]:
    hints = get_type_hints(Diary)
    return {field.name: get_args(hints[field.name])[0] for field in fields(Diary)}


ENTRY_TYPES = _entry_types()
"""The record of each kind, by the kind's name."""

KIND_NAMES = {entry_type: name for name, entry_type in ENTRY_TYPES.items()}
"""The name of each kind, by its record."""
