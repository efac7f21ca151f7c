"""What a person wants to keep doing, what they protect, and where their day ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from trimtab.domain.rhythms import Rhythm
from trimtab.domain.time import WEEKDAYS, ClockSpan

BoundaryKind = Literal["work", "study", "screens", "calls"]
BOUNDARY_KINDS: tuple[str, ...] = get_args(BoundaryKind)
LONGEST_POCKET = 15
"""Minutes of the longest dose that a pocket practice may have."""

ANCHORS_AFTER = ("Get home", "Wake up", "Unwind")
ANCHORS_BEFORE = ("Wind down",)
MEAL_ANCHORS = ("Breakfast", "Lunch", "Dinner")
"""What a practice can be stacked on besides other practices and protected times."""

STUDY_VALUES = frozenset({"learning", "study", "education", "exams"})


@dataclass(frozen=True, slots=True)
class Practice:
    """Something repeated; `doses` in minutes, ideal first, at most three.

    `prefer` are the hours liked best, `only` the hours it must lie in (empty: any waking hour).
    A `must` practice never shrinks and is never dropped. A `pocket` fits into small gaps. One
    stacked `after` or `before` something rides with it and stands nowhere else. `private` says
    whether others see it as busy time alone; None leaves that to its topic. `on` are the dates it
    keeps to, where it is for some days and not for others; with a `rhythm` those of its turns.
    `note` stands beside it, such as "phones away".
    """

    name: str
    value: str
    times_per_week: int
    doses: tuple[int, ...]
    prefer: tuple[ClockSpan, ...] = ()
    only: tuple[ClockSpan, ...] = ()
    days: tuple[str, ...] = WEEKDAYS
    once_a_day: bool = True
    must: bool = False
    demanding: bool = False
    with_person: str | None = None
    study: bool | None = None
    pocket: bool = False
    after: str | None = None
    before: str | None = None
    private: bool | None = field(default=None, repr=False)
    on: frozenset[date] | None = field(default=None, repr=False)
    rhythm: Rhythm | None = field(default=None, repr=False)
    note: str = field(default="", repr=False)

    @property
    def is_stacked(self) -> bool:
        """Whether it rides with something else."""
        return self.after is not None or self.before is not None

    @property
    def is_study(self) -> bool:
        """Whether study boundaries cover it: as said, or because it serves a learning value."""
        return self.study if self.study is not None else self.value.lower() in STUDY_VALUES

    def goal_minutes(self, *, is_heavy: bool) -> int:
        """The dose to aim at: the ideal, or in a heavy season the second, good enough then.

        What keeps to dates was measured for its days, and is asked whole.
        """
        is_eased = is_heavy and not self.must and self.on is None and len(self.doses) > 1
        return self.doses[1 if is_eased else 0]


@dataclass(frozen=True, slots=True)
class Protect:
    """Time kept for something on given days between given hours, ideal dose first.

    `private` says whether others see it as busy time alone; None leaves that to its topic.
    """

    name: str
    value: str
    between: ClockSpan
    doses: tuple[int, ...]
    days: tuple[str, ...] = WEEKDAYS
    must: bool = False
    with_person: str | None = None
    private: bool | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Boundary:
    """Hours in which something may not happen, with exceptions one can live with.

    `exceptions` are clock spans inside `off` that stay open, at most
    `except_times_per_week` times when that is given.
    """

    name: str
    kind: BoundaryKind
    off: ClockSpan
    days: tuple[str, ...] = WEEKDAYS
    exceptions: tuple[ClockSpan, ...] = ()
    except_times_per_week: int | None = None
