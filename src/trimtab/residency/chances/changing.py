"""What would change the most: the same applicant with one thing otherwise, for a second run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trimtab.domain.applicants import Applicant
from trimtab.domain.programmes import Programme
from trimtab.residency.chances.effects import MOST_LETTERS, MOST_MONTHS

HIGHEST_SCORE = 300
MORE_POINTS, MORE_LETTERS, MORE_MONTHS = 10, 2, 2


@dataclass(frozen=True, slots=True)
class Change:
    """One thing otherwise, in words, and the applicant with it."""

    words: str
    applicant: Applicant


def what_would_change(
    applicant: Applicant, rotation_at: Programme | None = None
) -> tuple[Change, ...]:
    """Applicants with one thing otherwise; `rotation_at` is a programme to rotate at.

    Only what is known can be otherwise: without a score there are no points more. Letters and
    months in the US are told to IMGs alone, for whom the model counts them, up to as many as count.
    """
    return tuple(_changes(applicant, rotation_at))


def _changes(applicant: Applicant, rotation_at: Programme | None) -> Iterator[Change]:
    score = applicant.step2
    if score is not None and score < HIGHEST_SCORE:
        more = min(HIGHEST_SCORE, score + MORE_POINTS)
        yield Change(f"{more - score} points more in Step 2", replace(applicant, step2=more))
    letters, months = applicant.us_letters, applicant.us_months
    if applicant.is_img and letters is not None and letters < MOST_LETTERS:
        more = min(MORE_LETTERS, MOST_LETTERS - letters)
        with_letters = replace(applicant, us_letters=letters + more)
        yield Change(_more(more, "US letter"), with_letters)
    if applicant.is_img and months is not None and months < MOST_MONTHS:
        longer = min(MORE_MONTHS, MOST_MONTHS - months)
        with_months = replace(applicant, us_months=months + longer)
        yield Change(f"{_more(longer, 'month')} in US hospitals", with_months)
    known_there = (*applicant.rotations, applicant.home_programme)
    if rotation_at and not any(map(rotation_at.is_called, known_there)):
        rotations = (*applicant.rotations, rotation_at.id)
        yield Change("a rotation there", replace(applicant, rotations=rotations))


def _more(number: float, noun: str) -> str:
    """So many more of something, in words.

    >>> _more(1, "month"), _more(2, "month"), _more(1.5, "month")
    ('one more month', 'two more months', '1.5 more months')
    """
    said = "one" if number == 1 else "two" if number == 2 else f"{number:g}"
    return f"{said} more {noun}{'' if number == 1 else 's'}"
