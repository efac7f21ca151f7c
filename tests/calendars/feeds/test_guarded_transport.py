"""Nothing inside is reached, nothing takes long, nothing fills memory."""

from __future__ import annotations

import gzip
import itertools
import logging
import socket
import ssl
import threading
import time
import zlib
from pathlib import Path

import httpx
import pytest

from trimtab.calendars.feeds.fetching import guarded_client, trusted_authorities
from trimtab.calendars.feeds.guarded_transport import DEADLINE, MOST_BYTES, RefusedError

FOLDER = Path(__file__).parents[2] / "data/addresses"
INNER = (FOLDER / "inner.txt").read_text(encoding="utf-8").splitlines()
SPELLINGS = INNER + (FOLDER / "odd.txt").read_text(encoding="utf-8").splitlines()
PUBLIC_NAME = "https://feeds.example.org/a.ics"


@pytest.fixture
def connected(monkeypatch):
    """Every address a socket is asked to connect to; none is."""
    addresses = []

    def connect(self, address):
        addresses.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)
    return addresses


class Resolver:
    """Finds the addresses given for every name, and remembers the names it was asked for."""

    def __init__(self, *addresses):
        self.addresses, self.asked = addresses, []

    def __call__(self, host, port):
        self.asked.append((host, port))
        return self.addresses


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_host_that_is_inside_is_not_connected_to(scheme, connected):
    """However it is spelled: no connection, and no question to a resolver either."""
    resolver = Resolver("1.1.1.1")
    for spelling in SPELLINGS:
        host = f"[{spelling}]" if ":" in spelling and "[" not in spelling else spelling
        with guarded_client([], resolve=resolver) as client:
            for written in {host, spelling}:
                with pytest.raises((httpx.TransportError, httpx.InvalidURL, ValueError)):
                    client.get(f"{scheme}://{written}/a.ics")
        assert resolver.asked == connected == [], spelling


def test_a_name_that_resolves_inside_is_not_connected_to(connected):
    """Not even where another of its addresses is public."""
    for address in INNER:
        for addresses in ([address], ["1.1.1.1", address], [address, "1.1.1.1"]):
            with (
                guarded_client([], resolve=lambda *_, found=addresses: found) as client,
                pytest.raises(RefusedError),
            ):
                client.get(PUBLIC_NAME)
        assert connected == [], address


def test_the_machine_and_its_server_feel_nothing(trap):
    """A real server listening on 127.0.0.1 counts no connection from any spelling."""
    with guarded_client([], resolve=lambda *_: ["127.0.0.1"]) as client:
        for spelling in [*SPELLINGS, "feeds.example.org"]:
            with pytest.raises((httpx.TransportError, httpx.InvalidURL, ValueError)):
                client.get(f"https://{spelling}:{trap.port}/")
    assert trap.connections == 0


def test_a_name_is_resolved_once_and_its_address_used(connected):
    """A name that changes its address after the check gains nothing by it."""
    answers = itertools.chain([["1.1.1.1"]], itertools.repeat(["127.0.0.1"]))
    asked = []

    def resolve(host, port):
        asked.append((host, port))
        return next(answers)

    with guarded_client([], resolve=resolve) as client, pytest.raises(httpx.ConnectError):
        client.get(PUBLIC_NAME)
    assert asked == [("feeds.example.org", 443)]
    assert connected == [("1.1.1.1", 443)]


def test_every_new_connection_checks_again(connected):
    """The second request to the same name finds it inside and stops there."""
    answers = iter([["1.1.1.1"], ["10.0.0.1"]])
    with guarded_client([], resolve=lambda *_: next(answers)) as client:
        with pytest.raises(httpx.ConnectError):
            client.get(PUBLIC_NAME)
        with pytest.raises(RefusedError):
            client.get(PUBLIC_NAME)
    assert connected == [("1.1.1.1", 443)]


def test_the_next_address_is_tried_where_one_does_not_answer(connected):
    """Servers have several addresses; all were checked."""
    with (
        guarded_client([], resolve=lambda *_: ["1.1.1.1", "2606:4700::1111"]) as client,
        pytest.raises(httpx.ConnectError),
    ):
        client.get(PUBLIC_NAME)
    assert [address[0] for address in connected] == ["1.1.1.1", "2606:4700::1111"]


def test_plain_http_is_for_allowed_hosts(connected):
    """An address is a secret, so it crosses no public network in the open."""
    resolver = Resolver("1.1.1.1")
    with (
        guarded_client([], resolve=resolver) as client,
        pytest.raises(RefusedError, match="https"),
    ):
        client.get("http://feeds.example.org/a.ics")
    for scheme in ("ftp", "file", "ws"):
        with guarded_client(["nas.local"]) as client, pytest.raises(httpx.TransportError):
            client.get(f"{scheme}://nas.local/a.ics")
    assert resolver.asked == connected == []


