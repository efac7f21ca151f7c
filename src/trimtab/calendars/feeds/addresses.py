"""Which addresses belong to the public network, and which host names lead inside."""

from __future__ import annotations

import re
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

Address = IPv4Address | IPv6Address

# The IANA special-purpose registry and what else never serves a calendar to the public
INNER_V4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # the host of a cloud's virtual machine
        "169.254.0.0/16",  # link-local, metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
PUBLIC_V6 = IPv6Network("2000::/3")  # all that has been given out so far
INNER_V6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments, with Teredo, benchmarks and ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, given up by RFC 7526
        "3fff::/20",  # documentation
    )
)
MAPPED = IPv6Network("::ffff:0:0/96")
TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: how networks without IPv4 reach it
ISATAP = {0x00005EFE, 0x02005EFE}  # an IPv4 address in the last half of any prefix
NO_HOST = tuple(IPv4Network(text) for text in ("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4"))
NO_HOST_V6 = (IPv6Network("::/128"), IPv6Network("ff00::/8"))
INNER_ENDINGS = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "home.arpa",
    "lan",
    "home",
    "corp",
    "test",
    "invalid",
    "onion",
)
NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
LONGEST_NAME = 253


def is_public(address: str | Address) -> bool:
    """Whether an address belongs to the public network; what is no address does not.

    An IPv4 address inside an IPv6 one counts as itself. `ipaddress.is_global` is not asked: in
    Python 3.11.7 it calls 2002:7f00:1::, 64:ff9b::7f00:1, 192.0.0.8 and 224.0.0.1 global.

    >>> is_public("8.8.8.8"), is_public("127.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False)
    """
    found = read_address(address) if isinstance(address, str) else address
    if isinstance(found, IPv4Address):
        return not any(found in network for network in INNER_V4)
    return found is not None and _is_public_v6(found)


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address in MAPPED or address in TRANSLATED:
        return is_public(_last_four(address))
    if int(address) >> 32 & 0xFFFFFFFF in ISATAP and not is_public(_last_four(address)):
        return False
    return address in PUBLIC_V6 and not any(address in network for network in INNER_V6)


def _last_four(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFFFFFF)


def is_a_host(address: str) -> bool:
    """Whether one machine may answer at an address: not at "any", multicast or broadcast.

    >>> is_a_host("192.168.1.20"), is_a_host("0.0.0.0"), is_a_host("ff02::1")
    (True, False, False)
    """
    found = read_address(address)
    if isinstance(found, IPv6Address) and (found in MAPPED or found in TRANSLATED):
        found = _last_four(found)
    if isinstance(found, IPv4Address):
        return not any(found in network for network in NO_HOST)
    return found is not None and not any(found in network for network in NO_HOST_V6)


def read_address(text: str) -> Address | None:
    """The address a text spells in full, brackets allowed; None for every shorthand.

    >>> read_address("[::1]"), read_address("127.1")
    (IPv6Address('::1'), None)
    """
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if not bare.isascii():
        return None
    try:
        return ip_address(bare)
    except ValueError:
        return None


def plain_host(host: str) -> str:
    """A host name or address in the one spelling that is compared: small letters, no end dot.

    >>> plain_host("NAS.local."), plain_host("[FD00::0005]")
    ('nas.local', 'fd00::5')
    """
    name = host.strip().lower().removesuffix(".")
    address = read_address(name)
    return name if address is None else str(address)


def find_host_fault(host: str) -> str:
    """Why a host may not be asked, told by its name alone; nothing where an address decides.

    >>> find_host_fault("127.1")
    'its host is a number in an unusual spelling'
    >>> find_host_fault("calendar.example.org")
    ''
    """
    name = plain_host(host)
    if (address := read_address(name)) is not None:
        return "" if is_public(address) else "its host is inside this machine or its network"
    if NUMBER.fullmatch(name.rpartition(".")[2]):
        return "its host is a number in an unusual spelling"
    if len(name) > LONGEST_NAME or not NAME.fullmatch(name):
        return "its host is not a name that machines can have"
    if "." not in name or any(name == end or name.endswith("." + end) for end in INNER_ENDINGS):
        return "its host is inside this machine or its network"
    return ""
