"""What pages that look back have in common: the person's clock, their days, their profiles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.asked import ProfileOn, asked_by
from trimtab.app.looking_back.review_kept import ReviewOffError
from trimtab.app.looking_back.time_now import time_audit
from trimtab.app.mind.parts import is_on
from trimtab.profiles.at_times import profile_on
from trimtab.reflection.audit import TimeAudit
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page

EARLIEST = date(1970, 1, 5)
LATEST = date(9998, 12, 31)


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody who looks back: their desk, and the moment on their clock."""

    desk: Desk
    now: datetime
    zone: ZoneInfo
    profile_on: ProfileOn

    @property
    def today(self) -> date:
        """Their day."""
        return self.now.date()

    def audit(self, first: date, last: date) -> TimeAudit:
        """Where the time of these days went until now."""
        store, asked = self.desk.store, asked_by(self.profile_on)
        return time_audit(store, first, last, now=self.now, asked=asked)


def looking(desk: Desk) -> Looking:
    """Somebody who looks back now. Raises NoProfileError before the first run."""
    zone = zone_now(desk.store)
    history = desk.store.profile_history()
    return Looking(desk, desk.now().astimezone(zone), zone, profile_on(history, zone))


def day_in(typed: str | None) -> date | None:
    """A day as an address names it, None where it names none."""
    try:
        day = date.fromisoformat(typed or "")
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def switched_off(request: Request) -> Response | None:
    """The page that says so while this part is off."""
    if is_on(desk_of(request).store, "review"):
        return None
    return page(request, "review/off.html.j2")


def refuse_while_off(store: Store) -> None:
    """What a page that stood open sends is not kept while this part is off; it says so."""
    if not is_on(store, "review"):
        raise ReviewOffError
