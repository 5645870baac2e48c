"""Try every bundled pack that has a language: minutes, so CI runs it apart from the tests.

python tests/testing/every_pack.py
"""

# ruff: noqa: T201  a script prints
from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import rulekit_plugins

from rulekit.testing import conform

SOURCES = Path(__file__).parent / "sources"


def main() -> int:
    """Exit status 1 when a pack breaks a promise."""
    packs = sorted({path.parent.name for path in Path(rulekit_plugins.__path__[0]).glob("*/*.scm")})
    broken = False
    with ProcessPoolExecutor() as pool:
        for name, (texts, complaints) in zip(packs, pool.map(tried, packs), strict=True):
            print(f"{name:<12} {texts:>5} texts  {len(complaints)} complaints", flush=True)
            for complaint in complaints:
                print(complaint)
            broken = broken or bool(complaints)
    return int(broken)


def tried(name: str) -> tuple[int, list[str]]:
    """How many texts a pack was tried on, and what it broke."""
    report = conform(name, sources=SOURCES, examples=1, huge=False)
    return report.texts, [str(one) for one in report.complaints]


if __name__ == "__main__":
    sys.exit(main())
