"""Try every bundled pack that has a language: a minute, so CI runs it apart from the tests.

python tests/testing/every_pack.py
"""

# ruff: noqa: T201  a script prints
from __future__ import annotations

import sys
from pathlib import Path

import rulekit_plugins

from rulekit.testing import conform

SOURCES = Path(__file__).parent / "sources"


def main() -> int:
    """Exit status 1 when a pack breaks a promise."""
    packs = sorted(path.parent.name for path in Path(rulekit_plugins.__path__[0]).glob("*/*.scm"))
    broken = False
    for name in packs:
        report = conform(name, sources=SOURCES, examples=2, huge=False)
        print(f"{name:<12} {report.texts:>5} texts  {len(report.complaints)} complaints")
        for complaint in report.complaints:
            print(complaint)
        broken = broken or bool(report.complaints)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
