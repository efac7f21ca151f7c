"""Days away, as an out-of-office text tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from trimtab.domain.errors import TrimtabError

AwayField = Literal["first", "last", "back"]
LONGEST = timedelta(days=366)
SEEN_AHEAD = timedelta(days=28)
"""What a plan looks ahead at most; days beyond it are told as well, and planned later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Days away, both inclusive, the day of return, who covers and what if it cannot wait.

    `is_clinical` adds a line for patients who write.
    """

    first: date
    last: date
    back: date
    cover: str = ""
    cover_reach: str = ""
    urgent: str = ""
    is_clinical: bool = True


class AwayDatesError(TrimtabError):
    """Days that cannot be told; `field` is where the mistake stands."""

    def __init__(self, field: AwayField, message: str) -> None:
        self.field: AwayField = field
        super().__init__(message)


def check_away(first: date, last: date, back: date, today: date) -> None:
    """Raise AwayDatesError where days end before they begin, lie behind, or are of years."""
    if last < first:
        message = f"It ends on {last}, before it begins on {first}. Swap the two, or mend the year."
        raise AwayDatesError("last", message)
    if last < today:
        raise AwayDatesError("last", f"It ended on {last}, which is past. Name the days to come.")
    if last - first > LONGEST:
        message = f"From {first} to {last} is longer than a year. Is the year right?"
        raise AwayDatesError("last", message)
    if back <= last:
        message = f"The day back, {back}, lies within the days away. Name a day after {last}."
        raise AwayDatesError("back", message)


def remark_on(last: date, today: date) -> str:
    """What there is to say of days beyond what a plan sees; empty for others."""
    if last - today <= SEEN_AHEAD:
        return ""
    return (
        "These days lie beyond the four weeks that a plan covers. The text is complete all the "
        "same; Season shows what is known of them."
    )
