"""rulekit/report/junit.py: verdicts as tests, read by a parser of XML."""

import io
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from reporting import (
    BINARY,
    DROP,
    ERROR,
    FLAG,
    FLAGGED,
    KEEP,
    LOUD,
    PLACE,
    RUN,
    RUNS,
    report,
    with_findings,
)

from rulekit.core.escape import visible
from rulekit.report.formats import FORMATS
from rulekit.report.junit import SHOWN
from rulekit.report.style import Style


def suites(verdicts=RUN, **style):
    root = ElementTree.fromstring(report("junit", verdicts, **style))
    assert "testsuites" == root.tag
    return list(root)


def test_each_judged_file_is_a_suite():
    names = [suite.get("name") for suite in suites()]
    assert ["src/a.py", "b.py", "c.py", "d.py"] == names


def test_what_drops_a_file_is_a_failure_with_its_evidence():
    (suite,) = suites([DROP])
    (case,) = suite
    (failure,) = case
    assert ("mine/loud", "src/a.py") == (case.get("name"), case.get("classname"))
    assert ("failure", "mine/loud") == (failure.tag, failure.get("type"))
    assert "[b]50%[/b] (50% > 5%)" == failure.get("message")
    assert "drop: [b]50%[/b] (50% > 5%)\nsrc/a.py:2:5:     pass" == failure.text


def test_each_rule_that_follows_from_no_other_is_a_case():
    follow = replace(LOUD, rule="mine/other", implied_by="mine/loud")
    (suite,) = suites([with_findings(LOUD, FLAG, follow)])
    assert ["mine/loud", "mine/odd"] == [case.get("name") for case in suite]


def test_a_kept_file_is_a_case_that_passed():
    (suite,) = suites([KEEP])
    assert [("rulekit", 0)] == [(case.get("name"), len(case)) for case in suite]


def test_a_flag_fails_no_test_and_says_what_was_found():
    (suite,) = suites([FLAGGED])
    (case,) = suite
    assert [("system-out", "flag: 3 odd things (3 > 1)")] == [(one.tag, one.text) for one in case]


def test_what_could_not_be_judged_is_an_error():
    (suite,) = suites([ERROR])
    assert [("error", "cannot be read: no")] == [(one.tag, one.get("message")) for one in suite[0]]


def test_what_is_no_candidate_is_skipped_where_every_file_is_asked_for():
    assert [] == suites([BINARY])
    (suite,) = suites([BINARY], show_files=True)
    assert ("1", "skipped") == (suite.get("skipped"), suite[0][0].tag)


def test_of_many_places_the_first_are_shown_and_the_others_counted():
    finding = replace(LOUD, evidence=(PLACE,) * 20, evidence_count=1_234)
    (suite,) = suites([with_findings(finding)])
    told = suite[0][0].text.split("\n")
    assert (1 + SHOWN + 1, "and 1,229 places more") == (len(told), told[-1])


def test_the_counts_of_a_suite_are_those_of_its_cases():
    for suite in suites(RUN):
        counts = {"tests": len(suite), "failures": 0, "errors": 0}
        for name in ("failure", "error"):
            counts[f"{name}s"] = len(suite.findall(f"testcase/{name}"))
        assert counts == {name: int(suite.get(name)) for name in counts}


def test_it_is_written_as_the_run_goes_on():
    stream = io.StringIO()
    FORMATS["junit"](stream, Style()).add(DROP)
    assert stream.getvalue().endswith("</testsuite>\n")


# Of junit-10.xsd, by which Jenkins' xunit plugin reads: required attributes, others, elements.
KNOWN = {
    "testsuites": (set(), {"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"skipped", "time"}, {"testcase"}),
    "testcase": (
        {"name"}, {"classname", "time"}, {"failure", "error", "skipped", "system-out"},
    ),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}  # fmt: skip


def test_it_has_only_elements_and_attributes_that_jenkins_knows_and_all_that_it_needs():
    root = ElementTree.fromstring(report("junit", RUN, show_files=True))
    assert set(KNOWN) == {element.tag for element in root.iter()}
    for element in root.iter():
        required, others, children = KNOWN[element.tag]
        assert required <= set(element.keys()) <= required | others
        assert {child.tag for child in element} <= children


@given(RUNS)
def test_it_is_xml_that_says_the_paths_and_reasons_whatever_the_texts(verdicts):
    read = suites(verdicts)
    assert [visible(one.path) for one in verdicts] == [suite.get("name") for suite in read]
    for verdict, suite in zip(verdicts, read, strict=True):
        messages = {element.get("message") for element in suite.findall("testcase/error")}
        assert messages == ({visible(verdict.reason)} if verdict.decision == "error" else set())
