"""Plan the list to apply to: chances, worths, the best list, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trimtab.app.residency.billing import is_final
from trimtab.app.residency.known_chances import (
    after_answers,
    all_problems,
    estimated_chances,
)
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.other_fees import other_fees
from trimtab.app.residency.posing import Posed, pose
from trimtab.app.residency.reasons import reasons_for
from trimtab.app.residency.remarks import remarks_on
from trimtab.app.residency.row_remarks import remarks_on_rows
from trimtab.app.residency.season_dates import season_dates
from trimtab.app.residency.stopping import stop_advice
from trimtab.app.residency.unmatched import ListedRows, bounds_of
from trimtab.app.residency.what_ifs import what_ifs
from trimtab.domain.applications import (
    LeftOut,
    ListedProgramme,
    ListLength,
    NextApplication,
    PlannedList,
    WorthPart,
)
from trimtab.domain.chances import Chances, Interval, ProgrammeChances
from trimtab.domain.programmes import SIGNALS, Signal
from trimtab.domain.worths import ProgrammeWorth
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.lists import ApplicationList
from trimtab.residency.portfolio.marginal import CurvePoint, value_curve
from trimtab.residency.portfolio.problem import ListProblem
from trimtab.residency.portfolio.reasons import explain_list
from trimtab.residency.portfolio.signalling import favourites_value, has_signals
from trimtab.residency.portfolio.uncertainty import sum_range
from trimtab.residency.portfolio.unmatched import unmatched_after

WHOLE = 1000
"""From here on a figure is told without anything behind the point."""

FURTHER = 10
"""Applications beyond the list that its curve shows."""

FEW_ROWS, NODES, MORE_NODES, SMALL_GAP = 120, 40, 400, 1e-4
"""Up to so many rows a gap is worked on in so many branches, and in more while it is not small."""


def plan_list(order: ListOrder) -> PlannedList:
    """The list that makes most of the money and the number of applications there are."""
    estimated = estimated_chances(order)
    chances = after_answers(order, estimated)
    posed = pose(order, chances)
    found = _build(posed.problem) if order.prove is None else order.prove(posed.problem)
    curve = value_curve(posed.problem, found, further=FURTHER)
    entries = tuple(_entries(order, posed, found, curve))
    lengths = _lengths(posed, curve)
    listed = ListedRows.of(order, estimated, _signals(posed, found))
    return PlannedList(
        applicant=order.applicant,
        season=order.rules.season,
        made_on=order.today,
        entries=entries,
        value=found.value,
        bound=found.bound,
        is_proved=found.is_optimal,
        proof="milp" if order.prove is not None and found.is_optimal else "",
        p_unmatched=listed.unmatched(posed.correlation),
        correlation=posed.correlation,
        unmatched_at=tuple(listed.unmatched_at(posed.correlation)),
        cost=found.cost,
        sent=posed.sent,
        cost_to_send=posed.cost_to_send(found.indices),
        most_applications=order.most_applications,
        most_to_spend=order.most_to_spend,
        other_fees=other_fees(order, len(entries)),
        is_in_dollars=order.cost_column is None,
        considered=len(posed.rows),
        interviews=_interviews(entries),
        next_application=_next(posed, found),
        stop=stop_advice(
            lengths,
            len(entries),
            sent=len(posed.problem.fixed),
            unit="$" if order.cost_column is None else "",
        ),
        lengths=lengths,
        signal_gain=_signal_gain(posed.problem, found),
        left_out=tuple(_left_out(chances, posed, found)),
        what_ifs=what_ifs(order, posed, found),
        parameters=chances.parameters,
        dates=season_dates(order),
        remarks=(*remarks_on_rows(order, posed, found), *remarks_on(order)),
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


def _signals(posed: Posed, found: ApplicationList) -> dict[str, Signal]:
    """The signal of each programme on the list, by its id."""
    return {
        posed.rows[index].programme.id: SIGNALS[tier]
        for index, tier in zip(found.indices, found.tiers, strict=True)
    }


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
            unknown=tuple(dict.fromkeys((*row.unknown, *worth.unknown))),
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
    if figure is None:
        return "not known"
    return f"{figure:,.0f} {unit}".strip() if figure >= WHOLE else f"{figure:.3g} {unit}".strip()


def _interviews(entries: Sequence[ListedProgramme]) -> Interval | None:
    known = [one.interview for one in entries if one.interview is not None]
    if not known:
        return None
    bounds = bounds_of(known)
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
        rule = one.programme.facts[one.excluded_by]
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
