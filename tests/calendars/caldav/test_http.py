"""What an account's server may say and do: its limits, its refusals, and where it may lead."""

from __future__ import annotations

import httpx
import pytest

from trimtab.calendars.caldav.client import CalDavClient, Put
from trimtab.calendars.caldav.http import ConflictError, Server, clean_path
from trimtab.calendars.caldav.xml import UnclearAnswerError, read_multistatus, read_xml
from trimtab.domain.errors import AccountError, UnreachableAccountError

EMPTY = b'<D:multistatus xmlns:D="DAV:"/>'


def server_of(answer, url="https://calendar.example.org/dav/", **more) -> Server:
    """A server that answers each request by a function."""
    http = httpx.Client(transport=httpx.MockTransport(answer))
    return Server("home", url, http, ("sam", "open sesame"), **more)


def test_a_list_of_resources_is_read_with_its_namespaces():
    """Prefixes may be any; what was not found is left out."""
    said = read_multistatus(
        b'<x:multistatus xmlns:x="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><x:response>'
        b"<x:href>/a.ics</x:href><x:propstat><x:prop><x:getetag>&quot;1&quot;</x:getetag></x:prop>"
        b"<x:status>HTTP/1.1 200 OK</x:status></x:propstat><x:propstat><x:prop><c:calendar-data/>"
        b"</x:prop><x:status>HTTP/1.1 404 Not Found</x:status></x:propstat></x:response>"
        b"<x:response><x:href>/b.ics</x:href><x:status>HTTP/1.1 404 Not Found</x:status>"
        b"</x:response><x:sync-token>t</x:sync-token></x:multistatus>"
    )
    assert [(one.href, one.status, one.text("D:getetag")) for one in said.answers] == [
        ("/a.ics", None, '"1"'),
        ("/b.ics", 404, ""),
    ]
    assert "C:calendar-data" not in said.answers[0].properties
    assert said.sync_token == "t"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        b"not xml",
        b"<a>" * 65 + b"</a>" * 65,
        b"<a>" * 200_000,
        b'<!DOCTYPE a [<!ENTITY b "c">]><D:multistatus xmlns:D="DAV:">&b;</D:multistatus>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/"><D:multistatus xmlns:D="DAV:"/>',
        b'<?xml version="1.0" encoding="no-such"?><D:multistatus xmlns:D="DAV:"/>',
    ],
)
def test_what_is_no_list_is_an_unclear_answer(content):
    """Other documents, deep ones and those with a DTD are refused, and nothing else is raised."""
    with pytest.raises(UnclearAnswerError):
        read_multistatus(content)


def test_as_deep_as_answers_ever_are_is_read():
    """Sixty-four levels pass."""
    assert read_xml(b"<a>" * 64 + b"</a>" * 64).tag == "a"


def test_addresses_have_one_spelling():
    """However a server encodes a path, it is the same; what is encoded for a reason stays so."""
    assert clean_path("/sam/a%2Fb/%C3%A9%20f@g.ics") == "/sam/a%2Fb/%C3%A9%20f@g.ics"
    assert clean_path("/sam/é f%40g.ics") == "/sam/%C3%A9%20f@g.ics"


@pytest.mark.parametrize(
    "href",
    ["https://evil.example/x", "http://calendar.example.org/x", "//evil.example/x",
     "https://calendar.example.org:444/x"],
)  # fmt: skip
def test_nothing_leads_off_the_server(href):
    """Another host, port or scheme is refused, in what is listed and in redirects."""
    server = server_of(lambda request: httpx.Response(302, headers={"Location": href}))
    with pytest.raises(AccountError, match="leads to another one"):
        server.resolve(href)
    with pytest.raises(AccountError, match="leads to another one"):
        server.ask("PROPFIND", "/dav/")


def test_a_provider_of_several_hosts_may_lead_to_them():
    """ICloud keeps calendars on hosts of their own; only under its own name, only by https."""
    server = server_of(lambda _: httpx.Response(200), "https://caldav.icloud.com/")
    assert (
        server.resolve("https://p42-caldav.icloud.com:443/1/") == "https://p42-caldav.icloud.com/1/"
    )
    for other in ("http://p42-caldav.icloud.com/", "https://icloud.com.evil.example/"):
        with pytest.raises(AccountError):
            server.resolve(other)


