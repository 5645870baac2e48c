"""plugins/*/queries.scm: each pack has all of the vocabulary, or says why not."""

from pathlib import Path

import pytest
from making import syntax_in

from rulekit.syntax.vocabulary import VOCABULARY

PLUGINS = Path(__file__).parents[2] / "plugins"
PACKS = sorted(path.parent.name for path in PLUGINS.glob("*/queries.scm"))


def test_there_are_packs():
    assert {"c", "html", "python"} < set(PACKS)


@pytest.mark.parametrize("pack", PACKS)
def test_a_name_that_is_not_captured_is_left_out_for_a_reason(pack):
    source = syntax_in(pack).source
    assert VOCABULARY.keys() - source.captures == source.left_out.keys()
