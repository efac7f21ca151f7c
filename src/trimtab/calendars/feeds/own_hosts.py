"""Which server of the person's own network a feed is on, for them to allow it by name."""

from __future__ import annotations

from collections.abc import Collection

from trimtab.calendars.feeds.addresses import is_a_host, is_public, plain_host, read_address
from trimtab.calendars.feeds.fetching import FetchError, address_of
from trimtab.calendars.feeds.guarded_transport import Resolve, allowed_names, resolve_host


def own_host_of(
    source: str, allowed_hosts: Collection[str], resolve: Resolve = resolve_host
) -> str:
    """The host of a feed that is inside the person's network and not allowed yet; else nothing.

    >>> own_host_of("https://192.168.1.20/me.ics", ())
    '192.168.1.20'
    >>> own_host_of("https://192.168.1.20/me.ics", ("192.168.1.20",))
    ''
    """
    try:
        address = address_of(source, allowed_hosts)
        host = plain_host(address.host)
        if host in allowed_names(allowed_hosts):
            return ""
        alone = read_address(host)
        found = [str(alone)] if alone else resolve(host, address.port or 443)
    except (FetchError, OSError, UnicodeError):
        return ""
    return host if any(is_a_host(one) and not is_public(one) for one in found) else ""
