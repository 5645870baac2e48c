"""rulekit/report/formats.py: a format is given verdicts one by one, and at the end the counts."""

import io
import json
import re
from dataclasses import replace

import pytest
from making import apart
from reporting import (
    BINARY,
    DROP,
    FLAG,
    FLAGGED,
    HOSTILE,
    KEEP,
    LOUD,
    PASSED,
    PLACE,
    RUN,
    report,
    with_findings,
)

from rulekit.core.position import PATH
from rulekit.core.record import from_record, to_record
from rulekit.core.verdict import Finding
from rulekit.report.formats import FORMATS, told
from rulekit.report.style import Style


def lines(form, verdicts=RUN, **style):
    return report(form, verdicts, **style).splitlines()


def test_the_formats_have_these_names():
    names = "brief concise csv full github json jsonl junit md sarif"
    assert names.split() == list(FORMATS)


def test_a_format_is_imported_when_it_is_asked_for():
    late = {"github", "junit", "markdown", "sarif", "sarif_rule", "spreadsheet"}
    code = (
        "import sys, rulekit.cli.check\n"
        "answer([m for m in sys.modules if m.startswith('rulekit.report.')])"
    )
    loaded = {one.rpartition(".")[2] for one in apart(code)}
    assert ("formats" in loaded, set()) == (True, loaded & late)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("style", [{}, {"statistics": True}, {"verbose": True, "show_files": True}])
def test_no_control_character_reaches_the_output(form, style):
    written = report(form, [HOSTILE], **style).replace("\r\n", "\n")  # as the ends of CSV are
    assert [] == re.findall(r"[\x00-\x09\x0b-\x1f\x7f]", written)


def test_concise_names_the_path_alone_for_what_stands_in_it():
    place = PLACE._replace(line=PATH, end_line=PATH)
    finding = replace(LOUD, evidence=(place,), unit="matches")
    (line, _) = report("concise", [replace(DROP, findings=(finding,))]).splitlines()
    assert line.startswith("src/a.py: drop: mine/loud ")


# concise

DROP_LINE = "src/a.py:2:5: drop: mine/loud [b]50%[/b] (50% > 5%)"
FLAG_LINE = "c.py: flag: mine/odd 3 odd things (3 > 1)"
ERROR_LINE = "d.py: error: cannot be read: no"
COUNTS = "4 judged: 2 keep, 1 drop, 1 error"


def test_concise_has_a_line_for_each_reason_and_one_of_counts():
    assert [DROP_LINE, FLAG_LINE, ERROR_LINE, COUNTS] == lines("concise")


def test_concise_verbose_names_the_kept_too():
    assert "b.py: keep: 1 rule passed" == lines("concise", verbose=True)[1]


def test_concise_shows_what_was_not_judged_when_asked():
    assert "e.bin: drop: binary: a NUL" == lines("concise", show_files=True)[-2]


def test_concise_has_a_line_for_every_rule_that_failed_the_farthest_over_first():
    other = replace(LOUD, rule="mine/other", margin=0.5, evidence=())
    starts = [line.partition(" [b]")[0] for line in lines("concise", [with_findings(LOUD, other)])]
    assert ["src/a.py: drop: mine/other", "src/a.py:2:5: drop: mine/loud"] == starts[:2]


def follower(name):
    return replace(LOUD, rule=f"mine/{name}", implied_by="mine/loud")


def test_concise_counts_what_follows_from_a_failure_and_shows_it_no_line():
    one, two = with_findings(LOUD, follower("a")), with_findings(LOUD, *map(follower, "ab"))
    assert [
        f"{DROP_LINE} (+1 that follows)",
        f"{DROP_LINE} (+2 that follow)",
    ] == lines("concise", [one, two])[:2]


def test_concise_compares_nothing_where_none_is_allowed():
    none = replace(LOUD, limit=0.0, unit="matches")
    assert "src/a.py:2:5: drop: mine/loud [b]50%[/b]" == lines("concise", [with_findings(none)])[0]


def test_concise_statistics_come_instead_of_the_files():
    shown = lines("concise", statistics=True)
    assert ([], True) == (
        [line for line in shown if line.startswith(("src/a.py", "c.py", "d.py"))],
        any(line.startswith(" mine/loud") for line in shown),
    )


def test_concise_quiet_leaves_the_counts():
    assert [COUNTS] == lines("concise", quiet=True)


def test_concise_of_nothing_counts_nothing():
    assert ["0 judged: 0 keep, 0 drop, 0 error"] == lines("concise", [])


# full


