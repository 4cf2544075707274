"""Where we may send to: how an address must be written, and which networks are the world's.

Written strictly, so that nobody else's reading of the same text can differ: no user, no fragment, no escapes in the host, no
number that some resolver takes for an address (`127.1`, `0x7f000001`, `2130706433`). A name is judged by every address that it has
(safety.md, rule 10).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

MAX_LENGTH = 500
PORTS = frozenset({443, 8443})
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?P<target>(?:/[a-z0-9._~!$&'()*+,;=:@/%-]*)?(?:\?[a-z0-9._~!$&'()*+,;=:@/?%-]*)?)",
    re.ASCII | re.IGNORECASE,
)
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
NAME = re.compile(rf"(?:{LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?", re.ASCII)
"""At least two labels, the last of which begins with a letter: what it does not fit is a number, or a name of this machine or network."""
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})

IP = IPv4Address | IPv6Address
NAT64 = IPv6Network("64:ff9b::/96")
SPECIAL = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carriers' own
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "64:ff9b:1::/48",  # NAT64 of a network's own
        "100::/64",
        "2001:20::/28",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
"""Not the world's, whatever the version of Python says."""


class NotAnAddress(ValueError):
    """Says what is wrong with it, for whoever wrote it."""


@dataclass(frozen=True)
class Address:
    """`host` in lower case, without brackets; `target` is what a request names: the path with the query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def ip(self) -> IP | None:
        """The host, if it is written as an IP address."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None


def read(text: str, *, this_machine: bool = False) -> Address:
    """An https address of the world; with `this_machine` also one of this machine, on any port, and without TLS.

    Raises `NotAnAddress`.
    """
    found = ADDRESS.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if found is None:
        raise NotAnAddress(
            f"Must be an address such as https://www.example.org/hooks, of at most {MAX_LENGTH} ASCII characters, without a user "
            "and without a fragment. Write the name of a host as xn--... where it has other letters."
        )
    scheme, host = found["scheme"].lower(), found["host"].lower().strip("[]")
    address = Address(scheme, host, int(found["port"] or (443 if scheme == "https" else 80)), found["target"] or "/")
    if this_machine and host in THIS_MACHINE:
        return address
    if scheme != "https":
        raise NotAnAddress("Must begin with https://.")
    if address.port not in PORTS:
        raise NotAnAddress(f"The port may be {' or '.join(map(str, sorted(PORTS)))}.")
    if address.ip is None and not NAME.fullmatch(host):
        raise NotAnAddress("The host must be a full name, such as www.example.org.")
    return address


def is_open(ip: IP) -> bool:
    """Is this an address of the world, and so is every address that it stands for?"""
    return all(_is_global(each) for each in _meant(ip))


def are_all_open(ips: Iterable[IP], *, this_machine: bool = False) -> bool:
    """Of a name with several addresses none may lead inside, for nobody knows which one is taken. None at all is not open."""
    found = list(ips)
    if this_machine and found and all(ip.is_loopback for ip in found):
        return True
    return bool(found) and all(is_open(ip) for ip in found)


def _meant(ip: IP) -> list[IP]:
    """The addresses that a packet to this one may reach: those that are wrapped in it, in place of a wrapping that only carries them."""
    if isinstance(ip, IPv4Address):
        return [ip]
    last = IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.teredo is not None:
        return list(ip.teredo)
    if ip in NAT64 or ip.ipv4_mapped is not None:
        return [last]
    if ip.sixtofour is not None:
        return [ip.sixtofour]
    is_isatap = (int(ip) >> 32) & 0xFDFFFFFF == 0x00005EFE  # RFC 5214
    return [ip, last] if is_isatap else [ip]


def _is_global(ip: IP) -> bool:
    closed = (
        ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
        or any(ip.version == network.version and ip in network for network in SPECIAL)
    )
    return ip.is_global and not closed
