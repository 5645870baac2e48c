"""rulekit/labelling/label.py: a reader's word on one file."""

import json

import pytest

from rulekit.labelling.label import HEAD, KINDS, LABELS, ReaderLabel, last_of, latest


def test_a_label_is_a_line_of_json_and_is_read_again(labels):
    said = labels("a/漢.py", "drop", kind="data-blob", note="one\u2028two", row=3, blind=True)
    line = said.to_line()
    assert line.startswith(HEAD)
    assert 1 == len(line.decode("ascii").splitlines())
    assert said == ReaderLabel.of_row(json.loads(line))


def test_what_was_not_said_is_null(labels):
    row = json.loads(labels().to_line())
    assert [None] * 5 == [row[name] for name in ("kind", "confidence", "repo", "id", "blind")]


def test_a_row_that_does_not_say_who_read_is_of_whoever_is_named():
    row = {"path": "a.py", "label": "keep"}
    assert "b.jsonl" == ReaderLabel.of_row(row, reader="b.jsonl").reader
    assert "anna" == ReaderLabel.of_row({**row, "reader": "anna"}, reader="b.jsonl").reader


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ([], TypeError),
        ({"path": "a.py", "reader": "anna"}, KeyError),
        ({"path": "a.py", "reader": "anna", "label": "good"}, ValueError),
        ({"path": "a.py", "reader": "anna", "label": []}, TypeError),
        ({"path": 7, "reader": "anna", "label": "keep"}, TypeError),
        ({"path": "a.py", "label": "keep"}, KeyError),
        ({"reader": "anna", "label": "keep"}, KeyError),
    ],
)
def test_what_is_no_label_is_refused(row, error):
    with pytest.raises(error):
        ReaderLabel.of_row(row)


def test_of_a_readers_labels_of_a_file_the_last_counts(labels):
    first, other, last = labels(), labels(reader="ben"), labels(word="drop")
    assert [other, last] == list(latest([first, other, last]).values())


def test_the_last_of_a_key_stands_where_it_stood():
    assert {"b": "bo", "a": "az"} == last_of(["ax", "bo", "az"], lambda word: word[0])
    assert ["b", "a"] == list(last_of(["ax", "bo", "az"], lambda word: word[0]))


def test_every_label_has_its_kinds():
    assert set(LABELS) == set(KINDS)
