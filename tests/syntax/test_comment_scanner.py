"""rulekit/syntax/comment_scanner.py: comments and strings where there is no grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import covered

from rulekit.core.document import Document
from rulekit.core.reading import Unmeasured
from rulekit.syntax.comment_scanner import MOST, CommentScanner, CommentSyntax

RUST = CommentSyntax(("//",), (("/*", "*/"),), (('"', '"'), ('r#"', '"#')), nested=True)
SHELL = CommentSyntax(("#",), (), (('"', '"'), ("'", "'")))
LUA = CommentSyntax(("--",), (("--[[", "]]"),), (('"', '"'),))
RUBY = CommentSyntax(("#",), (("=begin", "=end"),), (('"', '"'), ("'", "'")))
SQL = CommentSyntax(("--",), (), (("'", "'"),), hidden=(('"', '"'),), escape=False)
TYPED = CommentSyntax(("//",), (), (), hidden=(('"', '"'), ("'", "'")))
SCRIPT = CommentSyntax(("//",), (("/*", "*/"),), (("`", "`"), ("'", "'")))


def found(marks: CommentSyntax, text: str, name: str) -> list[str]:
    document = Document("a", text, "x", "programming", CommentScanner("x", marks))
    return covered(document, document.capture(name))


@pytest.mark.parametrize(
    ("marks", "text", "expected"),
    [
        (RUST, "a // b\n/* c\n d */ e\n", ["// b", "/* c\n d */"]),
        (RUST, "/* a /* b */ c */ d\n", ["/* a /* b */ c */"]),
        (RUST, 'x = "// no";\n', []),
        (RUST, 'x = "\\"// no";\n', []),
        (RUST, "a /* never closed\n// b\n", ["// b"]),
        (RUST, "let s = 'a; // b\r\n", ["// b"]),
        (SHELL, "#!/bin/sh\necho $# # b\n", ["#!/bin/sh", "# b"]),
        (SHELL, "echo ${a#b} a#b\n", []),
        (SHELL, "don't # b\nit's\n", ["# b"]),
        (LUA, "--[[ a\nb ]] c -- d\n", ["--[[ a\nb ]]", "-- d"]),
        (RUBY, "=begin\na\n=end\nx =begin\n", ["=begin\na\n=end"]),
        (SCRIPT, "see http://a.b // c\n", ["// c"]),
        (SCRIPT, "", []),
        (SQL, 'select "a--b" -- c\n', ["-- c"]),
        (TYPED, "a = 'x // y'; // z\n", ["// z"]),
    ],
)
def test_comments(marks, text, expected):
    assert expected == found(marks, text, "comment")


@pytest.mark.parametrize(
    ("marks", "text", "expected"),
    [
        (RUST, 'a("b", "c\\"d")\n', ['"b"', '"c\\"d"']),
        (RUST, 'r#"a "b" c"#\n', ['r#"a "b" c"#']),
        (RUST, '// "a"\n/* "b" */\n', []),
        (SHELL, "a='b' # 'c'\n", ["'b'"]),
        (SHELL, "it's\nnot\n", []),
        (SHELL, "a = 'b\\'c'\n", ["'b\\'c'"]),
        (SCRIPT, "`a\n${b}` + 'c'\n", ["`a\n${b}`", "'c'"]),
        (SQL, "insert 'C:\\', 'b', \"c\"\n", ["'C:\\'", "'b'"]),
    ],
)
def test_strings(marks, text, expected):
    assert expected == found(marks, text, "string")


def test_what_marks_cannot_tell_needs_a_parser():
    with pytest.raises(Unmeasured, match=r"^no parser for x$"):
        found(RUST, "fn f() {}\n", "function")


def test_a_language_without_string_marks_has_no_strings():
    assert {"comment"} == CommentScanner("x", CommentSyntax((), (("<!--", "-->"),))).provided


def test_strings_that_look_like_something_else_are_not_told():
    with pytest.raises(Unmeasured, match=r"^no parser for x$"):
        found(TYPED, "const tick = /'/g; // it's\n", "string")


@pytest.mark.slow
def test_a_text_with_too_many_comments_is_not_scanned():
    assert MOST == len(found(SHELL, "#\n" * MOST, "comment"))
    with pytest.raises(Unmeasured, match="not scanned: over 1,000,000 comments and strings"):
        found(SHELL, "#\n" * (MOST + 1), "comment")


@pytest.mark.parametrize("bit", ['"', "'", '"\\', "/*", "*/", "`", "'`", '"\n', "#", "r#", "--[["])
@pytest.mark.parametrize("marks", [RUST, SHELL, LUA, SCRIPT])
def test_twice_the_text_is_twice_the_work(marks, bit):
    looked = [_searched(marks, bit * (size // len(bit))) for size in (5_000, 10_000)]
    assert looked[1] <= 2.2 * looked[0] + 100


def _searched(marks: CommentSyntax, text: str) -> int:
    """How many bytes are searched for ends: up to the end, else the line's, else the text's."""
    comment_scanner, total = CommentScanner("x", marks), 0

    def counted(mark, to_end):
        def end(data: bytes, at: int):
            nonlocal total
            place = to_end(data, at)
            limit = data.find(b"\n", at) if mark in (b'"', b"'") else -1
            total += (place or (len(data) if limit < 0 else limit)) - at
            return place

        return end

    ends = {mark: (name, counted(mark, end)) for mark, (name, end) in comment_scanner._ends.items()}
    comment_scanner.__dict__["_ends"] = ends  # in the place where it is cached
    comment_scanner.capture(text.encode())
    return total


@given(st.text(alphabet="\"'/*#-[]=\\\n ab`r"))
def test_captures_stand_apart_inside_the_text_in_order(text):
    for marks in (RUST, SHELL, LUA, RUBY, SCRIPT):
        captures = CommentScanner("x", marks).capture(text.encode())
        spans = sorted(span for name in captures.provided for span in captures.spans(name))
        ends = [0, *(end for _, end in spans)]
        assert all(before <= start < end for before, (start, end) in zip(ends, spans, strict=False))
        assert ends[-1] <= len(text.encode())
