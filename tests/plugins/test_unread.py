"""tests/plugins/unread.yaml: what the grammars cannot read, until a new one can."""

from pathlib import Path

import pytest
import yaml
from making import captured_in

UNREAD = yaml.safe_load(Path(__file__).with_name("unread.yaml").read_text("utf-8"))
CASES = [
    pytest.param(pack, entry["text"], entry.get("taken_for"), id=f"{pack}: {entry['what']}")
    for pack, entries in UNREAD.items()
    for entry in entries
]


@pytest.mark.parametrize(("pack", "text", "taken_for"), CASES)
def test_the_grammar_does_not_read_it_yet(pack, text, taken_for):
    """A failure is good news: take the entry out, and run `python docs/generate.py`."""
    if taken_for:
        assert [[], []] == [captured_in(pack, text, name) for name in ("error", "missing")]
        assert captured_in(pack, text, taken_for)
    else:
        assert any(captured_in(pack, text, name) for name in ("error", "missing"))
