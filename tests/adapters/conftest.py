"""Rows of many sorts, and libraries that do not look beyond this machine."""

import os
from pathlib import Path

import pytest

import rulekit

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when `datasets` is imported
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

GOLDEN = Path(__file__).parents[1] / "golden" / "files"
NAMES = (
    "notes.nonsense",
    "good_module.py",
    "stub_api.py",
    "minified.py",
    "page.html",
    "wavelet.go",
)
RULE = """\
title: Too many lines
why: Because the test says so.
source: ours
signal: text.lines
keep: {max: 3}
message: "{value:g} lines"
examples:
  keep: [{text: "a\\n"}]
  drop: [{text: "a\\n", repeat: 5}]
"""


@pytest.fixture(scope="session")
def rows():
    """Path and content of files that are kept, dropped for several reasons, and no candidates."""
    return [{"path": name, "content": (GOLDEN / name).read_text("utf-8")} for name in NAMES]


@pytest.fixture(scope="session")
def engine():
    """What the adapters must agree with."""
    return rulekit.load()


@pytest.fixture
def own_rules(write):
    """PlanOptions for one rule of our own, in a folder that the test may change."""
    write({"own/house/long.yaml": RULE})
    return {"rules": ["own"], "select": ["house/"]}
