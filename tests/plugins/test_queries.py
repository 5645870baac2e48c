"""plugins/*/queries.scm: what every capture finds, by the tables of the packs' own tests."""

from importlib import import_module
from pathlib import Path

import pytest
from making import captured_in, syntax_in

HERE = Path(__file__).parent
PACKS = sorted(path.parent.name for path in HERE.parents[1].glob("plugins/*/queries.scm"))
# For every pack and capture: sources, and the texts that the capture finds in each.
FOUND = {pack: import_module(f"test_{pack}_queries").FOUND for pack in PACKS}
EXAMPLES = [
    (pack, name, *example)
    for pack, captures in FOUND.items()
    for name, examples in captures.items()
    for example in examples
]


@pytest.mark.parametrize("pack", PACKS)
def test_every_capture_that_a_pack_provides_has_examples(pack):
    assert syntax_in(pack).provided == FOUND[pack].keys()


@pytest.mark.parametrize(("pack", "name", "text", "expected"), EXAMPLES)
def test_a_capture_finds_what_it_means(pack, name, text, expected):
    assert expected == captured_in(pack, text, name)


@pytest.mark.parametrize(("pack", "name"), [(pack, name) for pack in PACKS for name in FOUND[pack]])
def test_a_capture_finds_something_somewhere(pack, name):
    assert any(expected for _, expected in FOUND[pack][name])
