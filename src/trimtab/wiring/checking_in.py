"""Connects `trimtab checkin` to what is kept: by itself, or through the app where that is open.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.app.mind.check_in import CheckInSaid
from trimtab.app.mind.nights import KnownSleep
from trimtab.app.mind.sleep_import import NightsKept
from trimtab.cli.checkin_services import CheckingIn, DayKnown
from trimtab.domain.device_sleep import DeviceSleep
from trimtab.domain.diary import MEASURES, CheckIn, Measure
from trimtab.domain.diary_errors import CheckInsOffError
from trimtab.domain.errors import Problem, UnreadableFileError
from trimtab.wiring.app_open import OpenApp
from trimtab.wiring.unlocking import folder_of
from trimtab.wiring.writing import known_key, written

if TYPE_CHECKING:
    from trimtab.store.sql_store import SqlStore


def checking_in() -> CheckingIn:
    """Every port of the command."""
    return CheckingIn(
        known=_known,
        say=_say,
        days=_days,
        bring_sleep=_bring_sleep,
        as_json=_as_json,
        as_text=_as_text,
        sleep_text=_sleep_text,
        question=_question,
    )


@contextlib.contextmanager
def _reading(folder: Path | None) -> Iterator[SqlStore]:
    from trimtab.store.opening import FILE, read_store

    place = folder_of(folder)
    store = read_store(place, key=known_key(place / FILE))
    with contextlib.closing(store):
        yield store


def _known(folder: Path | None, day: date | None, now: datetime) -> DayKnown:
    from trimtab.app.mind.check_in import said_of
    from trimtab.app.mind.nights import night_before
    from trimtab.app.mind.own_day import own_day, own_moment, own_zone

    with _reading(folder) as store:
        zone = own_zone(store)
        moment = own_moment(store, now)
        meant = day or own_day(store, moment).date
        slept = night_before(store, meant, moment)
        return DayKnown(meant, moment, zone, said_of(store, meant), slept)


def _days(folder: Path | None, first: date, last: date) -> Sequence[CheckIn]:
    from trimtab.app.mind.check_in import days_said
    from trimtab.app.mind.own_day import own_zone

    with _reading(folder) as store:
        zone = own_zone(store)
        return tuple(
            replace(
                one,
                asleep_from=one.asleep_from and one.asleep_from.astimezone(zone),
                asleep_until=one.asleep_until and one.asleep_until.astimezone(zone),
            )
            for one in days_said(store, first, last)
        )


def _say(folder: Path | None, said: CheckInSaid, now: datetime) -> None:
    """Keep what is said. Raises TrimtabError."""
    from trimtab.app.mind.check_in import say_check_in
    from trimtab.app.mind.parts import is_on

    def here(store: SqlStore) -> None:
        if not is_on(store, "check_in"):
            raise CheckInsOffError
        say_check_in(store, said, now)

    def there(app: OpenApp) -> None:
        app.say("/check-in", _fields_of(said, now))

    written(folder, now, here, there)


def _fields_of(said: CheckInSaid, now: datetime) -> Mapping[str, str]:
    """What is said as the fields of a form."""
    numbers = {name: getattr(said, name) for name in MEASURES}
    sent = {str(name): str(value) for name, value in numbers.items() if value is not None}
    if said.line:
        sent["line"] = said.line
    if said.day is not None:
        sent["of"] = said.day.isoformat()
    if said.asleep is not None and said.sleep_source == "said":
        sent["from"], sent["until"] = (f"{one:%H:%M}" for one in said.asleep)
    return {**sent, "said_at": now.astimezone(UTC).isoformat()}


def _bring_sleep(
    folder: Path | None, file: Path, now: datetime
) -> tuple[NightsKept, tuple[Problem, ...]]:
    from trimtab.app.mind.own_day import own_zone
    from trimtab.app.mind.sleep_import import keep_nights
    from trimtab.wiring.sleep_apart import read_sleep_apart

    with _reading(folder) as store:
        zone = own_zone(store).key
    try:
        with file.open("rb") as content:
            found = read_sleep_apart(content, file.name, zone, now)
    except OSError as error:
        raise UnreadableFileError(str(file), (error.strerror or str(error)).lower()) from error
    kept = written(
        folder,
        now,
        lambda store: keep_nights(store, found.nights, now),
        lambda app: NightsKept(**app.bring("/check-in/nights", _as_table(found))),
    )
    return kept, found.problems


def _as_table(found: DeviceSleep) -> bytes:
    """Nights as the small table that the app reads in place of the whole file."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("start", "end", "minutes asleep", "device"))
    for one in found.nights:
        minutes = "" if one.minutes_asleep is None else one.minutes_asleep
        rows.writerow((one.start.isoformat(), one.end.isoformat(), minutes, one.device))
    return written.getvalue().encode()


def _as_json(days: Sequence[CheckIn]) -> Mapping[str, object]:
    """Days for other programs."""
    return {
        "format": "trimtab-check-ins",
        "version": 1,
        "days": [{one.name: _plain(getattr(day, one.name)) for one in fields(day)} for day in days],
    }


def _as_text(said: CheckIn, today: date) -> str:
    from trimtab.reports.checkin_words import said_text

    return said_text(said, today)


def _sleep_text(slept: KnownSleep) -> str:
    from trimtab.reports.checkin_words import sleep_words

    return sleep_words(slept)


def _question(measure: Measure) -> str:
    from trimtab.reports.checkin_words import SCALE_WORDS

    name, low, high = SCALE_WORDS[measure]
    return f"{name} (1 {low}, 10 {high})"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
