"""rulekit/core/captures.py: spans by name, and what nobody looked for."""

import pytest
from making import document_of, syntax_of

from rulekit.core.captures import UndeclaredCaptureError
from rulekit.core.reading import Unmeasured


def captures(text, wanted=None):
    return document_of(text, syntax=syntax_of(wanted=wanted)).captures


@pytest.mark.parametrize(
    ("has", "name", "text"),
    [
        (True, "comment", "# a\n"),
        (False, "comment", "a\n"),
        (True, "string", "a = 'b'\n"),
        (False, "string", "'b'\n"),
        (True, "docstring", "'b'\n"),
        (True, "error", "a = $\n"),
        (False, "error", "a\n"),
    ],
)
def test_a_capture_has_spans_or_none(has, name, text):
    assert has == captures(text).has(name) == bool(captures(text).spans(name))


def test_what_a_language_never_captures_is_unmeasured():
    with pytest.raises(Unmeasured, match=r"^no @goto is marked in python$"):
        captures("a\n").has("goto")


def test_what_nobody_declared_was_not_looked_for():
    with pytest.raises(UndeclaredCaptureError, match="does not name it in its `needs`"):
        captures("a\n", wanted={"comment"}).has("call")
