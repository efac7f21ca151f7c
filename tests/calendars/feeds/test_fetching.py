"""A calendar is asked for politely, followed a little, and what went wrong is said."""

from __future__ import annotations

import base64

import pytest

from trimtab.calendars.feeds.fetching import (
    FetchError,
    Validators,
    address_of,
    fetch,
    guarded_client,
    name_in_memory,
)

CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
HOME = ("127.0.0.1", "nas.local")
UNKNOWN = Validators()
CANARY = "canary-5521"


def ask(address, *, known=UNKNOWN, allowed=HOME, **options):
    """Fetch an address, every name leading to this machine."""
    with guarded_client(allowed, resolve=lambda *_: ["127.0.0.1"], **options) as client:
        return fetch(client, address_of(address, allowed), known, allowed_hosts=allowed)


def fault_of(address, **options):
    """What a fetch says when it fails."""
    with pytest.raises(FetchError) as caught:
        ask(address, **options)
    assert CANARY not in str(caught.value)
    assert caught.value.what.endswith(".")
    assert caught.value.mend.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://a.org/x.ics", "https://a.org/x.ics"),
        ("webcal://a.org/x.ics", "https://a.org/x.ics"),
        ("webcals://a.org/x.ics#top", "https://a.org/x.ics"),
        ("WEBCAL://A.org/x.ics", "https://a.org/x.ics"),
        ("http://a.org/x.ics", "https://a.org/x.ics"),
        ("http://a.org:80/x.ics", "https://a.org/x.ics"),
        ("http://a.org:8080/x.ics", "https://a.org:8080/x.ics"),
        ("http://nas.local/x.ics", "http://nas.local/x.ics"),
        ("http://NAS.local.:5232/x.ics", "http://nas.local.:5232/x.ics"),
        ("webcal://nas.local/x.ics", "https://nas.local/x.ics"),
        (" https://a.org/x.ics ", "https://a.org/x.ics"),
    ],
)
def test_addresses_are_asked_over_https(written, asked):
    """Plain HTTP is only for a server at home that the person wrote so."""
    assert str(address_of(written, HOME)) == asked


@pytest.mark.parametrize("written", ["https://", "https:///x", "https://[::1/x", "https://a\x00b/"])
def test_what_is_no_address_says_so(written):
    """Without repeating what was typed."""
    with pytest.raises(FetchError, match="address"):
        address_of(written, HOME)


def test_a_feed_is_remembered_by_one_name_however_asked():
    """Allowing plain HTTP, or webcal for https, begins no new memory."""
    names = {
        name_in_memory(address_of(written, allowed))
        for written in ("http://nas.local/x", "webcal://nas.local/x", "https://nas.local/x")
        for allowed in ((), HOME)
    }
    assert len(names) == 1


