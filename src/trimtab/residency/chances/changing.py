"""What would change the most: the same applicant with one thing otherwise, for a second run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trimtab.domain.applicants import Applicant

HIGHEST_SCORE = 300
MORE_POINTS, MORE_LETTERS, MORE_MONTHS = 10, 2, 2


@dataclass(frozen=True, slots=True)
class Change:
    """One thing otherwise, in words, and the applicant with it."""

    words: str
    applicant: Applicant


def what_would_change(applicant: Applicant, rotation_at: str = "") -> tuple[Change, ...]:
    """Applicants with one thing otherwise; `rotation_at` is the id of a programme to rotate at.

    Only what is known can be otherwise: without a score there are no points more. Letters and
    months in the US are told to IMGs alone, for whom the model counts them.
    """
    return tuple(_changes(applicant, rotation_at))


def _changes(applicant: Applicant, rotation_at: str) -> Iterator[Change]:
    score = applicant.step2
    if score is not None and score < HIGHEST_SCORE:
        more = min(HIGHEST_SCORE, score + MORE_POINTS)
        yield Change(f"{more - score} points more in Step 2", replace(applicant, step2=more))
    if applicant.type in ("us_img", "img"):
        letters, months = applicant.us_letters or 0, applicant.us_months or 0.0
        with_letters = replace(applicant, us_letters=letters + MORE_LETTERS)
        yield Change("two more US letters", with_letters)
        with_months = replace(applicant, us_months=months + MORE_MONTHS)
        yield Change("two more months in US hospitals", with_months)
    known_there = (*applicant.rotations, applicant.home_programme)
    if rotation_at and rotation_at not in known_there:
        rotations = (*applicant.rotations, rotation_at)
        yield Change("a rotation there", replace(applicant, rotations=rotations))