def test_full_shows_each_dropped_file_with_its_reason_and_its_place():
    assert [
        "drop  src/a.py",
        "  mine/loud  [b]50%[/b] (50% > 5%)",
        "    --> src/a.py:2:5",
        "     2 |     pass",
        "       |     ^^^^",
    ] == lines("full")[:5]


def test_full_shows_an_error_with_its_reason():
    shown = lines("full")
    assert "  cannot be read: no" == shown[shown.index("error d.py") + 1]


def test_full_shows_a_kept_file_with_a_flag():
    assert any(line.startswith("keep  c.py") for line in lines("full"))


def test_full_leaves_other_kept_files_out():
    assert not any(line.startswith("keep  b.py") for line in lines("full"))


def test_full_verbose_shows_every_candidate():
    shown = [
        line.split()[1] for line in lines("full", verbose=True) if re.match(r"keep|drop|err", line)
    ]
    assert ["src/a.py", "b.py", "c.py", "d.py"] == shown


def test_full_ends_with_the_table_what_was_not_judged_and_the_next_step():
    assert [
        "",
        " language  files  keep  drop  error  drop rate  reasons",
        " python        3     2     1      0      33.3%  mine/loud 1",
        " unknown       1     0     0      1       0.0%  unreadable 1",
        "4 files judged: 2 kept, 1 dropped, 1 error (25.0% dropped)",
        "Not judged: 1 file (1 binary); --show-files lists them.",
        "Explain one: rulekit explain src/a.py",
    ] == lines("full")[-7:]


def test_full_lists_what_was_not_judged_when_asked():
    assert "  e.bin: binary: a NUL" in lines("full", show_files=True)


@pytest.mark.parametrize("form", ["brief", "full"])
def test_quiet_shows_only_the_counts(form):
    assert [
        "4 files judged: 2 kept, 1 dropped, 1 error (25.0% dropped)",
        "Not judged: 1 file (1 binary); --show-files lists them.",
    ] == lines(form, quiet=True)


def test_full_says_of_a_low_score_that_it_is_one():
    low = replace(
        KEEP, decision="drop", reason="score 0.50 is under 0.8", decided_by=("min-score",)
    )
    assert "  score 0.50 is under 0.8" in lines("full", [low])


def test_full_of_kept_files_names_none_to_explain():
    assert not any("explain" in line for line in lines("full", [KEEP]))


# jsonl


def test_jsonl_is_a_record_a_line_in_the_order_of_the_run():
    records = [to_record(told(verdict, Style())) for verdict in RUN]
    assert records == [json.loads(line) for line in lines("jsonl")]


def test_jsonl_with_every_finding_leads_back_to_the_verdicts():
    records = lines("jsonl", every_finding=True)
    assert list(RUN) == [from_record(json.loads(line)) for line in records]


UNKNOWN = Finding("mine/tree", "unmeasured", note="no parser for go")
CLOSED = Finding("mine/when", "unmeasured", applies=False, note="lines is 1, not >= 9")
EVERY = replace(DROP, findings=(LOUD, FLAG, PASSED, UNKNOWN, CLOSED))


@pytest.mark.parametrize(
    ("style", "rules"),
    [
        ({}, ["mine/loud", "mine/odd", "mine/tree"]),
        (
            {"every_finding": True},
            ["mine/loud", "mine/odd", "mine/short", "mine/tree", "mine/when"],
        ),
    ],
)
def test_what_passed_or_does_not_apply_is_in_a_record_only_when_it_is_wanted(style, rules):
    (record,) = map(json.loads, lines("jsonl", [EVERY], **style))
    (same,) = json.loads(report("json", [EVERY], **style))["verdicts"]
    assert rules == [finding["rule"] for finding in record["findings"]]
    assert record == same


def test_jsonl_writes_text_as_it_is():
    assert '"path": "é文.py"' in report("jsonl", [replace(KEEP, path="é文.py")])


def test_jsonl_of_nothing_is_empty():
    assert "" == report("jsonl", [])


@pytest.mark.parametrize(
    "style", [{"quiet": True}, {"verbose": True}, {"statistics": True}, {"show_files": True}]
)
def test_jsonl_says_all_whatever_is_to_be_seen(style):
    assert report("jsonl") == report("jsonl", **style)


# The fields of a record, and their types

