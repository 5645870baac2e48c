"""Hostile texts: each ends within seconds and 500 MB, with values or with reasons."""

import pytest
from making import apart

TEXTS = {
    "nested brackets": '"(" * 50_000 + ")" * 50_000',
    "open brackets": '"[" * 100_000',
    "left recursion": '"x = " + "1 + " * 50_000 + "1\\n"',
    "attributes": '"x" + ".a" * 100_000',
    "comments in a block": '"if x:\\n    y\\n" + "#\\n" * 30_000',
    "continued lines": '"x = 1 \\\\\\n" * 5_000',
    "only continuations": '"\\\\\\n" * 20_000',
    "NUL bytes": '"\\0" * 500_000',
    "NUL bytes in code": '"x = 1\\0\\n" * 5_000',
    "a line of 5 MB": '"x" * 5_000_000',
    "indentation": '"".join(" " * i + "if x:\\n" for i in range(1_200))',
    "marks": '"-*- " * 100_000',
    "words of the grammar": '"lambda: " * 50_000',
    "open strings": "\"'''\" * 50_000",
    "open f-strings": '"f\'{" * 50_000',
    "blank lines": '"\\n" * 100_000',
    "one word": '"a " * 25_000',
    "bytes": '"0x00," * 20_000',
    "parameters": '"def f(" + "a," * 25_000 + "): pass\\n"',
}

JUDGE = """
from making import SIGNALS, document_of
from rulekit.core.reading import Reading, Unmeasured
document = document_of({text})
try:
    found = sorted(document.captures.found)
    reason = ""
except Unmeasured as why:
    reason = str(why)
readings = [signal.read(document) for signal in SIGNALS.values()]
failed = [one.note for one in readings if one.note.startswith("failed")]
silent = [one.note for one in readings if one.value is None and not one.note]
answer([reason, failed, silent])
"""

# Why there are no captures; the other texts have some, or none to find.
REASONS = {
    "nested brackets": "not parsed: it takes more work than any ordinary text",
    "open brackets": "not queried: over 5,000 tokens in a row that belong to nothing",
    "left recursion": "not queried: over 30,000,000 pairs of a node and one above it",
    "attributes": "not parsed: it takes more work than any ordinary text",
    "comments in a block": "not parsed: it takes more work than any ordinary text",
    "continued lines": "not queried: nested deeper than 1,000",
    "indentation": "not queried: nested deeper than 1,000",
    "marks": "not queried: over 400,000 nodes",
    "words of the grammar": "not queried: over 5,000 tokens in a row that belong to nothing",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_ends_with_values_or_reasons(name):
    expected = [REASONS.get(name, ""), [], []]
    assert expected == apart(JUDGE.format(text=TEXTS[name]), cpu=30, megabytes=500)
