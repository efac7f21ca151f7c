"""Certificates speak for one's own network, are trusted there, and renew themselves."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from trimtab.web.phone.addresses import (
    PhoneAddress,
    PhoneAddressError,
    is_here,
    ranked,
    read_address,
)
from trimtab.web.phone.authority import fingerprint, make_authority, make_leaf
from trimtab.web.phone.certificates import OwnCertificates, new_context
from trimtab.web.phone.standing import stand_at

NOW = datetime.now(UTC)
HOME = PhoneAddress(ip_address("192.168.1.20"))


def shake_hands(server: ssl.SSLContext, authority_der: bytes, name: str) -> None:
    """Let a client that trusts one authority meet a server, in memory."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.load_verify_locations(cadata=authority_der)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(to_client, to_server, server_hostname=name),
        server.wrap_bio(to_server, to_client, server_side=True),
    ]
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    assert ends[0].getpeercert()


def test_a_phone_that_trusts_the_authority_trusts_the_address(tmp_path):
    """The chain, the name and the constraint hold together, and keys are the person's own."""
    context = new_context()
    authority = OwnCertificates(tmp_path / "phone", HOME, "laptop").renew(context, NOW)
    shake_hands(context, authority, "192.168.1.20")
    shake_hands(context, authority, "laptop.local")
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(context, authority, "192.168.1.21")
    assert {one.stat().st_mode & 0o777 for one in (tmp_path / "phone").iterdir()} == {0o600}


def test_a_stolen_authority_speaks_for_no_other_network(tmp_path):
    """What it would sign for a public address is not believed."""
    authority = make_authority(HOME, "laptop", NOW)
    forged = make_leaf(authority, PhoneAddress(ip_address("8.8.8.8")), "laptop", NOW)
    (tmp_path / "crt").write_bytes(forged.certificate_pem())
    (tmp_path / "key").write_bytes(forged.key_pem())
    context = new_context()
    context.load_cert_chain(tmp_path / "crt", tmp_path / "key")
    trusted = ssl.PEM_cert_to_DER_cert(authority.certificate_pem().decode())
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake_hands(context, trusted, "8.8.8.8")


def test_certificates_stay_until_they_near_their_end(tmp_path):
    """What was made stays; a month before its end, or at another address, comes a new leaf."""
    own = OwnCertificates(tmp_path, HOME, "laptop")
    authority = own.renew(new_context(), NOW)
    first = (tmp_path / "leaf.crt").read_bytes()
    assert own.renew(new_context(), NOW + timedelta(days=360)) == authority
    assert (tmp_path / "leaf.crt").read_bytes() == first
    assert own.renew(new_context(), NOW + timedelta(days=370)) == authority
    second = (tmp_path / "leaf.crt").read_bytes()
    assert second != first
    elsewhere = OwnCertificates(tmp_path, PhoneAddress(ip_address("192.168.7.9")), "laptop")
    assert elsewhere.renew(new_context(), NOW) == authority
    assert (tmp_path / "leaf.crt").read_bytes() != second


def test_another_private_range_takes_another_authority(tmp_path):
    """One made for 192.168 cannot speak for 10, so it is made anew; so is one near its end."""
    first = OwnCertificates(tmp_path, HOME, "laptop").renew(new_context(), NOW)
    ten = OwnCertificates(tmp_path, PhoneAddress(ip_address("10.0.0.7")), "laptop")
    second = ten.renew(new_context(), NOW)
    assert second != first
    assert ten.renew(new_context(), NOW + timedelta(days=5 * 365 - 20)) != second


def test_a_fingerprint_reads_in_pairs():
    """32 pairs of signs, as phones show them."""
    assert fingerprint(b"").startswith("E3 B0 C4 42 98 FC 1C 14")


@pytest.mark.parametrize(
    "typed",
    [
        "0.0.0.0",
        "127.0.0.1",
        "8.8.8.8",
        "172.32.0.1",
        "::",
        "::1",
        "2001:db8::1",
        "fe80::1",
        "home",
    ],
)
def test_addresses_that_are_not_private_are_refused(typed):
    """Nothing listens where strangers could knock, and the sentence says what to name instead."""
    with pytest.raises(PhoneAddressError, match=r"private"):
        read_address(typed)


@pytest.mark.parametrize(
    ("found", "first"),
    [
        (["10.8.0.6", "192.168.1.20"], "192.168.1.20"),
        (["10.0.0.7", "172.17.0.1"], "10.0.0.7"),
        (["100.101.102.103", "10.20.0.9"], "10.20.0.9"),
        (["192.168.56.1", "192.168.1.20"], "192.168.1.20"),
        (["10.8.0.6", "10.0.0.7"], "10.8.0.6"),
    ],
    ids=["a tunnel outward", "a bridge inside", "Tailscale", "two at home", "both of one kind"],
)
def test_the_address_of_the_home_network_comes_first(found, first):
    """A tunnel through which everything goes is not where the phone is."""
    addresses = [ip_address(one) for one in found]
    told = [one.host for one in ranked(addresses, addresses[0])]
    assert told[0] == first
    assert sorted(told) == sorted(found)
    assert ranked([ip_address("8.8.8.8")]) == ()


def test_a_changed_address_is_remembered_with_the_one_before(tmp_path):
    """The same address stays since it was first; another one names the last."""
    first = stand_at("https://192.168.1.20:8138", tmp_path, NOW)
    later = NOW + timedelta(days=3)
    assert stand_at("https://192.168.1.20:8138", tmp_path, later) == first
    assert not first.has_moved
    moved = stand_at("https://192.168.1.77:8138", tmp_path, later)
    assert (moved.since, moved.before) == (later, "https://192.168.1.20:8138")
    assert stand_at("https://192.168.1.77:8138", tmp_path, later + timedelta(1)) == moved
    (tmp_path / "address.json").write_text("{")
    assert not stand_at("https://192.168.1.20:8138", tmp_path, later).has_moved


def test_an_address_that_is_not_this_machines_is_known():
    """What a network took back cannot be bound any more."""
    assert is_here("127.0.0.1")
    assert not is_here("192.168.255.253")


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("192.168.1.20", "192.168.1.20", 8138),
        ("100.101.102.103:8443", "100.101.102.103", 8443),
        ("fd00::2", "[fd00::2]", 8138),
        ("[fd00::2]:8443", "[fd00::2]", 8443),
    ],
)
def test_private_addresses_are_read_with_and_without_a_port(typed, host, port):
    """IPv6 needs brackets only beside a port."""
    place = read_address(typed)
    assert (place.host, place.port) == (host, port)
