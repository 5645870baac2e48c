"""Gates and alphabets of patterns, each worked out once and kept with the plan that asked for it.

To read the patterns of all rules takes 15 ms of CPU time, as long as to judge a small file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class KnownPatterns(NamedTuple):
    """What is known of patterns of RE2, by their expressions; plain data."""

    gates: dict[str, str]
    alphabets: dict[str, bytes | None]


KNOWN = KnownPatterns({}, {})


def learn(gates: Mapping[str, str], alphabets: Mapping[str, bytes | None]) -> None:
    """Take over what another process has worked out."""
    KNOWN.gates.update(gates)
    KNOWN.alphabets.update(alphabets)


def gate_of(expression: str) -> str:
    """A pattern that is some literals and matches wherever `expression` does; "" for none."""
    if expression not in KNOWN.gates:
        from rulekit.core import literal

        KNOWN.gates[expression] = literal.gate_of(expression)
    return KNOWN.gates[expression]


def alphabet_of(expression: str) -> bytes | None:
    """The ASCII characters that matches of a pattern are made of; None where others may be, too."""
    if expression not in KNOWN.alphabets:
        from rulekit.core import literal

        KNOWN.alphabets[expression] = literal.alphabet_of(expression)
    return KNOWN.alphabets[expression]


def any_gate(gates: Iterable[str]) -> str:
    """A gate for several finders together; "" where one of them has none."""
    found = tuple(gates)
    folded = any(gate.startswith("(?i)") for gate in found)
    joined = "|".join(gate.removeprefix("(?i)") for gate in found)
    return ("(?i)" if folded else "") + joined if all(found) else ""
