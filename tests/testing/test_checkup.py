"""rulekit/testing/checkup.py: a bundled language, looked at over a few texts."""

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.syntax.vocabulary import VOCABULARY
from rulekit.testing.checkup import WORST, checkup
from rulekit.testing.sample import Sample


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


def look(catalog, *texts):
    samples = [Sample(f"text {i}", "a.py", text) for i, text in enumerate(texts)]
    return checkup(catalog, "python", samples)


def test_every_name_of_the_vocabulary_is_captured_or_lacking(catalog):
    found = look(catalog, "x = 1\n")
    lacking = {one.capture for one in found.lacks}
    assert set(VOCABULARY) == lacking | (set(found.captures) & set(VOCABULARY))
    assert not lacking & set(found.captures)


def test_a_lack_has_its_reason_and_the_rules_that_it_switches_off(catalog):
    goto = next(one for one in look(catalog).lacks if one.capture == "goto")
    assert ("nothing jumps to a label", ("code/goto-heavy",)) == (goto.why, goto.rules)


def test_captures_that_no_text_has_are_named(catalog):
    found = look(catalog, "x = 1\n", "def f():\n    pass\n")
    assert {"class", "loop"} <= set(found.never)
    assert not {"number", "function", "python.pass"} & set(found.never)


def test_texts_that_the_grammar_cannot_place_come_worst_first(catalog):
    found = look(catalog, "x = 1\n$\n", "x = 1\n", "$\n")
    expected = [("text 2", 0.5, 1, 1), ("text 0", 0.125, 2, 1)]
    assert expected == [(one.sample, one.share, one.line, one.column) for one in found.worst]
    assert 2 / 16 == found.misparsed


def test_only_the_worst_are_named(catalog):
    assert WORST == len(look(catalog, *(f"x = {i}\n$\n" for i in range(WORST + 1))).worst)
