"""Asks servers for what a person subscribes to, with nothing of theirs but the address."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Collection
from http.cookiejar import CookieJar, DefaultCookiePolicy

import certifi
import httpx

from trimtab.calendars.guarded_transport import (
    GuardedTransport,
    Resolve,
    allowed_names,
    resolve_host,
)

SECONDS = 10.0
AGENT = "Trimtab (calendar reader)"


def guarded_client(
    allowed_hosts: Collection[str],
    *,
    resolve: Resolve = resolve_host,
    seconds: float = SECONDS,
    trust: ssl.SSLContext | None = None,
) -> httpx.Client:
    """An HTTP client that reaches public addresses and the hosts a person allowed by name.

    Each request has `seconds` in all and a body of 10 MiB at most, unpacked. Redirects are not
    followed, cookies not kept, proxies and login files of the environment not used. What it
    refuses raises RefusedError, an httpx.TransportError like every other failure to get through.
    """
    _silence()
    transport = GuardedTransport(
        allowed_names(allowed_hosts), resolve, seconds, trust or trusted_authorities()
    )
    return httpx.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=seconds,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
    )


def trusted_authorities() -> ssl.SSLContext:
    """Who may vouch for a server: those this machine trusts, and those browsers do."""
    trust = ssl.create_default_context()
    trust.load_verify_locations(certifi.where())
    return trust


def _silence() -> None:
    """Keep addresses out of logs: the library writes each one down."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
