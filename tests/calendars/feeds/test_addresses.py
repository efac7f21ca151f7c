"""No spelling of an inner address passes for a public one."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.calendars.feeds.addresses import (
    find_host_fault,
    is_a_host,
    is_public,
    plain_host,
    read_address,
)

FOLDER = Path(__file__).parents[2] / "data/addresses"


def spellings(name):
    """One spelling a line of a table in tests/data/addresses."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


INNER, PUBLIC, ODD_SPELLINGS = spellings("inner"), spellings("public"), spellings("odd")


def test_the_tables_are_as_long_as_promised():
    """Far more than forty spellings are looked at."""
    assert len({*INNER, *ODD_SPELLINGS}) >= 100


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_not_public(address):
    """Neither as themselves nor as a host that somebody types."""
    assert not is_public(address)
    assert find_host_fault(address)
    assert find_host_fault(f"[{address}]")


@pytest.mark.parametrize("address", PUBLIC)
def test_neighbours_of_inner_networks_are_public(address):
    """A guard that refuses everything would be no use."""
    assert is_public(address)
    assert find_host_fault(address) == ""


@pytest.mark.parametrize("host", ODD_SPELLINGS)
def test_hosts_that_lead_inside_or_nowhere_are_refused_by_name(host):
    """Shorthands, other digits, and names of the network at home never reach a resolver."""
    assert find_host_fault(host)


@pytest.mark.parametrize(
    "host",
    ["calendar.google.com", "EXAMPLE.org.", "xn--bcher-kva.example", "a_b.example.org", "3com.org"],
)
def test_ordinary_names_are_left_to_their_addresses(host):
    """What a public name leads to is known only when it is resolved."""
    assert find_host_fault(host) == ""


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_in_ipv6_clothes_counts_as_itself(number):
    """Mapped and translated forms are public exactly when the address inside is."""
    plain = IPv4Address(number)
    for base in ("::ffff:0:0", "64:ff9b::"):
        dressed = IPv6Address(int(IPv6Address(base)) + number)
        assert is_public(dressed) == is_public(plain)


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_whatever_is_public_python_calls_global_too(address):
    """Ours only ever refuses more, but for the translation that Python does not look into."""
    if is_public(address) and getattr(address, "ipv4_mapped", None) is None:
        assert ip_address(str(address)).is_global
        assert not address.is_multicast


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    """Any host gives a verdict, and a public address is always one in full."""
    find_host_fault(text)
    plain_host(text)
    assert read_address(text) is not None or not is_public(text)


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("192.168.1.20", True),
        ("127.0.0.1", True),
        ("fe80::1%eth0", True),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("ff02::1", False),
        ("::ffff:0.0.0.0", False),
        ("nas.local", False),
    ],
)
def test_an_allowed_host_is_still_one_machine(address, verdict):
    """Allowing a name allows no broadcast."""
    assert is_a_host(address) is verdict


def test_hosts_are_compared_in_one_spelling():
    """Capitals, a dot at the end and long forms of IPv6 make no other host."""
    assert plain_host(" NAS.Local. ") == plain_host("nas.local")
    assert plain_host("[FD00:0:0::5]") == "fd00::5"
