"""What calendars hold of the months ahead, remembered between one look and the next."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from trimtab.app.daily.plan_keeping import ask_now
from trimtab.app.household.rosters import roster_source
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile
from trimtab.web.desk import Desk

FRESH = timedelta(minutes=10)
"""What was read so long ago is shown, and read again behind the page (our choice)."""

PATIENCE_SECONDS = 2.0
"""How long a page waits for calendars that nobody has read yet."""

MOST_KEPT = 4
FAULT = "The calendars could not be read, by a fault of Trimtab's own. Look again in a while."


@dataclass(frozen=True, slots=True)
class Known:
    """What was read last, as of when; `as_of` is None where nothing was read yet."""

    reading: CalendarReading = field(default_factory=CalendarReading)
    as_of: datetime | None = None
    problem: str = ""


class Readings:
    """Readings by what they were made from: a changed calendar is read anew, a stale one behind."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Known] = {}
        self._reading: dict[tuple[object, ...], threading.Thread] = {}
        self._lock = threading.Lock()

    def known(
        self, desk: Desk, profile: Profile, first: date, last: date, *, waits: bool = True
    ) -> Known:
        """What is known now; waits a little where nothing is, unless told not to."""
        files = tuple((one.name, one.added_at) for one in desk.store.calendars())
        zone = profile.person.time_zone
        others = tuple((repr(roster_source(one)), one.time_zone) for one in profile.people)
        key = (id(desk.store), zone, repr(profile.calendars), others, files, first, last)
        known = self._known.get(key)
        if known and known.as_of and desk.now() - known.as_of < FRESH:
            return known
        begun = self._begin(desk, key, first, last)
        if waits and known is None and begun is not None:
            begun.join(PATIENCE_SECONDS)
        return self._known.get(key, Known())

    def _begin(
        self, desk: Desk, key: tuple[object, ...], first: date, last: date
    ) -> threading.Thread | None:
        """Read in a thread; None where one reads already, which its first asker waits for."""
        with self._lock:
            running = self._reading.get(key)
            if running is not None and running.is_alive():
                return None
            thread = threading.Thread(
                target=self._read, args=(desk, key, first, last), name="look ahead", daemon=True
            )
            self._reading = {key: thread}
            thread.start()
            return thread

    def _read(self, desk: Desk, key: tuple[object, ...], first: date, last: date) -> None:
        before = self._known.get(key, Known())
        try:
            now = desk.now()
            reading = desk.planning.look_ahead(ask_now(desk.store, now, None), first, last)
            found = Known(reading, now)
        except TrimtabError as error:
            found = Known(before.reading, before.as_of, str(error))
        except Exception:  # noqa: BLE001 - the edge of a thread
            found = Known(before.reading, before.as_of, FAULT)
        with self._lock:
            self._known.pop(key, None)
            self._known[key] = found
            for oldest in list(self._known)[:-MOST_KEPT]:
                del self._known[oldest]
