"""Asks servers for what a person subscribes to, with nothing of theirs but the address."""

from __future__ import annotations

import logging
import re
import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from trimtab.calendars.feeds.addresses import plain_host
from trimtab.calendars.feeds.guarded_transport import (
    DEADLINE,
    GuardedTransport,
    RefusedError,
    Resolve,
    allowed_names,
    resolve_host,
)

SECONDS = 10.0
MOST_REDIRECTS = 3
AGENT = "Trimtab (calendar reader)"
SECURE_SCHEMES = frozenset({"https", "webcal", "webcals"})
WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html)", re.IGNORECASE)
CALENDAR = re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE)
CALENDAR_END = re.compile(rb"END:VCALENDAR", re.IGNORECASE)
NEW_ADDRESS = "Get the address again where the calendar is published, and put it in your profile."
ASKED_AGAIN = "Check your network; it is asked again later."
LATER = "It is asked again later; there is nothing to do."
INNER = (
    "If it is a server of your own, allow it by name: under Calendars in Settings, as [network] "
    "allowed_hosts in a profile, or with --allow-host."
)
TOO_MUCH = "Subscribe to fewer months, or give a file."
SPEAKS_HTTP = "Check your network. If the server speaks no https, write http:// in its address."
ITS_OWN_ADDRESS = "Give the address it leads to, if you trust it."


class FetchError(Exception):
    """A calendar could not be had; `what` happened and `mend` are sentences without secrets."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what} {mend}")


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "has it changed since?" with."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers of a question about what is known already."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent; no content where nothing has changed since the validators."""

    content: bytes | None
    validators: Validators
    ending: str = ".ics"

    @property
    def is_whole(self) -> bool:
        """Whether nothing is known to be missing at its end."""
        if self.content is None or not CALENDAR.search(self.content, 0, 1000):
            return True
        return bool(CALENDAR_END.search(self.content, max(len(self.content) - 1000, 0)))


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


@cache
def trusted_authorities() -> ssl.SSLContext:
    """Who may vouch for a server: those this machine trusts, and those browsers do."""
    trust = httpx.create_ssl_context(trust_env=False)
    trust.load_default_certs()
    return trust


