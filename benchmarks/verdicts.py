"""Prints the verdicts on the files of a corpus, by whichever rulekit Python imports here.

    python benchmarks/verdicts.py CORPUS PER_LANGUAGE WAY

A JSON object a line: language, path, and by the word of WAY

exact     decision, decided_by, score, reason and every finding that did not pass, with its evidence
audit     the same of the engine that `filter` judges with
decision  the decision alone, where the engine has a way to it; else nothing is printed

benchmarks/parity.py compares them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sample import Sample, by_language, samples
from speed_check import audit_engine

import rulekit
from rulekit.core.record import to_record

FIELDS = ("decision", "decided_by", "score", "reason")
Way = Callable[[Sample], dict[str, Any]]


def main() -> None:
    corpus, most, way = Path(sys.argv[1]), int(sys.argv[2]), WAYS[sys.argv[3]](rulekit.load())
    for files in by_language(samples(corpus), most).values() if way else ():
        for one in files:
            told = {"language": one.language, "path": one.path, **way(one)}
            print(json.dumps(told), flush=True)


def exact(engine: rulekit.Engine) -> Way:
    return lambda one: compared(engine.check_bytes(one.data, one.path))


def audit(engine: rulekit.Engine) -> Way:
    return exact(audit_engine(engine))


def decision(engine: rulekit.Engine) -> Way | None:
    decide = getattr(engine, "decide_bytes", None)
    return (lambda one: {"decision": decide(one.data, one.path)}) if decide else None


def compared(verdict: rulekit.Verdict) -> dict[str, Any]:
    """The fields of a record that must be equal, and its findings that did not pass, by rule."""
    record = to_record(verdict)
    findings = {one["rule"]: one for one in record["findings"] if one["outcome"] != "pass"}
    return {name: record[name] for name in FIELDS} | {"findings": findings}


WAYS = {"exact": exact, "audit": audit, "decision": decision}

if __name__ == "__main__":
    main()