NUMBER = (int, float)
MAYBE = type(None)
FIELDS = {
    "schema": int, "path": str, "sha256": (str, MAYBE), "size": (int, MAYBE),
    "language": (str, MAYBE), "kind": (str, MAYBE), "natural_language": (str, MAYBE),
    "detected_by": (str, MAYBE), "candidate": bool, "decision": str, "reason": str,
    "decided_by": list, "score": (*NUMBER, MAYBE), "findings": list,
}  # fmt: skip
FINDING_FIELDS = {
    "rule": str, "outcome": str, "action": str, "value": (*NUMBER, MAYBE),
    "limit": (*NUMBER, MAYBE), "bound": (str, MAYBE), "margin": (*NUMBER, MAYBE),
    "limit_from": (str, MAYBE), "unit": str, "implied_by": str, "applies": bool, "message": str,
    "note": str, "evidence": list,
    "evidence_count": int,
}  # fmt: skip
PLACE_FIELDS = {
    "line": int, "column": int, "end_line": int, "end_column": int, "start": int, "end": int,
    "text": str, "source": str, "source_column": int,
}  # fmt: skip


def of_type(record, fields):
    return [key for key, value in record.items() if isinstance(value, fields[key])]


@pytest.mark.parametrize("verdict", RUN, ids=lambda verdict: verdict.path)
def test_a_record_has_its_fields_in_order_and_of_their_types(verdict):
    [record] = map(json.loads, lines("jsonl", [verdict]))
    assert list(FIELDS) == list(record) == of_type(record, FIELDS)


@pytest.mark.parametrize("finding", [LOUD, FLAG, PASSED, Finding("a/b", "unmeasured", note="no")])
def test_a_finding_has_its_fields_in_order_and_of_their_types(finding):
    verdict = replace(DROP, findings=(finding,))
    [record] = map(json.loads, lines("jsonl", [verdict], every_finding=True))
    [found] = record["findings"]
    assert list(FINDING_FIELDS) == list(found) == of_type(found, FINDING_FIELDS)


def test_a_place_has_its_fields_in_order_and_of_their_types():
    [record] = map(json.loads, lines("jsonl", [DROP]))
    [place] = record["findings"][0]["evidence"]
    assert list(PLACE_FIELDS) == list(place) == of_type(place, PLACE_FIELDS)


def test_an_id_stands_before_the_path_when_there_is_one():
    [record] = map(json.loads, lines("jsonl", [replace(DROP, id="row 7")]))
    assert ["schema", "id", "path"] == list(record)[:3]


# json


def test_json_is_one_object_with_the_records_of_jsonl():
    assert [json.loads(line) for line in lines("jsonl")] == json.loads(report("json"))["verdicts"]


def test_json_says_its_schema_the_version_and_the_profile():
    whole = json.loads(report("json", profile="opencoder"))
    heads = ["schema", "rulekit", "profile", "config", "verdicts", "summary"]
    assert ([2, "opencoder", None], heads) == (
        [whole["schema"], whole["profile"], whole["config"]],
        list(whole),
    )


LOUD_ALONE = {"drop": 1, "error": 0, "only_reason": 1, "only_reason_bytes": 18, "flagged": 0}


def test_json_ends_with_the_counts():
    assert {
        "files": 3,
        "keep": 2,
        "drop": 1,
        "error": 0,
        "bytes": 54,
        "not_judged": {"binary": 1},
        "by_language": {"python": {"keep": 2, "drop": 1, "error": 0, "reasons": {"mine/loud": 1}}},
        "by_reason": {
            "mine/loud": LOUD_ALONE,
            "mine/odd": dict.fromkeys(LOUD_ALONE, 0) | {"flagged": 1},
        },
        "unmeasured": [],
    } == json.loads(report("json", [DROP, KEEP, FLAGGED, BINARY]))["summary"]


@pytest.mark.parametrize("verdicts", [[], [KEEP], [HOSTILE, DROP]], ids=["none", "one", "two"])
def test_json_is_valid_whatever_the_run_holds(verdicts):
    assert len(verdicts) == len(json.loads(report("json", verdicts))["verdicts"])


def test_json_is_written_as_the_run_goes_on():
    stream = io.StringIO()
    FORMATS["json"](stream, Style()).add(DROP)
    assert '"path": "src/a.py"' in stream.getvalue()


# The rulekit.toml in force


def test_every_report_names_the_rulekit_toml_in_force():
    named = {name: report(name, config="../rulekit.toml") for name in FORMATS}
    for form in ("brief", "full"):
        assert "Configured by ../rulekit.toml." in named[form].splitlines()
    assert named["concise"].splitlines()[-1].endswith("1 error, by ../rulekit.toml")
    assert "../rulekit.toml" == json.loads(named["json"])["config"]
    records = [json.loads(line) for line in named["jsonl"].splitlines()]
    assert {"../rulekit.toml"} == {one["config"] for one in records}
    assert records == json.loads(named["json"])["verdicts"]


def test_a_record_without_a_rulekit_toml_has_no_field_for_one():
    assert all("config" not in json.loads(line) for line in lines("jsonl"))
