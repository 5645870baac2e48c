"""rulekit/run/baseline.py: what was known before is neither reported nor gated again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting import BINARY, DROP, ERROR, FLAG, FLAGGED, KEEP, LOUD, NAMES, PASSED, with_findings

from rulekit.core.verdict import Finding
from rulekit.errors import UsageError
from rulekit.run.baseline import Baseline, NewBaseline, failures, new_baseline, read_baseline

KNOWN = {"src/a.py": frozenset({"mine/loud"})}
OTHER = replace(LOUD, rule="mine/other")


def baseline(known=KNOWN):
    return Baseline("baseline.json", known)


# What is new


def test_a_file_whose_reasons_are_all_known_is_kept_and_counted():
    old = baseline()
    new = old.new_of(DROP)
    assert ("keep", (), (PASSED,)) == (new.decision, new.decided_by, new.findings)
    assert "in the baseline: mine/loud" == new.reason
    assert (1, 1, 0) == (old.count, old.tally.all.keep, old.tally.all.drop)


def test_of_a_file_with_another_reason_only_that_is_new():
    old = baseline()
    new = old.new_of(with_findings(LOUD, OTHER))
    assert ("drop", ("mine/other",), (OTHER,)) == (new.decision, new.decided_by, new.findings)
    assert (0, 1) == (old.count, old.tally.all.drop)


def test_a_new_flag_on_a_file_that_is_known_to_be_dropped_is_new():
    old = baseline()
    new = old.new_of(replace(with_findings(LOUD, FLAG), decided_by=("mine/loud",)))
    assert ("keep", (FLAG,)) == (new.decision, new.findings)
    assert 0 == old.count


def test_a_known_flag_is_not_told_again():
    old = baseline({"c.py": frozenset({"mine/odd"})})
    new = old.new_of(FLAGGED)
    assert ((PASSED,), FLAGGED.reason, 1) == (new.findings, new.reason, old.count)


def test_what_followed_from_a_known_failure_stands_by_itself_when_it_is_new():
    follow = replace(OTHER, implied_by="mine/loud")
    (finding,) = baseline().new_of(with_findings(LOUD, follow)).findings
    assert ("mine/other", "") == (finding.rule, finding.implied_by)


def test_a_failure_is_known_wherever_it_stands_now_and_however_large_it_is():
    worse = replace(LOUD, value=0.9, margin=0.85, evidence=())
    assert "keep" == baseline().new_of(with_findings(worse)).decision


@pytest.mark.parametrize("verdict", [KEEP, FLAGGED, ERROR, BINARY, replace(DROP, path="b.py")])
def test_a_file_of_which_nothing_is_known_is_as_it_is(verdict):
    assert verdict is baseline().new_of(verdict)


def test_an_error_is_new_even_of_a_known_file():
    old = baseline()
    error = replace(ERROR, path="src/a.py")
    assert (error, 1) == (old.new_of(error), old.tally.all.error)


def test_without_a_baseline_everything_is_new():
    old = Baseline()
    assert (DROP, 0, 1) == (old.new_of(DROP), old.count, old.tally.all.drop)


def test_a_low_score_may_be_known():
    low = replace(DROP, decided_by=("min-score",), findings=(PASSED,))
    assert "keep" == baseline({"src/a.py": frozenset({"min-score"})}).new_of(low).decision


# What is stale

RULES = ("mine/loud", "mine/other")


def stale(known, *verdicts, rules=RULES, file="baseline.json"):
    old = Baseline(file, known)
    for verdict in verdicts:
        old.new_of(verdict)
    return list(old.stale(rules))


def test_what_fails_no_more_is_stale():
    known = {"src/a.py": frozenset(RULES)}
    assert [("src/a.py", ["mine/other"])] == stale(known, DROP)


def test_what_still_fails_is_not_stale():
    assert [] == stale(KNOWN, DROP)


def test_a_file_that_is_gone_is_stale_and_one_that_was_not_judged_is_not(write):
    write({"there.py": ""})
    known = {name: frozenset({"mine/loud"}) for name in ("gone.py", "there.py")}
    assert [("gone.py", ["mine/loud"])] == stale(known)


def test_a_rule_that_is_not_selected_is_not_stale():
    assert [] == stale({"src/a.py": frozenset({"mine/absent"})}, DROP)


@pytest.mark.parametrize(
    "verdict",
    [
        replace(ERROR, path="src/a.py"),
        replace(KEEP, path="src/a.py", findings=(Finding("mine/loud", "unmeasured"),)),
    ],
    ids=["not judged", "not measured"],
)
def test_what_is_not_known_to_pass_is_not_stale(verdict):
    assert [] == stale(KNOWN, verdict)


# The file


def written(verdicts, file="baseline.json"):
    new = NewBaseline(file)
    for verdict in verdicts:
        assert verdict is new.new_of(verdict)
    new.write()
    return new


def test_it_is_json_sorted_with_a_line_for_each_file(folder):
    written([with_findings(OTHER, LOUD), replace(DROP, path="a.py"), KEEP, ERROR, BINARY])
    assert """\
{
  "rulekit-baseline": 1,
  "files": {
    "a.py": ["mine/loud"],
    "src/a.py": ["mine/loud", "mine/other"]
  }
}
""" == (folder / "baseline.json").read_text("utf-8")


def test_of_a_clean_project_it_is_empty(folder):
    written([KEEP])
    assert {} == read_baseline("baseline.json").known


def test_when_it_is_written_the_gate_counts_errors_alone(folder):
    counts = written([DROP, FLAGGED, ERROR]).tally.all
    assert (0, 1) == (counts.drop, counts.error)


def test_paths_count_from_its_folder(write):
    folder = write({"ci/x": ""})
    written([DROP], "ci/baseline.json")
    assert {"../src/a.py": frozenset({"mine/loud"})} == read_baseline("ci/baseline.json").known
    old = read_baseline(str(folder / "ci/baseline.json"))
    assert "keep" == old.new_of(DROP).decision
    assert "keep" == old.new_of(replace(DROP, path=str(folder / "src/a.py"))).decision


@given(st.dictionaries(NAMES, st.frozensets(st.sampled_from(["a/b", "min-score"]), min_size=1)))
def test_what_is_written_is_what_is_read(tmp_path_factory, known):
    file = str(tmp_path_factory.mktemp("baseline") / "baseline.json")
    new = NewBaseline(file)
    new.found = known
    new.write()
    assert known == read_baseline(file).known


# What is no baseline


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it is not JSON: Expecting value"),
        ('{"rulekit-baseline": 1,\n<<<<<<< HEAD\n', "it is not JSON: Expecting property name"),
        ("[1]", "it has no `rulekit-baseline`"),
        ('{"schema": 2}', "it has no `rulekit-baseline`"),
        ('{"rulekit-baseline": 2, "files": {}}', "it is of version 2, and this rulekit knows 1"),
        ('{"rulekit-baseline": 1}', "its `files` are no object of paths"),
        ('{"rulekit-baseline": 1, "files": []}', "its `files` are no object of paths"),
        ('{"rulekit-baseline": 1, "files": {"a": "b"}}', "`a` has no list of rules"),
        ('{"rulekit-baseline": 1, "files": {"a": [1]}}', "`a` has no list of rules"),
        ('{"rulekit-baseline": 1, "files": {"a": [], "a": []}}', "`a` is in it twice"),
        ('{"rulekit-baseline": 1, "files": {}, "more": 1}', "nothing is known of `more` in it"),
        ('{"rulekit-baseline": 1, "files": ' + "[" * 100_000, "recursion"),
    ],
)
def test_a_file_that_is_damaged_or_something_else_is_refused_with_the_reason(write, text, told):
    write({"b.json": text})
    with pytest.raises(UsageError) as refused:
        read_baseline("b.json")
    (problem,) = refused.value.problems
    assert problem.message.startswith("`b.json` is not read as a baseline: ")
    assert told in problem.message
    assert problem.remedy


def test_a_mistake_in_its_json_is_told_with_its_place(write):
    write({"b.json": '{\n  "rulekit-baseline": 1,,\n}'})
    with pytest.raises(UsageError, match=r"--> b.json:2:2"):
        read_baseline("b.json")


def test_bytes_that_are_no_text_are_refused(write):
    write({"b.json": b"\xff"})
    with pytest.raises(UsageError, match="is not read as a baseline"):
        read_baseline("b.json")


def test_one_that_is_not_there_is_told_with_the_way_to_it(folder):
    with pytest.raises(UsageError, match=r"there is no baseline `b.json`\n.*--write-baseline"):
        read_baseline("b.json")


def test_a_link_or_a_folder_is_refused(write):
    folder = write({"real.json": "{}"})
    (folder / "link.json").symlink_to("real.json")
    for name in ("link.json", "."):
        with pytest.raises(UsageError, match="is not read as a baseline: it is"):
            read_baseline(name)


def test_a_file_that_is_something_else_is_not_written_over(write):
    folder = write({"a.py": "x = 1\n", "ok.json": '{"rulekit-baseline": 1, "files": {}}'})
    with pytest.raises(UsageError, match="is not read as a baseline"):
        new_baseline("a.py")
    assert "x = 1\n" == (folder / "a.py").read_text()
    new_baseline("ok.json").write()


def test_a_folder_that_is_not_there_is_told_before_anything_is_judged(folder):
    with pytest.raises(UsageError, match="there is no folder `nowhere`"):
        new_baseline("nowhere/b.json")


def test_failures_are_rules_and_a_low_score_of_candidates():
    low = replace(DROP, decided_by=("min-score",))
    assert {"mine/loud", "min-score"} == failures(low)
    assert frozenset() == failures(BINARY) == failures(KEEP)
