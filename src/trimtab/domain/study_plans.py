"""A plan of study over the year: what days hold and are asked, and what would mend a shortage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from trimtab.domain.exams import MOST_SHARE, Exam, PracticeExam

OfferKind = Literal["more", "days", "later", "drop"]
OFFER_KINDS: tuple[OfferKind, ...] = ("more", "days", "later", "drop")


LEAST_SITTINGS = 5
"""From so many sittings with minutes on the plan goes by them (our choice)."""


@dataclass(frozen=True, slots=True)
class TopicLevel:
    """How a topic stands: questions asked and right, and the share right with a 90 % interval."""

    topic: str
    asked: int
    right: int
    level: float
    low: float
    high: float

    @property
    def weakness(self) -> float:
        """The share that is still wrong."""
        return 1.0 - self.level


@dataclass(frozen=True, slots=True)
class PaceLearned:
    """Minutes a question takes with a 90 % interval, from so many sittings."""

    minutes: float
    low: float
    high: float
    sittings: int

    @property
    def is_known(self) -> bool:
        """Whether there are sittings enough to plan by it."""
        return self.sittings >= LEAST_SITTINGS


@dataclass(frozen=True, slots=True)
class StudyDay:
    """A day as study sees it: minutes that fit, whether it is heavy, whether the roster is out.

    `free` are minutes free in one way or another, which a practice exam may take. `cards` are those
    that flash cards have of what fits, `cards_waiting` those they ask beyond it, which wait for a
    lighter day. `season` is the rotation's name, empty where none is told.
    """

    day: date
    fits: int
    free: int = 0
    is_heavy: bool = False
    is_known: bool = False
    season: str = ""
    cards: int = 0
    cards_waiting: int = 0

    @property
    def are_cards_too_many(self) -> bool:
        """Whether cards alone ask more than may be planned of what fits."""
        return self.fits > 0 and self.cards > MOST_SHARE * self.fits

    @property
    def is_closed_to_cards(self) -> bool:
        """Whether cards ask for a day into which nothing fits."""
        return not self.fits and bool(self.cards)


@dataclass(frozen=True, slots=True)
class DayTarget:
    """Questions of one exam on a day, with their minutes; `topics` come to the questions."""

    day: date
    exam: str
    questions: int
    minutes: int
    topics: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Burst:
    """A few questions of an exam for a pocket; `topic` is empty where they are mixed."""

    exam: str
    topic: str
    questions: int
    minutes_each: float


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A practice exam with its day, None where no day near it has room; `wanted` is as asked.

    `takes_open_time` where it is longer than what is planned of the `fits` minutes that fit there.
    """

    exam: str
    practice: PracticeExam
    wanted: date
    day: date | None
    takes_open_time: bool = False
    fits: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to make it fit again; `change` is what it sets in the exam's table, exactly.

    `minutes` is what a day takes more on average, `share` what of each day would be planned,
    `days` the weekdays or days won, `day` a later date, `topics` what would be dropped with its
    questions, `exam_share` their part of the exam. Where `is_possible` is False it does not do,
    and `short` questions would still lack.
    """

    kind: OfferKind
    exam: str
    is_possible: bool
    change: Mapping[str, object] = field(default_factory=dict)
    minutes: int = 0
    share: float = 0.0
    days: tuple[str, ...] = ()
    buffer_days: int | None = None
    begin: date | None = None
    day: date | None = None
    topics: tuple[tuple[str, int], ...] = ()
    exam_share: float = 0.0
    short: int = 0


@dataclass(frozen=True, slots=True)
class ExamOutlook:
    """How one exam stands, today counted: questions done and left, those with a day, those without.

    `minutes_each` is what a question is taken to last, `pace` what results tell of it, `levels`
    how each topic stands. `assumed` of those done were planned and not spoken of. Of an exam that
    `is_today` nothing is asked any more.
    """

    exam: Exam
    done: int
    left: int
    placed: int
    minutes_each: float
    levels: tuple[TopicLevel, ...] = ()
    pace: PaceLearned | None = None
    assumed: int = 0
    is_today: bool = False

    @property
    def short(self) -> int:
        """Questions that no day holds."""
        return 0 if self.is_today else self.left - self.placed


@dataclass(frozen=True, slots=True)
class HeldQuestions:
    """Questions that a planned week, or more until a day, was asked for, and those it holds.

    `coming` are its sittings from today on.
    """

    asked: int
    held: int
    until: date
    coming: tuple[DayTarget, ...] = ()

    def in_week(self, targets: Iterable[DayTarget], last: date) -> tuple[DayTarget, ...]:
        """What is planned of a week that ends on a day: as held, and as asked beyond the plan."""
        first = last - timedelta(days=6)
        held = (one for one in self.coming if first <= one.day <= last)
        return (*held, *(one for one in targets if one.day > self.until))


@dataclass(frozen=True, slots=True)
class YearPlan:
    """Days from today to the last exam, with what each is asked.

    `reach` is the last day the roster speaks of. `passed` are exams that are over. `planned` says
    what the week that is kept holds, None where none is.
    """

    today: date
    days: tuple[StudyDay, ...] = ()
    targets: tuple[DayTarget, ...] = ()
    outlooks: tuple[ExamOutlook, ...] = ()
    rehearsals: tuple[Rehearsal, ...] = ()
    offers: tuple[Offer, ...] = ()
    passed: tuple[Exam, ...] = ()
    reach: date | None = None
    planned: HeldQuestions | None = None

    @property
    def weeks(self) -> tuple[StudyWeek, ...]:
        """From this week's Monday to the week of the last exam."""
        if not self.days:
            return ()
        first = self.today - timedelta(days=self.today.weekday())
        count = (self.days[-1].day - first).days // 7 + 1
        return tuple(self._week(first + timedelta(weeks=number)) for number in range(count))

    def _week(self, monday: date) -> StudyWeek:
        last = monday + timedelta(days=6)
        targets = tuple(one for one in self.targets if monday <= one.day <= last)
        is_kept = self.planned is not None and monday <= self.planned.until
        return StudyWeek(
            monday,
            tuple(one for one in self.days if monday <= one.day <= last),
            targets,
            tuple(one.exam for one in self.outlooks if monday <= one.exam.day <= last),
            tuple(one for one in self.rehearsals if one.day and monday <= one.day <= last),
            self.planned.in_week(targets, last) if self.planned and is_kept else targets,
        )

    @property
    def has_cards(self) -> bool:
        """Whether cards ask for any of its days."""
        return any(one.cards for one in self.days)

    def minutes_on(self, day: date) -> int:
        """Minutes of questions and practice exams that a day is asked."""
        forms = (one.practice.minutes for one in self.rehearsals if one.day == day)
        return sum(one.minutes for one in self.targets_on(day)) + sum(forms)

    def targets_on(self, day: date) -> tuple[DayTarget, ...]:
        """What a day is asked."""
        return tuple(one for one in self.targets if one.day == day)