def test_redirects_on_the_server_are_followed_a_few_times():
    """From one path to the next, but not in circles."""
    seen = []

    def answer(request):
        seen.append(request.url.path)
        there = {"/dav/": "/new/"}.get(request.url.path)
        return httpx.Response(301, headers={"Location": there}) if there else httpx.Response(204)

    assert server_of(answer).ask("PROPFIND", "/dav/").path == "/new/"
    assert seen == ["/dav/", "/new/"]
    circle = server_of(lambda _: httpx.Response(301, headers={"Location": "/dav/"}))
    with pytest.raises(AccountError, match="leads from one address to the next"):
        circle.ask("PROPFIND", "/dav/")


def test_passwords_go_over_http_only_where_that_is_allowed():
    """To this machine, or to a host named in the profile."""
    with pytest.raises(AccountError, match="Use https"):
        server_of(lambda _: httpx.Response(200), "http://calendar.example.org/")
    assert server_of(lambda _: httpx.Response(200), "http://127.0.0.1:5232/")
    assert server_of(
        lambda _: httpx.Response(200), "http://nas.local/", plain_hosts=frozenset({"nas.local"})
    )
    with pytest.raises(AccountError, match="is no address"):
        server_of(lambda _: httpx.Response(200), "calendar.example.org")


def test_a_server_that_asks_for_digest_gets_it():
    """Basic first, then what the server offers."""
    given = []

    def answer(request):
        given.append(request.headers.get("authorization", "").partition(" ")[0])
        if given[-1] == "Digest":
            return httpx.Response(207, content=EMPTY)
        offer = 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'
        return httpx.Response(401, headers={"WWW-Authenticate": offer})

    assert server_of(answer).ask("PROPFIND", "/dav/").status == 207
    assert given[-1] == "Digest"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, AccountError),
        (412, ConflictError),
        (409, ConflictError),
        (423, ConflictError),
        (429, UnreachableAccountError),
        (503, UnreachableAccountError),
    ],
)
def test_each_refusal_is_what_it_means(status, error):
    """Wrong password, something else standing there, or not now."""
    with pytest.raises(error) as caught:
        server_of(lambda _: httpx.Response(status)).ask("PUT", "/dav/a.ics", b"x")
    assert "open sesame" not in str(caught.value)


def test_a_body_too_large_is_not_read_to_its_end():
    """Ten mebibytes and no more."""
    pieces = []

    def endless():
        for _ in range(100):
            pieces.append(1)
            yield b" " * 2**20

    server = server_of(lambda _: httpx.Response(207, content=endless()))
    with pytest.raises(AccountError, match="more than 10 MB"):
        server.ask("PROPFIND", "/dav/")
    assert len(pieces) <= 12


def test_a_server_without_caldav_is_said_so():
    """Web pages everywhere are no calendars."""
    client = CalDavClient(server_of(lambda _: httpx.Response(404)))
    with pytest.raises(AccountError, match="does not speak CalDAV at /dav/"):
        client.calendars()


def test_a_server_that_makes_no_calendars_is_said_so():
    """As Google's: make one there by hand."""
    principal = (
        b'<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response>'
        b"<D:href>/</D:href><D:propstat><D:prop><C:calendar-home-set><D:href>/sam/</D:href>"
        b"</C:calendar-home-set></D:prop></D:propstat></D:response></D:multistatus>"
    )

    def answer(request):
        is_made = request.method == "MKCALENDAR"
        return httpx.Response(405) if is_made else httpx.Response(207, content=principal)

    with pytest.raises(AccountError, match=r"make a calendar from outside \(405\)"):
        CalDavClient(server_of(answer)).make_calendar("Trimtab", "trimtab", "Why")


def test_a_weak_etag_makes_no_condition_and_silence_stops_the_rest():
    """RFC 9110 lets no weak etag match; after the first silence nothing else is sent."""
    sent = []

    def answer(request):
        sent.append(request.headers.get("if-match"))
        return httpx.Response(204 if len(sent) < 3 else 503)

    client = CalDavClient(server_of(answer))
    puts = [Put("/dav/a.ics", b"x", 'W/"1"'), *(Put("/dav/b.ics", b"x", '"2"') for _ in range(4))]
    outcomes = client.write(puts)
    assert sent == [None, '"2"', '"2"']
    assert [type(one).__name__ for one in outcomes] == [
        "Done", "Done", "UnreachableAccountError", "NoneType", "NoneType",
    ]  # fmt: skip
