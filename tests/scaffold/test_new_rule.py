"""rulekit/scaffold/new_rule.py: the first file of a rule."""

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.scaffold.new_rule import comment_marks

TABLE = load_catalog().table


@pytest.mark.parametrize(
    ("language", "marks"),
    [("go", ("// ", "")), ("python", ("# ", "")), ("css", ("/* ", " */"))],
)
def test_comments_are_those_of_the_language(language, marks):
    assert marks == comment_marks(TABLE.facts(language))


def test_without_a_language_it_does_not_matter():
    assert ("# ", "") == comment_marks(None)
