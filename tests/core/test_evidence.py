"""rulekit/core/evidence.py: the text, or the part of the path, that a number comes from."""

from dataclasses import replace

import pytest
from making import document_of, range_of, rule_of

from rulekit.core.evidence import with_evidence
from rulekit.core.position import PATH
from rulekit.core.verdict import Finding
from rulekit.signals.build import matched, measured, on_path

FAILED = Finding("text/a", "fail", value=1.0, limit=0.0, bound="max", margin=1.0)


def evidence(signal, document, message="{count} of {text}", **more):
    """The finding of a rule about a signal, with its evidence."""
    rule = replace(rule_of(keep=range_of(maximum=0), message=message), signal=signal)
    return with_evidence(document, rule, FAILED, everywhere=False, **more)


def test_evidence_in_the_path_has_no_line_and_the_path_as_its_source():
    document = document_of("vendor\n", path="src/vendor/a.py")
    (one,) = evidence(on_path("vendor", "exists"), document).evidence
    assert (PATH, 5, PATH, 11) == (one.line, one.column, one.end_line, one.end_column)
    assert ("vendor", "src/vendor/a.py", 5) == (one.text, one.source, one.source_column)
    assert (4, 10) == (one.start, one.end)


def test_the_line_of_a_path_is_0():
    assert 0 == PATH


def test_columns_of_a_path_are_characters():
    document = document_of("", path="é/é/vendor/a.py")
    (one,) = evidence(on_path("vendor", "exists"), document).evidence
    assert (5, "vendor") == (one.column, one.text)


def test_a_message_has_the_part_of_the_path():
    document = document_of("", path="a/vendor/b/vendor/c.py")
    finding = evidence(on_path("vendor", "count"), document)
    assert ("2 of vendor", 2) == (finding.message, finding.evidence_count)


def test_the_same_pattern_in_the_text_has_a_line():
    document = document_of("x\nvendor\n", path="src/vendor/a.py")
    (one,) = evidence(measured(matched("vendor"), "count"), document).evidence
    assert (2, 1, "vendor") == (one.line, one.column, one.source)


@pytest.mark.parametrize("path", ["vendor", "a\nvendor", "\ud800/vendor"])
def test_whatever_the_path_is_its_evidence_has_no_line(path):
    (one,) = evidence(on_path("vendor", "exists"), document_of("", path=path)).evidence
    assert (PATH, PATH, "vendor") == (one.line, one.end_line, one.text)


def test_a_path_may_be_longer_than_the_text():
    document = document_of("", path="a/" * 50 + "vendor")
    assert 1 == evidence(on_path("vendor", "exists"), document).evidence_count
