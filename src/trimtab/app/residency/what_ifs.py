"""What would change the most: the same list planned for somebody a little different."""

from __future__ import annotations

from dataclasses import replace

from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.posing import pose
from trimtab.domain.applications import WhatIf
from trimtab.residency.chances.changing import what_would_change
from trimtab.residency.chances.estimating import estimate_chances
from trimtab.residency.chances.updating import update_chances
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.lists import ApplicationList

LEAST = 0.05
"""Points that a change has to bring to be told."""


def what_ifs(order: ListOrder, found: ApplicationList) -> tuple[WhatIf, ...]:
    """Changes of the person's own with what each would bring, the largest first."""
    tried = []
    for change, other in what_would_change(order.applicant):
        altered = replace(order, applicant=other)
        chances = update_chances(estimate_chances(other, order.programmes, order.rules))
        again = build_list(pose(altered, chances).problem)
        if again.value - found.value >= LEAST:
            tried.append(WhatIf(change, again.value, again.p_unmatched))
    return tuple(sorted(tried, key=lambda one: -one.value))
