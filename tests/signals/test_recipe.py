"""rulekit/signals/recipe.py: from a signal as a rule file says it to the signal."""

import pytest
from making import document_of, signal_of

from rulekit.core.finder import Finder
from rulekit.core.span import Span
from rulekit.signals.recipe import made

FINDERS = {"toy.a": Finder("toy.a", "letters a", lambda _: [Span(0, 1)])}
SIGNALS = {"toy.two": signal_of("toy.two", 2.0)}
TEXT = "a = 1  # todo\n"


@pytest.mark.parametrize(
    ("recipe", "name", "value"),
    [
        ({"named": "toy.two"}, "toy.two", 2.0),
        ({"find": "toy.a", "measure": "count"}, "count(toy.a)", 1.0),
        ({"pattern": "[a-z]+", "measure": "longest"}, "longest(/[a-z]+/)", 4.0),
        ({"capture": ["comment"], "measure": "count"}, "count(@comment)", 1.0),
        ({"path": "x", "measure": "exists"}, "exists(path /x/)", 1.0),
        (
            {"pattern": "todo", "within": ["comment"], "measure": "count"},
            "count(/todo/ in @comment)",
            1.0,
        ),
        (
            {"ratio": [{"named": "toy.two"}, {"find": "toy.a", "measure": "count"}]},
            "toy.two / count(toy.a)",
            2.0,
        ),
    ],
)
def test_a_signal_is_made_as_its_file_says_it(recipe, name, value):
    signal = made(recipe, FINDERS, SIGNALS)
    assert name == signal.name
    assert value == signal.read(document_of(TEXT, path="x.py")).value
