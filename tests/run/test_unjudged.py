"""rulekit/run/unjudged.py: corpora of which nothing was judged."""

import pytest

from rulekit.core.tally import Tally
from rulekit.core.verdict import failed, not_judged
from rulekit.corpus.roles import Columns
from rulekit.loader import load
from rulekit.run.unjudged import nothing_judged, unjudged

ENGINE = load(select=["text/few-lines"])
KEPT = ENGINE.check_text("a\nb\nc\nd\ne\nf\n", "a.py")
UNKNOWN = not_judged("x", "unknown-language", "nothing tells")
BROKEN = failed("x", "broken-row", "not JSON")


def tally_of(*verdicts):
    tally = Tally()
    for verdict in verdicts:
        tally.add(verdict)
    return tally


@pytest.mark.parametrize(
    ("columns", "step"),
    [
        (Columns("content"), "--columns path=NAME,lang=NAME, or for all rows, --language NAME"),
        (Columns("content", "path"), "--columns lang=NAME, or for all rows, --language NAME"),
        (
            Columns("content", "path", "l"),
            "`l` names none, either: say it for all rows, --language",
        ),
    ],
)
def test_rows_in_no_known_language_are_told_with_the_next_step(columns, step):
    assert step in unjudged(tally_of(*[UNKNOWN] * 9, KEPT), columns)


def test_the_cause_and_the_numbers_are_told():
    said = unjudged(tally_of(*[not_judged("x", "no-rules", "none")] * 3), Columns("content"))
    assert said.startswith("3 of 3 rows are not judged, no-rules: the selection has no rule for")
    assert said.endswith("choose others: --select, --profile")


def test_where_one_in_nine_rows_is_judged_nothing_is_said():
    assert "" == unjudged(tally_of(*[UNKNOWN] * 8, KEPT), Columns("content"))


def test_a_corpus_without_rows_is_told():
    assert "there is no row in the corpus" == unjudged(tally_of(), Columns("content"))


def test_a_corpus_of_errors_alone_is_told():
    said = unjudged(tally_of(BROKEN, BROKEN, UNKNOWN), Columns("content"))
    assert "no row was judged: 2 errors, 1 no candidates" == said


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [([], False), ([KEPT, UNKNOWN], False), ([UNKNOWN], True), ([BROKEN, UNKNOWN], True)],
)
def test_nothing_is_judged_where_rows_are_and_no_rule_decided_one(verdicts, expected):
    assert expected == nothing_judged(tally_of(*verdicts))
