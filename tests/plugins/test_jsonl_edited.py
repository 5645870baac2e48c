"""plugins/jsonl: a line with another text, and every other byte as it was."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import raws
from rulekit_plugins.jsonl.line import LINE_LIMIT, Line
from rulekit_plugins.jsonl.plugin import JsonlReader

import rulekit

READER = JsonlReader()
LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(LEAF, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def edited(data, name="content", text="new"):
    """The bytes of a line after an edit."""
    line = Line(data, len(data))
    found = READER.edited(line, name, text)
    assert found.size == len(found.data)
    return found.data


def refusal(data, name="content"):
    """What is said of a line that cannot be edited."""
    with pytest.raises(rulekit.RulekitError) as caught:
        edited(data, name)
    return caught.value.problems[0].message


def test_only_the_value_changes():
    assert b'{"a": 1, "content": "new", "b": 2}' == edited(b'{"a": 1, "content": "old", "b": 2}')


def test_numbers_blanks_escapes_and_the_carriage_return_stay_as_they_were_written():
    before = rb'{ "a":1.0e+05 ,"b" : "\u00e9\/", "content"  :  "old" , "c":[ 1,-0, NaN ] }' + b" \r"
    assert before.replace(b'"old"', b'"new"') == edited(before)


def test_a_byte_order_mark_stays():
    assert b'\xef\xbb\xbf{"content": "new"}' == edited(b'\xef\xbb\xbf{"content": ""}')


def test_characters_are_written_as_utf_8_and_only_what_must_be_is_escaped():
    line = edited(b'{"content": ""}', text='é\u2028"\\\n\0')
    assert '{"content": "é\u2028\\"\\\\\\n\\u0000"}'.encode() == line


def test_what_looks_like_the_key_in_a_text_or_deeper_is_not_it():
    before = b'{"a": "\\"content\\": \\"x\\"", "b": {"content": "y"}, "content": "old"}'
    assert before.replace(b"old", b"new") == edited(before)


def test_a_key_is_found_however_it_is_escaped():
    assert b'{"c\\u006fntent": "new"}' == edited(b'{"c\\u006fntent": "old"}')


def test_a_dotted_name_is_a_key_in_an_object():
    assert b'{"m": {"n": {"p": "new"}}, "p": "x"}' == edited(
        b'{"m": {"n": {"p": "old"}}, "p": "x"}', "m.n.p"
    )


def test_a_dotted_name_is_a_key_before_it_is_in_an_object():
    assert b'{"m": {"p": "x"}, "m.p": "new"}' == edited(b'{"m": {"p": "x"}, "m.p": "old"}', "m.p")


def test_null_becomes_a_text():
    assert b'{"content": "new"}' == edited(b'{"content": null}')


@pytest.mark.parametrize("line", [b'{"content": "a", "content": "b"}', b'{"m": {}, "m": {"p": 1}}'])
def test_a_key_that_is_there_twice_cannot_be_edited(line):
    name = "content" if b"content" in line else "m.p"
    assert "is there twice" in refusal(line, name)


def test_another_key_that_is_there_twice_does_no_harm():
    assert b'{"a": 1, "content": "new", "a": 2}' == edited(b'{"a": 1, "content": "", "a": 2}')


@pytest.mark.parametrize("line", [b"{}", b'{"contents": "x"}', b"[]", b'"content"', b"7"])
def test_a_key_that_is_missing_cannot_be_edited(line):
    assert "the row has no key `content` to be edited" == refusal(line)


@pytest.mark.parametrize("value", [b"1", b"true", b"[]", b'{"p": 1}'])
def test_a_value_that_is_no_text_is_not_lost(value):
    assert "no text" in refusal(b'{"content": ' + value + b"}")


@pytest.mark.parametrize(
    "line", [b"\xff", b'{"content" "x"}', b'{"content": "x"', b'{"content": }', b"{a"]
)
def test_a_line_that_is_no_row_cannot_be_edited(line):
    assert refusal(line)


def test_a_line_that_lies_in_a_file_cannot_be_edited(folder):
    Path("s.jsonl").write_bytes(b'{"content": "' + b"x" * LINE_LIMIT + b'"}\n')
    (row,) = READER.rows("s.jsonl", ["content"], whole=True)
    with row.whole.file, pytest.raises(rulekit.RulekitError, match=r"a line of 64,000,015 bytes"):
        READER.edited(row.whole, "content", "x")


def test_no_line_is_made_that_cannot_be_read():
    with pytest.raises(rulekit.RulekitError, match="cannot hold the edited text"):
        edited(b'{"content": ""}', text="x" * LINE_LIMIT)


def test_an_edited_line_is_written_as_any_other(folder):
    Path("s.jsonl").write_bytes(b'\xef\xbb\xbf{"content": "a", "n": 1.50}\n{"content": "b"}')
    with READER.writer("s.jsonl", "out.jsonl") as writer:
        for row in READER.rows("s.jsonl", ["content"], whole=True):
            writer.write(READER.edited(row.whole, "content", row.raw["content"] * 2))
    out = b'\xef\xbb\xbf{"content": "aa", "n": 1.50}\n{"content": "bb"}\n'
    assert out == Path("out.jsonl").read_bytes()
    assert [{"content": "aa"}, {"content": "bb"}] == raws(READER, "out.jsonl", ["content"])


@pytest.mark.slow
@settings(max_examples=15)
@given(
    row=st.dictionaries(TEXTS, VALUES), key=TEXTS, old=TEXTS, new=TEXTS, plain=st.booleans(),
    blanks=st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", "\r: ")]),
)  # fmt: skip
def test_the_text_is_there_and_every_other_field_equal(row, key, old, new, plain, blanks):
    def line(value):
        return json.dumps(row | {key: value}, ensure_ascii=plain, separators=blanks)

    found = edited(line(old).encode("utf-8", "replace"), key, new)
    assert new == json.loads(found)[key]
    spliced = line("\0old").replace(json.dumps("\0old"), json.dumps(new, ensure_ascii=False))
    assert spliced.encode("utf-8", "replace") == found


@given(
    row=st.dictionaries(
        st.text("ab.", max_size=3),
        st.text() | st.dictionaries(st.text("ab.", max_size=3), st.text(max_size=2), max_size=3),
    ),
    name=st.text("ab.", max_size=5),
)
def test_the_key_is_the_one_that_is_read(tmp_path_factory, row, name):
    """Whatever a dotted name may mean."""
    shard = tmp_path_factory.mktemp("s") / "s.jsonl"
    shard.write_text(json.dumps(row))
    (before,) = READER.rows(str(shard), [name], whole=True)
    if isinstance(before.raw.get(name), str):
        shard.write_bytes(READER.edited(before.whole, name, "new").data)
        assert [{name: "new"}] == raws(READER, str(shard), [name])
    else:
        with pytest.raises(rulekit.RulekitError):
            READER.edited(before.whole, name, "new")
