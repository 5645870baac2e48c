"""rulekit/report/seed_note.py: what is said of labels that do not count as they might."""

from rulekit.report.seed_note import seed_notes


def test_of_a_seed_that_fits_nothing_is_said():
    assert [] == seed_notes({}) == seed_notes({"without_a_page": 0, "contradicting": 0})


def test_each_thing_is_a_sentence():
    told = {"without_a_page": 7, "example": "http://a\x1b", "contradicting": 2}
    told |= {"held_out": {"a.com": 1_000, "b.com": 3}, "held_out_more": 1}
    assert [
        "7 labels fit no page, as `http://a\\x1b`",
        "labels that are held out: a.com (1,000), b.com (3) and 1 more domain",
        "2 pages are labelled both ways: the last label counts",
    ] == seed_notes(told)
