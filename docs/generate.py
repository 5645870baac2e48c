"""Writes docs/rules.md, docs/languages.md and docs/performance.md.

    python docs/generate.py

`tests/test_docs.py` fails when a page is not what this writes. The rules' page is made here: every
rule, what it says by profile, and every signal of OpenCoder's.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rulekit
from rulekit.catalog.catalog import Catalog
from rulekit.catalog.compile_rule import RuleFile
from rulekit.plan.effective_rules import limits_by_profile

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parent.parent / "tests" / "parity"))
import languages_page
import performance_page
from carried import carried_by
from markdown_table import table

DOCS = Path(__file__).parent
LIMITS = DOCS.parent / "tests" / "parity" / "limits.json"
CODE_GROUPS = ("others", "data", "shell", "sql", "python", "cpp", "c", "csharp", "go", "html")
CODE_GROUPS += ("java", "javascript")
PROFILES = ("default", "opencoder")
OTHERS = ("starcoder2", "stack-v1", "deepseek-coder", "granite")

HEAD = """\
# The rules

Written by `python docs/generate.py` from the rule files; change those, not this page.
`rulekit rule ID` shows one rule with its reasons and examples.

A limit is the last value that is kept. Where a profile has another one for a kind or a language, it
follows the general one; *off* means that the profile leaves the rule out. The column OpenCoder has
the signals of its reference filter (`opc_data_filtering`) that the rule's `source` names.

"""

RECIPES = """
## Other recipes

The limits of the profiles that are built from other publications; rules that none of them has are
left out. What these recipes have besides rules on one text, their `source` says.

"""

SIGNALS = """
## OpenCoder's 118 signals

Each signal of the reference filter, the limits at which it drops by group of files (`text-en` and
`text-zh` are prose; *sampled*: four times out of five, at random), and what carries it here: rules,
or a documented signal where the reference has no limit. Language-neutral rules serve every language
whose queries provide their captures.

"""


def pages() -> dict[str, str]:
    """The text of each generated page, by its file's name."""
    plan = rulekit.load().plan
    return {
        "rules.md": rules_page(plan.catalog),
        "languages.md": languages_page.page(plan),
        "performance.md": performance_page.page(),
    }


def rules_page(catalog: Catalog) -> str:
    """The whole of docs/rules.md."""
    bundled = {plugin.name for plugin in catalog.plugins if plugin.origin == "bundled"}
    files = [file for file in catalog.rules.values() if file.pack in bundled]
    found = {file.rule.id: limits_by_profile(catalog, file.rule) for file in files}
    heads = ("rule", "for", "drops when", *PROFILES, "OpenCoder", "title")
    rows = [
        (
            f"`{file.rule.id}`",
            ", ".join([*sorted(file.rule.languages), *sorted(file.rule.kinds)]) or "all",
            drops_when(file),
            *(limits(found[file.rule.id][profile]) for profile in PROFILES),
            ", ".join(f"`{name}`" for name in re.findall(r"qsc_[\w{},]+\w", file.spec.source))
            or "–",
            file.rule.title,
        )
        for file in files
    ]
    others = [
        (f"`{rule_id}`", *(limits(by_profile[profile]) for profile in OTHERS))
        for rule_id, by_profile in found.items()
    ]
    others = [row for row in others if set(row[1:]) != {"*off*"}]
    return "".join(
        [
            HEAD + table(heads, rows),
            RECIPES + table(("rule", *OTHERS), others),
            SIGNALS + table(("OpenCoder", "drops", "rulekit"), signal_rows(catalog)),
        ]
    )


def signal_rows(catalog: Catalog) -> list[tuple[str, ...]]:
    """A row for each of OpenCoder's signals."""
    rules, signals = carried_by(catalog)
    rows = []
    for name, facts in json.loads(LIMITS.read_text("utf-8")).items():
        carriers = [f"`{one}`" for one in (*rules.get(name, ()), *signals.get(name, ()))]
        sampled = " *sampled*" if "spared" in facts else ""
        limits = [_limit(one) for one in facts["limits"]]
        drops = ("; ".join(limits) or "never") + sampled
        rows.append((f"`{name}`", drops, ", ".join(dict.fromkeys(carriers))))
    return rows


def _limit(one: Mapping[str, Any]) -> str:
    """`< 50 or > 5000 data`: one limit of the reference and the groups that it is for."""
    words = {"min": "<", "max": ">", "is": "="}
    sides = [f"{words[side]} {one[side]}".lower() for side in words if side in one]
    groups = one["groups"].split()
    missing = [group for group in CODE_GROUPS if group not in groups]
    if groups[0] not in CODE_GROUPS or len(missing) < len(CODE_GROUPS) / 2:
        where = f"except {' '.join(missing)}" if missing and groups[0] in CODE_GROUPS else ""
        where = where if groups[0] in CODE_GROUPS or len(groups) == 2 else groups[0]
    else:
        where = " ".join(groups)
    return f"{' or '.join(sides)} {where}".strip()


def drops_when(file: RuleFile) -> str:
    """The signal and the side of the limit on which the rule fails, with its conditions."""
    rule = file.rule
    above, under = rule.keep.maximum is not None, rule.keep.minimum is not None
    side = "outside" if above and under else "above" if above else "under"
    guards = "".join(f", if `{guard.signal.name}` {guard.keep}" for guard in rule.when)
    flags = "" if rule.action == "drop" else f" ({rule.action})"
    return f"`{rule.signal.name}` {side}{guards}{flags}"


def limits(by_scope: Mapping[str, str]) -> str:
    """The limit in a profile, then those of the kinds and languages where it is another."""
    shown = {scope: "*off*" if one == "off" else one for scope, one in by_scope.items()}
    return "; ".join(f"{scope} {limit}".strip() for scope, limit in shown.items())


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")
