"""rulekit/core/record.py: verdicts as JSON, and back."""

import json
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.position import Evidence
from rulekit.core.reading import Reading
from rulekit.core.record import from_record, to_record
from rulekit.core.scorecard import ScorePart
from rulekit.core.verdict import Finding, Verdict

words = st.text(max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False)
counts = st.integers(0, 1 << 60)
evidence = st.builds(Evidence, *[counts] * 6, words, words, counts)
findings = st.builds(
    Finding,
    rule=words,
    outcome=st.sampled_from(["pass", "fail", "unmeasured"]),
    value=st.none() | numbers,
    limit=st.none() | numbers,
    bound=st.sampled_from(["min", "max", None]),
    margin=st.none() | numbers,
    limit_from=st.none() | words,
    action=st.sampled_from(["drop", "flag", "spare"]),
    applies=st.booleans(),
    message=words,
    note=words,
    evidence=st.lists(evidence, max_size=2).map(tuple),
    evidence_count=counts,
)
readings = st.dictionaries(words, st.builds(Reading, st.none() | numbers, words), max_size=3)
verdicts = st.builds(
    Verdict,
    path=words,
    decision=st.sampled_from(["keep", "drop", "error"]),
    reason=words,
    decided_by=st.lists(words, max_size=2).map(tuple),
    id=st.none() | words,
    sha256=st.none() | words,
    size=st.none() | counts,
    language=st.none() | words,
    kind=st.none() | words,
    detected_by=words,
    candidate=st.booleans(),
    score=st.none() | numbers,
    findings=st.lists(findings, max_size=3).map(tuple),
    readings=readings.map(lambda some: tuple(some.items())),
    natural_language=st.none() | words,
    repo=st.none() | words,
)
places = st.builds(replace, verdicts, shard=words, row=counts)


@given(verdicts | places)
def test_a_verdict_goes_through_json_unchanged(verdict):
    assert verdict == from_record(json.loads(json.dumps(to_record(verdict))))


@given(verdicts)
def test_a_record_written_again_is_the_same(verdict):
    record = to_record(verdict)
    assert json.dumps(record) == json.dumps(to_record(from_record(record)))


def test_a_record_begins_with_its_schema():
    assert ("schema", 2) == next(iter(to_record(Verdict("a", "keep", "")).items()))


def test_a_record_says_its_id_only_when_there_is_one():
    assert "id" not in to_record(Verdict("a", "keep", ""))
    assert "row 7" == to_record(Verdict("a", "keep", "", id="row 7"))["id"]


def test_a_record_says_where_in_a_corpus_it_stood_only_when_it_did():
    assert {"shard", "row"}.isdisjoint(to_record(Verdict("a", "keep", "")))
    record = to_record(Verdict("a", "keep", "", shard="c.parquet", row=7))
    assert ("c.parquet", 7) == (record["shard"], record["row"])


def test_a_record_has_readings_only_when_there_are_some():
    assert "readings" not in to_record(Verdict("a", "keep", ""))


def test_a_reading_has_a_note_only_when_there_is_one():
    readings = (("a", Reading(1.0)), ("b", Reading(None, "no words")))
    expected = {"a": {"value": 1.0}, "b": {"value": None, "note": "no words"}}
    assert expected == to_record(Verdict("a", "keep", "", readings=readings))["readings"]


def test_a_record_leaves_nothing_out():
    parts = (ScorePart("a", 1.0, -0.5),)
    more = {"id": "7", "readings": (("a", Reading(1.0)),), "shard": "c", "row": 0}
    more |= {"score_parts": parts, "repo": "a/b"}
    record = to_record(Verdict("a", "keep", "", **more))
    assert {field.name for field in fields(Verdict)} == record.keys() - {"schema"}
    [finding] = to_record(Verdict("a", "keep", "", findings=(Finding("a/a", "pass"),)))["findings"]
    assert {field.name for field in fields(Finding)} == finding.keys()


def test_keys_come_in_a_fixed_order():
    first = to_record(Verdict("a", "keep", "", findings=(Finding("a/a", "pass"),)))
    second = to_record(Verdict("b", "error", "x", findings=(Finding("b/b", "fail", 1.0),)))
    assert list(first) == list(second)
    assert list(first["findings"][0]) == list(second["findings"][0])


def test_evidence_is_told_by_name():
    evidence = Evidence(1, 2, 1, 5, 1, 4, "abc", "xabc", 2)
    finding = Finding("a/a", "fail", evidence=(evidence,), evidence_count=9)
    [record] = to_record(Verdict("a", "drop", "", findings=(finding,)))["findings"]
    assert (2, "abc", 9) == (
        record["evidence"][0]["column"],
        record["evidence"][0]["text"],
        record["evidence_count"],
    )
