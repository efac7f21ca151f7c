"""What `trimtab checkin` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from trimtab.app.mind.check_in import CheckInSaid
from trimtab.app.mind.nights import KnownSleep
from trimtab.app.mind.sleep_import import NightsKept
from trimtab.domain.diary import CheckIn, Measure
from trimtab.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class DayKnown:
    """A day before it is spoken of: what was said before, and the sleep that ended on it.

    `now` is the moment on the person's clock.
    """

    day: date
    now: datetime
    zone: ZoneInfo
    said: CheckIn | None
    slept: KnownSleep | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckingIn:
    """Ports over a data folder, the usual one for None, also while the app is open.

    `known` takes a day, or None for that of the moment; `as_text` the day it is read on;
    `bring_sleep` a file of a device.
    """

    known: Callable[[Path | None, date | None, datetime], DayKnown]
    say: Callable[[Path | None, CheckInSaid, datetime], None]
    days: Callable[[Path | None, date, date], Sequence[CheckIn]]
    bring_sleep: Callable[[Path | None, Path, datetime], tuple[NightsKept, tuple[Problem, ...]]]
    as_json: Callable[[Sequence[CheckIn]], Mapping[str, object]]
    as_text: Callable[[CheckIn, date], str]
    sleep_text: Callable[[KnownSleep], str]
    question: Callable[[Measure], str]
