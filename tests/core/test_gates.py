"""Patterns that are asked all at once say the same as each alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core import gates
from rulekit.core.gates import Gates, matches

PATTERNS = ["todo", "(?i)generated", r"\bx\d+\b", "(?m)^#", "é+", r"a\s*b"]
PIECES = ["todo", "GENERATED", "x12", "#", "\n", "é", "a", "b", " ", "ß"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_gate_is_open_where_its_pattern_matches(text):
    data = text.encode()
    found = Gates.of(PATTERNS).open_in(data)
    assert {one for one in PATTERNS if matches(one, data)} == found - {gates.CANARY}


def test_the_same_patterns_are_one_automaton_in_any_order():
    assert Gates.of(["b", "a", "a"]) is Gates.of(["a", "b"])


def test_a_pattern_that_was_not_named_is_no_gate():
    assert {"todo", gates.CANARY} == Gates.of(["todo"]).known


@pytest.mark.parametrize("room", [1, 1_000])
def test_all_gates_are_open_where_the_automaton_has_no_room(monkeypatch, room):
    monkeypatch.setattr(gates, "MEMORY", room)
    small = Gates(("", "todo"))
    assert {"", "todo"} == small.open_in(b"nothing of the kind")


@pytest.mark.parametrize("text", ["", "todo"])
def test_a_document_asks_its_gates_at_once_and_others_one_by_one(text):
    from rulekit.core.document import Document

    document = Document("a", text, "text", "prose", gates=Gates.of(["todo"]))
    assert (text == "todo") == document.holds("todo") == document.holds("t.do")
