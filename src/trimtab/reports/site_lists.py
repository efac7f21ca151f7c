"""Sites to block while at work, as the usual blockers read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from trimtab.app.boundaries.saved_commute import working_week
from trimtab.app.boundaries.sites import sites_of
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS

SUNDAY_FIRST = ("sun", *WEEKDAYS[:6])


def plain_list(profile: Profile) -> str:
    """One site a line."""
    return "".join(f"{site}\n" for site in sites_of(profile))


def hosts_file(profile: Profile) -> str:
    """Lines for a hosts file: the site and its www name lead nowhere, at every hour."""
    names = [name for site in sites_of(profile) for name in (site, f"www.{site}")]
    return "# Sites blocked at work\n" + "".join(f"0.0.0.0 {name}\n" for name in names)


def ublock_list(profile: Profile) -> str:
    """A filter list for uBlock Origin: whole sites and what stands below them, at every hour."""
    lines = ["! Title: Sites blocked at work", *(f"||{one}^$all" for one in sites_of(profile))]
    return "".join(f"{line}\n" for line in lines)


def leechblock_options(profile: Profile) -> str:
    """Options for LeechBlock NG to import: a set for all days of the same working hours.

    Days count from Sunday, the first bit (its own export, version 1.6).
    """
    week = working_week(profile)
    sites = " ".join(sites_of(profile))
    lines = [f"numSets={len(week)}"]
    for number, one in enumerate(week, 1):
        times = ",".join(f"{_clock(span.start)}-{_clock(span.end)}" for span in one.spans)
        lines += [
            f"setName{number}=Work",
            f"sites{number}={sites}",
            f"times{number}={times}",
            f"days{number}={day_bits(one.days)}",
        ]
    return "".join(f"{line}\n" for line in lines)


def day_bits(days: Sequence[str]) -> int:
    """Weekdays as bits from Sunday on.

    >>> day_bits(("mon", "tue", "wed", "thu", "fri"))
    62
    """
    return sum(1 << SUNDAY_FIRST.index(day) for day in days)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}{minutes % 60:02d}"


FORMATS: Mapping[str, Callable[[Profile], str]] = {
    "plain": plain_list,
    "hosts": hosts_file,
    "ublock": ublock_list,
    "leechblock": leechblock_options,
}
