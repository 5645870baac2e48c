"""plugins/pii/address.py: addresses that belong to somebody."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.pii.address import is_public_ipv4, is_public_ipv6


@pytest.mark.parametrize("value", [b"91.198.174.7", b"54.210.113.77", b"8.8.8.9"])
def test_an_address_of_a_host_is_public(value):
    assert is_public_ipv4(value)


@pytest.mark.parametrize(
    "value",
    [
        b"10.0.0.7",
        b"127.0.0.1",
        b"172.16.4.2",
        b"192.168.1.20",
        b"169.254.9.9",
        b"100.64.3.9",
        b"192.0.2.44",
        b"198.51.100.23",
        b"203.0.113.99",
        b"224.0.0.251",
        b"255.255.255.0",
        b"0.0.0.0",
    ],
)
def test_private_loopback_documentation_and_reserved_addresses_are_not(value):
    assert not is_public_ipv4(value)


@pytest.mark.parametrize("value", [b"91.198.174.0", b"91.198.0174.7", b"91.198.256.7", b"91.198.7"])
def test_a_network_and_what_is_no_address_are_not(value):
    assert not is_public_ipv4(value)


@pytest.mark.parametrize("value", [b"1.2.3.4", b"11.22.33.44", b"25.25.25.25", b"9.8.7.6"])
def test_addresses_that_count_are_examples(value):
    assert not is_public_ipv4(value)


@given(st.ip_addresses(v=4))
def test_none_is_public_that_the_registries_keep(address):
    assert address.is_global or not is_public_ipv4(str(address).encode())


def test_ipv6_is_public_where_it_is_given_out():
    assert is_public_ipv6(b"2a01:4f8:c0c:9d2e::1")


@pytest.mark.parametrize(
    "value", [b"::1", b"fe80::1", b"fd00::7", b"2001:db8::7", b"2a01:4f8::", b"3000", b"2a01::g"]
)
def test_ipv6_is_not_where_it_is_not(value):
    assert not is_public_ipv6(value)


@given(st.ip_addresses(v=6))
def test_no_other_ipv6_is_public(address):
    given_out = address in ipaddress.ip_network("2000::/3")
    assert given_out or not is_public_ipv6(str(address).encode())
