"""rulekit/report/recalled.py: rounds in a terminal."""

import io

import pytest

from rulekit.report.printer import Printer
from rulekit.report.recalled import MOST, show_round, show_standing, show_waiting

FIGURES = {"known": 40, "keep": 0, "precision": 0.95, "precision_at_least": 0.9, "recall": None}
ROUND = {
    "round": 2,
    "limit": 0.5,
    "model": {"labels": 40, "groups": 10, "keep": 15},
    "pages": {"scored": 900, "taken": 80, "unread": {"no-address": 3}},
    "domains": {"asked": 7},
    "held_out": {"by_labels": FIGURES, "by_prefixes": {**FIGURES, "known": 0}},
}
STANDING = {
    "rounds": 2, "next": "waits", "new": None, "waiting": ["https://a.com/"], "admit": "annotated",
    "admitted": {"by_prefix": 5, "by_score": 0, "not_admitted": 2},
}  # fmt: skip


def shown(show, told):
    stream = io.StringIO()
    show(Printer(stream), told)
    return stream.getvalue()


def test_a_round_tells_what_it_learned_and_found():
    text = shown(show_round, ROUND)
    assert "round 2  learned from 40 pages of 10 domains: 15 to keep, 25 to drop" in text
    assert "80 of 900 pages reach the limit of 0.5; 7 domains or prefixes stand out" in text
    assert "held out, 40 labelled pages: precision 95.0% (at least 90.0%), recall —, " in text
    assert "annotated" not in text
    assert "3 no-address" in text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "the next round waits for what people say of 1 prefix\n"),
        ({"new": {"missed": 1, "share": 0.001}}, "1 prefix; so far 1 new positive, 0.1% of all"),
        ({"next": "few", "new": {"missed": 0, "share": 0.0}}, "done after 2 rounds: 0 new"),
        ({"next": "all", "waiting": []}, "done: all 2 rounds\n"),
        ({"next": "all"}, "1 prefix still to decide on"),
    ],
)
def test_it_is_told_why_no_round_follows(more, words):
    assert words in shown(show_standing, STANDING | more)


def test_what_only_scores_is_told_not_to_be_admitted():
    text = shown(show_standing, STANDING)
    assert "admitted: 5 pages: 5 under annotated prefixes\n" in text
    assert "not admitted: 2 pages by the limit alone (`admit: scored` takes them)" in text


def test_of_many_that_wait_the_first_are_shown():
    rows = [
        {"prefix": f"https://{i}/\x1b", "pages": 60, "taken": 9, "bound": 0.2} for i in range(12)
    ]
    text = shown(show_waiting, rows)
    assert f"and {12 - MOST} more" in text
    assert "\x1b" not in text
    assert "" == shown(show_waiting, [])
