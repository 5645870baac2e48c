"""rulekit/report/model_card.py: a card as people see it."""

import io
from dataclasses import replace

from rulekit.fitting.labels import Labelled
from rulekit.fitting.leaning import Leaning
from rulekit.fitting.model_card import model_card
from rulekit.report.model_card import NONE, STRANGE, show_card
from rulekit.report.printer import Printer

ROWS = [
    Labelled("", "", i % 2 == 0, 1.0, str(i), "one", "" if i % 2 == 0 else "trivial")
    for i in range(40)
]
LENGTH = Leaning("length", 0.25, -0.5, 40)


def shown(scores, leanings=(), rows=ROWS):
    stream = io.StringIO()
    show_card(Printer(stream), "worth", model_card(rows, scores, leanings, 0.95))
    return stream.getvalue()


def test_a_card_is_shown_whole():
    assert """\
worth  40 texts of 40 groups: 20 to keep, 20 to drop
area under the ROC  1.000; dropping below 0.5: F1 1.000, precision 100.0%, recall 100.0%

 for a precision of 95%  score  texts  precision  recall
 drop below                0.5     20     100.0%  100.0%
 keep from                 0.5     20     100.0%  100.0%

 below 0.5  texts  to drop    AUC  precision  recall  keeps
 one           40       20  1.000     100.0%  100.0%  50.0%

 kind of drop  texts  recall
 trivial          20  100.0%

 goes with  score  label  texts
 length     +0.25  -0.50     40
""" == shown([0.9, 0.1] * 20, [LENGTH])


def test_where_no_limit_is_so_precise_none_is_shown():
    lines = shown([0.5] * 40).splitlines()
    assert " drop below               none      —          —       —" in lines
    assert "0.500 ± 0.181; dropping below 0.5: F1 0.000, precision —, recall 0.0%" in lines[1]
    assert [NONE] == [line for line in lines if line.startswith(" none:")]


def test_languages_of_few_texts_that_are_most_of_all_are_called_strangers():
    few = [replace(one, language=f"language-{i // 4}") for i, one in enumerate(ROWS)]
    for rows, expected in ((few, [STRANGE]), (ROWS, [])):
        lines = shown([0.9, 0.1] * 20, rows=rows).splitlines()
        assert expected == [line for line in lines if line.startswith(" other:")]
