"""The clock of the app: the machine's own, or one that goes on from a moment to try things out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Clock:
    """The present instant, so far ahead of the machine's."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        """The instant it is now."""
        return datetime.now(UTC) + self.ahead


def clock_from(moment: datetime | None, zone: tzinfo) -> Clock:
    """A clock that says `moment` now; one without an offset is in `zone`, None the machine's own.

    >>> clock_from(None, UTC).ahead
    datetime.timedelta(0)
    """
    if moment is None:
        return Clock()
    meant = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    return Clock(meant - datetime.now(UTC))
