"""plugins/pii/strict_file.py and rule.py: mistakes in files of rules."""

import pytest
from rulekit_plugins.pii.detector import PiiDetector
from rulekit_plugins.pii.rule import PiiRuleSpec, WordList
from rulekit_plugins.pii.strict_file import read_strictly

import rulekit

RULE = """\
title: T
why: W
source: S
kind: email
pattern: 'a+'
examples:
  find:
    - text: ['x ', ['a', 'a']]
  leave:
    - text: x
"""


@pytest.fixture
def read(tmp_path):
    def read(text, model=PiiRuleSpec):
        file = tmp_path / "a.yaml"
        file.write_text(text)
        return read_strictly(file, model)

    return read


def test_an_example_is_put_together(read):
    (example,) = read(RULE).examples.find
    assert ("x aa", ["aa"]) == (example.joined, example.found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: T", "titel: T", "unknown key `titel`, did you mean `title`"),
        ("title: T\n", "", "the key `title` is missing"),
        ("kind: email", "kind: mail", "`kind`: .*'email'.* not `mail`"),
        ("why: W", "why: W\nwhy: V", "a.yaml:3: not YAML: the key `why` is there twice"),
        ("why: W", "why: [", "not YAML"),
        ("['x ', ['a', 'a']]", "x", "no list in its `text`"),
        ("    - text: x", "    - text: [[x]]", "as if it were found"),
        ("kind: email", "kind: email\nunless: [{at: line}]", "a `pattern` or a `list`"),
        (
            "kind: email",
            "kind: email\nneeds: [{pattern: a, also: {pattern: b}}]",
            "`also` is for `unless`",
        ),
    ],
)
def test_a_mistake_names_the_file_and_the_key(read, old, new, said):
    with pytest.raises(rulekit.RulekitError, match=said) as raised:
        read(RULE.replace(old, new))
    assert "a.yaml" in str(raised.value)


def test_a_word_that_yaml_takes_for_something_else_is_told(read):
    with pytest.raises(rulekit.RulekitError, match=r"words\.1.*not `False`"):
        read("title: T\nsource: S\nwords: [de, no]\n", WordList)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("unless: [{list: nobody}]", "`pii/r` has no list `nobody`; there are: some"),
        ("unless: [{at: lin, pattern: a}]", "at `lin`; there are: after"),
        ("unless: [{pattern: '(?=a)'}]", r"`pii/r` has a pattern that RE2 refuses: `\(\?=a\)`"),
    ],
)
def test_what_a_rule_refers_to_has_to_be_there(read, more, said):
    spec = read(RULE + more)
    with pytest.raises(rulekit.RulekitError, match=said):
        PiiDetector({"r": spec}, {"some": WordList(title="T", source="S", words=["a"])})
