"""Other times and sizes of a request that would cost clearly less, each planned exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from trimtab.app.request_variants import Rearranging, Variant
from trimtab.app.week_pairs import WeekPair, check, crossings, held_then, taken_then, weigh_week
from trimtab.domain.commitments import Commitment
from trimtab.domain.requests import Asked
from trimtab.domain.weighing import Alternative, Crossing, WeighedWeek, sum_displaced
from trimtab.planner.outcomes import Outcome
from trimtab.planner.requests import span_of, with_commitments
from trimtab.planner.solved import SolvedWeek, solve_week

WEEKS_REARRANGED = 4
"""Weeks in which other times and sizes are planned (our choice)."""
PLACES_TRIED = 4
MOST_ALTERNATIVES = 3
WORTH_SAYING = 0.75
"""Share of its own cost below which another time or size is worth a sentence (our choice)."""
LEAST_LOSS = 10.0
"""Worth below which a week's loss is not worth another place (our choice)."""


def find_alternatives(asked: Asked, pairs: Sequence[WeekPair]) -> tuple[Alternative, ...]:
    """At most three other times or sizes, best first: those that cost clearly less.

    Where the person is taken at the hours asked, off on those days, or alone with those who need
    them, the cheapest free times. None is at hours of care that only the person can keep, nor on
    days off, in any week looked at.
    """
    kept = _weeks_to_rearrange(pairs)
    own = _means([pair.weighed for pair in kept])
    is_taken = not _is_clear(kept[0])
    if not _keeps_length(asked) or (own.loss < LEAST_LOSS and not is_taken):
        return ()
    moves = Rearranging(
        asked,
        tuple(pair.before for pair in kept),
        tuple(pair.occurrences for pair in kept),
        cared=tuple((pair.care, pair.occurrences) for pair in pairs),
        days_off=tuple((pair.days_off, pair.occurrences) for pair in _not_off(pairs)),
    )
    found = [
        replace(one, overlaps=_overlaps(moves, variant, pairs))
        for variant in _variants(moves, kept, is_taken=is_taken)
        for one in _tried(variant, kept, is_taken=is_taken)
    ]
    if moves.repeats_weekly and not is_taken:
        found.append(_halved(own, len(kept)))
    return tuple(sorted(found, key=lambda one: one.loss)[:MOST_ALTERNATIVES])


def _variants(moves: Rearranging, kept: Sequence[WeekPair], *, is_taken: bool) -> Iterator[Variant]:
    yield from moves.best_places(PLACES_TRIED)
    half = None if is_taken else moves.half()
    if half is not None:
        yield half
    is_away = any(pair.weighed.way_minutes > 0 for pair in kept)
    if is_away and not is_taken and moves.asked.kind != "duty":
        yield moves.remote()


def _halved(own: Alternative, weeks: int) -> Alternative:
    """Every other week: half of what every week costs, at the mean."""
    return Alternative(
        change="every other week",
        said="every other week",
        minutes=own.minutes / 2,
        open_minutes=own.open_minutes / 2,
        loss=own.loss / 2,
        instead_of=own.minutes,
        least_loss=own.least_loss / 2,
        least_instead=own.least_loss,
        weeks_planned=weeks,
    )


def _weeks_to_rearrange(pairs: Sequence[WeekPair]) -> list[WeekPair]:
    """The first weeks; where there are others, none where it is past, off or the person taken."""
    kept = list(pairs)
    kept = _not_off([pair for pair in kept if _is_ahead(pair)] or kept)
    kept = [pair for pair in kept if _is_clear(pair)] or kept
    return kept[:WEEKS_REARRANGED]


def _not_off(pairs: Sequence[WeekPair]) -> list[WeekPair]:
    """Weeks in which not every time asked lies on days off; all where there is no such week."""
    return [pair for pair in pairs if not _is_off(pair)] or list(pairs)


def _is_off(pair: WeekPair) -> bool:
    return all(pair.is_on_days_off(one) for one in pair.occurrences)


def _is_ahead(pair: WeekPair) -> bool:
    week = pair.before.week
    return all(span_of(week, one).start >= week.now for one in pair.occurrences)


def _is_clear(pair: WeekPair) -> bool:
    """Whether nothing takes the person then, nobody needs them alone, and they are not off."""
    return not _is_off(pair) and not any(
        pair.care.taken_by(one) or any(True for _ in taken_then(pair, one))
        for one in pair.occurrences
    )


def _keeps_length(asked: Asked) -> bool:
    return len({one.end - one.start for one in asked.occurrences}) == 1


def _means(weeks: Sequence[WeighedWeek]) -> Alternative:
    """A week's mean cost, as an alternative to nothing."""
    total = sum_displaced([week.displaced for week in weeks])
    return Alternative(
        change="time",
        said="",
        minutes=total.minutes / len(weeks),
        open_minutes=total.open_minutes / len(weeks),
        loss=sum(week.loss for week in weeks) / len(weeks),
        instead_of=None,
        least_loss=sum(week.least_loss for week in weeks) / len(weeks),
        weeks_planned=len(weeks),
    )


def _tried(variant: Variant, kept: Sequence[WeekPair], *, is_taken: bool) -> Iterator[Alternative]:
    """A variant planned exactly in every week kept in which it lies ahead.

    Where the person is free at the hours asked, only if it costs clearly less than these in the
    same weeks.
    """
    tried = [(pair, week) for pair, week in zip(kept, variant.weeks, strict=True) if week]
    own = _means([pair.weighed for pair, _ in tried])
    found = _means([_planned(pair, week) for pair, week in tried])
    found = replace(found, change=variant.change, said=variant.said)
    if is_taken:
        yield found
    elif found.loss <= WORTH_SAYING * own.loss and found.weight < own.weight:
        yield replace(found, instead_of=own.minutes, least_instead=own.least_loss)


def _planned(pair: WeekPair, occurrences: tuple[Commitment, ...]) -> WeighedWeek:
    """A week with these in place of what is asked."""
    request = with_commitments(pair.before.week, occurrences).request
    solved: SolvedWeek = solve_week(request, pair.effort, after=pair.before.solved)
    outcome = Outcome(solved)
    check(outcome)
    return weigh_week(pair.before, outcome, occurrences)


def _overlaps(
    moves: Rearranging, variant: Variant, pairs: Sequence[WeekPair]
) -> tuple[Crossing, ...]:
    """What another time falls into in any week looked at, also those it was not planned in."""
    if variant.change != "time":
        return ()
    return crossings(
        (pair, one, other)
        for pair in pairs
        for one in moves.moved(pair.occurrences, variant.shift, variant.start)
        if span_of(pair.before.week, one).start >= pair.before.week.now
        for other in held_then(pair, one)
    )
