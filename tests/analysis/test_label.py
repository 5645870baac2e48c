"""rulekit/analysis/label.py: labels of readers, and the rows that they are of."""

import json

import pytest
from auditing import refused

from rulekit.analysis.label import labelled_rows, read_labels
from rulekit.errors import SpecError


@pytest.fixture
def labelled(full, write):
    """A function: the rows of the audit that these labels are of."""

    def found(*rows):
        write({"labels.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
        return labelled_rows(full, read_labels("labels.jsonl"))

    return found


def test_labels_find_their_rows_by_hash_and_by_path(full, told, labelled):
    first, second = told[3], told[50]
    found = labelled(
        {"sha256": second.sha256, "label": "drop"}, {"path": first.path, "label": "keep"}
    )
    keys = zip(found.shard, found.row, strict=True)
    assert [(first.shard, first.row), (second.shard, second.row)] == [
        (full.shards[shard], row) for shard, row in keys
    ]
    assert [True, False] == found.keep.tolist()
    assert ((first.language, second.language), (first.decided_by, second.decided_by)) == (
        found.language, found.decided_by,
    )  # fmt: skip


def test_a_path_may_stand_below_its_repository_in_the_audit(labelled, told):
    folder, _, rest = told[0].path.partition("/")
    found = labelled({"repo": f"someone/{folder}", "path": rest, "label": "drop"})
    assert ((told[0].language,), 0) == (found.language, found.left_out["unmatched"])


def test_a_path_is_of_the_repository_that_the_label_names(repositories, write):
    rows = [
        {"repo": "ben/app", "path": "src/2.py", "label": "drop"},
        {"repo": "dan/app", "path": "src/2.py", "label": "drop"},
        {"path": "src/0.py", "label": "drop"},
    ]
    write({"labels.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    found = labelled_rows(repositories, read_labels("labels.jsonl"))
    (row,) = found.row.tolist()
    (verdict,) = [one for one in repositories.verdicts() if one.row == row]
    assert ("ben/app", "src/2.py") == (verdict.repo, verdict.path)
    assert {"other": 0, "unmatched": 1, "ambiguous": 1} == {
        name: found.left_out[name] for name in ("other", "unmatched", "ambiguous")
    }


def test_what_does_not_count_is_counted(labelled, told):
    one, two = ({"path": verdict.path} for verdict in told[:2])
    found = labelled(
        {"repositories": {}},
        {**one, "label": "undecided"},
        {**one, "label": "keep"},
        {**one, "label": "keep"},
        {**two, "label": "keep"},
        {**two, "label": "drop"},
        {"path": "nowhere.c", "label": "keep"},
        {"sha256": "0" * 64, "path": told[5].path, "label": "keep"},
    )
    expected = {"other": 2, "unmatched": 2, "repeated": 2, "contradicted": 1}
    assert (1, expected) == (len(found), dict(found.left_out))


def test_labels_of_a_language(labelled, told):
    found = labelled(*({"sha256": one.sha256, "label": "drop"} for one in told))
    some = found.of_language("json")
    assert (20, {"json"}, len(some)) == (len(some), {*some.language}, len(some.decided_by))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "no label: the line is no JSON (Expecting property name"),
        ("[1]", "no label: it is no object"),
        ('{"label": "keep"}', "no label: say of which document: sha256, id, path"),
        ('{"label": "keep", "path": 3}', "no label: say of which document: sha256, id, path"),
    ],
)
def test_a_wrong_line_is_named(write, line, why):
    write({"labels.jsonl": f'{{"label": "keep", "path": "a"}}\n{line}\n'})
    with pytest.raises(SpecError) as error:
        read_labels("labels.jsonl")
    (problem,) = error.value.problems
    assert problem.message.startswith(why)
    assert ("labels.jsonl", 2) == (problem.path, problem.line)


def test_a_file_that_is_not_there_or_has_no_label_is_refused(write):
    write({"empty.jsonl": '{"repositories": {}}\n'})
    assert "--labels: `empty.jsonl` has no label" == refused(read_labels, "empty.jsonl").message
    assert "--labels: `none` cannot be read: " in refused(read_labels, "none").message


def test_of_a_readers_labels_of_a_document_the_last_counts(labelled, told):
    anna = {"sha256": told[0].sha256, "path": told[0].path, "reader": "anna", "label": "keep"}
    ben = {**anna, "sha256": told[1].sha256, "reader": "ben"}
    found = labelled(anna, {**anna, "label": "drop"}, ben, {**ben, "label": "undecided"})
    assert ([False], 1) == (found.keep.tolist(), found.left_out["other"])
    assert 0 == found.left_out["contradicted"]
