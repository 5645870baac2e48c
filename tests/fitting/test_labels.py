"""rulekit/fitting/labels.py: texts that a reader has said to keep or to drop."""

import json

import pytest
from labelled import as_jsonl, labelled_rows

from rulekit.errors import MISTAKES, SpecError, UsageError
from rulekit.fitting.labels import FEWEST, Labelled, read_labels

GOOD = {"content": "a = 1\n", "path": "a.py", "label": "keep"}


@pytest.fixture
def read(write):
    """A function: the labelled documents of these lines, with enough others after them."""

    def of(*lines):
        text = "".join(f"{line}\n" for line in lines) + as_jsonl(labelled_rows())
        write({"labels.jsonl": text})
        return read_labels("labels.jsonl")

    return of


def test_what_a_row_says_of_its_language_and_kind_is_kept(write):
    row = {"language": "c", "kind": "trivial", "content": "a", "path": "a.c", "label": "drop"}
    bare = {"content": "a", "path": "b.c", "label": "keep", "kind": None}
    write({"l.jsonl": f"{json.dumps(row)}\n{json.dumps(bare)}\n"})
    found = [(one.language, one.kind) for one in read_labels("l.jsonl", fewest=1)]
    assert [("c", "trivial"), ("", "")] == found


def test_a_row_has_a_text_a_path_a_label_and_a_repository(read):
    row = {**GOOD, "repo": "owner/name"}
    assert Labelled("a = 1\n", "a.py", True, 1.0, "owner/name") == read(json.dumps(row))[0]


@pytest.mark.parametrize("name", ["repo_name", "max_stars_repo_name"])
def test_the_repository_may_have_the_name_that_corpora_give_it(read, name):
    assert "owner/name" == read(json.dumps({**GOOD, name: "owner/name"}))[0].group


def test_a_text_is_without_the_mark_that_documents_are_without(read):
    assert "a = 1\n" == read(json.dumps({**GOOD, "content": "\ufeffa = 1\n"}))[0].text


def test_a_file_of_something_else_is_one_mistake(write):
    write({"labels.csv": "\nfile,label\na.py,keep\nb.py,drop\n"})
    with pytest.raises(SpecError) as told:
        read_labels("labels.csv")
    (problem,) = told.value.problems
    assert ("labels.csv:2:1", True) == (problem.place, '"label": "keep"' in problem.remedy)


def test_a_row_without_a_repository_is_a_group_of_its_own(read):
    assert "a.py" == read(json.dumps(GOOD))[0].group


@pytest.mark.parametrize(("said", "weight"), [("high", 1.0), ("low", 0.5), ("who knows", 1.0)])
def test_a_label_of_low_confidence_weighs_half(read, said, weight):
    assert weight == read(json.dumps({**GOOD, "confidence": said}))[0].weight


def test_what_is_undecided_is_left_out(read):
    assert len(labelled_rows()) == len(read(json.dumps({**GOOD, "label": "undecided"})))


def test_a_text_may_have_any_character_in_its_line(read):
    row = {**GOOD, "content": "a\u2028b\x85c\n"}
    assert "a\u2028b\x85c\n" == read(json.dumps(row, ensure_ascii=False))[0].text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"path": "a.py", "label": "keep"}', "it has neither `content` nor the `sha256` of"),
        ('{"content": "a", "label": "keep"}', "no labelled document: it has no 'path'"),
        ('{"content": "a", "path": "a.py"}', "no labelled document: it has no 'label'"),
        ('{"content": 1, "path": "a.py", "label": "keep"}', "`content` and `path` are texts"),
        ('{"content": "a", "path": "a.py", "label": ["keep"]}', "no labelled document"),
        ('{"content": "a", "path": "a.py", "label": "keep", "confidence": []}', "no labelled"),
        ("{", "no labelled document: the line is no JSON (Expecting property name"),
        ("7", "no labelled document"),
        ("[" * 100_000, "no labelled document"),
    ],
    ids=lambda value: value[:50],
)
def test_a_wrong_row_is_told_with_its_line(read, line, said):
    with pytest.raises(SpecError) as told:
        read(json.dumps(GOOD), line)
    (problem,) = told.value.problems
    assert ("labels.jsonl", 2) == (problem.path, problem.line)
    assert said in problem.message


