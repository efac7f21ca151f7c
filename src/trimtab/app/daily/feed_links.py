"""Secret addresses of feeds, and what the feeds say: the plan that the person took as theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from hmac import compare_digest
from typing import Protocol

from trimtab.app.daily.ports import Store
from trimtab.domain.kept import FEED_NAMES, FeedLink, FeedName, KeptPlan
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan

PUBLISHED = "feeds_from_plan"
"""Setting that names the revision of the plan which the feeds say."""


class WriteFeeds(Protocol):
    """Writes feeds in place of what they said before, which keeps their events' identities."""

    def __call__(
        self,
        plan: Plan,
        profile: Profile,
        now: datetime,
        names: Collection[FeedName],
        before: Mapping[FeedName, bytes],
    ) -> Mapping[FeedName, bytes]:
        """What each of the feeds named says now."""
        ...


def make_link(store: Store, name: FeedName, secret: str, now: datetime) -> FeedLink:
    """The address of a feed, made of `secret` where it has none yet."""
    return _link_of(store, name) or reset_link(store, name, secret, now)


def reset_link(store: Store, name: FeedName, secret: str, now: datetime) -> FeedLink:
    """A new address of a feed, made of `secret`; the one before leads nowhere any more."""
    link = FeedLink(name, secret, now)
    store.keep_feed_link(link)
    return link


def end_link(store: Store, name: FeedName) -> None:
    """End a feed's address."""
    store.remove_feed_link(name)


def find_link(store: Store, name: str, token: str) -> FeedLink | None:
    """The feed at an address, in a time that does not tell how much of it was right."""
    asked = token.encode()
    found = None
    for link in store.feed_links():
        is_it = compare_digest(link.token.encode(), asked)
        if is_it and link.name == name:
            found = link
    return found


def publish_feeds(
    store: Store, kept: KeptPlan, profile: Profile, now: datetime, *, write: WriteFeeds
) -> None:
    """Write every feed anew from a plan that was taken, unless it was done of this one already."""
    if not kept.is_accepted or store.settings().get(PUBLISHED) == _version(store, kept):
        return
    before = {name: store.feed(name) for name in FEED_NAMES}
    written = write(kept.plan, profile, now, FEED_NAMES, before)
    with store.at_once():
        for name, content in written.items():
            if content != before[name]:
                store.keep_feed(name, content)
        store.keep_setting(PUBLISHED, _version(store, kept))


def _version(store: Store, kept: KeptPlan) -> str:
    """Plan and profile by their revisions: what is private may change without a new plan.

    With how many feeds there are: one that is new is written from a plan that stood before.
    """
    profile = store.profile()
    return f"{kept.revision}/{profile.revision if profile else 0}/{len(FEED_NAMES)}"


def _link_of(store: Store, name: FeedName) -> FeedLink | None:
    return next((link for link in store.feed_links() if link.name == name), None)
