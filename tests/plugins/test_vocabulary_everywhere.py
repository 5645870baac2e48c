"""plugins/*/*.scm: each language has all of the vocabulary, or says why not."""

import pytest
from making import bundled, syntax_in

from rulekit.syntax.vocabulary import VOCABULARY


def test_there_are_languages():
    assert {"c", "html", "python"} < bundled().keys()


@pytest.mark.parametrize("language", bundled())
def test_a_name_that_is_not_captured_is_left_out_for_a_reason(language):
    source = syntax_in(language).source
    assert VOCABULARY.keys() - source.captures == source.left_out.keys()
