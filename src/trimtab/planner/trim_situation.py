"""A solved week as trims see it: what is ahead, how it is named, and what an option is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from trimtab.domain.time import Interval, clock_text
from trimtab.planner.line import Taken, Week, WeekRequest
from trimtab.planner.sentences import DAY_NAMES, fill
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.trim_catalogue import TrimEntry

NOTICE_MINUTES = 12 * 60
"""Nothing that needs someone else's agreement is proposed nearer than this."""

LOOKED_AHEAD = 7 * 1440
EVENING = 17 * 60


@dataclass(frozen=True, slots=True)
class Place:
    """A block whose place the sentence tells: its name and day, and the hours it had before."""

    name: str
    day: int
    before: Interval


@dataclass(frozen=True, slots=True)
class Option:
    """One trim that could be made in this week.

    `words` fill the entry's sentence; `own` are names whose minutes change by the trim itself and
    are not counted as given back; `place` is a block that must be there for it to make sense.
    """

    entry: TrimEntry
    request: WeekRequest
    words: dict[str, str]
    permission: str
    own: frozenset[str] = frozenset()
    place: Place | None = None

    def notes_gone(self, before: WeekRequest) -> int:
        """Minutes of notes that are no longer owed, or (negative) newly are."""
        return _notes_owed(before) - _notes_owed(self.request)

    @property
    def target(self) -> tuple[str | None, str | None]:
        """What it touches, so that no two trims shown are about the same thing."""
        return self.words.get("name"), self.words.get("day")

    @property
    def sentence(self) -> str:
        """What to do, in words, as far as they are known."""
        return fill(self.entry.sentence, self.words)


def _notes_owed(request: WeekRequest) -> int:
    return sum(one.leaves_minutes for one in request.commitments)


@dataclass(frozen=True)
class Situation:
    """A solved week, asked what could be changed in it."""

    solved: SolvedWeek

    @property
    def week(self) -> Week:
        """The week."""
        return self.solved.week

    @property
    def request(self) -> WeekRequest:
        """Its request."""
        return self.week.request

    def is_ahead(self, entry: TrimEntry, minute: int) -> bool:
        """Whether something that starts then leaves enough notice, and is not too far off."""
        notice = NOTICE_MINUTES if entry.needs_permission else 0
        first = self.week.now + notice
        return first <= minute < min(self.week.horizon.minutes, self.week.now + LOOKED_AHEAD)

    def is_ahead_on(self, day: int) -> bool:
        """Whether a day's evening is still ahead, and not too far off."""
        evening = self.week.horizon.at_clock(day, EVENING)
        return self.week.now <= evening < self.week.now + LOOKED_AHEAD

    def matching(self, entry: TrimEntry) -> Iterator[Taken]:
        """Commitments ahead that an entry may touch."""
        role = self.week.profile.person.role
        for taken in self.week.taken:
            if self.is_ahead(entry, taken.interval.start) and entry.fits(taken.commitment, role):
                yield taken

    def day_name(self, day: int) -> str:
        """A local day as a sentence says it; with its date when weeks could be mixed up."""
        date = self.week.horizon.date_of(day)
        name = DAY_NAMES[date.weekday()]
        return name if self.week.horizon.days <= 7 else f"{name} {date.day} {date:%b}"

    def day_of(self, minute: int) -> int:
        """The local day of a minute."""
        return self.week.horizon.day_of(minute)

    def clock(self, minute: int) -> str:
        """The clock at a minute, as a sentence says it."""
        return clock_text(self.week.horizon.clock_of(minute))

    def option(
        self, entry: TrimEntry, request: WeekRequest, words: dict[str, str], **more: object
    ) -> Option:
        """An option of an entry, with its own permission where `more` names one."""
        return Option(entry, request, words, **{"permission": entry.permission, **more})  # type: ignore[arg-type]

    @cached_property
    def duties(self) -> list[Interval]:
        """When duties and clinics are."""
        works = {"duty", "clinic", "home_call"}
        return [t.interval for t in self.week.taken if t.commitment.kind in works]

    @cached_property
    def dinners(self) -> list[int]:
        """Days on which the plan has a dinner of its own, not one with others."""
        problem = self.solved.problem
        items = [problem.item_for(j) for j in self.solved.solution.chosen]
        found = {item.day for item in items if item.kind == "meal" and item.name == "Dinner"}
        return sorted(day for day in found if day is not None)

    @cached_property
    def slept(self) -> dict[int, int]:
        """Minutes asleep into each day, in the plan as it stands."""
        problem = self.solved.problem
        found: dict[int, int] = {}
        for j in self.solved.solution.chosen:
            day = problem.item_for(j).day
            parts = problem.parts_of(j)
            minutes = sum(p.end - p.start for p in parts if p.kind in {"sleep", "nap"})
            if day is not None and minutes:
                found[day] = found.get(day, 0) + minutes
        return found

    @cached_property
    def planned(self) -> Counter[str]:
        """Minutes of each thing in the plan, by name."""
        problem = self.solved.problem
        found: Counter[str] = Counter()
        for j in self.solved.solution.chosen:
            for part in problem.parts_of(j):
                found[part.name] += part.end - part.start
        return found

    def words_of(self, taken: Taken) -> dict[str, str]:
        """A commitment's name and day, for a sentence."""
        day = self.day_name(self.day_of(taken.interval.start))
        return {"name": taken.commitment.name, "day": day}
