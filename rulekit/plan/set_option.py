"""`--set RULE.FIELD=VALUE` on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from rulekit.errors import Problem, SpecError, UsageError
from rulekit.spec.profile import LimitSpec
from rulekit.spec.strict_yaml import read_yaml


def parse_set(words: Iterable[str]) -> dict[str, LimitSpec]:
    """`rule.max=0.8` as limits; raises UsageError naming each word of another form."""
    said: dict[str, dict[str, object]] = {}
    problems = []
    for word in words:
        try:
            rule, key, value = _setting(word)
            limit = {**said.get(rule, {}), key: value}
            LimitSpec.model_validate(limit)
        except ValueError as error:  # pydantic's is one too
            problems.append(Problem(f"--set {word}: {_first_message(error)}"))
            continue
        said[rule] = limit
    if problems:
        raise UsageError(problems)
    return {rule: LimitSpec.model_validate(limit) for rule, limit in said.items()}


def _setting(word: str) -> tuple[str, str, object]:
    key, equals, value = word.partition("=")
    rule, dot, name = key.rpartition(".")
    if not (equals and dot and rule) or name not in LimitSpec.model_fields:
        raise ValueError(f"say RULE.FIELD=VALUE, a field of {', '.join(LimitSpec.model_fields)}")
    if name == "action":
        return rule, name, value
    try:
        number = read_yaml(value, "").value
    except SpecError:
        number = None
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValueError(f"`{value}` is not a number")
    return rule, name, number


def _first_message(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    details = error.errors()[0]
    said = details["msg"].replace("Input should be", "it must be").removeprefix("Value error, ")
    return f"{said[0].lower()}{said[1:]}"
