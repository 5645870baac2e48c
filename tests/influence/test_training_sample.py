"""rulekit/influence/training_sample.py."""

from influencing import FILE, line, lines, run_of, write_small

from rulekit.influence.training_sample import TrainingSample


def rows(folder, text):
    write_small(folder)
    (folder / "samples.jsonl").write_text(text)
    return [*run_of(folder).samples.rows()]


def test_a_row_has_its_place_category_and_id(tmp_path):
    (found,) = rows(tmp_path, lines([line(1, "abc", category="c", id=7)]))
    assert ("samples.jsonl", 0, "c", "7") == found[:4]


def test_rows_that_hold_no_sample_say_why(tmp_path):
    text = lines([{"instruction": "a"}, {"response": "b"}, {"instruction": "a", "response": ""}])
    found = [one.trouble for one in rows(tmp_path, text + "{\n")]
    assert ["it has no `response`", "it has no `instruction`", "it has no `response`"] == found[:3]
    assert found[3]


def test_an_instruction_may_be_empty(tmp_path):
    (found,) = rows(tmp_path, lines([{"instruction": "", "response": "b"}]))
    assert "" == found.trouble


def test_columns_may_be_called_otherwise(tmp_path):
    write_small(tmp_path, text=FILE + "columns: {instruction: q, response: a}\n")
    for name in ("samples", "strong"):
        (tmp_path / f"{name}.jsonl").write_text(lines([{"q": "x", "a": "y"}]))
    (found,) = run_of(tmp_path).samples.rows()
    assert ("x", "y") == (found.instruction, found.response)


def test_a_hash_is_of_both_texts_apart():
    some = TrainingSample("s", 0, instruction="ab", response="c")
    assert some.sha256 != some._replace(instruction="a", response="bc").sha256
    assert some.sha256 == some._replace(row=9, id="x").sha256
