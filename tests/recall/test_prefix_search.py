"""rulekit/recall/prefix_search.py: prefixes to look at, wherever they are."""

import pytest
from recalling import DOMAINS, scored

from rulekit.recall.crawl_count import CrawlCount
from rulekit.recall.prefix_count import DEPTH
from rulekit.spec.recall import RecallDomains

ASKED = RecallDomains(share=0.1, pages=50)


def rows(pages, asked=ASKED):
    return CrawlCount(lambda: pages, 0.5, asked, DOMAINS).rows()


def pages(prefix, count, taken):
    return [scored(f"{prefix}{i}", 0.9 if i < taken else 0.1, i) for i in range(count)]


@pytest.mark.parametrize("above", ["", "usr/share/doc/", "a/b/c/d/e/"])
def test_a_prefix_is_found_however_deep_its_domain_branches(above):
    some = pages(f"https://a.com/{above}news/", 900, 0)
    found = rows(some + pages(f"https://a.com/{above}dev/x/", 60, 50))
    assert [f"https://a.com/{above}dev/"] == [one.prefix for one in found if one.asks]


def test_a_prefix_is_found_below_folders_that_do_not_stand_out():
    some = pages("https://a.com/a/b/", 400, 0) + pages("https://a.com/a/b/c/", 30, 30)
    found = rows(some, RecallDomains(share=0.1, pages=20))
    assert ["https://a.com/a/b/c/"] == [one.prefix for one in found if one.asks]


def test_a_folder_with_the_counts_of_what_it_is_in_is_passed():
    found = rows(pages("https://a.com/usr/x/", 60, 60) + pages("https://a.com/usr/y/", 60, 0))
    assert ["https://a.com/", "https://a.com/usr/x/", "https://a.com/usr/y/"] == [
        one.prefix for one in found
    ]


def test_folders_are_looked_into_so_far_and_no_farther():
    for depth, asked in ((DEPTH, 1), (DEPTH + 1, 0)):
        above = "a/" * (depth - 1)
        found = rows(pages(f"https://a.com/{above}", 900, 0)
                     + pages(f"https://a.com/{above}dev/", 60, 50))  # fmt: skip
        assert asked == sum(one.asks for one in found)
