"""What the form of a check-in says, read from its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from trimtab.app.daily.ports import Store
from trimtab.app.mind.check_in import MOST_LETTERS, CheckInSaid
from trimtab.app.mind.nights import night_before
from trimtab.app.mind.own_day import ONE_DAY, own_day, own_zone
from trimtab.app.mind.sleep_said import sleep_told
from trimtab.domain.diary import MEASURES, Measure, SleepSource
from trimtab.domain.diary_errors import HalfASleepError, UnreadClockError

Asleep = tuple[datetime, datetime] | None


@dataclass(frozen=True, slots=True)
class Clocks:
    """When a sleep began and ended, as typed; empty where nothing was."""

    begun: str = ""
    ended: str = ""


NO_CLOCKS = Clocks()


def said_in(
    store: Store, sent: Mapping[str, str], now: datetime, said_at: datetime | None = None
) -> CheckInSaid:
    """What a form or a phone says. Raises UnclearSleepError.

    The day is the form's where that was open over its end, else that of the moment; the command
    names any it likes as "of". A sleep that
    stands as it was filled in is the known one of that day, which may not be the form's.
    """
    moment = said_at or now
    meant = own_day(store, moment).date
    day = day_in(sent)
    day = day if day is not None and meant - ONE_DAY <= day <= meant else meant
    day = day_in(sent, "of") or day
    asleep, source = _sleep(store, sent, day, moment)
    steps = steps_in(sent)
    return CheckInSaid(
        mood=steps["mood"],
        energy=steps["energy"],
        stress=steps["stress"],
        balance=steps["balance"],
        asleep=asleep,
        sleep_source=source,
        line=sent.get("line", "")[:MOST_LETTERS] or None,
        day=day,
        said_at=said_at,
    )


def said_of_day(store: Store, sent: Mapping[str, str], day: date, now: datetime) -> CheckInSaid:
    """What the form of one chosen day says. Raises UnclearSleepError."""
    typed = clocks_in(sent, "from", "until")
    asleep = _on_day(store, typed, day, now)
    is_as_it_was = typed == clocks_in(sent, "known_from", "known_until")
    source = _source(sent.get("known_source", "")) if is_as_it_was else "said"
    steps = steps_in(sent)
    return CheckInSaid(
        mood=steps["mood"],
        energy=steps["energy"],
        stress=steps["stress"],
        balance=steps["balance"],
        asleep=asleep,
        sleep_source=source if asleep else None,
        line=sent.get("line", ""),
        day=day,
    )


def day_in(sent: Mapping[str, str], name: str = "day") -> date | None:
    """A day as it stands in a field, None where none does."""
    try:
        return date.fromisoformat(sent.get(name, ""))
    except ValueError:
        return None


def steps_in(sent: Mapping[str, str]) -> dict[Measure, int | None]:
    """The steps chosen on the four scales, None where one was left open."""
    return {measure: step_in(sent.get(measure, "")) for measure in MEASURES}


def clocks_in(sent: Mapping[str, str], begun: str, ended: str) -> Clocks:
    """The two times of a sleep as typed."""
    return Clocks(sent.get(begun, "").strip(), sent.get(ended, "").strip())


def _sleep(
    store: Store, sent: Mapping[str, str], day: date, moment: datetime
) -> tuple[Asleep, SleepSource | None]:
    typed = clocks_in(sent, "from", "until")
    if typed == clocks_in(sent, "known_from", "known_until"):
        is_right = sent.get("right") == "yes"
        known = night_before(store, day, moment)
        if known is None:
            return None, None
        return (known.start, known.end), "said" if is_right else known.source
    asleep = _on_day(store, typed, day, moment)
    return asleep, "said" if asleep else None


def _on_day(store: Store, typed: Clocks, day: date, now: datetime) -> Asleep:
    """A sleep that ended on a day, from its two times."""
    if not (typed.begun or typed.ended):
        return None
    if not (typed.begun and typed.ended):
        raise HalfASleepError
    return sleep_told(day, _clock(typed.begun), _clock(typed.ended), own_zone(store), now)


def _clock(typed: str) -> time:
    try:
        return time.fromisoformat(typed.zfill(5)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise UnreadClockError(typed) from None


def step_in(typed: str) -> int | None:
    """A step as chosen; what is none stands as left open."""
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= 2
    return int(typed) if is_number else None


def _source(typed: str) -> SleepSource:
    return "device" if typed == "device" else "plan" if typed == "plan" else "said"