@dataclass(frozen=True, slots=True)
class StudyWeek:
    """A week of the plan, from its Monday; days before today are left out.

    `targets` are what it is asked, `planned` what of it the week that is kept holds, or else all.
    """

    monday: date
    days: tuple[StudyDay, ...]
    targets: tuple[DayTarget, ...]
    exams: tuple[Exam, ...]
    rehearsals: tuple[Rehearsal, ...]
    planned: tuple[DayTarget, ...]

    @property
    def fits(self) -> int:
        """Minutes that fit into its days."""
        return sum(one.fits for one in self.days)

    @property
    def minutes(self) -> int:
        """Minutes of questions planned."""
        return sum(one.minutes for one in self.planned)

    @property
    def cards(self) -> int:
        """Minutes that flash cards ask."""
        return sum(one.cards for one in self.days)

    @property
    def studied(self) -> int:
        """Minutes of questions planned and of practice exams."""
        return self.minutes + sum(one.practice.minutes for one in self.rehearsals)

    @property
    def asked(self) -> int:
        """Minutes of questions planned, of practice exams and of cards together."""
        return self.studied + self.cards

    @property
    def share(self) -> float:
        """What all of it takes of what fits."""
        return self.asked / self.fits if self.fits else 0.0

    @property
    def heavy_days(self) -> int:
        """How many of its days are heavy."""
        return sum(one.is_heavy for one in self.days)

    @property
    def known_days(self) -> int:
        """Of how many of its days the roster is out."""
        return sum(one.is_known for one in self.days)

    @property
    def seasons(self) -> tuple[str, ...]:
        """Rotations it touches, in order."""
        return tuple(dict.fromkeys(one.season for one in self.days if one.season))

    def questions(self, exam: str | None = None) -> int:
        """Questions of one exam, or of all."""
        return sum(one.questions for one in self.targets if exam in {None, one.exam})

    def questions_planned(self, exam: str | None = None) -> int:
        """Questions of one exam, or of all, that are planned."""
        return sum(one.questions for one in self.planned if exam in {None, one.exam})

    def topics(self, exam: str) -> tuple[tuple[str, int], ...]:
        """Questions by topic of one exam, the most first."""
        sums: dict[str, int] = {}
        for target in self.targets:
            if target.exam == exam:
                for name, count in target.topics:
                    sums[name] = sums.get(name, 0) + count
        return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))
