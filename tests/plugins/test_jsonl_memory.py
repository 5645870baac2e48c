"""plugins/jsonl: a line of JSON costs little, whatever is in it."""

import json
from pathlib import Path

import pytest
from making import apart
from rulekit_plugins.jsonl.line import LINE_LIMIT, Line
from rulekit_plugins.jsonl.memory import MEMORY_LIMIT, is_large
from rulekit_plugins.jsonl.row import parse

MANY = MEMORY_LIMIT // 150 + 1  # values that are more than fit


def cause(line):
    row = parse(Line(line, len(line)))
    return getattr(row, "cause", "")


def nested(levels):
    """An object with so many levels, itself the first."""
    return b'{"a": ' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


def test_objects_and_arrays_are_nested_256_deep_on_every_python():
    assert ["", "broken-row"] == [cause(nested(256)), cause(nested(257))]


def test_how_deep_it_may_be_is_told():
    line = nested(257)
    assert "nested deeper than 256" == parse(Line(line, len(line))).note


@pytest.mark.slow
@pytest.mark.parametrize("value", [b"1", b"[]", b"{}", b'"a"', b'{"a":1}'])
def test_a_line_of_too_many_values_is_too_large(value):
    assert "too-large" == cause(b'{"a":[' + b",".join([value] * MANY) + b"]}")


def test_a_million_numbers_are_read():
    assert "" == cause(b'{"a":[' + b",".join([b"12345"] * 1_000_000) + b"]}")


def test_marks_in_a_text_are_no_values():
    text = "a[{,:" * 600_000
    line = json.dumps({"content": text}).encode()
    assert {"content": text} == parse(Line(line, len(line)))


def test_marks_behind_quotes_in_a_text_are_no_values():
    text = 'a\\",[' * 600_000
    line = json.dumps({"content": text}).encode()
    assert {"content": text} == parse(Line(line, len(line)))


@pytest.mark.parametrize("letter", [b"\\u0041", b"\\u4e00", b"a"])
def test_a_content_at_the_limit_of_the_engine_is_read_however_it_is_written(letter):
    assert "" == cause(b'{"content":"' + letter * 8_000_000 + b'"}')


def test_characters_of_four_bytes_are_counted_as_such():
    wide, narrow = '{"a":"\U0001f600', '{"a":"'
    rest = "a" * 33_000_000 + '"}'
    assert ["too-large", ""] == [cause((head + rest).encode()) for head in (wide, narrow)]


@pytest.mark.parametrize(
    "line", [b'"\\"' * 9_000_000, b'""' * 9_000_000, b'{"a":"' + b"\\" * 9_000_001]
)
def test_what_is_no_json_is_not_read_to_its_end_again_and_again(line):
    assert "broken-row" == cause(line)


def test_a_small_line_is_not_even_looked_at():
    assert not is_large(b"[" * 1_600_000)


FORMS = {
    "lists": "[" * 255 + "]" * 255 + ",",
    "fault 11": "[" * 900 + "]" * 900 + ",",
    "objects": '{"a":' * 200 + "1" + "}" * 200 + ",",
    "empty objects": "{},",
    "numbers": "1.5,",
    "texts": '"\u4e00a",',
    "escaped": '"\\ud83d\\ude00' + "a" * 3_000_000 + '",',
    "wide": '"\U0001f600' + "a" * 1_500_000 + '",',
}


def piece_of(form):
    """A part of a line that is repeated until the line is full; of keys, as many as differ."""
    if form == "keys":
        return "{" + ",".join(f'"{number:x}":1' for number in range(4_000_000)) + "},"
    return FORMS[form]


def peak_of(form, size):
    """What becomes of a line of that form; it fails where 300 MB beside the line do not do."""
    code = """
from rulekit_plugins.jsonl.plugin import JsonlReader
(row,) = JsonlReader().rows("s.jsonl", ["content"])
answer(getattr(row.raw, "cause", ""))
"""
    piece = piece_of(form).encode()
    body = (piece * (size // len(piece) + 1))[:size]
    Path("s.jsonl").write_bytes(b'{"content":"x","z":[' + body + b"0]}\n")
    return apart(code, cpu=30, megabytes=50 + 300 + 2 * size // 1_000_000)  # a line, and its bytes


def test_the_line_of_fault_11_costs_no_more_than_itself(folder):
    assert "too-large" == peak_of("fault 11", 5_400_000)


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted({*FORMS, "keys"}))
@pytest.mark.parametrize("size", [4_000_000, LINE_LIMIT - 100])
def test_no_line_takes_more_than_300_mb_beside_itself(folder, form, size):
    assert peak_of(form, size) in ("too-large", "broken-row", "")
