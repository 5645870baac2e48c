"""rulekit/audit/read_manifest.py: manifest and counts of an audit, or why there are none."""

import json

import pytest
from auditing import refused

from rulekit import open_audit


def test_a_finished_audit_has_all_its_shards(full):
    assert (True, ("left", "right")) == (full.finished, full.shards)


def test_an_unfinished_audit_has_the_shards_that_are_closed(project):
    half = open_audit(project / "half")
    assert (False, ("left",), 41) == (half.finished, half.shards, half.tally.total)


def test_the_counts_are_those_of_the_run(full, judged):
    expected = sum(one.decision == "drop" and one.candidate for one in judged.values())
    assert expected == full.tally.all.drop


def changed(**fields):
    return lambda text: json.dumps(json.loads(text) | fields)


def with_a_word_for_a_number(text):
    manifest = json.loads(text)
    manifest["counts"]["by_reason"]["mine/loud"]["drop"] = "1"
    return json.dumps(manifest)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[:100], "it is not JSON"),
        (lambda text: "", "it is not JSON"),
        (lambda text: "[" * 100_000, "it is not JSON"),
        (lambda text: "[]", "is not that of an audit"),
        (lambda text: '{"name": "a web page", "icons": []}', "is not that of an audit"),
        (changed(schema="1"), "is not that of an audit"),
        (changed(schema=0), "is not that of an audit"),
        (changed(schema=1), "is an audit of schema 1; this rulekit reads 2"),
        (changed(schema=3), "is an audit of schema 3; this rulekit reads 2"),
        (changed(plan={}), "is not that of an audit"),
        (changed(shards=["left"]), "is not that of an audit"),
        (changed(counts={}), "its counts are not those of an audit"),
        (
            changed(counts={"by_reason": {"a": {"drop": "1"}}}),
            "its counts are not those of an audit",
        ),
        (changed(counts=None), "its counts are not those of an audit"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(copied, change, message):
    folder = copied("bare")
    file = folder / "manifest.json"
    file.write_text(change(file.read_text()))
    problem = refused(open_audit, folder)
    assert message in problem.message
    assert str(folder) in problem.message
    assert problem.remedy


def test_a_manifest_of_bytes_is_refused(copied):
    folder = copied("bare")
    (folder / "manifest.json").write_bytes(b"\xff\xfe")
    assert "it is not JSON" in refused(open_audit, folder).message


def test_a_folder_without_a_manifest_is_no_audit(tmp_path):
    problem = refused(open_audit, tmp_path)
    assert f"`{tmp_path}` is a folder and no audit: it has no manifest.json" == problem.message
