"""At most three small changes that would help most, each solved exactly and told in minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from trimtab.domain.plans import Block, FreeKind, HourPrice, Trim
from trimtab.planner import defaults
from trimtab.planner.assemble import blocks_of, open_minutes
from trimtab.planner.explain import holds_all_asked
from trimtab.planner.mending import carry_over, learn_from, mend, widen
from trimtab.planner.musts import missed_musts
from trimtab.planner.patterns import kept_free
from trimtab.planner.sentences import fill
from trimtab.planner.settling import settle_choices, settle_nights
from trimtab.planner.shadow import Shadow
from trimtab.planner.solve import never
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.trim_catalogue import NOBODY
from trimtab.planner.trim_gains import (
    gain_of,
    holding_sleep,
    keeping_promises,
    most_gain,
    unwinding_gone,
)
from trimtab.planner.trim_options import find_options
from trimtab.planner.trim_screening import Screen, Screened, shortlist
from trimtab.planner.trim_situation import Option
from trimtab.planner.trim_words import Comparison

TRY_REPAIRS = 48
"""Repairs by which a changed week shows what it could be worth."""

SETTLE_REPAIRS = 48
"""Repairs that settle it, from there."""

LEARN_REPAIRS = 40
"""Repairs by which the unchanged week uses what a changed one found."""

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class _Tried:
    option: Option
    solved: SolvedWeek
    gain: float
    kept: tuple[int, ...]

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
    base = shadow.solved
    if _is_content(base):
        return ()
    ranked = Screen(shadow, hours).rank(find_options(base))
    able: list[_Tried] = []
    for one in shortlist(ranked, rules.most_solved, rules):
        if is_stopped():
            return ()
        tried = None if _is_beaten(base, one, able) else _try(base, one.option, seed)
        able += [tried] if tried else []
    return tuple(_confirmed(base, _settled(base, able, seed), seed))


def _is_content(base: SolvedWeek) -> bool:
    """Whether a week holds all that was asked of it, and enough of it stays open."""
    is_held = holds_all_asked(base.week, base.problem, base.solution)
    return is_held and not _wants_open(base, _blocks(base))


def _wants_open(base: SolvedWeek, blocks: Sequence[Block]) -> bool:
    """Whether less of a week stays open than its person wants."""
    left_open, waking = open_minutes(base.week, blocks)
    return left_open < base.week.profile.open_share * waking


def _is_beaten(base: SolvedWeek, screened: Screened, tried: Sequence[_Tried]) -> bool:
    """Whether another of the family, of which one is shown, gains far more than this could."""
    most = screened.rank * defaults.TRIMS.screening_slack
    family = screened.option.entry.family
    above = [one for one in tried if one.option.entry.family == family and one.rank > most]
    return any(_is_worth_it(one) and _told(base, one) is not None for one in above)


def _try(base: SolvedWeek, option: Option, seed: int) -> _Tried | None:
    """An option solved in a few steps; None when its bound proves that it is not worth showing."""
    carried = carry_over(option.request, base)
    if most_gain(base, carried) < defaults.TRIMS.least_gain:
        return None
    kept = carried.solution.chosen
    solved = mend(_slept(carried), TRY_REPAIRS, seed, staying=kept)
    return _Tried(option, solved, gain_of(base, solved), kept)


def _settled(base: SolvedWeek, tried: Sequence[_Tried], seed: int) -> list[_Tried]:
    """The most promising of what was tried, solved further."""
    rules = defaults.TRIMS
    able = [one for one in tried if _is_worth_it(one, rules.most_settled_gain)]
    able.sort(key=lambda one: -one.rank)
    return [_further(base, one, seed) for one in able[: rules.most_settled]]


def _further(base: SolvedWeek, tried: _Tried, seed: int) -> _Tried:
    """A changed week solved on from where it stands, keeping what the base does that is due."""
    settled = settle_choices(tried.solved.problem, tried.solved.solution)
    solved = _slept(replace(tried.solved, solution=settled))
    solved = mend(solved, SETTLE_REPAIRS, seed + 1, staying=tried.kept)
    keeping = keeping_promises(base, solved)
    if missed_musts(keeping, solved.solution.chosen):
        starts = (solved, _with_choice(solved, tried.kept))
        ways = [
            mend(one, SETTLE_REPAIRS, seed + 2, within=keeping, staying=tried.kept)
            for one in starts
        ]
        solved = max(ways, key=lambda way: keeping.worth_of(way.solution.chosen))
    return replace(tried, solved=solved, gain=gain_of(base, solved))


def _with_choice(solved: SolvedWeek, chosen: tuple[int, ...]) -> SolvedWeek:
    """The same week with other candidates chosen."""
    value = solved.problem.worth_of(chosen)
    return replace(solved, solution=replace(solved.solution, chosen=chosen, value=value))


def _slept(solved: SolvedWeek) -> SolvedWeek:
    """The week with nights in it that the change makes room for, whatever stands in their hours."""
    return replace(solved, solution=settle_nights(solved.problem, solved.solution))


def _better(one: SolvedWeek, other: SolvedWeek) -> SolvedWeek:
    return other if other.solution.value > one.solution.value else one


def _confirmed(base: SolvedWeek, tried: Sequence[_Tried], seed: int) -> list[Trim]:
    """The best trims whose gain stands after the unchanged week has learnt from each of them."""
    rules, best = defaults.TRIMS, base
    found: list[tuple[float, Trim]] = []
    seen: set[object] = set()
    widened = 0
    for one in sorted(tried, key=lambda one: -one.rank):
        entry, target = one.option.entry, one.option.target
        if len(found) == rules.most_shown or widened == rules.most_widened:
            break
        if entry.family in seen or target in seen or not _is_worth_it(one):
            continue
        is_large = one.gain >= rules.least_widened_gain
        wide = _widened(base, one) if is_large else one
        widened += is_large
        if wide is None or _told(base, wide) is None:
            continue
        best = _better(best, mend(learn_from(best, wide.solved), LEARN_REPAIRS, seed))
        again = replace(wide, gain=gain_of(best, wide.solved))
        is_clear = _is_worth_it(again) and _told(best, again) is not None
        trim = _told(base, again) if is_clear else None
        if trim is not None:
            seen |= {entry.family, target}
            found.append((again.rank, trim))
    return [trim for _, trim in sorted(found, key=lambda pair: -pair[0])]


def _widened(base: SolvedWeek, tried: _Tried) -> _Tried | None:
    """A trim about to be told, as the week would be planned with it; None if it cannot be told.

    What keeps no promise though it was asked to is not asked again. Where the best such week costs
    sleep, or a promise, the best that keeps them is told.
    """
    if _comparison(base, tried).costs_promises:
        return None
    wide = _with_gain(base, tried, widen(tried.solved, staying=tried.kept))
    found = _comparison(base, wide)
    if found.costs_promises or found.costs_sleep:
        keeping = holding_sleep(base, tried.solved, keeping_promises(base, tried.solved))
        wide = _with_gain(base, tried, widen(wide.solved, within=keeping, staying=tried.kept))
    told = [one for one in (wide, tried) if _told(base, one) is not None]
    return max(told, key=lambda one: one.gain, default=None)


def _with_gain(base: SolvedWeek, tried: _Tried, solved: SolvedWeek) -> _Tried:
    return replace(tried, solved=solved, gain=gain_of(base, solved))


def _is_worth_it(tried: _Tried, more: float = 0.0) -> bool:
    """Whether a gain, and so much more, is above the noise of searching and worth the asking."""
    rules = defaults.TRIMS
    gain = tried.gain + more
    return gain >= rules.least_gain and gain * tried.option.entry.ease >= rules.least_rank


def _told(base: SolvedWeek, tried: _Tried) -> Trim | None:
    """The trim in words; None when it gives nothing a person would notice, or has no place."""
    comparison = _comparison(base, tried)
    if _is_owed_still(base, tried, comparison.after):
        return None
    words, back = _with_time(tried, comparison.after), comparison.got_back()
    if words is None or not back:
        return None
    change = fill(tried.option.entry.sentence, words)
    return Trim(change, tried.option.permission, back, tried.gain, comparison.gives_up())


def _comparison(base: SolvedWeek, tried: _Tried) -> Comparison:
    """The two weeks beside each other, as a person would see them."""
    before, after = _blocks(base), _blocks(tried.solved)
    kept = _kept(tried.solved)
    kept.subtract(_kept(base))
    return Comparison(
        before,
        after,
        tried.option.own,
        open_minutes(tried.solved.week, after)[0] - open_minutes(base.week, before)[0],
        notes_gone=tried.option.notes_gone(base.week.request),
        rest_gone=unwinding_gone(base, tried.solved),
        has_dates=base.week.horizon.days > DAYS_IN_WEEK,
        kept=kept,
        is_asked=tried.option.permission != NOBODY,
        wants_open=_wants_open(base, before),
    )


def _is_owed_still(base: SolvedWeek, tried: _Tried, blocks: Sequence[Block]) -> bool:
    """Whether a task that only the change brings, a recording say, is not planned whole."""
    known = {task.name for task in base.week.profile.tasks}
    planned: Counter[str] = Counter()
    for block in blocks:
        planned[block.name] += block.minutes
    tasks = tried.solved.week.profile.tasks
    return any(planned[task.name] < task.minutes for task in tasks if task.name not in known)


def _blocks(solved: SolvedWeek) -> tuple[Block, ...]:
    return blocks_of(solved.week, solved.problem, solved.solution.chosen)


def _kept(solved: SolvedWeek) -> Counter[FreeKind]:
    """How many evenings, half-days and weekends stay free of work."""
    free = kept_free(solved.week, solved.problem, solved.solution.chosen)
    return Counter(one.kind for one in free)


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
