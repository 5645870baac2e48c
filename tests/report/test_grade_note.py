"""rulekit/report/grade_note.py: figures that say how much is known of them."""

from rulekit.recall.grade import Grade
from rulekit.report.grade_note import grade_notes

NOTHING = Grade()


def notes(labels, prefixes=NOTHING):
    return grade_notes({"by_labels": labels.figures(), "by_prefixes": prefixes.figures()})


def test_seven_pages_to_keep_say_little_of_precision():
    both = "precision 100.0% (at least 64.6%), recall 100.0% (at least 64.6%)"
    assert [("7 labelled pages", f"{both}, no page to drop is held out")] == notes(
        Grade(known=7, keep=7, taken=7, right=7)
    )


def test_where_both_sorts_are_held_out_nothing_is_missing():
    ((pages, figures),) = notes(Grade(), Grade(known=1_000, keep=500, taken=400, right=400))
    assert "1,000 annotated pages" == pages
    assert "precision 100.0% (at least 99.0%), recall 80.0% (at least 76.3%)" == figures


def test_without_a_page_to_keep_there_is_no_recall():
    assert [("3 labelled pages", "precision —, recall —, no page to keep is held out")] == notes(
        Grade(known=3)
    )


def test_of_nothing_nothing_is_said():
    assert [] == notes(Grade())
