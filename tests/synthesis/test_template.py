"""rulekit/synthesis/template.py: holes are filled as they are named, all else stays."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.synthesis.template import Template


def test_holes_are_filled_by_their_names():
    template = Template("{problem}\n\n```{lang}\n{content}```")
    assert ("problem", "lang", "content") == template.holes
    values = {"problem": "Why?", "lang": "lua", "content": "x = {1}\n"}
    assert "Why?\n\n```lua\nx = {1}\n```" == template.fill(values)


def test_other_braces_stand_for_themselves():
    assert "{} {1} {a b}" == Template("{} {1} {a b}").fill({})


def test_what_is_no_text_is_filled_as_json():
    assert '3 [1, "é"]' == Template("{a} {b.c}").fill({"a": 3, "b.c": [1, "é"]})


def test_a_hole_that_nothing_fills_is_told_with_the_nearest():
    told = [*Template("{probelm} {x}").complaints(["problem", "x"])]
    assert ["nothing fills `{probelm}`, did you mean `problem`?"] == told


def test_a_value_that_is_empty_or_not_there_is_lacking():
    template = Template("{a}{b}")
    assert ["b", "a", ""] == [
        template.lacking(one) for one in ({"a": 0}, {"a": "", "b": 1}, {"a": "x", "b": False})
    ]


@given(st.text(), st.text())
def test_a_value_is_never_read_as_a_template(value, other):
    assert f"<{value}|{other}>" == Template("<{a}|{b}>").fill({"a": value, "b": other})
