"""Plan the list to apply to: chances, worths, the best list, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from trimtab.app.residency.known_chances import all_problems, known_chances
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.posing import Posed, is_final, pose
from trimtab.app.residency.reasons import reasons_for
from trimtab.app.residency.season_dates import season_dates
from trimtab.app.residency.stopping import stop_advice
from trimtab.app.residency.what_ifs import what_ifs
from trimtab.domain.applications import (
    LeftOut,
    ListedProgramme,
    ListLength,
    NextApplication,
    PlannedList,
    UnmatchedAt,
    WorthPart,
)
from trimtab.domain.chances import Chances, Interval, ProgrammeChances
from trimtab.domain.programmes import SIGNALS
from trimtab.domain.worths import ProgrammeWorth
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.lists import ApplicationList
from trimtab.residency.portfolio.marginal import CORRELATIONS, CurvePoint, value_curve
from trimtab.residency.portfolio.problem import ListProblem
from trimtab.residency.portfolio.reasons import explain_list
from trimtab.residency.portfolio.signalling import favourites_value, has_signals
from trimtab.residency.portfolio.uncertainty import Bounds, sum_range, unmatched_range
from trimtab.residency.portfolio.unmatched import list_unmatched, unmatched_after

ENDS = ("middle", "low", "high")
FURTHER = 10
"""Applications beyond the list that its curve shows."""

AS_A_COUPLE = (
    "You match as a couple, and this list is yours alone: pairs exist only where both of you "
    "interview, so apply in the same cities. `trimtab residency rank` orders the pairs."
)

FEW_ROWS, NODES, MORE_NODES, SMALL_GAP = 120, 40, 400, 1e-4
"""Up to so many rows a gap is worked on in so many branches, and in more while it is not small."""


def plan_list(order: ListOrder) -> PlannedList:
    """The list that makes most of the money and the number of applications there are."""
    chances = known_chances(order)
    posed = pose(order, chances)
    found = _build(posed.problem) if order.prove is None else order.prove(posed.problem)
    curve = value_curve(posed.problem, found, further=FURTHER)
    entries = tuple(_entries(order, posed, found, curve))
    lengths = _lengths(posed, curve)
    return PlannedList(
        applicant=order.applicant,
        season=order.rules.season,
        made_on=order.today,
        entries=entries,
        value=found.value,
        bound=found.bound,
        is_proved=found.is_optimal,
        proof="milp" if order.prove is not None and found.is_optimal else "",
        p_unmatched=_unmatched(posed, found),
        correlation=posed.correlation,
        unmatched_at=tuple(_unmatched_at(posed, found)),
        cost=found.cost,
        is_in_dollars=order.cost_column is None,
        considered=len(posed.rows),
        interviews=_interviews(entries),
        next_application=_next(posed, found),
        stop=stop_advice(lengths, len(entries)),
        lengths=lengths,
        signal_gain=_signal_gain(posed.problem, found),
        left_out=tuple(_left_out(chances, posed, found)),
        what_ifs=what_ifs(order, posed, found),
        parameters=chances.parameters,
        dates=season_dates(order),
        remarks=tuple(_remarks(order)),
        problems=all_problems(order),
    )


def _build(problem: ListProblem) -> ApplicationList:
    """The list, with the gap closed where that takes a moment."""
    if problem.size > FEW_ROWS:
        return build_list(problem)
    found = build_list(problem, nodes=NODES)
    return found if found.gap <= SMALL_GAP else build_list(problem, nodes=MORE_NODES)


def _signal_gain(problem: ListProblem, found: ApplicationList) -> float | None:
    """Points that signals chosen with the list give over the list first and favourites then."""
    return found.value - favourites_value(problem) if has_signals(problem) else None


def _remarks(order: ListOrder) -> Iterator[str]:
    if order.applicant.partner is not None:
        yield AS_A_COUPLE
    for one in order.rules.remarks_on(order.applicant.specialties):
        yield f"{one.what} {one.mend}".strip()


def _entries(
    order: ListOrder, posed: Posed, found: ApplicationList, curve: Sequence[CurvePoint]
) -> Iterator[ListedProgramme]:
    why = explain_list(posed.problem, found)
    for point, member in zip(curve[: len(why)], why, strict=True):
        row, worth = posed.rows[point.index], posed.worths[point.index]
        signal = SIGNALS[point.tier]
        yield ListedProgramme(
            programme=row.programme,
            signal=signal,
            match=row.match[signal],
            interview=None if row.programme.chance is not None else row.interview.get(signal),
            worth=worth.worth,
            worth_parts=_worth_parts(order, worth),
            gain=point.gain,
            cost=point.dollars,
            reasons=reasons_for(member, row),
            rests_on=row.rests_on,
            unknown=(*row.unknown, *worth.unknown),
        )


def _worth_parts(order: ListOrder, worth: ProgrammeWorth) -> tuple[WorthPart, ...]:
    if worth.is_own_figure:
        return (WorthPart("given", worth.worth),)
    free = 100 * (1 - order.applicant.preferences.least_worth)
    return tuple(
        WorthPart(one.preference, free * one.share * one.score, _figure(one.figure, one.unit))
        for one in worth.parts
    )


def _figure(figure: float | None, unit: str) -> str:
    return "not known" if figure is None else f"{figure:,.3g} {unit}".strip()


def _unmatched(posed: Posed, found: ApplicationList) -> Interval:
    """The chance of no match, and where it lies nine times in ten."""
    middle = found.p_unmatched
    chances = [
        posed.rows[index].match[SIGNALS[tier]]
        for index, tier in zip(found.indices, found.tiers, strict=True)
    ]
    if not chances:
        return Interval(middle, middle, middle)
    correlation = posed.correlation
    ends = correlation.low, correlation.middle, correlation.high
    low, high = unmatched_range(_bounds(chances), ends)
    return Interval(middle, min(low, middle), max(high, middle))


def _bounds(intervals: Sequence[Interval]) -> Bounds:
    return Bounds(*(np.array([getattr(one, at) for one in intervals]) for at in ENDS))


def _unmatched_at(posed: Posed, found: ApplicationList) -> Iterator[UnmatchedAt]:
    shown = sorted({*CORRELATIONS, posed.correlation.middle, posed.correlation.high})
    for correlation in shown:
        altered = posed.with_chances("now", correlation)
        yield UnmatchedAt(correlation, list_unmatched(altered, found))


def _interviews(entries: Sequence[ListedProgramme]) -> Interval | None:
    known = [one.interview for one in entries if one.interview is not None]
    if not known:
        return None
    bounds = _bounds(known)
    return Interval(float(bounds.middle.sum()), *sum_range(bounds))


def _next(posed: Posed, found: ApplicationList) -> NextApplication | None:
    further = found.next_application
    if further is None:
        return None
    programme = posed.rows[further.index].programme
    return NextApplication(programme, further.gain, further.cost or 0.0, SIGNALS[further.tier])


def _lengths(posed: Posed, curve: Sequence[CurvePoint]) -> tuple[ListLength, ...]:
    """Value, bill and chance of no match after each application, and after some more."""
    unmatched = unmatched_after(posed.problem, curve)
    return (
        ListLength(0, 0.0, 0.0, 1.0),
        *(
            ListLength(point.count, point.value, point.cost, float(share))
            for point, share in zip(curve, unmatched, strict=True)
        ),
    )


def _left_out(chances: Chances, posed: Posed, found: ApplicationList) -> Iterator[LeftOut]:
    chosen = {posed.rows[index].programme.id for index in found.indices}
    worths = {one.programme_id: one.worth for one in posed.worths}
    for one in chances.programmes:
        if one.programme.id not in chosen:
            yield _because(one, worths.get(one.programme.id))


def _because(one: ProgrammeChances, worth: float | None) -> LeftOut:
    match = one.match.get("none")
    if one.excluded_because:
        cited = [fact for fact in one.programme.facts.values() if fact.source]
        rule = next(fact for fact in cited if fact.source in one.excluded_because)
        return LeftOut(
            programme=one.programme,
            why="rule",
            because=one.excluded_because,
            source=rule.source,
            checked=rule.checked,
        )
    if one.programme.status == "rejected":
        return LeftOut(programme=one.programme, why="closed", because="It has said no.")
    because = "It would add less than those on the list."
    if is_final(one.programme):
        because = "It would add less than those on the list, by the figures you gave."
    return LeftOut(
        programme=one.programme, why="not_chosen", because=because, match=match, worth=worth
    )
