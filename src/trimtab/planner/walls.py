"""Which rules keep something out of hours that are free: boundaries, and rest after a long duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trimtab.domain.practices import Boundary, BoundaryKind, Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Interval, subtract_intervals
from trimtab.planner import defaults
from trimtab.planner.asked import asked_minutes
from trimtab.planner.boundaries import boundary_days, days_off, light_days
from trimtab.planner.history import Matches, is_of_notes, is_of_practice, is_of_protect, is_of_task
from trimtab.planner.life_candidates import (
    is_strenuous,
    kinds_of_practice,
    practice_hours,
    slots_up,
)
from trimtab.planner.line import Taken, Week
from trimtab.planner.lived_days import study_free_hours, waiting_hours
from trimtab.planner.placing import starts_within
from trimtab.planner.problem import Item
from trimtab.planner.sentences import hours_said, listed
from trimtab.planner.settled import begun_free_hours, closed_days
from trimtab.planner.work_candidates import (
    NOTES_KINDS,
    SHORTEST_NOTES,
    kinds_of_task,
    notes_hours,
    task_hours,
)

LEAST_SHARE = 0.25
"""Places a rule keeps shut, as a share of what the strictest does, to be named (our choice)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Hours that one rule closes: a boundary by its name, or a sentence that says why.

    One that a remark tells anyway, such as a day off, `is_known`.
    """

    hours: tuple[Interval, ...]
    boundary: str = ""
    sentence: str = ""
    is_known: bool = False

    @property
    def said(self) -> str:
        """The rule as a sentence of its own."""
        return self.sentence or f"{self.boundary} closes these hours to it."


@dataclass(frozen=True, slots=True)
class Walls:
    """The hours that something may lie in, its shortest sitting, and the rules that bind it."""

    week: Week
    hours: tuple[Interval, ...]
    shortest: int
    rules: tuple[Rule, ...]
    settled: tuple[Interval, ...]

    def closing(self, within: Sequence[Interval] | None = None) -> list[Rule]:
        """The rules that close free places to it, the strictest first.

        A rule counts by the places it alone closes; where only several together close any, each
        of those does.
        """
        limits = [Interval(0, self.week.line_minutes)] if within is None else within
        has = self._starts(self.rules, limits)
        opened = {
            rule: len(self._starts([one for one in self.rules if one != rule], limits) - has)
            for rule in self.rules
        }
        if not any(opened.values()):
            shut = self._starts([], limits) - has
            opened = {rule: len(_held(shut, rule)) for rule in self.rules}
        most = max(opened.values(), default=0)
        named = [rule for rule in opened if opened[rule] > most * LEAST_SHARE]
        return sorted(named, key=lambda rule: -opened[rule])

    def _starts(self, rules: Iterable[Rule], within: Sequence[Interval]) -> set[int]:
        avoid = [*self.settled, *(hours for rule in rules for hours in rule.hours)]
        places = self.week.free_within(self.hours, avoid=avoid)
        starts = starts_within(places, self.shortest).tolist()
        return {start for start in starts if any(one.holds(start) for one in within)}


def _held(starts: Iterable[int], rule: Rule) -> list[int]:
    return [start for start in starts if any(hours.holds(start) for hours in rule.hours)]


def rules_text(rules: Sequence[Rule]) -> str:
    """What keeps something out of free hours, in words."""
    sentences = dict.fromkeys(
        rule.sentence for rule in rules if rule.sentence and not rule.is_known
    )
    names = [rule.boundary for rule in rules if rule.boundary]
    closed = f"Other hours are closed to it by {listed(names)}." if names else ""
    return " ".join(filter(None, [*sentences, closed]))


def walls_of(week: Week, item: Item) -> Walls | None:
    """The rules for an item, the same that its candidates keep to; None where none bind it."""
    if item.kind == "protect":
        return _of_protect(week, item.name)
    if item.said:
        return _of_notes(week, item)
    practice = next((one for one in week.profile.practices if one.name == item.name), None)
    if practice is not None and item.kind in {"practice", "people", "study"}:
        return _of_practice(week, practice)
    task = next((one for one in week.profile.tasks if one.name == item.name), None)
    if task is not None and item.kind in {"task", "study"}:
        return _of_task(week, task)
    return None


def source_of(week: Week, item: Item) -> Taken | None:
    """What left the notes that an item stands for."""
    alike = (one for one in week.taken if one.commitment.name == item.name)
    return next((one for one in alike if week.horizon.day_of(one.interval.end) == item.day), None)


def _of_notes(week: Week, item: Item) -> Walls | None:
    taken = source_of(week, item)
    if taken is None:
        return None
    rules = tuple(_boundaries(week, NOTES_KINDS))
    shortest = slots_up(min(SHORTEST_NOTES, item.wanted_minutes))
    settled = _settled(week, is_of_notes(item.name), is_work=True)
    return Walls(week, tuple(notes_hours(week, taken)), shortest, rules, settled)


def _of_protect(week: Week, name: str) -> Walls | None:
    """The hours of protected time, to which no boundary speaks; None of one no longer asked for."""
    protect = next((one for one in week.profile.protects if one.name == name), None)
    if protect is None:
        return None
    hours = tuple(week.windows([protect.between], protect.days))
    settled = tuple(closed_days(week, is_of_protect(protect), once_a_day=True))
    return Walls(week, hours, slots_up(protect.doses[-1]), (), settled)


def _of_task(week: Week, task: Task) -> Walls:
    rules = [*_boundaries(week, kinds_of_task(task)), _on_days_off(week)]
    light = "The first day after a heavy stretch holds no task but what is due."
    rules.append(Rule(tuple(light_days(week, task.due)), sentence=light, is_known=True))
    rules.append(_on_lighter_days(waiting_hours(week, task), "no heavy task but what is due"))
    if task.demanding:
        rules += [*_after_long_duties(week, "Demanding work"), *_kept_home(week)]
    shortest = slots_up(min(task.shortest, asked_minutes(week, task) or task.shortest))
    settled = _settled(week, is_of_task(task), is_work=True)
    return Walls(week, tuple(task_hours(week, task)), shortest, tuple(rules), settled)


def _of_practice(week: Week, practice: Practice) -> Walls:
    rules = list(_boundaries(week, kinds_of_practice(practice)))
    if practice.demanding or is_strenuous(practice):
        what = "Demanding work" if practice.demanding else "Exercise"
        rules += [*_after_long_duties(week, what), *_kept_home(week)]
    if practice.is_study:
        rules.append(_on_days_off(week))
        rules.append(_on_lighter_days(study_free_hours(week, practice), "no study"))
    matches, once = is_of_practice(practice), practice.once_a_day
    settled = _settled(week, matches, is_work=practice.is_study, once_a_day=once)
    shortest = slots_up(practice.doses[0 if practice.must else -1])
    hours = tuple(practice_hours(week, practice))
    return Walls(week, hours, shortest, tuple(rules), settled)


def _settled(
    week: Week, matches: Matches, *, is_work: bool, once_a_day: bool = False
) -> tuple[Interval, ...]:
    free = begun_free_hours(week) if is_work else []
    return (*closed_days(week, matches, once_a_day=once_a_day), *free)


def _boundaries(week: Week, kinds: Sequence[BoundaryKind]) -> Iterator[Rule]:
    for boundary in week.profile.boundaries:
        if boundary.kind in kinds:
            yield Rule(tuple(_closed_by(week, boundary)), boundary=boundary.name)


def _closed_by(week: Week, boundary: Boundary) -> Iterator[Interval]:
    excepted = week.windows(boundary.exceptions, boundary_days(boundary))
    for off in week.windows([boundary.off], boundary.days):
        yield from subtract_intervals(off, excepted)


def _on_days_off(week: Week) -> Rule:
    sentence = "Days off hold no work and no study."
    return Rule(tuple(days_off(week)), sentence=sentence, is_known=True)


def _on_lighter_days(hours: list[Interval], what: str) -> Rule:
    return Rule(tuple(hours), sentence=f"Lighter days hold {what}.", is_known=True)


def _after_long_duties(week: Week, what: str) -> Iterator[Rule]:
    """The hours of rest after each very long duty, in the words of what they keep out."""
    for name, ends in _long_duties(week).items():
        tired = defaults.WAKING.tired_minutes
        sentence = f"{what} is not planned in the {hours_said(tired)} after {name}."
        yield Rule(tuple(Interval(end, end + tired) for end in ends), sentence=sentence)


def _kept_home(week: Week) -> Iterator[Rule]:
    """Hours in which only the person can be there, by who is looked after."""
    for name in dict.fromkeys(one.name for one in week.request.kept_home):
        hours = [one.interval for one in week.request.kept_home if one.name == name]
        sentence = f"Only you can be there for {name} in some of these hours."
        yield Rule(tuple(hours), sentence=sentence)


def _long_duties(week: Week) -> dict[str, list[int]]:
    """Ends of duties so long that rest follows, by what was on duty last."""
    duties = [one for one in week.taken if one.commitment.kind == "duty"]
    ends: dict[str, list[int]] = {}
    for one in duties:
        if one.interval.minutes >= defaults.LONG_DUTY_MINUTES:
            ends.setdefault(one.commitment.name, []).append(one.interval.end)
    for stay in week.stays:
        last = [one for one in duties if one.interval.overlaps(stay.interval)]
        if last and stay.duty_minutes >= defaults.LONG_DUTY_MINUTES:
            name = max(last, key=lambda one: one.interval.end).commitment.name
            ends.setdefault(name, []).append(stay.interval.end)
    return ends
