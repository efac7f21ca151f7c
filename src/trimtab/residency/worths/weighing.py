"""From preferences to what a match at each programme is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trimtab.domain.applicants import Applicant
from trimtab.domain.programmes import Programme
from trimtab.domain.worths import ProgrammeWorth, WorthPart
from trimtab.residency.worths.curves import CURVES

BEST = 100.0


def weigh_programmes(
    applicant: Applicant, programmes: Sequence[Programme]
) -> tuple[ProgrammeWorth, ...]:
    """What each programme is worth, in the order given.

    100 x (least_worth + (1 - least_worth) x the weighted mean of scores). What is unknown of a
    programme scores as the mean of the others; a preference that nothing is known for anywhere
    counts for nothing. A row's own `worth` is used untouched. Without weights any place is worth
    100.
    """
    weights = {name: one for name, one in applicant.preferences.weights.items() if one > 0}
    figures = {
        name: [CURVES[name].figure(applicant, one) for one in programmes] for name in weights
    }
    scored = {name: _mean_score(name, figures[name]) for name in weights}
    means = {name: mean for name, mean in scored.items() if mean is not None}
    total = sum(weights[name] for name in means)
    shares = {name: weights[name] / total for name in means}
    return tuple(
        _worth(
            applicant, one, shares, {name: (figures[name][at], means.get(name)) for name in weights}
        )
        for at, one in enumerate(programmes)
    )


def _mean_score(name: str, figures: Sequence[float | None]) -> float | None:
    """The mean score of those known; None where none is."""
    known = [CURVES[name].score(one) for one in figures if one is not None]
    return sum(known) / len(known) if known else None


def _worth(
    applicant: Applicant,
    programme: Programme,
    shares: Mapping[str, float],
    known: Mapping[str, tuple[float | None, float | None]],
) -> ProgrammeWorth:
    if programme.worth is not None:
        return ProgrammeWorth(programme_id=programme.id, worth=programme.worth, is_own_figure=True)
    parts = tuple(
        WorthPart(
            preference=name,
            share=share,
            figure=known[name][0],
            unit=CURVES[name].unit,
            score=_score(name, *known[name]),
        )
        for name, share in shares.items()
    )
    unknown = tuple(
        name
        for name, (figure, _) in known.items()
        if figure is None and (name != "near" or applicant.family is not None)
    )
    least = applicant.preferences.least_worth
    mean = sum(part.share * part.score for part in parts) if parts else 1.0
    worth = BEST * (least + (1 - least) * mean)
    return ProgrammeWorth(programme_id=programme.id, worth=worth, parts=parts, unknown=unknown)


def _score(name: str, figure: float | None, mean: float | None) -> float:
    assert mean is not None
    return mean if figure is None else CURVES[name].score(figure)
