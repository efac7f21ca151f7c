"""At most three small changes that would help most, each solved exactly and told in minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from trimtab.domain.plans import Block, FreeKind, HourPrice, Trim
from trimtab.planner import defaults
from trimtab.planner.assemble import blocks_of, open_minutes
from trimtab.planner.patterns import kept_free
from trimtab.planner.problem import Problem
from trimtab.planner.settling import settle_choices
from trimtab.planner.shadow import Shadow
from trimtab.planner.shadow_week import meals_on_duty
from trimtab.planner.solve import Effort, Start, never, solve
from trimtab.planner.solved import SolvedWeek, solve_week
from trimtab.planner.trim_options import Option, find_options
from trimtab.planner.trim_screening import Screen, asked_worth, shortlist
from trimtab.planner.trim_sentences import fill
from trimtab.planner.trim_words import Comparison

TRIM_EFFORT = Effort(first_passes=30, passes=8, repairs=60, rounds=1)
"""Enough for a week that differs by one small thing from the plan."""

LEARN_EFFORT = Effort(first_passes=20, passes=5, repairs=40, rounds=1)
"""Enough to see whether the unchanged week can use what a changed one found."""


@dataclass(frozen=True, slots=True)
class _Tried:
    option: Option
    solved: SolvedWeek
    gain: float

    @property
    def rank(self) -> float:
        return self.gain * self.option.entry.ease


def find_trims(
    shadow: Shadow,
    hours: tuple[HourPrice, ...],
    seed: int = 0,
    *,
    is_stopped: Callable[[], bool] = never,
) -> tuple[Trim, ...]:
    """The trims worth showing, best first; none when nothing would clearly help.

    `hours` are the prices of the week's hours. The plan itself is never changed. Once `is_stopped`
    no further change is tried, and what is returned is no answer.
    """
    rules = defaults.TRIMS
    effort = replace(TRIM_EFFORT, seed=seed)
    ranked = Screen(shadow, hours).rank(find_options(shadow.solved))
    most = rules.most_solved_when_eased if _is_eased(shadow) else rules.most_solved
    short = shortlist(ranked, most, rules)
    if not short:
        return ()
    base = _polished(shadow.solved, effort)
    tried = [_try(base, one.option, effort) for one in short if not is_stopped()]
    if is_stopped():
        return ()
    return tuple(_confirmed(base, tried, replace(LEARN_EFFORT, seed=seed)))


def _polished(solved: SolvedWeek, effort: Effort) -> SolvedWeek:
    """The unchanged week after the same extra work that a changed one gets."""
    start = Start(solved.solution.prices, solved.solution.chosen)
    again = settle_choices(solved.problem, solve(solved.problem, effort, start=start))
    return _better(solved, replace(solved, solution=again))


def _is_eased(shadow: Shadow) -> bool:
    """Whether musts had to be eased, so that every changed week takes several searches."""
    asked = {budget.name for budget in shadow.problem.budgets if budget.at_least}
    problem = shadow.solved.problem
    users = np.bincount(problem.arrays.idx, minlength=len(problem.budgets))
    return any(
        budget.name in asked and not budget.at_least and count
        for budget, count in zip(problem.budgets, users.tolist(), strict=True)
    )


def _better(one: SolvedWeek, other: SolvedWeek) -> SolvedWeek:
    return other if other.solution.value > one.solution.value else one


def _try(base: SolvedWeek, option: Option, effort: Effort) -> _Tried:
    solved = solve_week(option.request, effort, after=base)
    return _Tried(option, solved, gain_of(base, solved))


def gain_of(base: SolvedWeek, changed: SolvedWeek) -> float:
    """How much less the changed week falls short of all that is asked of it, in worth.

    What is no longer owed counts as done, what is newly owed counts as owed, and a meal that was
    eaten on duty is no gain at home.
    """
    return _standing(changed, base) - _standing(base, base)


def _standing(solved: SolvedWeek, base: SolvedWeek) -> float:
    problem = solved.problem
    owed = asked_worth(problem.budgets)
    return solved.solution.value - owed - _meals_worth(solved, base)


def _meals_worth(solved: SolvedWeek, base: SolvedWeek) -> float:
    """Worth of meals placed that the unchanged week eats on duty."""
    problem, eaten = solved.problem, meals_on_duty(base.week)
    return sum(
        float(problem.arrays.worth[j])
        for j in solved.solution.chosen
        if (_item_key(problem, j)) in eaten
    )


def _item_key(problem: Problem, candidate: int) -> tuple[str, int | None]:
    item = problem.items[int(problem.item_of[candidate])]
    return item.name, item.day


def _confirmed(base: SolvedWeek, tried: Sequence[_Tried], effort: Effort) -> list[Trim]:
    """The best trims whose gain stands after the unchanged week has learnt from each of them."""
    rules = defaults.TRIMS
    found: list[Trim] = []
    seen: set[object] = set()
    for one in sorted(tried, key=lambda one: -one.rank):
        entry, target = one.option.entry, one.option.target
        if len(found) == rules.most_shown:
            break
        if entry.family in seen or target in seen or not _is_worth_it(one):
            continue
        if _told(base, one) is None:
            continue
        base = _better(base, solve_week(base.week.request, effort, after=one.solved))
        again = replace(one, gain=gain_of(base, one.solved))
        trim = _told(base, again) if _is_worth_it(again) else None
        if trim is not None:
            seen |= {entry.family, target}
            found.append(trim)
    return found


def _is_worth_it(tried: _Tried) -> bool:
    """Whether a gain is clearly above the noise of searching, and worth the asking."""
    rules = defaults.TRIMS
    return tried.gain >= rules.least_gain and tried.rank >= rules.least_rank


def _told(base: SolvedWeek, tried: _Tried) -> Trim | None:
    """The trim in words; None when it gives nothing a person would notice, or has no place."""
    before, after = _blocks(base), _blocks(tried.solved)
    words = _with_time(tried, after)
    more_open = _open(tried.solved, after) - _open(base, before)
    gone = tried.option.notes_gone(base.week.request)
    has_dates = base.week.horizon.days > 7
    kept = _kept(tried.solved)
    kept.subtract(_kept(base))
    comparison = Comparison(
        before, after, tried.option.own, more_open, notes_gone=gone, has_dates=has_dates, kept=kept
    )
    back = comparison.got_back()
    if words is None or not back:
        return None
    change = fill(tried.option.entry.sentence, words)
    return Trim(change, tried.option.permission, back, tried.gain, comparison.gives_up())


def _blocks(solved: SolvedWeek) -> tuple[Block, ...]:
    return blocks_of(solved.week, solved.problem, solved.solution.chosen)


def _kept(solved: SolvedWeek) -> Counter[FreeKind]:
    """How many evenings, half-days and weekends stay free of work."""
    free = kept_free(solved.week, solved.problem, solved.solution.chosen)
    return Counter(one.kind for one in free)


def _open(solved: SolvedWeek, blocks: Sequence[Block]) -> int:
    return open_minutes(solved.week, blocks)[0]


def _with_time(tried: _Tried, blocks: Sequence[Block]) -> dict[str, str] | None:
    """The sentence's words, with the time of the block it speaks of; None if it is not there."""
    place = tried.option.place
    if place is None:
        return tried.option.words
    horizon = tried.solved.week.horizon
    for block in blocks:
        start = horizon.minute_of(block.start)
        end = horizon.minute_of(block.end)
        is_it = block.name == place.name and horizon.day_of(start) == place.day
        is_moved = start < place.before.start or end > place.before.end
        if is_it and is_moved:
            return tried.option.words | {"time": f"{block.start:%H:%M}"}
    return None
