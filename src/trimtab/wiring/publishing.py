"""Connects what leaves as calendars to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from trimtab.domain.invitations import Answer, Reply
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.requests import Asked

INVITATION = "the invitation"
"""What a file that was dropped into a page is called in sentences."""


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


@dataclass(frozen=True, slots=True)
class InvitationFiles:
    """Reads invitations that are dropped into a page in the guarded process, and answers them.

    What was read may be kept on disk, to be read quicker the next time, unless all is sealed.
    """

    kept_in: Path | None = None
    keeps_on_disk: bool = True

    def read(self, content: bytes, now: datetime) -> Asked:
        """What it asks from now on."""
        from trimtab.calendars.contents import Content
        from trimtab.calendars.invitations import read_invitation
        from trimtab.spoken.requests import kind_when_asked
        from trimtab.wiring.reading_apart import calendar_guard

        guard = calendar_guard(self.kept_in, keeps_on_disk=self.keeps_on_disk)
        asked = read_invitation(Content(content, INVITATION), now, guard.read_content)
        occurrences = tuple(
            replace(one, kind=kind_when_asked(one.name, one.kind)) for one in asked.occurrences
        )
        return replace(asked, kind=occurrences[0].kind, occurrences=occurrences)

    def reply(self, content: bytes, answer: Answer) -> Reply:
        """The answer as a file to send."""
        from trimtab.calendars.contents import Content
        from trimtab.wiring.reading_apart import calendar_guard

        guard = calendar_guard(self.kept_in, keeps_on_disk=self.keeps_on_disk)
        return guard.reply_to(Content(content, INVITATION), answer)
