"""A week asked with small changes made in it, each known by the sentence it is told in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trimtab.app.plan_week import GatheredWeek, solve_gathered
from trimtab.app.ports import Onlooker, PlanOrder
from trimtab.domain.plans import WITH_CHANGE
from trimtab.planner.line import WeekRequest
from trimtab.planner.sentences import fill
from trimtab.planner.solved import AGAIN, SolvedWeek
from trimtab.planner.trim_options import find_options
from trimtab.planner.trim_situation import Option

TIME = re.compile(r"\b([0-2]\d):([0-5]\d)\b")
ANY_TIME = "\0"


def with_trims(gathered: GatheredWeek, order: PlanOrder, changes: Sequence[str]) -> GatheredWeek:
    """The week with these changes made, each told in a remark; what cannot be made any more is not.

    What a week offers depends on how it is planned, so it is planned once for each change, roughly
    and without the last plan, which may hold the change already.
    """
    for change in changes:
        option = _find(_alone(gathered.request), gathered, order, change)
        if option is not None:
            request = replace(option.request, last=gathered.request.last)
            remarks = (*gathered.remarks, WITH_CHANGE.format(change))
            gathered = replace(gathered, request=request, remarks=remarks)
    return gathered


def _alone(request: WeekRequest) -> WeekRequest:
    return replace(request, last=None)


def _find(
    request: WeekRequest, gathered: GatheredWeek, order: PlanOrder, change: str
) -> Option | None:
    """The option that is told so in the week as it stands, None where there is none."""
    planned = solve_gathered(
        replace(gathered, request=request),
        order,
        None,
        onlooker=Onlooker(),
        effort=replace(AGAIN, seed=order.seed),
    )
    return find_option(planned.solved, change)


def find_option(solved: SolvedWeek, change: str) -> Option | None:
    """The option of a solved week that a trim's sentence tells of.

    Sentences on a block that has to find its place name a time that options do not know yet; of
    two that differ in that alone, the one on its side of the hours before is meant.
    """
    alike = [one for one in find_options(solved) if _is_told_so(one, change)]
    if len(alike) < 2:
        return alike[0] if alike else None
    place, said = alike[0].place, TIME.search(change)
    if place is None or said is None:
        return alike[0]
    clock = int(said[1]) * 60 + int(said[2])
    is_earlier = clock < solved.week.horizon.clock_of(place.before.start)
    return alike[0] if is_earlier else alike[-1]


def _is_told_so(option: Option, change: str) -> bool:
    if option.place is None:
        return option.sentence == change
    told = fill(option.entry.sentence, option.words | {"time": ANY_TIME})
    pattern = re.escape(told).replace(re.escape(ANY_TIME), TIME.pattern)
    return re.fullmatch(pattern, change) is not None
