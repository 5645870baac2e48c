"""plugins/jsonl: what is in a row, and what is not one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import apart, raws
from rulekit_plugins.jsonl.line import LINE_LIMIT, pieces
from rulekit_plugins.jsonl.plugin import JsonlReader

import rulekit

READER = JsonlReader()
KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=3) | st.sampled_from(["a", "a.b"])
ROWS = st.lists(st.dictionaries(KEYS, st.none() | st.integers() | st.text(max_size=5), max_size=3))


def rows(data, names=("a",), start=0, path="s.jsonl"):
    Path(path).write_bytes(data)
    return raws(READER, path, names, start)


def note(data):
    """The note of the one broken row that this line makes."""
    (row,) = rows(data)
    assert "broken-row" == row.cause
    return row.note


def test_a_line_is_a_row(folder):
    assert [{"a": 1}, {"a": "x"}] == rows(b'{"a": 1}\n{"a": "x"}\n')


def test_the_last_line_needs_no_end(folder):
    assert [{"a": 1}, {"a": 2}] == rows(b'{"a": 1}\n{"a": 2}')


def test_an_empty_file_has_no_rows(folder):
    assert [] == rows(b"")


def test_lines_may_end_as_on_windows(folder):
    assert [{"a": 1}, {"a": 2}] == rows(b'{"a": 1}\r\n{"a": 2}\r\n')


def test_a_byte_order_mark_at_the_beginning_is_no_content(folder):
    assert [{"a": 1}] == rows(b'\xef\xbb\xbf{"a": 1}\n')


def test_a_byte_order_mark_elsewhere_is(folder):
    first, second = rows(b'{"a": 1}\n\xef\xbb\xbf{"a": 1}\n')
    assert ({"a": 1}, True) == (first, "begins with a byte order mark" in second.note)


@pytest.mark.parametrize("line", [b"\n", b"\r\n", b" \t\n"])
def test_an_empty_line_is_a_broken_row(folder, line):
    assert "the line is empty" == note(line)


def test_rows_around_an_empty_line_keep_their_numbers(folder):
    assert [{"a": 1}, "broken-row", {"a": 2}] == [
        getattr(row, "cause", row) for row in rows(b'{"a": 1}\n\n{"a": 2}\n')
    ]


def test_wrong_json_says_at_which_character(folder):
    assert "not JSON: Expecting value, character 7" == note('{"é": }\n'.encode())


def test_wrong_utf_8_says_at_which_byte(folder):
    assert "not UTF-8: byte 9 of the line" == note(b'{"a": "x\xff"}\n')


@pytest.mark.parametrize(
    ("value", "kind"),
    [("[1]", "an array"), ('"a"', "a string"), ("1.5", "a number"), ("true", "a truth value")],
)
def test_what_is_no_object_says_what_it_is(folder, value, kind):
    assert f"not an object but {kind}" == note(value.encode())


def test_null_is_no_object(folder):
    assert "not an object but null" == note(b"null")


def test_nesting_too_deep_for_the_parser_is_told(folder):
    deep = 200_000
    assert "nested deeper than 256" == note(b'{"a": ' + b"[" * deep + b"]" * deep + b"}")


def test_a_number_with_too_many_digits_is_told(folder):
    assert "a number with too many digits to be read" == note(b'{"a": ' + b"1" * 5000 + b"}")


def test_not_a_number_is_a_number(folder):
    assert "nan" == str(rows(b'{"a": NaN}')[0]["a"])


def test_half_a_surrogate_pair_stays_as_it_is(folder):
    assert [{"a": "\ud800"}] == rows(b'{"a": "\\ud800"}')


@pytest.mark.parametrize(
    "line", [b'{"a": 1, "a": 2}', b'{"a": 1, "\\u0061": 1}', b'{"a": 1, "b": 1, "a": 1, "a": 1}']
)
def test_a_key_that_is_there_twice_has_no_value(folder, line):
    assert [{"a": rulekit.BrokenRow("broken-row", "`a` is there twice")}] == rows(line)


def test_a_key_in_an_object_may_be_there_twice_too(folder):
    (row,) = rows(b'{"a": {"b": 1, "b": 2}}', ["a.b"])
    assert "`b` is there twice" == row["a.b"].note


def test_what_is_in_an_object_that_is_there_twice_has_no_value(folder):
    (row,) = rows(b'{"a": {"b": 1}, "a": {}}', ["a.b"])
    assert "`a` is there twice" == row["a.b"].note


def test_keys_that_nobody_asks_for_may_be_there_twice(folder):
    assert [{"a": 1}] == rows(b'{"a": 1, "b": 1, "b": 2}')


def test_keys_that_differ_in_case_are_different(folder):
    assert [{"a": 1, "A": 2}] == rows(b'{"a": 1, "A": 2}', ["a", "A"])


@pytest.mark.parametrize("mark", [b"", b"\xff\xfe"])
def test_two_bytes_for_a_character_are_told_as_utf_16(folder, mark):
    first, *_ = rows(mark + '{"a": 1}\n{"a": 2}\n'.encode("utf-16-le"))
    assert ("broken-row", True) == (first.cause, "may be UTF-16" in first.note)


def test_lines_that_end_as_on_old_macs_are_one_that_says_so(folder):
    assert note(b'{"a": 1}\r{"a": 2}\r').endswith(
        "a line ends with a line feed, not with a carriage return"
    )


def test_a_nul_in_a_text_is_no_json(folder):
    assert "not JSON: Invalid control character at, character 9" == note(b'{"a": "x\0y"}')


def test_a_row_that_finds_no_memory_is_an_error_and_the_next_is_read(folder):
    rows(b'{"a": [' + b"1.5," * 400_000 + b'1]}\n{"a": 2}\n')
    code = """
