"""Addresses by which a phone may come in: those of private networks, and no other."""

from __future__ import annotations

import re
import socket
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
    """The address by which this machine stands in its network. Raises PhoneAddressError."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # a datagram socket sends nothing when it connects
            found = ip_address(asking.getsockname()[0])
        except OSError:
            raise PhoneAddressError(
                "This machine is in no network now. Connect it, or name its address: "
                "--phone 192.168.1.20."
            ) from None
    return checked(PhoneAddress(found))
