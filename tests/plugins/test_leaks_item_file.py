"""plugins/leaks/item_file.py: items of benchmarks, as their files have them."""

import gzip
import json

import pytest
from rulekit_plugins.leaks.item_file import benchmark_name, is_file, read_items

import rulekit


def items(folder, *rows, name="b.jsonl"):
    path = folder / name
    path.write_text("\n".join(map(json.dumps, rows)))
    return read_items(path)


def refusal(path):
    with pytest.raises(rulekit.UsageError) as error:
        read_items(path)
    return str(error.value)


def test_humaneval_s_fields_are_known(tmp_path):
    row = {
        "task_id": "H/0",
        "prompt": "p",
        "canonical_solution": "s",
        "test": "t",
        "entry_point": "do_it",
    }
    parts = {"prompt": "p", "solution": "s", "test": "t"}
    assert [rulekit.BenchmarkItem("H/0", parts, ("do_it",))] == items(tmp_path, row)


def test_mbpp_s_fields_are_known(tmp_path):
    row = {
        "task_id": 601,
        "text": "t",
        "code": "c",
        "test_list": ["a", "b"],
        "challenge_test_list": [],
    }
    parts = {"text": "t", "code": "c", "tests": "a\nb"}
    assert [rulekit.BenchmarkItem("601", parts)] == items(tmp_path, row)


def test_livecodebench_s_fields_are_known(tmp_path):
    row = {"question_id": "abc_a", "question_content": "q", "starter_code": "", "platform": "x"}
    assert [rulekit.BenchmarkItem("abc_a", {"question": "q"})] == items(tmp_path, row)


def test_bigcodebench_s_fields_are_known(tmp_path):
    row = {
        "task_id": "B/1",
        "complete_prompt": "c",
        "instruct_prompt": "i",
        "entry_point": "task_func",
    }
    parts = {"instruct prompt": "i", "complete prompt": "c"}
    assert [rulekit.BenchmarkItem("B/1", parts, ("task_func",))] == items(tmp_path, row)


def test_an_item_without_a_name_is_numbered(tmp_path):
    assert ["1", "2"] == [item.id for item in items(tmp_path, {"text": "a"}, {"text": "b"})]


def test_fields_of_one_meaning_are_one_part(tmp_path):
    [item] = items(tmp_path, {"question": "a", "question_content": "b"})
    assert {"question": "a\nb"} == item.parts


def test_blank_lines_and_a_byte_order_mark_are_nothing(tmp_path):
    path = tmp_path / "b.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n\n \n{"text": "b"}\n')
    assert ["a", "b"] == [item.parts["text"] for item in read_items(path)]


def test_an_array_is_a_file_of_items(tmp_path):
    path = tmp_path / "b.json"
    path.write_text('[{"id": "x", "text": "a"}, {"text": "b"}]')
    assert ["x", "2"] == [item.id for item in read_items(path)]


def test_gzip_is_unpacked(tmp_path):
    path = tmp_path / "b.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "a"}'))
    assert ["a"] == [item.parts["text"] for item in read_items(path)]


def test_a_plain_text_is_one_item(tmp_path):
    (tmp_path / "b.txt").write_text("all of\nthis")
    assert [{"text": "all of\nthis"}] == [item.parts for item in read_items(tmp_path / "b.txt")]


def test_other_fields_are_refused_with_those_there_are(tmp_path):
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n{"body": "b", "nr": 1}\n')
    told = refusal(tmp_path / "b.jsonl")
    assert "b.jsonl:2: no field has the text of an item; there are `body`, `nr`" in told
    assert "rename one to `prompt`" in told


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("b.jsonl", b'{"text": "a"}\n{"text": ', "b.jsonl:2: not JSON: Expecting value"),
        ("b.jsonl", b"[1]\n", "b.jsonl:1: an item is an object"),
        ("b.json", b"[" * 100_000, "not JSON: nested too deep"),
        ("b.json", b"[]", "has no items"),
        ("b.jsonl", b"\xff", "not UTF-8: byte 1"),
        ("b.jsonl.gz", b"text", "not gzip"),
        ("b.jsonl.gz", gzip.compress(b"text" * 99, mtime=0)[:-9], "not gzip"),
        ("b.csv", b"", "is no file of a benchmark: its name ends with .jsonl"),
    ],
)
def test_a_broken_file_is_told(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    assert told in refusal(tmp_path / name)


def test_a_file_that_is_not_there_is_told_with_the_nearest(tmp_path):
    (tmp_path / "mbpp.jsonl").write_text("")
    assert "did you mean `mbpp.jsonl`?" in refusal(tmp_path / "mbp.jsonl")
    assert "its folder has mbpp.jsonl" in refusal(tmp_path / "humaneval.txt")
    assert "from the folder of the pipeline's file" in refusal(tmp_path / "no" / "mbpp.jsonl")


def test_a_file_is_told_from_the_name_of_a_benchmark():
    assert [True, True, True, False] == [
        *map(is_file, ("./a", "a.jsonl", "A.JSON.GZ", "humaneval"))
    ]
    assert "mbpp" == benchmark_name("../data/mbpp.jsonl.gz")
