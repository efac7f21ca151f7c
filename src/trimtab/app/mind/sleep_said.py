"""A sleep as somebody tells it: two times of the clock, of the day on which it ended."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.mind.own_day import ONE_DAY
from trimtab.domain.diary_errors import SleepNotOverError, SleepTooLongError

MOST_ASLEEP = timedelta(hours=20)
"""What is longer is rather a slip, such as two times that changed places (our choice)."""


def sleep_told(
    day: date, begun: time, ended: time, zone: ZoneInfo, now: datetime
) -> tuple[datetime, datetime]:
    """The sleep that ended on a day, begun on it or the evening before.

    Raises SleepNotOverError and SleepTooLongError.
    """
    until = datetime.combine(day, ended, zone)
    since = datetime.combine(day if begun < ended else day - ONE_DAY, begun, zone)
    if until > now:
        raise SleepNotOverError
    if until.astimezone(UTC) - since.astimezone(UTC) > MOST_ASLEEP:
        raise SleepTooLongError(begun, ended)
    return since, until
