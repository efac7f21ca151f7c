"""Decks of flash cards: what a person says of theirs, what was read of it, what it will ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, get_args

from trimtab.domain.time import WEEKDAYS

AnswerKind = Literal["learn", "review", "relearn"]
ANSWER_KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
GRADES = (1, 2, 3, 4)
"""Again, hard, good, easy."""

ANKICONNECT = "ankiconnect"
"""The source of a deck that is asked of Anki itself while it is open."""

FORECAST_DAYS = 14
USUAL_NEW, USUAL_RETENTION = 20, 0.9
USUAL_NAME = "Cards"


@dataclass(frozen=True, slots=True)
class DeckSource:
    """A deck that a person keeps up, and what they say of it; None is as the deck itself says.

    `source` is a collection or an export of Anki, or "ankiconnect". `deck` is one deck in it with
    those below it, all of them where it is empty. `most_minutes` are what a day may take of it.
    """

    name: str = USUAL_NAME
    source: str = ""
    deck: str = ""
    new_a_day: int | None = None
    most_minutes: int | None = None
    retention: float | None = None
    days: tuple[str, ...] = WEEKDAYS
    value: str = "learning"
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards alike: due in so many days (negative: overdue), last seen `since` days ago.

    `stability` are the days after which nine of ten are still known, `difficulty` 1 to 10; `deck`
    is the place of theirs among those of the reading.
    """

    due_in: int
    since: int
    stability: float
    difficulty: float
    count: int
    deck: int = 0


@dataclass(frozen=True, slots=True)
class LimitedDeck:
    """A deck with what it lets a day hold, of itself and of the decks in it; None is no limit.

    `above` is the place of the deck it lies in, which stands before it. What was done today counts
    new cards under reviews too where the collection does; a limit of today alone that is higher
    than that of other days makes it less, even below zero.
    """

    unseen: int = 0
    new_a_day: int | None = None
    reviews_a_day: int | None = None
    done_new: int = 0
    done_reviews: int = 0
    above: int | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How answers of one kind and grade went: how many, their usual seconds, and their spread."""

    kind: AnswerKind
    grade: int
    count: int
    seconds: float
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class DeckDay:
    """What was done of a deck on a day that has been."""

    day: date
    reviews: int
    minutes: float
    introduced: int = 0


FILTERED = "It is a filtered deck: its cards are counted in the decks they come from."
"""What is said of a filtered deck, which holds no cards of its own."""


@dataclass(frozen=True, slots=True)
class DeckReading:
    """What was read of a deck on `today`, by its own turn of days.

    `learning` are cards within their first or repeated steps; `limited` are its decks with cards
    never shown and limits, each after the one it lies in. `parameters` are the memory model's
    own, empty where it has none. `introduced` cards were new in the days the paces are of, with
    `first_grades`. `new_count_as_reviews`: new cards are
    shown while reviews of the day leave room under their limit. `has_memory` says whether states
    came with the cards.
    """

    today: date
    groups: tuple[CardGroup, ...] = ()
    learning: int = 0
    limited: tuple[LimitedDeck, ...] = (LimitedDeck(),)
    suspended: int = 0
    buried: int = 0
    paces: tuple[Pace, ...] = ()
    first_grades: tuple[int, ...] = (0, 0, 0, 0)
    introduced: int = 0
    days: tuple[DeckDay, ...] = ()
    new_count_as_reviews: bool = True
    retention: float | None = None
    parameters: tuple[float, ...] = ()
    has_memory: bool = True
    decks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def unseen(self) -> int:
        """How many cards were never shown."""
        return sum(one.unseen for one in self.limited)

    @property
    def cards(self) -> int:
        """How many cards are in it, those set aside left out."""
        return sum(group.count for group in self.groups) + self.learning + self.unseen

    @property
    def new_a_day(self) -> int | None:
        """New cards its decks let a day hold, none of them more than it has; None where unknown."""
        if any(one.unseen and one.new_a_day is None for one in self.limited):
            return None
        held = [one.unseen for one in self.limited]
        for place, one in reversed([*enumerate(self.limited)]):
            if one.new_a_day is not None:
                held[place] = min(held[place], one.new_a_day)
            if one.above is not None:
                held[one.above] += held[place]
                held[place] = 0
        return sum(held)


@dataclass(frozen=True, slots=True)
class NextState:
    """A card after one answer: its memory, and the days until it is asked again."""

    stability: float
    difficulty: float
    interval: float


class CardMemory(Protocol):
    """How cards are remembered."""

    def first(self) -> tuple[NextState, ...]:
        """A new card after each first grade."""
        ...

    def recall(self, stability: float, elapsed: float) -> float:
        """The share of cards still known so many days after they were seen."""
        ...

    def after(self, stability: float, difficulty: float, elapsed: int) -> tuple[NextState, ...]:
        """A card after each grade, `elapsed` days after it was seen."""
        ...


@dataclass(frozen=True, slots=True)
class DeckForecastDay:
    """What a day will ask for: cards to review, new ones, answers in all, and minutes.

    `low` and `high` are where its minutes lie in eight days of ten.
    """

    day: date
    reviews: float
    new: float
    answers: float
    minutes: float
    low: float
    high: float
    waiting: float = 0.0


Method = Literal["memory", "pace"]
KEPT_DAYS = 42
"""So many days of an outlook are kept; after them the deck has to be read again."""


@dataclass(frozen=True, slots=True)
class DeckForecast:
    """What a deck will ask for from today on, day by day.

    `method` is how it was found: from each card's memory, or from what is due and the pace of late.
    `new_from` says where the number of new cards a day comes from. `new_shown` are those of an
    average day of two weeks, where a limit of reviews keeps others out.
    """

    days: tuple[DeckForecastDay, ...]
    new_a_day: int
    new_from: Literal["said", "deck", "seen", "usual"]
    retention: float
    method: Method = "memory"
    backlog: int = 0
    remarks: tuple[str, ...] = field(default=())
    new_shown: int | None = None

    @property
    def minutes(self) -> float:
        """Minutes in all."""
        return sum(one.minutes for one in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckOutlook:
    """What a deck was found to ask for when it was last read; `name` is the deck's.

    `minutes` are those of each day from `day` on, with low and high; `loads` the minutes of an
    average day in each four weeks to come, by new cards a day. `new_shown` are new cards of an
    average day of two weeks, where the deck's limit of reviews keeps others out.
    """

    id: str
    day: date
    said_at: datetime
    name: str
    cards: int = 0
    unseen: int = 0
    suspended: int = 0
    backlog: int = 0
    new_a_day: int = 0
    retention: float = USUAL_RETENTION
    minutes: tuple[tuple[int, int, int], ...] = ()
    reviews: tuple[int, ...] = ()
    loads: tuple[tuple[int, tuple[int, ...]], ...] = ()
    remarks: tuple[str, ...] = ()
    new_shown: int | None = None

    def on(self, day: date) -> tuple[int, int, int] | None:
        """Minutes of a day with low and high; None where it was not looked at."""
        number = (day - self.day).days
        return self.minutes[number] if 0 <= number < len(self.minutes) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuestion:
    """A question to look up, noted from a case, without anybody's particulars.

    `answer` is a line, empty until it was answered at `answered_at`.
    """

    id: str
    day: date
    said_at: datetime
    question: str
    topic: str = ""
    answer: str = ""
    answered_at: datetime | None = None
