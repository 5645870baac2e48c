"""rulekit/recall/crawl_count.py: where so many pages are taken that people are asked."""

from recalling import DOMAINS, HELD_OUT, scored

from rulekit.recall.crawl_count import CrawlCount
from rulekit.recall.domain import Domains
from rulekit.recall.suffix import Suffixes
from rulekit.spec.recall import RecallDomains, RecallHeldOut

ASKED = RecallDomains(share=0.1, pages=50)


def rows(pages, asked=ASKED, domains=DOMAINS):
    return CrawlCount(lambda: pages, 0.5, asked, domains).rows()


def pages(prefix, count, taken):
    return [scored(f"{prefix}{i}", 0.9 if i < taken else 0.1, i) for i in range(count)]


def test_a_domain_is_asked_about_by_the_lower_bound_of_its_share():
    found = rows(pages("https://a.com/", 60, 6) + pages("https://b.com/", 60, 13))
    assert {"a.com": False, "b.com": True} == {one.domain: one.asks for one in found}
    assert [(60, 13, 0.2167)] == [
        (one.pages, one.taken, round(one.share, 4)) for one in found if one.asks
    ]


def test_a_domain_of_few_pages_is_not_asked_about():
    assert [False] == [one.asks for one in rows(pages("https://a.com/", 49, 49))]


def test_a_prefix_that_stands_out_of_a_domain_that_does_not_is_asked_about():
    found = rows(pages("https://a.com/news/", 900, 0) + pages("https://a.com/dev/x/", 60, 50))
    assert ["https://a.com/dev/"] == [one.prefix for one in found if one.asks]


def test_of_a_domain_that_stands_out_its_folders_are_shown_and_not_asked_about():
    found = rows(pages("https://a.com/code/", 60, 60) + pages("https://a.com/news/", 60, 0))
    assert ["https://a.com/", "https://a.com/code/", "https://a.com/news/"] == [
        one.prefix for one in found
    ]
    assert [True, False, False] == [one.asks for one in found]


def test_what_is_just_under_the_bar_is_marked():
    some = pages("https://a.com/", 70, 11) + pages("https://b.com/", 70, 3)
    some += pages("https://c.com/x/", 900, 0) + pages("https://c.com/y/", 60, 10)
    assert ["https://a.com/", "https://c.com/y/"] == [one.prefix for one in rows(some) if one.near]
    assert not any(one.asks for one in rows(some))


def test_samples_are_drawn_of_pages_that_are_taken_and_of_others_whatever_their_order():
    some = pages("https://a.com/", 100, 50)
    (one,) = rows(some)
    assert [True] * 5 + [False] * 3 == [sample.taken for sample in one.samples]
    assert 8 == len({sample.url for sample in one.samples})
    assert {sample.url for sample in one.samples[:5]} <= {page.url for page in some[:50]}
    assert {sample.url for sample in one.samples[5:]} <= {page.url for page in some[50:]}
    assert [one] == rows(some[::-1])


def test_what_somebody_has_registered_is_counted_as_one_with_its_hosts_below():
    registered = Domains(RecallHeldOut(domains=[HELD_OUT]), Suffixes(frozenset({"com"})))
    some = [
        page._replace(domain="a.com")
        for host in ("docs.a.com", "www.a.com") for page in pages(f"https://{host}/", 60, 60)
    ]  # fmt: skip
    found = rows(some, domains=registered)
    assert ["https://a.com/", "https://docs.a.com/", "https://www.a.com/"] == [
        one.prefix for one in found
    ]
    assert 120 == found[0].pages
