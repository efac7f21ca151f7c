"""Feeds written from the plan that stands, by the names their addresses give them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from trimtab.app.daily.feed_links import publish_feeds
from trimtab.app.people.ahead import days_read
from trimtab.domain.kept import FeedName
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.web.desk import Desk
from trimtab.web.profiles_kept import profile_of
from trimtab.web.season.reading import Readings

WRITTEN_AS: Mapping[FeedName, str] = {
    "week": "ics",
    "family": "family_ics",
    "free-busy": "free_busy",
    "availability": "availability",
    "quiet": "quiet_ics",
}


def write_feeds(
    plan: Plan,
    profile: Profile,
    now: datetime,
    names: Collection[FeedName],
    before: Mapping[FeedName, bytes],
) -> dict[FeedName, bytes]:
    """What the feeds named say of a plan, in place of what they said before."""
    from trimtab.calendars.published.publishing import published_feeds  # noqa: PLC0415 - loads late

    keys = {WRITTEN_AS[name]: name for name in names}
    stood = {WRITTEN_AS[name]: content for name, content in before.items()}
    written = published_feeds(plan, profile, now, keys, stood)
    return {keys[key]: content for key, content in written.items()}


def with_days_beyond(desk: Desk, readings: Readings, content: bytes) -> bytes:
    """The family's feed with duty that the calendars know after the plan's days."""
    from trimtab.calendars.published import family_feed  # noqa: PLC0415 - loads late

    kept, profile = desk.store.plan(), profile_of(desk.store, desk.zone)
    if kept is None or not kept.is_accepted or profile is None or not profile.calendars:
        return content
    today = desk.now().astimezone(ZoneInfo(profile.person.time_zone)).date()
    found = readings.known(desk, profile, *days_read(today)).reading.commitments
    return family_feed.with_days_beyond(content, kept.plan, profile, found, kept.made_at)


def bring_up_to_date(desk: Desk) -> None:
    """Let the feeds say the plan that stands, where it was taken and the profile can be read."""
    kept, profile = desk.store.plan(), profile_of(desk.store, desk.zone)
    if kept is not None and profile is not None and desk.store.feed_links():
        publish_feeds(desk.store, kept, profile, desk.now(), write=write_feeds)
