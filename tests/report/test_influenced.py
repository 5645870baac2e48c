"""rulekit/report/influenced.py: a selection beside the plain measures."""

import pytest

from rulekit.influence.comparison import Comparison
from rulekit.report.influenced import show_selection

FINE = Comparison(40, 0.9, 0.5, 0.61)


def told(check=FINE, taken=False, name="sorting", **outcomes):
    category = {
        "samples": 1_200,
        "selected": 100,
        "correlation": {"loss": -0.5, "norm": 0.25, "tokens": 0.0},
        "overlap": {"loss": 0.31, "norm": 0.05},
        "chance": 0.0833,
    }
    counts = {"selected": 100, "left": 1_100} | outcomes
    found = {"categories": {name: category}, "outcomes": counts, "taken": taken}
    return found | {"check": check.told()}


@pytest.fixture
def shown(capsys):
    def called(**more):
        from rulekit.report.printer import Printer

        show_selection(Printer(), told(**more))
        return capsys.readouterr().out

    return called


def test_a_category_is_a_line(shown):
    line = next(one for one in shown().splitlines() if "sorting" in one)
    assert "sorting 1,200 100 -0.50 +0.25 +0.00 31.0% 5.0% 8.3%" == " ".join(line.split())


@pytest.mark.parametrize(
    ("check", "verdict", "figures"),
    [
        (FINE, "better than loss and norm", "low norm 0.61"),
        (Comparison(40, 0.9, 0.5, 0.85), "not better than loss", "influence 0.90, low loss 0.50"),
        (Comparison(4), "not known whether it is better than loss", "at least 20 are needed"),
    ],
)
def test_the_check_says_whether_it_is_better(shown, check, verdict, figures):
    out = shown(check=check)
    assert verdict in out.splitlines()
    assert figures in out


def test_an_adapter_that_was_taken_is_told_to_be_no_test(shown):
    assert "the adapter may have been trained on them" in shown(taken=True)
    assert "adapter" not in shown()


def test_samples_without_a_rank_are_counted_by_why(shown):
    assert "samples without a rank: 3 unread" in shown(unread=3)
    assert "without a rank" not in shown()


def test_a_long_category_is_cut_and_a_wild_one_is_escaped(shown):
    assert "a" * 40 in shown(name="a" * 41)
    assert "a" * 41 not in shown(name="a" * 41)
    assert "\x1b" not in shown(name="\x1b[2J")
