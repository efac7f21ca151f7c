"""What would change the most: the same list planned for somebody a little different."""

from __future__ import annotations

from dataclasses import replace

from trimtab.app.residency.billing import is_final
from trimtab.app.residency.known_chances import known_chances
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.posing import Posed, pose
from trimtab.domain.applications import WhatIf
from trimtab.domain.programmes import Programme
from trimtab.residency.chances.changing import what_would_change
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.lists import ApplicationList
from trimtab.residency.portfolio.marginal import best_outside

OTHERS = 200
"""Programmes beyond the list that a changed list may turn to: those that would add most now."""

LEAST = 0.05
"""Points that a change has to bring to be told."""


def what_ifs(order: ListOrder, posed: Posed, found: ApplicationList) -> tuple[WhatIf, ...]:
    """Changes of the person's own with what each would bring, the largest first."""
    if all(is_final(one.programme) for one in posed.rows):
        return ()
    favourite = _favourite(posed, found)
    worths = {one.programme_id: one.worth for one in posed.worths}
    order, tried = _within_reach(order, posed, found), []
    for change in what_would_change(order.person, favourite):
        altered = replace(order, applicant=change.applicant)
        changed = pose(altered, known_chances(order, applicant=change.applicant))
        kept = [worths[one.programme.id] for one in changed.rows]
        again = build_list(changed.problem.altered(worths=kept))
        if again.value - found.value >= LEAST:
            words = change.words.replace("there", f"at {favourite.name}" if favourite else "there")
            tried.append(WhatIf(words, again.value, again.p_unmatched))
    return tuple(sorted(tried, key=lambda one: -one.value))


def _within_reach(order: ListOrder, posed: Posed, found: ApplicationList) -> ListOrder:
    """The same order of what is listed, of what comes next, and of all that has answered."""
    rows = (*found.indices, *best_outside(posed.problem, found, OTHERS))
    near = {posed.rows[row].programme.id for row in rows}
    programmes = (one for one in order.programmes if one.id in near or one.status)
    return replace(order, programmes=tuple(programmes))


def _favourite(posed: Posed, found: ApplicationList) -> Programme | None:
    """The place on the list that is worth most to the person, likelier ones first among equals."""
    if not found.indices:
        return None
    best = max(
        found.indices, key=lambda at: (posed.worths[at].worth, posed.rows[at].least_match.middle)
    )
    return posed.rows[best].programme