def _silence() -> None:
    """Keep addresses out of logs: the library writes each one down."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def address_of(source: str, allowed_hosts: Collection[str]) -> httpx.URL:
    """The address to ask for a source: always https, but for a host allowed that says http.

    Raises FetchError where the source is no address.
    """
    try:
        url = httpx.URL(source.strip())
    except (httpx.InvalidURL, ValueError):
        raise FetchError("its address is not one.", NEW_ADDRESS) from None
    if not url.host:
        raise FetchError("its address names no host.", NEW_ADDRESS)
    if url.scheme in SECURE_SCHEMES:
        return url.copy_with(scheme="https", fragment=None)
    if plain_host(url.host) in allowed_names(allowed_hosts):
        return url.copy_with(fragment=None)
    port = None if url.port == 80 else url.port
    return url.copy_with(scheme="https", port=port, fragment=None)


def name_in_memory(address: httpx.URL) -> str:
    """What a feed is remembered by: its address, however it was asked."""
    return str(address.copy_with(scheme="https"))


def fetch(
    client: httpx.Client,
    address: httpx.URL,
    known: Validators,
    *,
    allowed_hosts: Collection[str] = (),
    seconds: float = SECONDS,
) -> Fetched:
    """Ask for a calendar unless it is as known; every redirect is checked like the first address.

    `seconds` are for everything together. Raises FetchError.
    """
    until = time.monotonic() + seconds
    allowed = allowed_names(allowed_hosts)
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(client, address, known, until, is_own=plain_host(address.host) in allowed)
        if isinstance(answer, Fetched):
            return answer
        address = _next_address(address, answer, allowed)
    what = f"it was sent on more than {MOST_REDIRECTS} times."
    raise FetchError(what, NEW_ADDRESS)


def _ask(
    client: httpx.Client, address: httpx.URL, known: Validators, until: float, *, is_own: bool
) -> Fetched | str:
    """What one server sends, or where it sends on to; `is_own` where a person allowed its host."""
    request = client.build_request("GET", address, headers=known.headers())
    request.extensions[DEADLINE] = until
    try:
        response = client.send(request, stream=True)
        try:
            return _answer(response, known)
        finally:
            response.close()
    except RefusedError as refusal:
        raise _refused(str(refusal)) from None
    except httpx.TimeoutException:
        raise FetchError("the server took too long to answer.", LATER) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        may_speak_http = is_own and address.scheme == "https"
        raise _unreached(error, SPEAKS_HTTP if may_speak_http else ASKED_AGAIN) from None


def _answer(response: httpx.Response, known: Validators) -> Fetched | str:
    status = response.status_code
    if status == 304:
        return Fetched(None, known)
    if response.has_redirect_location:
        return response.headers["location"]
    if status != 200:
        raise _by_status(status)
    content = response.read()
    if WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        what = "the server sent a web page, not a calendar."
        mend = "Get the address of the calendar itself, which often ends in .ics, not of its page."
        raise FetchError(what, mend)
    validators = Validators(_header(response, "etag"), _header(response, "last-modified"))
    return Fetched(content, validators, _ending(content, response.headers.get("content-type", "")))


def _header(response: httpx.Response, name: str) -> str:
    """A header worth sending back; one of unheard-of length or letters is left."""
    value = str(response.headers.get(name, ""))
    return value if len(value) <= 200 and value.isascii() and value.isprintable() else ""


def _ending(content: bytes, content_type: str) -> str:
    if CALENDAR.search(content, 0, 1000):
        return ".ics"
    if content.startswith(b"PK\x03\x04"):
        return ".xlsx"
    return ".csv" if content_type.lower().startswith("text/csv") else ".ics"


def _next_address(address: httpx.URL, location: str, allowed: frozenset[str]) -> httpx.URL:
    """Where a server sends on to, without anything that was meant for another host."""
    try:
        there = address.join(location).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError):
        raise FetchError("it was sent on to what is no address.", NEW_ADDRESS) from None
    if there.scheme != "https" and (there.scheme, address.scheme) != ("http", "http"):
        raise FetchError("it was sent on to an address that is not https.", ITS_OWN_ADDRESS)
    if plain_host(there.host) in allowed and plain_host(address.host) not in allowed:
        raise FetchError("a public server sent it on to one of your own.", ITS_OWN_ADDRESS)
    is_same = _origin(there) == _origin(address)
    return there.copy_with(userinfo=address.userinfo if is_same else b"")


def _origin(address: httpx.URL) -> tuple[str, str, int | None]:
    return address.scheme, plain_host(address.host), address.port


def _by_status(status: int) -> FetchError:
    if status in {401, 403, 407}:
        what = f"the server does not let Trimtab read it (status {status})."
        return FetchError(what, NEW_ADDRESS)
    if status in {404, 410}:
        return FetchError(f"the server knows no calendar there (status {status}).", NEW_ADDRESS)
    if status == 429:
        return FetchError("the server wants to be asked less often.", LATER)
    mend = LATER if status >= 500 else NEW_ADDRESS
    return FetchError(f"the server answered with status {status}, not with a calendar.", mend)


def _refused(why: str) -> FetchError:
    mend = INNER if "inside" in why else TOO_MUCH if "MiB" in why else NEW_ADDRESS
    return FetchError(f"{why}.", mend)


def _unreached(error: Exception, otherwise: str) -> FetchError:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        what = "the server could not prove who it is."
        mend = "Look at its address in a browser; SSL_CERT_FILE names authorities of your own."
        return FetchError(what, mend)
    if "not known" in str(error):
        return FetchError(
            "no host of that name is known here.", "Check the address and your network."
        )
    if isinstance(error, httpx.InvalidURL | UnicodeError):
        return FetchError("its address is not one.", NEW_ADDRESS)
    return FetchError("the server did not answer.", otherwise)
