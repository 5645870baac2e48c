"""The tests of a module, found and run: functions, classes, and those of unittest."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


def run_tests(module: ModuleType) -> None:
    """Run the tests of a module in their order; raises what the first raises that fails."""
    for name, one in [*vars(module).items()]:
        if getattr(one, "__module__", "") != module.__name__:
            continue
        if isinstance(one, type):
            _run_class(name, one)
        elif name.startswith("test") and callable(one):
            _run(one)


def _run_class(name: str, kind: type) -> None:
    unittest = sys.modules.get("unittest")
    if unittest and issubclass(kind, unittest.TestCase):
        _run_cases(unittest, kind)
    elif name.startswith("Test"):
        for method in [one for one in vars(kind) if one.startswith("test")]:
            instance = kind()
            getattr(instance, "setup_method", _nothing)()
            _run(getattr(instance, method))
            getattr(instance, "teardown_method", _nothing)()


def _nothing() -> None:
    """Do nothing."""


def _run_cases(unittest: Any, kind: type) -> None:
    """Run the tests of a TestCase; raises AssertionError if one fails."""
    result = unittest.TestResult()
    result.failfast = True
    unittest.defaultTestLoader.loadTestsFromTestCase(kind).run(result)
    for said in (result.failures, result.errors):
        for case, text in said:
            told = f"{case.id()}: {text.strip().rpartition(chr(10))[2]}"
            raise AssertionError(told) if said is result.failures else RuntimeError(told)


def _run(function: Any) -> None:
    for words in _parameters(function):
        found = function(**words)
        if hasattr(found, "__await__"):
            import asyncio

            asyncio.run(found)


def _parameters(function: Any) -> list[dict[str, Any]]:
    """Arguments of each call: those of pytest's `parametrize`, else one call without any."""
    calls: list[dict[str, Any]] = [{}]
    for mark in getattr(function, "pytestmark", ()):
        if mark.name == "parametrize":
            names, values = mark.args[0], mark.args[1]
            names = [one.strip() for one in names.split(",")] if isinstance(names, str) else names
            calls = [
                call | dict(zip(names, value if len(names) > 1 else (value,), strict=True))
                for call in calls
                for value in values
            ]
    return calls
