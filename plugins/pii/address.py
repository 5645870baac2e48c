"""Addresses of the internet that belong to somebody."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise


@lru_cache(maxsize=4_096)  # logs name the same hosts over and over
def is_public_ipv4(value: bytes) -> bool:
    """True for an address of one host that can be reached from anywhere.

    Private, loopback, link-local, documentation and reserved ranges are those of the IANA special
    registries, as `ipaddress` has them. A leading zero is no address, an end of `.0` a network.
    """
    try:
        address = ipaddress.IPv4Address(value.decode("ascii"))
    except ValueError:
        return False
    if not address.is_global or address.is_multicast:
        return False
    return address.packed[3] != 0 and not _is_counted(address.packed)


@lru_cache(maxsize=4_096)
def is_public_ipv6(value: bytes) -> bool:
    """True for an address of 2000::/3, the part of the space that is given out (RFC 4291)."""
    try:
        address = ipaddress.IPv6Address(value.decode("ascii"))
    except ValueError:
        return False
    is_given_out = address.packed[0] >> 5 == 1
    return is_given_out and address.is_global and any(address.packed[8:])


def _is_counted(parts: bytes) -> bool:
    """True for 1.2.3.4, 11.22.33.44 and 5.5.5.5: nobody's, but an example of an address."""
    steps = {after - before for before, after in pairwise(parts)}
    return len(steps) == 1


ADDRESSES: Mapping[str, Callable[[bytes], bool]] = {
    "ipv4": is_public_ipv4,
    "ipv6": is_public_ipv6,
}
