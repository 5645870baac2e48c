"""Writes docs/rules.md: every rule, what it says by profile, and whose signal it carries.

    python docs/generate.py

`tests/test_docs.py` fails when the page is not what this writes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import rulekit
from rulekit.catalog.compile import RuleFile
from rulekit.catalog.overview import limits_by_profile

PAGE = Path(__file__).with_name("rules.md")
PROFILES = ("default", "opencoder")
PYTHON_SIGNAL = "qsc_codepython_"

HEAD = """\
# The rules

Written by `python docs/generate.py` from the rule files; change those, not this page.
`rulekit rule ID` shows one rule with its reasons and examples.

A limit is the last value that is kept. Where a profile has another one for a kind or a language, it
follows the general one; *off* means that the profile leaves the rule out. The column OpenCoder has
the signals of its reference filter (`opc_data_filtering`) that the rule's `source` names.

"""

BRIDGE = """
## OpenCoder's Python signals

OpenCoder has eight signals for Python alone (`qsc_codepython_*`). Five of the rules that carry them
are in `code`, not in `python`: they are written over captures of the shared vocabulary, so every
language whose queries provide those captures gains them. The other three are about Python only.

"""


def page() -> str:
    """The whole of docs/rules.md."""
    catalog = rulekit.load().plan.catalog
    bundled = {plugin.name for plugin in catalog.plugins if plugin.origin == "bundled"}
    files = [file for file in catalog.rules.values() if file.pack in bundled]
    heads = ("rule", "for", "drops when", *PROFILES, "OpenCoder", "title")
    rows = [
        (
            f"`{file.rule.id}`",
            ", ".join([*sorted(file.rule.languages), *sorted(file.rule.kinds)]) or "all",
            drops_when(file),
            *(limits(limits_by_profile(catalog, file.rule), profile) for profile in PROFILES),
            ", ".join(f"`{name}`" for name in opencoder(file)) or "–",
            file.rule.title,
        )
        for file in files
    ]
    carried = defaultdict(list)
    for file in files:
        for name in opencoder(file):
            carried[name].append(f"`{file.rule.id}`")
    bridge = [
        (f"`{name}`", ", ".join(rules))
        for name, rules in sorted(carried.items())
        if name.startswith(PYTHON_SIGNAL)
    ]
    return HEAD + table(heads, rows) + BRIDGE + table(("OpenCoder", "rulekit"), bridge)


def opencoder(file: RuleFile) -> list[str]:
    """OpenCoder's names for what the rule measures, as its `source` has them."""
    return re.findall(r"\bqsc_\w+", file.spec.source)


def drops_when(file: RuleFile) -> str:
    """The signal and the side of the limit on which the rule fails, with its conditions."""
    rule = file.rule
    above, under = rule.keep.maximum is not None, rule.keep.minimum is not None
    side = "outside" if above and under else "above" if above else "under"
    guards = "".join(f", if `{guard.signal.name}` {guard.keep}" for guard in rule.when)
    flags = "" if rule.action == "drop" else f" ({rule.action})"
    return f"`{rule.signal.name}` {side}{guards}{flags}"


def limits(found: Mapping[str, str], profile: str) -> str:
    """The limit in a profile, then those of the kinds and languages where it is another."""
    prefix = f"{profile} for "
    special = [
        f"{name.removeprefix(prefix)} {limit}"
        for name, limit in found.items()
        if name.startswith(prefix)
    ]
    return "; ".join([found[profile], *special]).replace("off", "*off*")


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
