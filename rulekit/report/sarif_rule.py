"""Rules and packs as SARIF describes a tool and its extensions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import TYPE_CHECKING, Any

from rulekit.core.escape import visible
from rulekit.core.verdict import CAUSES

if TYPE_CHECKING:
    from rulekit.catalog.compile_rule import RuleFile
    from rulekit.plan.facts import PlanFacts

LEVELS = {"drop": "error", "flag": "warning", "spare": "note", "error": "error"}  # by action
TAGS = 10  # that GitHub shows of a rule; over 20 it refuses the file
LONGEST = 1_000  # characters of a description, of which GitHub takes 1,024

Descriptor = dict[str, Any]


def tool(plan: PlanFacts | None, rules: Iterable[str]) -> Descriptor:
    """The tool with these rules, and as its extensions the packs that brought them."""
    about = metadata.metadata("rulekit")
    files = plan.catalog.rules if plan else {}
    described = [_rule(rule, files) for rule in rules]
    packs = {one.split("/")[0] for one in files.keys() & {each["id"] for each in described}}
    driver = {
        "name": "rulekit",
        "version": about["Version"],
        "informationUri": dict(one.split(", ") for one in about.get_all("Project-URL") or ()).get(
            "Documentation", ""
        ),
        "shortDescription": {"text": about["Summary"]},
        "rules": described,
    }
    return {"driver": driver, "extensions": _extensions(plan, packs)}


def _extensions(plan: PlanFacts | None, packs: set[str]) -> list[Descriptor]:
    plugins = plan.catalog.plugins if plan else ()
    return [
        {"name": pack.name, "version": plugin.version, "properties": {"origin": plugin.origin}}
        for plugin in plugins
        for pack in plugin.packs
        if pack.name in packs
    ]


def _rule(rule: str, files: Mapping[str, RuleFile]) -> Descriptor:
    """The descriptor of a rule, or of what drops a file and is no rule."""
    if rule not in files:
        text = CAUSES.get(rule, rule)
        described = {"id": rule, "shortDescription": {"text": text}}
        return described | {"fullDescription": {"text": text}, "help": {"text": text}}
    file = files[rule]
    level = LEVELS[file.rule.action]
    return {
        "id": rule,
        "shortDescription": {"text": _line(file.spec.title)},
        "fullDescription": {"text": _line(file.spec.why)},
        "help": {"text": _help(file, "{}"), "markdown": _help(file, "```toml\n{}\n```")},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": _tags(file), "problem.severity": level},
    }


def _tags(file: RuleFile) -> list[str]:
    """Its pack, then the languages and kinds that it is for."""
    tags = [file.pack, *sorted(file.rule.languages), *sorted(file.rule.kinds)]
    return list(dict.fromkeys(tags))[:TAGS]


def _help(file: RuleFile, fence: str) -> str:
    """Why there is the rule, who says so, and how a file is left out of it."""
    rule, spec = file.rule, file.spec
    override = (
        '[[override]]\npaths = ["path/of/the/file"]\nreason = "why it stays"\n'
        f"skip = [{json.dumps(rule.id)}]"
    )
    measured = f"Measured: {_line(rule.signal.doc)} ({_line(rule.signal.unit)})"
    paragraphs = (
        _line(spec.why),
        f"{measured}, {rule.keep} where no profile or project says otherwise.",
        f"Source: {_line(spec.source)}",
        "To leave files out of this rule, say in rulekit.toml:",
        fence.format(override),
        f"`rulekit rule {rule.id}` has its limits in every profile and its examples.",
    )
    return "\n\n".join(paragraphs)


def _line(text: str) -> str:
    return visible(" ".join(text.split()))[:LONGEST]
