"""Connects what leaves as calendars to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from trimtab.domain.invitations import Answer, Reply
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan


def read_feed(name: str, path: Path) -> bytes:
    """What stands where a feed of that name is about to be written."""
    from trimtab.calendars.published.publishing import read_feed

    return read_feed(name, path)


def publish_week(
    plan: Plan,
    profile: Profile,
    stamp: datetime,
    names: Collection[str],
    before: Mapping[str, bytes],
) -> Mapping[str, bytes]:
    """The feeds of these names, in place of what stood there before."""
    if not names:
        return {}
    from trimtab.calendars.published.publishing import published_feeds

    return published_feeds(plan, profile, stamp, names, before)


def answer_invitation(path: Path, answer: Answer) -> Reply:
    """The answer to the invitation at a path."""
    from trimtab.calendars.contents import Content
    from trimtab.calendars.files import read_bytes
    from trimtab.wiring.reading_apart import calendar_guard

    return calendar_guard().reply_to(Content(read_bytes(path), str(path), path.name), answer)
