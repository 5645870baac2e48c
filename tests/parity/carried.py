"""Which rules and signals carry OpenCoder's: what their `source` and documentation name."""

from __future__ import annotations

import re
from collections import defaultdict

from rulekit.catalog.catalog import Catalog

Carried = dict[str, list[str]]


def opencoder_names(text: str) -> list[str]:
    """OpenCoder's names in a text; `qsc_code{c,go}_x` is two of them."""
    found = []
    for before, words, after in re.findall(r"\b(qsc_\w*)(?:\{([\w,]+)\}(\w*))?", text):
        found += [f"{before}{word}{after}" for word in words.split(",")]
    return found


def carried_by(catalog: Catalog) -> tuple[Carried, Carried]:
    """The ids of rules, and the names of signals, by OpenCoder's name for what they measure."""
    rules, signals = defaultdict(list), defaultdict(list)
    for rule_id, file in catalog.rules.items():
        for name in opencoder_names(file.spec.source):
            rules[name].append(rule_id)
    for signal in catalog.names.named_signals.values():
        for name in opencoder_names(signal.doc):
            signals[name].append(signal.name)
    return dict(rules), dict(signals)
