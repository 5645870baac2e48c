"""The promises of a pack as tests of pytest: one for each check."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import pytest

from rulekit.errors import RulekitError
from rulekit.run.limit import TIMEOUT
from rulekit.testing.checks import CHECKS
from rulekit.testing.conformance import EXAMPLES, conform
from rulekit.testing.pack_checks import PACK_CHECKS
from rulekit.testing.report import ConformanceReport

PROMISES = [*PACK_CHECKS, *(check.name for check in CHECKS)]


def conformance_suite(
    name: str,
    *,
    sources: str | os.PathLike[str] | None = None,
    examples: int = EXAMPLES,
    huge: bool = True,
    timeout: float = TIMEOUT,
) -> Callable[[str], None]:
    """A test function with one item for each check of `conform`, whose arguments these are.

    ```python
    test_conforms = conformance_suite("shell", sources="tests/sources", examples=5, huge=False)
    ```

    The texts are tried once in a process, by the first item that runs. Items of checks that were
    not reached, because the pack itself is not in order, are skipped.
    """

    @cache
    def tried() -> ConformanceReport | str:
        try:
            return conform(name, sources=sources, examples=examples, huge=huge, timeout=timeout)
        except RulekitError as error:
            return str(error).removeprefix("error: ")

    @pytest.mark.parametrize("check", PROMISES)
    def conforms(check: str) -> None:
        report = tried()
        if isinstance(report, str):
            pytest.fail(report, pytrace=False)
        if broken := [str(one) for one in report.complaints if one.check == check]:
            pytest.fail("\n".join(broken), pytrace=False)
        if check not in report.counts:
            reason = "not reached: mend the pack first" if report.complaints else "nothing to try"
            pytest.skip(reason)

    conforms.__doc__ = f"The pack `{name}` keeps what rulekit promises of every verdict."
    return conforms
