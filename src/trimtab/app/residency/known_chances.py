"""Chances by all that is known: the person's own figures, offers and rejections among it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Chances, Interval, Parameter
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme
from trimtab.residency.chances.estimating import estimate_chances
from trimtab.residency.chances.parameters import by_name, with_own_figures
from trimtab.residency.chances.silence import figures_for, invitations_out
from trimtab.residency.chances.updating import update_chances


def known_chances(
    order: ListOrder,
    *,
    applicant: Applicant | None = None,
    programmes: Sequence[Programme] | None = None,
) -> Chances:
    """Chances at all programmes of an order, or at some; for its applicant, or one changed."""
    estimated = estimated_chances(order, applicant=applicant, programmes=programmes)
    return after_answers(order, estimated)


def estimated_chances(
    order: ListOrder,
    *,
    applicant: Applicant | None = None,
    programmes: Sequence[Programme] | None = None,
) -> Chances:
    """The same before any answer."""
    rows = order.programmes if programmes is None else programmes
    return estimate_chances(
        applicant or order.person, rows, order.rules, parameters=_parameters(order)
    )


def after_answers(
    order: ListOrder, estimated: Chances, correlation: float | None = None
) -> Chances:
    """Estimated chances after the answers there are, at another correlation if one is given."""
    if correlation is not None:
        alike = Interval(correlation, correlation, correlation)
        estimated = replace(estimated, correlation=alike)
    rows = [one.programme for one in estimated.programmes]
    parameters = _parameters(order)
    updated = update_chances(
        estimated, rows, invitations_sent=silence_of(order, rows), parameters=parameters
    )
    named = by_name(parameters)
    days = [named[name] for name in _days_read(order, rows)]
    return replace(updated, parameters=tuple(dict.fromkeys((*updated.parameters, *days))))


def silence_of(order: ListOrder, programmes: Sequence[Programme]) -> Mapping[str, float]:
    """The share of invitations that are out, by the specialties that were applied to.

    It is the person's own figure, or that of the day.
    """
    own, parameters = order.applicant.invitations_sent, _parameters(order)
    return {
        name: invitations_out(order.rules, name, order.today, parameters) if own is None else own
        for name in _applied_in(programmes)
    }


def all_problems(order: ListOrder) -> tuple[Problem, ...]:
    """What was wrong with the files, with the person's own figures and the places they name."""
    own_figures = with_own_figures(order.applicant.own_figures)[1]
    return (*order.problems, *own_figures, *_unknown_places(order))


def _parameters(order: ListOrder) -> tuple[Parameter, ...]:
    return with_own_figures(order.applicant.own_figures)[0]


def _applied_in(programmes: Sequence[Programme]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.specialty for one in programmes if one.status == "applied"))


def _days_read(order: ListOrder, programmes: Sequence[Programme]) -> Iterator[str]:
    """Parameters of the days that silence was measured by."""
    if order.applicant.invitations_sent is not None:
        return
    for name, share in silence_of(order, programmes).items():
        if share > 0:
            yield from figures_for(order.rules, name)


def _unknown_places(order: ListOrder) -> Iterator[Problem]:
    """Rotations and a home programme that are in no row."""
    who = order.applicant
    named = [("rotations", one) for one in who.rotations]
    named += [("home_programme", who.home_programme)] if who.home_programme else []
    for key, word in named:
        if order.programmes and not any(one.is_called(word) for one in order.programmes):
            what = f'No programme has the id or the name "{word}", so it counts for nothing.'
            yield Problem(f"your profile, {key}", None, what, _names_near(order, word))


def _names_near(order: ListOrder, word: str) -> str:
    names = {one.name.casefold(): one.name for one in order.programmes}
    near = [names[one] for one in get_close_matches(word.casefold(), names, 3)]
    if not near:
        return "Write the id or the name as it stands in your table."
    return f"Near: {', '.join(near)}. Write the id or the name as it stands in your table."
