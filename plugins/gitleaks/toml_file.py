"""The form of a gitleaks.toml, as gitleaks 8.25 and later read it: data of others, read strictly.

Keys are compared in lower case, as gitleaks does. What has to do with its history of commits or its
reports (`commits`, `tags`) is read and has no effect.
"""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import rulekit
from pydantic import BeforeValidator, Field, ValidationError

_CONDITIONS = {"AND": "and", "&&": "and", "OR": "or", "||": "or", "": "or"}


def _condition(value: object) -> object:
    return _CONDITIONS.get(value.upper(), value) if isinstance(value, str) else value


class AllowanceSpec(rulekit.Spec):
    """What is no secret: one of its checks is enough, or with `and` all are needed."""

    description: str = ""
    condition: Annotated[Literal["and", "or"], BeforeValidator(_condition)] = "or"
    commits: list[str] = []
    paths: list[str] = []
    regextarget: Literal["secret", "match", "line", ""] = ""
    regexes: list[str] = []
    stopwords: list[str] = []
    targetrules: list[str] = []


class LeakRuleSpec(rulekit.Spec):
    """A rule: its regular expression is tried on files that have one of its keywords."""

    id: Annotated[str, Field(min_length=1)]
    description: str = ""
    regex: str = ""
    path: str = ""
    secretgroup: Annotated[int, Field(ge=0)] = 0
    entropy: float | int = 0
    keywords: list[str] = []
    tags: list[str] = []
    skipreport: bool = False
    allowlist: AllowanceSpec | None = None
    allowlists: list[AllowanceSpec] = []


class ExtendSpec(rulekit.Spec):
    """Rules that are off; rules of other files are not read."""

    disabledrules: list[str] = []


class LeakRules(rulekit.Spec):
    """A whole file."""

    title: str = ""
    description: str = ""
    minversion: str = ""
    extend: ExtendSpec | None = None
    allowlist: AllowanceSpec | None = None
    allowlists: list[AllowanceSpec] = []
    rules: Annotated[list[LeakRuleSpec], Field(min_length=1)]


def read_rules(file: Path) -> LeakRules:
    """The file as its model; raises RulekitError with the rule, the key and what to do."""
    try:
        value = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        message = f"the rules of `gitleaks` cannot be read: {error.strerror or error}"
        raise rulekit.UsageError(f"{message}: `{file}`; fetch gitleaks.toml, and name it") from None
    except ValueError as error:  # no TOML, or no UTF-8
        raise rulekit.RulekitError(f"{file}: not TOML: {error}") from None
    try:
        return LeakRules.model_validate(_lowered(value))
    except ValidationError as error:
        said = [f"{file}: {_mistake(one, value)}" for one in error.errors()]
        raise rulekit.RulekitError("\n".join(said)) from None


def _lowered(value: Any) -> Any:
    """The same with all keys in lower case."""
    if isinstance(value, dict):
        return {key.lower(): _lowered(inner) for key, inner in value.items()}
    return [_lowered(inner) for inner in value] if isinstance(value, list) else value


def _mistake(details: Any, value: Any) -> str:
    where = list(details["loc"])
    key = ".".join(str(part) for part in where)
    if len(where) > 1 and where[0] == "rules" and isinstance(where[1], int):
        rule = value["rules"][where[1]]
        name = rule.get("id", where[1]) if isinstance(rule, dict) else where[1]
        key = f"rule `{name}`: " + ".".join(str(part) for part in where[2:])
    if details["type"] == "extra_forbidden":
        near = get_close_matches(str(where[-1]), _KEYS, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "it is not read here; take the rule out"
        return f"{key}: unknown key; {hint}"
    if details["type"] == "missing":
        return f"{key}: the key is missing"
    return f"{key}: {details['msg']}, not `{details['input']}`"


_KEYS = sorted({*AllowanceSpec.model_fields, *LeakRuleSpec.model_fields, *LeakRules.model_fields})