def test_an_allowed_host_is_reached_by_its_name_alone(feed_server, trap):
    """The same machine by another name stays out of reach."""
    feed_server.says("/a.ics", b"here")
    with guarded_client(["NAS.local."], resolve=lambda *_: ["127.0.0.1"]) as client:
        assert client.get(feed_server.url("/a.ics", "nas.local")).content == b"here"
        for host in ("127.0.0.1", "other.local", "localhost"):
            with pytest.raises(RefusedError):
                client.get(trap.url("/", host, "https"))
    assert trap.connections == 0


@pytest.mark.parametrize("address", ["0.0.0.0", "255.255.255.255", "224.0.0.1", "::", "ff02::1"])
def test_an_allowed_name_reaches_no_broadcast(address, connected):
    """Whoever controls the name at home controls one machine, not all."""
    with (
        guarded_client(["nas.local"], resolve=lambda *_: [address]) as client,
        pytest.raises(RefusedError),
    ):
        client.get("http://nas.local/")
    assert connected == []


def test_tls_is_checked_against_the_name_and_not_the_address(secure_server):
    """The server is asked for by name, and must prove to be it."""
    server = secure_server.server
    server.says("/a.ics", b"here")
    names = ["nas.local", "other.local"]
    with guarded_client(
        names, resolve=lambda *_: ["127.0.0.1"], trust=secure_server.trust
    ) as client:
        assert client.get(server.url("/a.ics", "nas.local", "https")).content == b"here"
        assert server.names == ["nas.local"]
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            client.get(server.url("/a.ics", "other.local", "https"))


