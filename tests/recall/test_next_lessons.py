"""rulekit/recall/next_lessons.py: pages that people want and the model missed."""

from recalling import DOMAINS, HELD_OUT, scored

from rulekit.recall.annotation import read_annotations
from rulekit.recall.next_lessons import NextLessons

TEXT = "+ https://a.com/docs  # 2026-11-28 AB\n- https://b.com/  # 2026-11-28 AB\n"
TEXT += f"+ https://{HELD_OUT}/  # 2026-11-28 AB\n+ https://c.com/  # 2026-11-28 AB\n"


def looked(pages, most=100, known=()):
    annotations = read_annotations(TEXT, "a.txt")
    return NextLessons(annotations, DOMAINS, 0.5, most, known).look(pages)


def test_what_is_missed_under_a_wanted_prefix_is_a_positive():
    found = looked([scored("https://a.com/docs/1", 0.4), scored("https://a.com/docs/2", 0.5)])
    (lesson,) = found.lessons(2)
    assert ("https://a.com/docs/1", True, 2) == (lesson.url, lesson.keep, lesson.round)
    assert "+ https://a.com/docs # 2026-11-28 AB" == lesson.by


def test_no_page_of_a_domain_that_is_held_out_becomes_a_positive():
    assert not looked([scored(f"https://{HELD_OUT}/1", 0.1)]).missed


def test_an_unwanted_prefix_teaches_nothing():
    assert [] == looked([scored("https://b.com/1", 0.9), scored("https://b.com/2", 0.1)]).lessons(2)


def test_what_is_known_or_the_same_text_is_not_new():
    pages = [scored(f"https://a.com/docs/{i}", 0.1, sha256="one") for i in range(3)]
    assert (1, 0) == (len(looked(pages).missed), len(looked(pages, known={"one"}).missed))


def test_the_share_of_new_ones_is_among_all_that_is_found():
    pages = [scored(f"https://a.com/docs/{i}", i) for i in (0, 1)]
    pages += [scored("https://d.com/", 0.9), scored("https://d.com/2", 0.1)]
    pages += [scored("https://b.com/", 0.9)]
    assert (3, 1 / 3) == ((found := looked(pages)).found, found.share)


def test_of_many_some_are_taken_evenly_from_each_prefix():
    pages = [scored(f"https://a.com/docs/{i}", 0.1) for i in range(50)]
    pages += [scored(f"https://c.com/{i}", 0.1) for i in range(3)]
    lessons = looked(pages, most=10).lessons(2)
    assert [7, 3] == [sum(one.domain == domain for one in lessons) for domain in ("a.com", "c.com")]
    assert lessons == looked(pages[::-1], most=10).lessons(2)
