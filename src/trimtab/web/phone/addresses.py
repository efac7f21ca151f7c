"""Addresses by which a phone may come in: those of private networks, and no other."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from trimtab.domain.errors import TrimtabError

AUTO = "auto"
PHONE_PORT = 8138
PRIVATE: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(one)
    for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)
"""Networks at home (RFC 1918, 4193) and of providers and tunnels such as Tailscale (RFC 6598)."""

AT_HOME = ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10")
"""How likely a private address is one of a home network, the likeliest first (our choice)."""

OUTSIDE = "192.0.2.1"
"""An address for examples (RFC 5737), on which nobody is: the way to it is the way outward."""

_PROBES = (
    *(f"192.168.{net}.254" for net in range(256)),
    *(f"10.{net}.0.254" for net in range(256)),
    "10.0.1.254",
    *(f"172.{net}.0.254" for net in range(16, 32)),
    "100.100.100.100",
)
"""Places in networks as routers number them; the way to each tells an address of this machine."""

_TYPED = re.compile(r"\[?([0-9A-Fa-f.:]+?)\]?(?::(\d{1,5}))?")


class PhoneAddressError(TrimtabError):
    """An address phones cannot come in by."""


@dataclass(frozen=True, slots=True)
class PhoneAddress:
    """A private address of this machine, and the port phones come in by."""

    address: IPv4Address | IPv6Address
    port: int = PHONE_PORT

    @property
    def host(self) -> str:
        """The address as it stands in a URL.

        >>> PhoneAddress(ip_address("fd00::1")).host
        '[fd00::1]'
        """
        return f"[{self.address}]" if self.address.version == 6 else str(self.address)

    @property
    def network(self) -> IPv4Network | IPv6Network:
        """The private range the address belongs to."""
        return next(one for one in PRIVATE if self.address in one)


def read_address(typed: str) -> PhoneAddress:
    """What was typed after `--phone`; "auto" is this machine's own address.

    Raises PhoneAddressError.

    >>> read_address("192.168.1.20:9000").port
    9000
    """
    if typed == AUTO:
        return own_address()
    found = _TYPED.fullmatch(typed)
    # "fd00::1" has colons and no port; one in brackets may have one
    has_port = bool(found and found[2]) and ("]" in typed or typed.count(":") == 1)
    try:
        address = ip_address(found[1] if found and has_port else typed.strip("[]"))
    except ValueError:
        raise PhoneAddressError(
            f"--phone takes a private address of this machine, such as 192.168.1.20: {typed!r} "
            "is none."
        ) from None
    port = int(found[2]) if found and has_port else PHONE_PORT
    return checked(PhoneAddress(address, port))


def checked(place: PhoneAddress) -> PhoneAddress:
    """The address, if it is private. Raises PhoneAddressError."""
    if not any(place.address in one for one in PRIVATE if one.version == place.address.version):
        raise PhoneAddressError(
            f"{place.address} is no address of a private network, so Trimtab does not open there: "
            "anyone could knock. Name one that begins with 192.168., 10., 172.16. to 172.31., or "
            "100.64. to 100.127. (Tailscale)."
        )
    if not 0 < place.port < 65536:
        raise PhoneAddressError(f"There is no port {place.port}. The last one is 65535.")
    return place


def own_address() -> PhoneAddress:
    """The address by which this machine stands in its home network. Raises PhoneAddressError."""
    found = own_addresses()
    if found:
        return found[0]
    outward = _source_towards(OUTSIDE)
    if outward is None:
        raise PhoneAddressError(
            "This machine is in no network now. Connect it, or name its address: "
            "--phone 192.168.1.20."
        )
    return checked(PhoneAddress(outward))


def own_addresses() -> tuple[PhoneAddress, ...]:
    """Every private address of this machine that its routes tell of, a home network's first."""
    outward = _source_towards(OUTSIDE)
    asked = (_source_towards(one) for one in (OUTSIDE, *_PROBES))
    return ranked(tuple(dict.fromkeys(one for one in asked if one is not None)), outward)


def ranked(
    found: Sequence[IPv4Address], outward: IPv4Address | None = None
) -> tuple[PhoneAddress, ...]:
    """Addresses of private networks, the likeliest to be at home first.

    A tunnel (VPN) draws everything that goes outward to itself, so the way outward counts only
    among addresses of one kind; what ends in .1 is mostly a bridge to machines inside this one.

    >>> towards = [ip_address("10.8.0.6"), ip_address("192.168.122.1"), ip_address("192.168.1.20")]
    >>> [one.host for one in ranked(towards, towards[0])]
    ['192.168.1.20', '10.8.0.6', '192.168.122.1']
    """

    def rank(one: IPv4Address) -> tuple[bool, int, bool]:
        kinds = [ip_network(text) for text in AT_HOME]
        kind = next((at for at, network in enumerate(kinds) if one in network), len(kinds))
        return str(one).endswith(".1"), kind, one != outward

    private = [one for one in found if any(one in net for net in PRIVATE if net.version == 4)]
    return tuple(PhoneAddress(one) for one in sorted(private, key=rank))


def is_here(place: str) -> bool:
    """Whether this machine has an address now, as it stands in a URL."""
    host = place.strip("[]")
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(kind, socket.SOCK_DGRAM) as trying:
            trying.bind((host, 0))
    except OSError:
        return False
    return True


def _source_towards(there: str) -> IPv4Address | None:
    """The address this machine would send from; a datagram socket sends nothing by connecting."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((there, 9))
            return IPv4Address(asking.getsockname()[0])
        except OSError:
            return None
