"""rulekit/recall/prefix_count.py: prefixes, and what they are in."""

from recalling import scored

from rulekit.recall.prefix_count import PrefixCount, places_of

PAGE = scored("https://docs.a.com/usr/share/1.html", 0.9)


def count(host, path):
    return PrefixCount("a.com", host, path, 60, 30, bound=0.4, asks=True, held_out=False)


def test_a_page_is_under_its_domain_its_host_and_its_folders():
    places = places_of(PAGE._replace(domain="a.com"))
    assert [("a.com", "/"), ("docs.a.com", "/"), ("docs.a.com", "/usr/"),
            ("docs.a.com", "/usr/share/")] == [place[1:] for place in places]  # fmt: skip
    counts = [count(host, path) for _, host, path in places]
    assert places == [one.place for one in counts]
    assert places[:-1] == [one.parent for one in counts[1:]]


def test_a_prefix_is_told_as_a_line_names_it():
    one = count("a.com", "/usr/")
    assert ("https://a.com/usr/", 0.5, False) == (one.prefix, one.share, one.is_domain)
    assert count("a.com", "/").is_domain
