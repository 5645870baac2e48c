"""rulekit/cli/tune.py: what a rule reads in an audit, and other limits for it."""

import json

import pytest


@pytest.fixture
def tune(rulekit, project, monkeypatch):
    """A function: how `rulekit tune` with these words ends, called in the project."""
    monkeypatch.chdir(project)

    def called(*words):
        return rulekit("tune", *words)

    return called


@pytest.fixture
def labels(project, tmp_path):
    """Labels of every row: to drop where it shouts more than four times."""
    paths = sorted(project.glob("left/d*/*"))
    rows = [
        {"path": str(path.relative_to(project)), "label": "drop" if bad else "keep"}
        for path in paths
        for bad in [path.read_text().count("!") > 3]
    ]
    file = tmp_path / "labels.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"repositories": {}}]))
    return str(file)


def test_a_rule_is_shown_with_its_readings_limits_and_near_rows(tune):
    ended = tune("mine/loud", "full", "-n", "1")
    assert (0, "") == (ended.code, ended.err)
    assert "mine/loud   count(/!/)   matches" == ended.lines[0]
    assert "80 rows that it reads" == ended.lines[1]
    assert [
        "  drops unless <= 2   limit from rule   40: c, markdown",
        "  drops unless <= 4   limit from profile ours   20: python",
        "  drops unless <= 0   limit from profile ours   20: json",
    ] == ended.lines[2:5]
    assert any(one.split()[:2] == ["max", "dropped"] for one in ended.lines)
    assert any("as it is" in one and "(now)" in one for one in ended.lines)
    assert "More of them: rulekit explain full --rule mine/loud --near 1" == ended.lines[-1]


def test_json_is_the_record(tune):
    told = json.loads(tune("mine/asking", "full", "-o", "json", "--by", "language").out)
    assert ("mine/asking", ["min", "max"]) == (told["rule"], list(told["limits"]))
    assert {"json", "c", "markdown"} == {*told["now"]["by_language"]}
    assert 20 == told["left_out"]["off"]


def test_a_language_and_a_limit_may_be_asked_for(tune):
    told = json.loads(
        tune("mine/loud", "full", "-o", "json", "--language", "python", "--try", "3.5").out
    )
    assert (20, [4.0]) == (told["rows"], [one["high"] for one in told["in_force"]])
    assert 3.5 in [one["limit"] for one in told["limits"]["max"]]
    ended = tune("mine/loud", "full", "--language", "pyhton")
    assert (2, True) == (ended.code, "did you mean `python`?" in ended.err)


def test_labels_stand_beside_each_limit_and_propose_one(tune, labels):
    ended = tune("mine/loud", "full", "--labels", labels)
    assert (0, "") == (ended.code, ended.err)
    assert "40 labelled rows" in ended.out
    assert "1 say neither keep nor drop" in ended.out
    assert "right" in ended.out
    refused = tune("mine/loud", "full", "--labels", labels, "--suggest", "--precision", "1")
    assert (2, True) == (refused.code, "on 20 labels or more" in refused.err)
    assert ended.lines[:8] == refused.lines[:8]  # the readings are shown all the same


def test_labels_of_several_rows_each_are_told_with_what_names_one(rulekit, write):
    rows = [{"content": f"class A{i}: pass\n", "path": "a.py", "repo": f"o/{i}"} for i in range(2)]
    write({"c.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    write({"labels.jsonl": json.dumps({"path": "a.py", "label": "drop"}) + "\n"})
    assert 0 == rulekit("filter", "c.jsonl", "--out", "audit", "--signals", "used", "-q").code
    refused = rulekit("tune", "text/few-words", "audit", "--labels", "labels.jsonl")
    assert (2, True) == (refused.code, "alone: 1 are of several rows" in refused.err)
    assert "say their `repo`" in refused.err


def test_a_proposal_names_what_to_try(tune, project, tmp_path):
    rows = [
        {"path": str(path.relative_to(project)), "label": "drop" if bad else "keep"}
        for path in sorted(project.glob("*/d*/*"))
        for bad in [path.read_text().count("!") > 3]
    ]
    file = tmp_path / "all.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    ended = tune("mine/loud", "full", "--labels", str(file), "--suggest")
    assert (0, "") == (ended.code, ended.err)
    assert "Proposed: --set mine/loud.max=3 " in ended.out
    assert "Try it: rulekit rejudge full --set mine/loud.max=3 --out DIR" in ended.lines


def test_all_rules_stand_side_by_side(tune, labels):
    ended = tune("--all", "full", "--labels", labels)
    assert (0, "") == (ended.code, ended.err)
    assert ["rule", "dropped", "share"] == ended.lines[0].split()[:3]
    assert "3 rules drop nothing: mine/commented, mine/named, mine/odd" in ended.lines
    assert ended.lines[-1].startswith("next: rulekit tune mine/")
    told = json.loads(tune("--all", "full", "-o", "json", "--sort", "rule").out)
    assert (80, sorted(one["rule"] for one in told["rules"])) == (
        told["rows"], [one["rule"] for one in told["rules"]],
    )  # fmt: skip


def test_all_needs_no_readings_and_tells_of_an_unfinished_audit(tune):
    assert tune("--all", "full").out.replace("full", "bare") == tune("--all", "bare").out
    ended = tune("--all", "half")
    assert (0, "unfinished: 1 of 2 shards are closed, and only they count\n") == (
        ended.code, ended.err,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("mine/luod", "full"), "has no rule `mine/luod`, did you mean `mine/loud`?"),
        (("full", "mine/loud"), "say the rule first, then the audit\n  = rulekit tune mine/loud"),
        (("full",), "say which rule: rulekit tune RULE AUDIT\n  = rulekit tune --all full"),
        (("mine/loud",), "say a rule and an audit"),
        ((), "say a rule and an audit"),
        (("--all", "mine/loud", "full"), "--all is for one audit and no rule"),
        (("--all", "full", "--try", "3"), "--try is for one rule, and not for --all"),
        (("--all", "full", "--sort", "precision"), "--sort precision needs labels"),
        (("mine/loud", "full", "--sort", "rule"), "--sort is for --all"),
        (("mine/loud", "full", "--suggest"), "--suggest needs labels: --labels FILE"),
        (("mine/loud", "full", "--precision", "0.5"), "--precision is for --suggest"),
        (("mine/loud", "none"), "there is no audit `none`"),
        (("mine/loud", "bare"), "`bare` has no readings\n  = `rulekit filter --signals used`"),
        (("mine/loud", "full", "--labels", "none"), "--labels: `none` cannot be read"),
    ],
)
def test_what_cannot_be_told_says_why(tune, words, says):
    ended = tune(*words)
    assert (2, "") == (ended.code, ended.out)
    assert says in ended.err


def test_labels_of_no_row_are_refused(tune, tmp_path):
    file = tmp_path / "labels.jsonl"
    file.write_text('{"path": "elsewhere.c", "label": "drop"}\n')
    ended = tune("mine/loud", "full", "--labels", str(file))
    assert (2, True) == (ended.code, "none of 1 label in" in ended.err)
    assert "= they name documents by path" in ended.err


def test_limits_that_are_others_by_now_are_told(tune, project):
    file = project / "rules/profiles/ours.yaml"
    text = file.read_text()
    file.write_text(text.replace("{mine/loud: {max: 4}}", "{mine/loud: {max: 1}}"))
    try:
        ended = tune("mine/loud", "full")
    finally:
        file.write_text(text)
    assert 0 == ended.code
    assert ended.err.startswith("warning: mine/loud dropped ")
    assert "the limits of profile ours (python): has changed" in ended.err
