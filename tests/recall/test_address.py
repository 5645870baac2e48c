"""rulekit/recall/address.py: hosts and paths, and what is under what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.recall.address import PageAddress, address_of


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://Host.example/A/b", ("host.example", "/A/b")),
        ("http://host.example:80", ("host.example", "/")),
        ("https://host.example:8080/", ("host.example:8080", "/")),
        ("https://me:secret@host.example./a?q=1#top", ("host.example", "/a?q=1")),
        (" https://host.example/a ", ("host.example", "/a")),
        ("https://host.example/%75sr/%7eme", ("host.example", "/usr/~me")),
        ("https://host.example/a%2fb%zz%c3%A9%?q=%41", ("host.example", "/a%2Fb%zz%C3%A9%?q=A")),
        ("https://host.example/a/./b/../c", ("host.example", "/a/c")),
        ("https://host.example/../a/%2e%2E", ("host.example", "/")),
        ("https://host.example/a/.", ("host.example", "/a/")),
        ("https://host.example/a//b/...", ("host.example", "/a//b/...")),
    ],
)
def test_an_address_is_host_and_path(url, found):
    assert found == address_of(url)


@pytest.mark.parametrize(
    "url",
    [None, 3, "", "host/a", "ftp://host/a", "https://", "https:///a", "https://[::1/a",
     "https://host:port/", "https://a b/", "https://a\x07b/", "javascript:alert(1)",
     "https://host/" + "a" * 5_000],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_none(url):
    assert address_of(url) is None


@pytest.mark.parametrize(
    ("path", "prefix", "is_under"),
    [
        ("/doc", "/doc", True),
        ("/doc/a", "/doc", True),
        ("/doc?a", "/doc", True),
        ("/doc/a", "/doc/", True),
        ("/a", "/", True),
        ("/docker", "/doc", False),
        ("/doc", "/doc/", False),
        ("/Doc/a", "/doc", False),
    ],
)
def test_a_prefix_ends_where_a_part_of_the_path_ends(path, prefix, is_under):
    assert is_under is PageAddress("host", path).is_under(prefix)


def test_the_folders_above_a_page_are_those_of_its_path():
    address = PageAddress("host", "/a/b/c.html?d/e")
    assert ["/a/", "/a/b/"] == address.above(5)
    assert ["/a/"] == address.above(1)
    assert [] == PageAddress("host", "/c.html").above(2)


@given(st.text())
def test_no_text_is_too_odd(text):
    for url in (text, f"https://{text}", f"https://host/{text}"):
        address = address_of(url)
        assert address is None or all(address.is_under(one) for one in ["/", *address.above(3)])


def test_an_address_has_one_spelling_whatever_its_letters():
    plain = address_of("https://xn--bcher-kva.example/stra%C3%9Fe/a%20b?q=%C3%9F")
    assert plain == address_of("https://bücher.example/straße/a b?q=ß")
    assert (plain.host + plain.path).isascii()


def test_a_host_of_ipv6_has_its_brackets():
    assert "[2001:db8::1]:8443" == address_of("https://[2001:db8::1]:8443/x").host


@pytest.mark.parametrize("url", ["\x01https://h.de/", "https://h.de/\x00", "https://a b.de/"])
def test_control_characters_and_blanks_make_no_address(url):
    assert address_of(url) is None
