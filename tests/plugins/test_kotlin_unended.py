"""plugins/kotlin/unended.py: texts on which the grammar never returns are left alone."""

import pytest
from making import syntax_in
from rulekit_plugins.kotlin.unended import ends_in_annotation

import rulekit


@pytest.mark.parametrize(
    "text", [b"val a = 1\n@b", b"val a\n  @b.c(d)", b"class A { val b\n@", b"val a\n@(", b"@b\n@c"]
)
def test_an_annotation_that_nothing_follows_is_a_reason(text):
    assert "an annotation ends the text, and no line feed follows" == ends_in_annotation(text)


@pytest.mark.parametrize(
    "text", [b"", b"\n", b"val a = 1\n@b\n", b"val a = 1\n@b c", b"// a@b.c\nval d = 1", b"val a"]
)
def test_other_texts_are_parsed(text):
    assert "" == ends_in_annotation(text)


def test_such_a_text_is_unmeasured_and_says_why():
    guarded = rulekit.load().check_text("val a = 1\n@b", "a.kt")
    [finding] = [one for one in guarded.findings if one.rule == "code/inert"]
    assert "not parsed: an annotation ends the text" in finding.note
    assert syntax_in("kotlin").capture(b"val a = 1\n@b\n").found["variable"]
