"""SPDX expressions: whether a licence may be kept that is a choice, or several at once."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import re2
from rulekit import RulekitError

from .names import identifier

_OPERATOR = re2.compile(r"(?i)[()]|\s(?:and|or|with)\s")
_LONG = 1_000  # characters; no expression that anybody wrote is near it
Keeps = Callable[[str], bool]


class UnreadableError(ValueError):
    """What should be an expression is none."""


def allows(expression: str, keeps: Keeps) -> bool:
    """Tell whether one may use something by licences that are kept.

    One arm of an `OR` is enough, an `AND` needs all. An exception only permits more, so
    `X WITH Y` is kept where X is. Raises UnreadableError for what is no expression, and
    RulekitError where the library that reads operators is not installed.
    """
    if not _OPERATOR.search(expression):
        if not expression.strip():
            raise UnreadableError(expression)
        return _keeps(expression, keeps)
    if len(expression) > _LONG:
        raise UnreadableError(expression)
    return _evaluated(_parsed(expression), keeps)


def _keeps(name: str, keeps: Keeps) -> bool:
    """Tell it of one licence; `X+` is X or a later one."""
    plain = identifier(name)
    return keeps(plain) or (plain.endswith("+") and keeps(identifier(plain.rstrip("+"))))


def _parsed(expression: str) -> Any:
    try:
        library = import_module("license_expression")
    except ModuleNotFoundError as error:
        message = f"the licence `{expression}` is an expression, and nothing here reads those"
        remedy = "pip install 'rulekit[licence]'"
        raise RulekitError(f"{message}: {remedy}") from error
    try:
        parsed = library.Licensing().parse(expression)
    except library.ExpressionError as error:
        raise UnreadableError(expression) from error
    if parsed is None:
        raise UnreadableError(expression)
    return parsed


def _evaluated(node: Any, keeps: Keeps) -> bool:
    kind = type(node).__name__
    if kind in ("AND", "OR"):
        arms = (_evaluated(arm, keeps) for arm in node.args)
        return all(arms) if kind == "AND" else any(arms)
    if kind == "LicenseWithExceptionSymbol":
        return keeps(str(node)) or _keeps(node.license_symbol.key, keeps)
    return _keeps(node.key, keeps)
