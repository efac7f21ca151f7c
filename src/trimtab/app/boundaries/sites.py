"""Sites that draw people away from work: the person's own, or a few to begin with."""

from __future__ import annotations

from trimtab.domain.people import Profile

TO_BEGIN_WITH = (
    "facebook.com",
    "instagram.com",
    "netflix.com",
    "reddit.com",
    "tiktok.com",
    "x.com",
    "youtube.com",
)
"""A small list to change (our choice): what people block first, and nothing a clinician needs."""


def sites_of(profile: Profile) -> tuple[str, ...]:
    """The sites to block: the person's own list, or the one to begin with."""
    return profile.quiet.sites or TO_BEGIN_WITH