from rulekit_plugins.jsonl.plugin import JsonlReader
rows = JsonlReader().rows("s.jsonl", ["a"])
with open("/proc/self/statm") as file:
    used = int(file.read().split()[0]) * resource.getpagesize()
hard = resource.getrlimit(resource.RLIMIT_AS)[1]
resource.setrlimit(resource.RLIMIT_AS, (used + 9_000_000, hard))
found = [getattr(row.raw, "cause", row.raw) for row in rows]
resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
answer(found)
"""
    assert ["out-of-memory", {"a": 2}] == apart(code)


@pytest.mark.slow
def test_a_line_at_the_limit_is_read_and_one_byte_more_is_too_large(folder):
    wide = b'{"a": 1' + b" " * (LINE_LIMIT - 8)
    at, over, after = rows(wide + b"}\n" + wide + b' }\n{"a": 2}\n')
    assert ({"a": 1}, "too-large", {"a": 2}) == (at, over.cause, after)


def test_a_line_may_end_with_the_stream_after_a_chunk_of_nothing():
    assert [(b"a", False), (b"", True)] == list(pieces([b"a", b""]))


def test_a_field_that_a_row_lacks_is_left_out(folder):
    assert [{"a": None}, {}] == rows(b'{"a": null}\n{"b": 1}\n')


def test_a_dotted_name_is_a_key_before_it_is_a_way(folder):
    assert [{"a.b": 1}, {"a.b": 2}] == rows(
        b'{"a.b": 1, "a": {"b": 2}}\n{"a": {"b": 2}}\n', ["a.b"]
    )


def test_a_dotted_name_goes_as_deep_as_it_says(folder):
    assert [{"a.b.c": 3}] == rows(b'{"a": {"b": {"c": 3}}}', ["a.b.c", "a.b.d", "a.x.c"])


def test_a_dotted_name_ends_at_what_is_no_object(folder):
    assert [{}, {}] == rows(b'{"a": "b"}\n{"a": null}\n', ["a.b"])


def test_fields_come_in_the_order_of_their_appearance(folder):
    rows(b'{"z": 1, "m": {"p": 1}}\n\n{"a": 1, "m": {"q": {"r": 1}}}\n')
    assert ("z", "m", "m.p", "m.q", "m.q.r", "a") == READER.fields("s.jsonl")


def test_fields_are_those_of_the_first_hundred_rows(folder):
    rows(b'{"a": 1}\n' * 100 + b'{"b": 1}\n')
    assert ("a",) == READER.fields("s.jsonl")


def test_ten_thousand_fields_are_listed_and_no_more(folder):
    line = json.dumps({"a": dict.fromkeys(map(str, range(20_000)), 1), "b": 1}).encode()
    rows(line)
    assert (10_000, "a") == (len(found := READER.fields("s.jsonl")), found[0])


def test_a_file_that_is_no_json_has_no_fields(folder):
    rows(b"def f():\n    pass\n")
    assert () == READER.fields("s.jsonl")


def test_a_file_that_is_not_there_is_an_error_of_the_system(folder):
    with pytest.raises(FileNotFoundError):
        READER.count("none.jsonl")


def test_lines_before_the_start_are_not_parsed(folder):
    deep = b'{"a": ' + b"[" * 200_000 + b"\n"
    assert [{"a": 1}] == rows(deep + b'{"a": 1}\n', start=1)


def test_a_start_behind_the_end_gives_nothing(folder):
    assert [] == rows(b'{"a": 1}\n', start=2)


def test_it_is_a_reader():
    assert isinstance(READER, rulekit.Reader)


@given(rows=ROWS)
def test_what_json_wrote_is_what_is_read(tmp_path_factory, rows):
    path = str(tmp_path_factory.mktemp("r") / "s.jsonl")
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(path).write_bytes(text.encode())
    names = sorted({name for row in rows for name in row})
    assert rows == raws(READER, path, names)


@given(data=st.binary(max_size=60) | st.text('{}[]":,.1ea\\ \r\n', max_size=60).map(str.encode))
def test_bytes_of_any_kind_are_rows_as_many_as_are_counted(tmp_path_factory, data):
    path = str(tmp_path_factory.mktemp("r") / "s.jsonl")
    Path(path).write_bytes(data)
    found = raws(READER, path, ["a"])
    assert READER.count(path) == len(found)
    for start in range(len(found) + 2):
        assert repr(found[start:]) == repr(raws(READER, path, ["a"], start))  # NaN is not NaN
