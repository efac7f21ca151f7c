"""What became of all who ranked programmes: shown beside a list, and never reckoned with.

The owner of these tables forbids to calibrate such tools on them without consent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from trimtab.domain.applicants import ApplicantType

CONTEXT_SOURCE = "https://github.com/nickmmark/residency-match-data"


class MatchedOf(NamedTuple):
    """How many of a kind of applicants matched to a first year, of those who ranked."""

    who: str
    matched: int
    ranked: int

    @property
    def share(self) -> float:
        """The share who matched (0 to 1)."""
        return self.matched / self.ranked


CONTEXT_SEASON = 2025
MATCHED: Mapping[ApplicantType, MatchedOf] = {
    "us_md": MatchedOf("US MD seniors", 19_044, 20_368),
    "us_do": MatchedOf("US DO seniors", 7_773, 8_392),
    "us_img": MatchedOf("US citizens with a degree from abroad", 3_108, 4_587),
    "img": MatchedOf("others with a degree from abroad", 6_653, 11_465),
}
"""The Match of 2025, in any specialty; read in the source."""
