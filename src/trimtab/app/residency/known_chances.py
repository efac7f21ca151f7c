"""Chances by all that is known: the person's own figures, offers and rejections among it."""

from __future__ import annotations

from collections.abc import Sequence

from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Chances
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme
from trimtab.residency.chances.estimating import estimate_chances
from trimtab.residency.chances.parameters import with_own_figures
from trimtab.residency.chances.updating import update_chances


def known_chances(
    order: ListOrder,
    *,
    applicant: Applicant | None = None,
    programmes: Sequence[Programme] | None = None,
) -> Chances:
    """Chances at all programmes of an order, or at some; for its applicant, or one changed."""
    person = applicant or order.person
    rows = order.programmes if programmes is None else programmes
    parameters, _ = with_own_figures(person.own_figures)
    chances = estimate_chances(person, rows, order.rules, parameters=parameters)
    return update_chances(chances, rows, invitations_sent=person.invitations_sent)


def all_problems(order: ListOrder) -> tuple[Problem, ...]:
    """What was wrong with the files, and with the person's own figures."""
    return (*order.problems, *with_own_figures(order.applicant.own_figures)[1])