def test_content_comes_with_what_tells_it_unchanged(feed_server):
    """The next question carries the ETag and the date, and an unchanged feed sends nothing."""
    date = "Mon, 16 Nov 2026 08:00:00 GMT"
    feed_server.says("/a.ics", CALENDAR, ETag='"1"', Last_Modified=date)
    first = ask(feed_server.url("/a.ics"))
    assert first.content == CALENDAR
    assert first.is_whole
    assert first.validators == Validators('"1"', date)
    feed_server.says("/a.ics", status=304)
    again = ask(feed_server.url("/a.ics"), known=first.validators)
    assert again.content is None
    assert again.validators == first.validators
    headers = feed_server.requests[-1][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', date)


def test_odd_validators_are_not_sent_back(feed_server):
    """A tag of unheard-of length would only serve to know the person again."""
    feed_server.says("/a.ics", CALENDAR, ETag='"' + "x" * 300 + '"')
    assert ask(feed_server.url("/a.ics")).validators == Validators()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_three_redirects_are_followed(status, feed_server):
    """Relative ones too; the fourth is one too many."""
    for number in range(4):
        feed_server.says(f"/{number}", status=status, Location=f"/{number + 1}")
    feed_server.says("/4", CALENDAR)
    assert ask(feed_server.url("/1")).content == CALENDAR
    assert "more than 3 times" in fault_of(feed_server.url("/0")).what
    feed_server.says("/round", status=status, Location="/round")
    assert "more than 3 times" in fault_of(feed_server.url("/round")).what


@pytest.mark.parametrize(
    "there",
    [
        "https://localhost:{}/",
        "https://127.1:{}/",
        "https://2130706433:{}/",
        "https://[::1]:{}/",
        "https://[::ffff:127.0.0.1]:{}/",
        "https://0x7f.1:{}/",
        "https://192.168.0.1:{}/",
        "https://169.254.169.254/latest/meta-data",
        "https://public.example.org:{}/",  # which resolves to 127.0.0.1 here
        "http://other.local:{}/",
        "http://public.example.org:{}/",
        "file:///etc/passwd",
        "ftp://127.0.0.1:{}/",
        "//localhost:{}/",
        "https://[::1/",
        "https://",
    ],
)
def test_every_redirect_is_checked_like_the_first_address(there, feed_server, trap):
    """A server allowed by name sends nobody on to another inside."""
    feed_server.says("/a.ics", status=302, Location=there.format(trap.port))
    fault_of(feed_server.url("/a.ics"))
    assert trap.connections == 0
    assert len(feed_server.requests) == 1


def test_a_public_server_sends_nobody_home(feed_server, trap):
    """An address allowed at home is for the person to name, not for a stranger's redirect.

    The first host may be asked here, being on this machine, but counts as public to the fetch.
    """
    feed_server.says("/a.ics", status=302, Location=trap.url("/admin"))

    with guarded_client(HOME, resolve=lambda *_: ["127.0.0.1"]) as client:
        address = address_of(feed_server.url("/a.ics"), HOME)
        with pytest.raises(FetchError, match="one of your own"):
            fetch(client, address.copy_with(host="nas.local"), Validators(), allowed_hosts=HOME[:1])
    assert trap.connections == 0


def test_https_is_not_left_again(secure_server, trap):
    """Whoever asks in secret is not sent on in the open, not even at home."""
    server = secure_server.server
    server.says("/a.ics", status=302, Location=trap.url("/a.ics", "nas.local"))
    said = fault_of(server.url("/a.ics", "nas.local", "https"), trust=secure_server.trust)
    assert "not https" in said.what
    assert trap.connections == 0


def test_a_login_goes_to_its_host_alone(feed_server, trap):
    """Another port or name is another host; within one host the login stays."""
    login = feed_server.url("/a.ics").replace("//", f"//me:{CANARY}@")
    feed_server.says("/a.ics", status=302, Location="/b.ics")
    feed_server.says("/b.ics", status=302, Location=trap.url("/c.ics"))
    trap.says("/c.ics", CALENDAR)
    assert ask(login).content == CALENDAR
    expected = "Basic " + base64.b64encode(f"me:{CANARY}".encode()).decode()
    assert [headers.get("Authorization") for _, headers in feed_server.requests] == [expected] * 2
    assert "Authorization" not in trap.requests[0][1]


def test_a_login_in_a_redirect_is_not_used(feed_server):
    """What a server writes into an address is no login of the person."""
    there = feed_server.url("/b.ics", "nas.local").replace("//", "//them:theirs@")
    feed_server.says("/a.ics", status=302, Location=there)
    feed_server.says("/b.ics", CALENDAR)
    ask(feed_server.url("/a.ics"))
    assert "Authorization" not in feed_server.requests[-1][1]


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (401, "does not let"),
        (403, "does not let"),
        (404, "no calendar"),
        (410, "no calendar"),
        (418, "status 418"),
        (429, "less often"),
        (500, "status 500"),
        (503, "status 503"),
        (206, "status 206"),
        (302, "status 302"),  # without saying where to
    ],
)
def test_each_refusal_has_its_own_words(status, word, feed_server):
    """What happened, and what would help."""
    feed_server.says(f"/{CANARY}?key={CANARY}", status=status)
    assert word in fault_of(feed_server.url(f"/{CANARY}?key={CANARY}")).what


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><html>", b"\n <html lang=en>", b"\xef\xbb\xbf<!doctype HTML>"]
)
def test_a_web_page_is_no_calendar(page, feed_server):
    """The usual mistake: the address of the page, or a form to sign in."""
    feed_server.says("/", page)
    assert "web page" in fault_of(feed_server.url()).what


def test_a_calendar_without_its_end_is_not_whole(feed_server):
    """Servers die in the middle of a sentence."""
    feed_server.says("/a.ics", CALENDAR[:30])
    assert not ask(feed_server.url("/a.ics")).is_whole
    feed_server.says("/a.ics", CALENDAR[:30], Content_Length="500")
    fault_of(feed_server.url("/a.ics"))


@pytest.mark.parametrize(
    ("content", "kind", "ending"),
    [
        (CALENDAR, "text/plain", ".ics"),
        (b"PK\x03\x04rest", "application/octet-stream", ".xlsx"),
        (b"date,shift\n", "text/csv; charset=utf-8", ".csv"),
        (b"what is this", "text/plain", ".ics"),
    ],
)
def test_the_format_is_told_from_what_came(content, kind, ending, feed_server):
    """Addresses say little about what they lead to."""
    feed_server.says("/", content, Content_Type=kind)
    assert ask(feed_server.url()).ending == ending


def test_nobody_there_says_so(feed_server):
    """No server, no name, no proof: each in its words."""
    with (
        guarded_client([], resolve=lambda *_: []) as client,
        pytest.raises(FetchError, match="name"),
    ):
        fetch(client, address_of("https://feeds.example.org", ()), Validators())
    assert "did not answer" in fault_of("http://127.0.0.1:9/").what
    assert "write http://" in fault_of("webcal://127.0.0.1:9/").mend
    assert "write http://" not in fault_of("http://127.0.0.1:9/").mend
    assert "allow it by name" in fault_of("https://192.168.1.7/").mend


def test_a_server_nobody_vouches_for_says_so(secure_server):
    """With the way to trust an authority of one's own."""
    said = fault_of(secure_server.server.url("/", "nas.local", "https"))
    assert "prove who it is" in said.what
    assert "SSL_CERT_FILE" in said.mend


def test_all_hops_share_one_time_limit(feed_server):
    """A chain of slow servers does not add up."""
    with guarded_client(HOME, seconds=30) as client, pytest.raises(FetchError, match="too long"):
        fetch(client, address_of(feed_server.url(), HOME), Validators(), seconds=0.0)
    assert feed_server.requests == []