def test_a_server_nobody_vouches_for_is_not_believed(secure_server):
    """A certificate made at home counts only where the person trusts it."""
    with (
        guarded_client(["nas.local"], resolve=lambda *_: ["127.0.0.1"]) as client,
        pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        client.get(secure_server.server.url("/", "nas.local", "https"))


def test_the_environment_changes_nothing(feed_server, trap, monkeypatch, tmp_path):
    """Proxies and login files are other people's; an address goes to its host alone."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, trap.url())
    login = tmp_path / "netrc"
    login.write_text("machine 127.0.0.1 login me password secret\n")
    login.chmod(0o600)
    monkeypatch.setenv("NETRC", str(login))
    with guarded_client(["127.0.0.1"]) as client:
        client.get(feed_server.url("/"))
    (request,) = feed_server.requests
    assert "Authorization" not in request[1]
    assert trap.connections == 0


def test_no_cookie_is_kept(feed_server):
    """Two requests cannot be told to come from the same person by a cookie."""
    feed_server.says("/", Set_Cookie="who=me; Path=/")
    with guarded_client(["127.0.0.1"]) as client:
        client.get(feed_server.url())
        client.get(feed_server.url())
    assert [headers.get("Cookie") for _, headers in feed_server.requests] == [None, None]


def drip(piece=b"x", seconds=0.02, count=2000):
    """A little at a time, for longer than anybody waits."""
    for _ in range(count):
        time.sleep(seconds)
        yield piece


def test_a_server_that_drips_is_left_in_time(feed_server):
    """Each byte in time does not make the whole in time."""
    feed_server.says("/", drip())
    begun = time.monotonic()
    with guarded_client(["127.0.0.1"], seconds=0.4) as client, pytest.raises(httpx.ReadTimeout):
        client.get(feed_server.url())
    assert 0.3 < time.monotonic() - begun < 5


def test_a_server_that_falls_silent_is_left_in_time():
    """No single step waits longer than the whole may take."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        begun = time.monotonic()
        client = guarded_client(["127.0.0.1"], seconds=30)
        request = client.build_request("GET", f"http://127.0.0.1:{listening.getsockname()[1]}/")
        request.extensions[DEADLINE] = begun + 0.3
        with client, pytest.raises(httpx.ReadTimeout):
            client.send(request)
        assert time.monotonic() - begun < 4


def test_headers_that_drip_are_left_in_time():
    """Nor does a status line that never ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer():
            connection, _ = listening.accept()
            with connection:
                try:
                    for piece in drip(b"H"):
                        connection.sendall(piece)
                except OSError:
                    return

        thread = threading.Thread(target=answer)
        thread.start()
        with guarded_client(["127.0.0.1"], seconds=0.4) as client, pytest.raises(httpx.HTTPError):
            client.get(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        thread.join()


def test_a_resolver_that_never_answers_is_left_in_time(connected):
    """The system's resolver knows no limit; ours does."""
    over = threading.Event()

    def resolve(host, port):
        over.wait(20)
        return ["1.1.1.1"]

    with guarded_client([], resolve=resolve, seconds=0.2) as client:
        with pytest.raises(httpx.ConnectTimeout):
            client.get(PUBLIC_NAME)
        over.set()
    assert connected == []


def test_a_name_nobody_knows_says_so(connected):
    """The resolver's own fault is a failure to connect like any other."""

    def resolve(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    with guarded_client([], resolve=resolve) as client, pytest.raises(httpx.ConnectError):
        client.get(PUBLIC_NAME)
    with (
        guarded_client([], resolve=lambda *_: []) as client,
        pytest.raises(httpx.ConnectError, match="not known"),
    ):
        client.get(PUBLIC_NAME)


def pieces(size):
    """So many bytes, without a length said before."""
    for _ in range(size // 2**16 + 1):
        yield b"x" * 2**16


def test_bodies_end_at_ten_mebibytes(feed_server):
    """Whether the length is said before, not said, or grows while unpacking."""
    bomb = gzip.compress(b"\0" * (MOST_BYTES + 1))
    assert len(bomb) < 20_000
    feed_server.says("/said", Content_Length=str(MOST_BYTES + 1))
    feed_server.says("/unsaid", pieces(MOST_BYTES + 1))
    feed_server.says("/bomb", bomb, Content_Encoding="gzip")
    with guarded_client(["127.0.0.1"]) as client:
        for path in feed_server.answers:
            with pytest.raises(RefusedError, match="10 MiB"):
                client.get(feed_server.url(path))


def test_a_bomb_never_lies_unpacked_in_memory(feed_server):
    """It comes in small pieces, of which each is counted before the next is made."""
    feed_server.says("/", gzip.compress(b"\0" * MOST_BYTES, mtime=0), Content_Encoding="gzip")
    with (
        guarded_client(["127.0.0.1"]) as client,
        client.stream("GET", feed_server.url()) as response,
    ):
        sizes = [len(piece) for piece in response.iter_raw()]
    assert sum(sizes) == MOST_BYTES
    assert max(sizes) <= 2**16


def test_what_is_packed_arrives_plain(feed_server):
    """Unpacked bytes are the same, their length and packing no longer said."""
    body = b"BEGIN:VCALENDAR\r\n" * 20_000
    packed = gzip.compress(body, mtime=0)
    feed_server.says("/", packed, Content_Encoding="gzip", Content_Length=str(len(packed)))
    feed_server.says("/none", status=204, Content_Encoding="gzip")
    with guarded_client(["127.0.0.1"]) as client:
        response = client.get(feed_server.url())
        assert response.content == body
        assert "content-encoding" not in response.headers
        assert client.get(feed_server.url("/none")).content == b""
    assert feed_server.requests[0][1]["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("br", b"x"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0)),
        ("deflate", zlib.compress(b"x")),
        ("gzip", b"no gzip at all"),
        ("gzip", gzip.compress(b"x" * 1000, mtime=0)[:-9]),
    ],
)
def test_odd_packing_is_refused(packing, body, feed_server):
    """What was not asked for, cannot be unpacked or breaks off is no content."""
    feed_server.says("/", body, Content_Encoding=packing)
    with guarded_client(["127.0.0.1"]) as client, pytest.raises(RefusedError):
        client.get(feed_server.url())


def test_no_connection_is_made_without_its_own_check(feed_server):
    """A client asks the resolver once for every connection it opens."""
    feed_server.says("/", Content_Length="0")
    resolver = Resolver("127.0.0.1")
    with guarded_client(["nas.local"], resolve=resolver) as client:
        for _ in range(3):
            client.get(feed_server.url("/", "nas.local"))
    assert len(feed_server.requests) == 3
    assert len(resolver.asked) == feed_server.connections


def test_addresses_are_not_logged(feed_server, caplog):
    """The library writes down every address it asks; here it does not."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    with guarded_client(["127.0.0.1"]) as client:
        client.get(feed_server.url("/canary-5521/basic.ics?key=canary-5521"))
    assert "canary" not in caplog.text
    assert caplog.records == []


def test_the_usual_trust_is_that_of_machine_and_browsers():
    """Certificates are verified, names checked, old protocols refused."""
    trust = trusted_authorities()
    assert trust.verify_mode == ssl.CERT_REQUIRED
    assert trust.check_hostname
    assert trust.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert trust.cert_store_stats()["x509_ca"] > 50
