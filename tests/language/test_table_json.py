"""rulekit/language/table_json.py: what packs write, and what they are told when it is wrong."""

import json

import pytest

from rulekit.language.content_rule import ContentRule
from rulekit.language.detect import LanguageFacts
from rulekit.language.table_json import content_rules_from_json, facts_from_json

GO = {"name": "Go", "kind": "programming", "extensions": [".go"], "popular": True}


def table_of(**facts):
    return json.dumps({"languages": {"go": GO | facts}})


def test_facts_are_read_with_what_is_left_out_empty():
    expected = LanguageFacts("go", "Go", "programming", (".go",), popular=True)
    assert (expected,) == facts_from_json(table_of())


def test_content_rules_are_read_in_their_order():
    text = '{".h": [{"language": "cpp", "pattern": "class"}, {"language": "c"}]}'
    assert {".h": (ContentRule("cpp", "class"), ContentRule("c"))} == content_rules_from_json(text)


def test_extensions_with_the_same_content_rules_stand_together():
    rules = content_rules_from_json('{".h .hh": [{"language": "c"}]}')
    assert {".h": (ContentRule("c"),), ".hh": (ContentRule("c"),)} == rules


def test_content_rules_that_are_given_twice_are_told():
    with pytest.raises(ValueError, match=r"content rules of \.h: are given twice"):
        content_rules_from_json('{".h": [{"language": "c"}], ".hh .h": [{"language": "c"}]}')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Expecting value: line 1 column 1"),
        ("[]", "a language table must be an object"),
        ("{}", "`languages` must be an object"),
        ('{"languages": {}, "licence": "MIT"}', "a language table: unknown key licence"),
        ('{"languages": {"go": []}}', "language go must be an object"),
        ('{"languages": {"go": {}, "go": {}}}', "the key go is given twice"),
        (table_of(extension=".go"), "language go: unknown key extension; known are aliases, ext"),
        (table_of(name=None), "language go: `name` must be a string"),
        (table_of(popular="yes"), "language go: `name` must be a string, `popular` true or false"),
        (table_of(kind="code"), "language go: kind 'code' is none of programming, data, markup"),
        (table_of(kind=[]), r"language go: kind \[\] is none of"),
        (table_of(extensions=".go"), "language go: `extensions` must be a list of strings"),
        (table_of(aliases=[1]), "language go: `aliases` must be a list of strings"),
        (table_of(extensions=["go"]), "language go: extension 'go' must begin with a dot"),
    ],
)
def test_a_mistake_in_a_language_table_is_named(text, message):
    with pytest.raises(ValueError, match=message):
        facts_from_json(text)


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({}, r"content rules of \.h: must be a list with at least one rule"),
        ([], r"content rules of \.h: must be a list with at least one rule"),
        ([[]], r"content rules of \.h must be an object"),
        ([{"language": "c", "regex": "x"}], r"content rules of \.h: unknown key regex"),
        (
            [{"language": 1}],
            r"content rules of \.h: `language`, `pattern` and `without` must be strings",
        ),
        (
            [{"language": "c", "pattern": None}],
            r"`language`, `pattern` and `without` must be strings",
        ),
        ([{"pattern": "x"}], r"content rules of \.h: every rule names a `language`"),
        ([{"language": "c"}, {"language": "cpp"}], r"only the last rule may go without a pattern"),
        ([{"language": "c", "without": "x"}], r"`without` needs a `pattern`"),
    ],
)
def test_a_mistake_in_content_rules_is_named(rules, message):
    with pytest.raises(ValueError, match=message):
        content_rules_from_json(json.dumps({".h": rules}))
