"""What `trimtab boundaries` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from trimtab.domain.away import Away
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryTexts:
    """What is drawn from boundaries, as text.

    `lines` are the boundaries as sentences; `day_back` the first day back after the last one away,
    `holidays` what there is to say of the public holidays it heeds;
    `away` the two wordings of an out-of-office text, `sieve` the rule for a mail server. `sites`
    takes the name of a format.
    """

    lines: Callable[[Profile], tuple[str, ...]]
    signatures: Callable[[Profile, CalendarReading], str]
    statuses: Callable[[Profile, CalendarReading], str]
    day_back: Callable[[Profile, date, CalendarReading], date]
    holidays: Callable[[Profile], str]
    away: Callable[[Away, Profile], str]
    sieve: Callable[[Away, Profile], str]
    sites: Callable[[Profile, str], str]