def test_every_wrong_row_is_told(read):
    with pytest.raises(SpecError) as told:
        read("{}", json.dumps(GOOD), "[]")
    assert ["labels.jsonl:1", "labels.jsonl:3"] == [one.place for one in told.value.problems]


def test_of_very_many_wrong_rows_the_first_are_told(read):
    with pytest.raises(SpecError) as told:
        read(*["{}"] * 500)
    *first, last = told.value.problems
    assert (MISTAKES, "labels.jsonl:1") == (len(first), first[0].place)
    assert "more" in last.message


def test_empty_lines_are_passed_over(read):
    assert 1 + len(labelled_rows()) == len(read("", json.dumps(GOOD), "  "))


def test_a_file_that_is_not_there_is_told(folder):
    with pytest.raises(UsageError, match=r"^error: `gone\.jsonl` cannot be read: "):
        read_labels("gone.jsonl")


def test_a_file_that_is_no_text_is_told(write):
    write({"labels.jsonl": b"\xff\xfe"})
    with pytest.raises(UsageError, match=r"^error: `labels\.jsonl` cannot be read: "):
        read_labels("labels.jsonl")


@pytest.mark.parametrize(
    ("keep", "drop", "said"),
    [
        (FEWEST, FEWEST - 1, f"only {FEWEST - 1} to drop: {FEWEST} of either are the least"),
        (0, FEWEST, f"only 0 to keep: {FEWEST} of either are the least"),
        (1, 2, f"only 1 to keep and 2 to drop: {FEWEST} of either are the least"),
    ],
)
def test_too_few_labels_are_refused(write, keep, drop, said):
    rows = [GOOD] * keep + [{**GOOD, "label": "drop"}] * drop
    write({"labels.jsonl": as_jsonl(rows)})
    with pytest.raises(UsageError) as told:
        read_labels("labels.jsonl")
    assert f"`labels.jsonl` has {said}" == told.value.problems[0].message


def test_just_enough_labels_are_taken(write):
    rows = [GOOD, {**GOOD, "label": "drop"}] * FEWEST
    write({"labels.jsonl": as_jsonl(rows)})
    assert 2 * FEWEST == len(read_labels("labels.jsonl"))


def hashed_rows():
    """Rows without texts, and the texts of them by hash."""
    rows = [{**row, "sha256": f"{i:x}", "reader": "anna"} for i, row in enumerate(labelled_rows())]
    return rows, {row["sha256"]: row.pop("content") for row in rows}


def test_texts_of_labels_without_any_are_found_by_their_hashes(write):
    rows, texts = hashed_rows()
    write({"labels.jsonl": as_jsonl(rows)})
    found = read_labels("labels.jsonl", lambda hashes: {one: texts[one] for one in hashes})
    assert [row["content"] for row in labelled_rows()] == [one.text for one in found]


def test_texts_that_are_not_found_leave_their_labels_out(write):
    rows, texts = hashed_rows()
    write({"labels.jsonl": as_jsonl(rows)})
    del texts["0"]
    assert len(rows) - 1 == len(read_labels("labels.jsonl", lambda hashes: texts))


def test_without_texts_there_must_be_a_place_where_they_are(write):
    write({"labels.jsonl": as_jsonl(hashed_rows()[0])})
    with pytest.raises(
        UsageError, match=r"120 files of `labels\.jsonl` have a label and no `content`"
    ):
        read_labels("labels.jsonl")


def test_an_empty_text_is_one(read):
    row = {**GOOD, "content": "", "sha256": "e3b0", "reader": "anna"}
    assert "" == read(json.dumps(row))[0].text


def test_of_a_readers_labels_of_a_file_the_last_counts(read):
    first = {**GOOD, "reader": "anna", "sha256": "aa"}
    others = [{**first, "label": "drop"}, {**first, "reader": "ben"}, {**first, "sha256": "bb"}]
    found = read(*map(json.dumps, [first, *others]))
    assert [False, True, True] == [one.keep for one in found[:3]]
    assert len(labelled_rows()) + 3 == len(found)


def test_a_label_that_was_taken_back_as_undecided_does_not_count(read):
    first = {**GOOD, "reader": "anna", "sha256": "aa"}
    found = read(*map(json.dumps, [first, {**first, "label": "undecided"}]))
    assert len(labelled_rows()) == len(found)
