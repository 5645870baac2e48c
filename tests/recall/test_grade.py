"""rulekit/recall/grade.py: figures on domains that are held out."""

from recalling import DOMAINS, HELD_OUT, scored

from rulekit.recall.annotation import read_annotations
from rulekit.recall.grade import Grade, held_out_figures
from rulekit.recall.lesson import Lesson

PAGES = [scored(f"https://{HELD_OUT}/{i}", score) for i, score in enumerate((0.9, 0.8, 0.1, 0.2))]
OTHER = scored("https://a.com/1", 0.9)


def figures(lessons, text=""):
    annotations = read_annotations(text, "a.txt")
    return held_out_figures([*PAGES, OTHER], lessons, annotations, DOMAINS, 0.5)


def lesson(page, keep, held_out=True):
    return Lesson(page.sha256, page.url, page.domain, keep, "AB", held_out=held_out)


def test_labels_of_the_seed_grade_where_they_are_held_out():
    known = [lesson(PAGES[0], True), lesson(PAGES[1], False), lesson(PAGES[2], True)]
    found = figures([*known, lesson(OTHER, True, held_out=False)])["by_labels"]
    assert (3, 2, 2, 1) == (found["known"], found["keep"], found["taken"], found["right"])
    assert (0.5, 0.5) == (found["precision"], found["recall"])


def test_prefixes_grade_what_has_no_label():
    text = f"+ https://{HELD_OUT}/  # 2026-11-28 AB\n+ https://a.com/  # 2026-11-28 AB\n"
    found = figures([lesson(PAGES[0], True)], text)["by_prefixes"]
    assert (3, 1.0, 0.33333) == (found["known"], found["precision"], found["recall"])


def test_of_nothing_there_is_no_figure():
    assert (None, None, None) == tuple(
        Grade().figures()[name] for name in ("precision", "precision_at_least", "recall")
    )
