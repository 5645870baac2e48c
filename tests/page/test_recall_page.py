"""rulekit/page/recall_page.py: what people see of a round, whatever addresses say."""

from html.parser import HTMLParser

from rulekit.page.recall_page import MOST, RecallPage

FIGURES = {"known": 0, "keep": 0, "precision": None, "recall": None}
TOLD = {
    "round": 2,
    "rulekit": "1.0",
    "limit": 0.5,
    "model": {"labels": 40, "groups": 10, "auc": 0.99},
    "pages": {"scored": 900, "taken": 80, "held_out": 0, "unread": {"no-address": 3}},
    "domains": {"all": 9, "asked": 1, "waiting": 1},
    "held_out": {"by_labels": FIGURES, "by_prefixes": FIGURES},
}
HOSTILE = 'https://a.com/"><script>alert(1)</script>'


def row(domain="a.com", **more):
    said = {
        "domain": domain, "prefix": f"https://{domain}/", "pages": 60, "taken": 30, "share": 0.5,
        "bound": 0.4, "asks": True, "is_domain": True, "held_out": False, "state": "waiting",
        "samples": ((f"https://{domain}/1", True, "int main"),), "lines": (), "near": False,
    }  # fmt: skip
    return said | more


def page(*rows, title="Pages"):
    return RecallPage(title, TOLD, rows).html()


def tags(html):
    found = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Tags().feed(html)
    return found


def test_a_domain_has_addresses_to_look_at_and_a_line_to_copy():
    html = page(row())
    assert [("https://a.com/1", "noopener noreferrer nofollow")] == [
        (attrs["href"], attrs["rel"]) for tag, attrs in tags(html) if tag == "a"
    ]
    assert "+ https://a.com/  # DATE INITIALS" in html
    assert "3 no-address" in html


def test_what_is_decided_has_no_line_to_copy():
    html = page(row(state="decided", lines=["- https://a.com/ # 2026-11-28 AB"]))
    assert "<td>- https://a.com/ # 2026-11-28 AB</td>" in html
    assert "DATE INITIALS" not in html.split("</main>")[0].split("Waiting</h2>")[1]
    assert "Nothing waits for a decision." in html


def test_both_grades_are_those_of_the_terminal():
    half = {"known": 9, "keep": 8, "precision": 1.0, "precision_at_least": 0.51, "recall": 0.5,
            "recall_at_least": 0.215}  # fmt: skip
    held_out = {"by_labels": FIGURES, "by_prefixes": half}
    html = RecallPage("Pages", TOLD | {"held_out": held_out}, []).html()
    told = "precision 100.0% (at least 51.0%), recall 50.0% (at least 21.5%)."
    assert f"Held out, 9 annotated pages: {told}" in html
    assert "labelled page" not in html


def test_labels_without_a_page_are_told():
    seed = {"without_a_page": 7, "example": HOSTILE, "held_out": {"b.com": 8}, "held_out_more": 2}
    html = RecallPage("Pages", TOLD | {"seed": seed}, []).html()
    assert "7 labels fit no page, as `https://a.com/&#34;&gt;&lt;script" in html
    assert "Labels that are held out: b.com (8) and 2 more domains." in html


def test_a_page_asks_for_nothing_and_runs_nothing():
    urls = (HOSTILE, f"{HOSTILE}\x1b[31m", "javascript:alert(1)")
    samples = [(url, True, f"{HOSTILE}\x1b[31m") for url in urls]
    found = tags(html := page(row(samples=samples, prefix=HOSTILE), title=f"{HOSTILE}\x1b"))
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in found}
    assert any("default-src 'none'" in attrs.get("content", "") for _, attrs in found)
    assert [HOSTILE] == [attrs["href"] for tag, attrs in found if tag == "a"]
    assert "\x1b" not in html


def test_a_sample_has_a_piece_of_its_text_and_says_whether_it_is_taken():
    samples = (("https://a.com/1", True, "int main"), ("https://a.com/2", False, "<p>once"))
    html = page(row(samples=samples))
    assert "<small>int main</small>" in html
    assert 'not taken:</em> <a href="https://a.com/2"' in html
    assert "&lt;p&gt;once" in html


def test_whoever_copies_the_lines_of_a_domain_has_it_once():
    part = row(prefix="https://a.com/b/", asks=False, is_domain=False, state="")
    first, second = (one.split("</pre>")[0] for one in page(row(), part).split("<pre>")[1:])
    assert "+ https://a.com/  # DATE INITIALS\n" == first
    assert "+ https://a.com/b/  # DATE INITIALS\n" == second


def test_what_is_nearly_asked_about_is_marked():
    html = page(row(asks=False, near=True, state="near"))
    assert "<td>under the bar</td>" in html
    assert "Just under the bar</h2>" in html
    assert "Nothing waits for a decision." in html


def test_of_very_many_domains_the_first_are_shown_and_the_rest_is_told():
    html = page(*(row(f"d{i}.com") for i in range(MOST + 7)))
    assert "7 more domains are in domains.parquet" in html
    assert f"d{MOST - 1}.com" in html
    assert f"d{MOST}.com" not in html


def test_a_domain_that_is_held_out_says_so():
    assert "it grades, and is never learned from" in page(row(held_out=True))
