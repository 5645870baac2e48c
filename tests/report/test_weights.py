"""rulekit/report/weights.py: weights as people see them."""

import io

from rulekit.report.printer import Printer
from rulekit.report.weights import ShownWeight, show_errors, show_weights


def shown(show, *what):
    stream = io.StringIO()
    show(Printer(stream), *what)
    return stream.getvalue().splitlines()


def test_each_way_to_tell_a_result_has_its_error():
    lines = shown(
        show_errors, "pass@1  (20 experiments)", [("these weights", 1.25), ("equal", 2.0)]
    )
    assert "pass@1  (20 experiments)" == lines[0]
    assert [["these", "weights", "1.25"], ["equal", "2"]] == [one.split() for one in lines[3:]]


def test_a_weight_that_may_as_well_be_nothing_is_marked():
    some = [ShownWeight("a", 5.0, 0.25, 0.125, 0.5), ShownWeight("b\x1b[1m", 4.5, -0.1, -0.3, 0.2)]
    _, _, first, second = shown(show_weights, some)
    assert ["a", "5", "+0.25", "+0.125", "to", "+0.5"] == first.split()
    assert second.endswith("-0.3 to +0.2  may be 0")
    assert "\x1b" not in second
