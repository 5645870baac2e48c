"""rulekit/recall/annotation_use.py: lines with pages, and others."""

from recalling import DOMAINS, scored

from rulekit.recall.annotation import read_annotations
from rulekit.recall.annotation_use import AnnotationUse
from rulekit.recall.domain import Domains
from rulekit.recall.suffix import Suffixes
from rulekit.spec.recall import RecallHeldOut

PAGES = [scored(f"https://a.com/usr/share/{i}", 0.9) for i in range(3)]


def used(*prefixes, domains=DOMAINS):
    text = "".join(f"+ https://{one}  # 2026-11-28 AB\n" for one in prefixes)
    return AnnotationUse(read_annotations(text, "a.txt"), domains).look(PAGES)


def test_a_line_without_a_page_is_dead():
    found = used("a.com/usr", "a.com/nowhere", "b.com/", "a.com/usr/share/1")
    assert [2, 3] == [one.line for one in found.dead]
    assert [1, 4] == [one.line for one in found.alive.lines]


def test_a_line_is_alive_however_its_address_is_written():
    assert [] == used("A.com/%75sr", "a.com/usr/../usr/share/").dead


def test_a_prefix_in_other_capitals_is_told():
    found = used("a.com/USR/share", "a.com/usr/share/1/", "a.com/us")
    assert {1: "https://a.com/usr/share", 2: "https://a.com/usr/share/1"} == found.alike
    assert 3 == len(found.dead)


def test_with_registrable_a_line_above_a_host_has_its_pages():
    registered = Domains(RecallHeldOut(share=0.2), Suffixes(frozenset({"example"})))
    text = "+ https://site.example/  # 2026-11-28 AB\n"
    use = AnnotationUse(read_annotations(text, "a.txt"), registered)
    assert [] == use.look([scored("https://docs.site.example/1", 0.1)]).dead
