"""Every calendar a plan can leave as, by the name of the key and option that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path

from trimtab.app.kept_dates import with_private_dates
from trimtab.calendars.published.availability import AVAILABILITY_PRODUCT, availability_to_ics
from trimtab.calendars.published.dates_writing import DATES_PRODUCT
from trimtab.calendars.published.earlier import read_earlier
from trimtab.calendars.published.family_feed import FAMILY_PRODUCT, family_to_ics
from trimtab.calendars.published.free_busy import FREE_BUSY_PRODUCT, free_busy_to_ics
from trimtab.calendars.published.quiet_feed import QUIET_PRODUCT, quiet_to_ics
from trimtab.calendars.published.replies import REPLY_PRODUCT
from trimtab.calendars.published.writing import PRODUCT, plan_to_ics
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan

Written = Callable[[Plan, datetime, Profile, bytes], bytes]
FEEDS: Mapping[str, tuple[str, Written]] = {
    "ics": (PRODUCT, plan_to_ics),
    "family_ics": (FAMILY_PRODUCT, family_to_ics),
    "free_busy": (FREE_BUSY_PRODUCT, free_busy_to_ics),
    "availability": (AVAILABILITY_PRODUCT, availability_to_ics),
    "quiet_ics": (QUIET_PRODUCT, quiet_to_ics),
}
"""Who each says it was made by, and how it is written."""

MAKERS: Mapping[str, str] = {
    **{name: maker for name, (maker, _) in FEEDS.items()},
    "reply": REPLY_PRODUCT,
    "dates": DATES_PRODUCT,
}
"""Who everything that is written says it was made by."""


def read_feed(name: str, path: Path) -> bytes:
    """What stands where a feed, a "reply" or "dates" are to be written; b"" for nothing.

    Raises ForeignFileError where it is anything but that, and UnreadableFileError.
    """
    return read_earlier(path, MAKERS[name])


def published_feeds(
    plan: Plan,
    profile: Profile,
    stamp: datetime,
    names: Collection[str],
    before: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The feeds of these names at the moment `stamp`; `before` holds those they replace."""
    known = with_private_dates(profile, plan.horizon)
    return {
        name: write(plan, stamp, known, before.get(name, b""))
        for name, (_, write) in FEEDS.items()
        if name in names
    }
