"""Addresses that feeds may and may not lead to."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from services.feeds.addresses import is_allowed

PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"]
NOT_PUBLIC = [
    "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1",
    "", "localhost", "1.2.3",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_allowed(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_allowed(address)


def test_allowed_networks() -> None:
    networks = [ip_network("10.1.0.0/16"), ip_network("fd12::/64")]
    assert is_allowed("10.1.2.3", networks) and is_allowed("fd12::5", networks) and is_allowed("8.8.8.8", networks)
    assert not is_allowed("10.2.0.1", networks) and not is_allowed("127.0.0.1", networks)
