"""rulekit/testing/suite.py: the promises of a pack as tests of pytest."""

import pytest

from rulekit.testing import conformance_suite
from rulekit.testing.suite import PROMISES

RULE = """\
title: Short
why: Because the test says so.
source: ours
signal: {capture: comment, measure: count}
keep: {min: 1}
examples:
  keep: [{text: "# one\\nimport one\\n"}]
  drop: [{text: "one = 1\\n"}]
"""


def outcome(suite, check):
    """How one item of a suite ends: with nothing, or with pytest's exception and its words."""
    try:
        suite(check)
    except (pytest.fail.Exception, pytest.skip.Exception) as ended:
        return type(ended).__name__, str(ended)
    return None


def test_there_is_an_item_for_each_check():
    [mark] = conformance_suite("css").pytestmark
    assert ("parametrize", ("check", PROMISES)) == (mark.name, mark.args)
    assert {"file-names", "needs", "ends", "line-ends"} < set(PROMISES)


def test_a_plugin_that_is_not_there_fails_every_item():
    suite = conformance_suite("csss")
    message = "there is no plugin `csss`, did you mean `css`?"
    assert [("Failed", message)] * 2 == [outcome(suite, "ends"), outcome(suite, "queries")]


def test_what_was_not_reached_is_skipped(installed):
    rule = RULE.replace("# one\\nimport one", "one")
    installed("good", **{"rules/toy/short.yaml": rule})
    suite = conformance_suite("toy")
    assert None is outcome(suite, "file-names")
    assert "error: toy/short line 7: expected keep, got drop" in outcome(suite, "examples")[1]
    assert "Skipped" == outcome(suite, "ends")[0]


@pytest.mark.slow
def test_each_item_tells_its_own_complaints_and_the_texts_are_tried_once(installed, tmp_path):
    (tmp_path / "one.toy").write_text("# é\nx = 1\n")
    installed("all")
    suite = conformance_suite("toy", sources=tmp_path, examples=0, huge=False)
    assert "error: toy.above reads 2 (share of lines)" in outcome(suite, "in-range")[1]
    (tmp_path / "one.toy").unlink()  # nobody looks again
    assert "with CRLF, 1 with LF" in outcome(suite, "line-ends")[1]
    assert None is outcome(suite, "ends")
