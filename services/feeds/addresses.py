"""Which network addresses a feed may lead to.

Feeds and the pages they name are written by strangers: an address of this machine or of the network around it would let
them read what only this machine can reach. Checked are the addresses that are connected to, not names, so that
neither a redirect nor a name that resolves differently the second time gets by.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# IPv6 ranges that carry an IPv4 address in these bits (counted from the right): NAT64 (RFC 6052), 6to4 (RFC 3056).
_CARRIERS = ((IPv6Network("64:ff9b::/96"), 0), (IPv6Network("2002::/16"), 80))


Network = IPv4Network | IPv6Network


def is_allowed(address: str, networks: Sequence[Network] = ()) -> bool:
    """The address belongs to the public internet or to one of the networks that the operator allows."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public(parsed) or any(parsed in network for network in networks)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Not private, loopback, link-local, multicast, reserved, nor a carrier of one."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return _is_public(address.ipv4_mapped)
        for network, shift in _CARRIERS:
            if address in network:
                return _is_public(IPv4Address((int(address) >> shift) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast and not address.is_reserved
