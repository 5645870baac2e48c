"""rulekit/report/labels.py: labels as people see them."""

import io

from rulekit.report.labels import show_agreement, show_counts, show_disagreements
from rulekit.report.printer import Printer


def shown(show, *words):
    page = io.StringIO()
    show(Printer(page), *words)
    return page.getvalue().splitlines()


def test_readers_are_counted():
    assert [
        " reader  files  keep  drop  undecided  low confidence  not blind",
        " anna    1,200   900   299          1              10          0",
    ] == shown(show_counts, [("anna", 1200, 900, 299, 1, 10, 0)])


def test_agreement_is_told_by_language_and_unknown_where_nothing_is():
    agreed = [
        ("anna", "ben", "", 40, 30, 0.51234, 2),
        ("anna", "ben", "go", 0, 0, None, 2),
    ]
    assert [
        "",
        " readers    language  both decided  alike  share  kappa  undecided",
        " anna, ben  all                 40     30  75.0%   0.51          2",
        "            go                   0      0      —      —          2",
    ] == shown(show_agreement, agreed)


def test_files_that_were_decided_otherwise_are_listed_and_the_others_counted():
    rows = [("a.py", "python", ["anna keep", "ben drop (trivial)"])]
    assert [
        "",
        " path  language  labels",
        " a.py  python    anna keep; ben drop (trivial)",
        "9 files were decided otherwise; 1 are shown (-n)",
    ] == shown(show_disagreements, rows, 9)
