"""Compare the verdicts of this rulekit with those of another: none may differ.

    python benchmarks/parity.py OLD EQUAL [--per-language 18]
    python benchmarks/parity.py OLD EQUAL --audit CORPUS [--rows N]

OLD is a revision or the folder of a checkout; EQUAL and CORPUS are corpora that corpus.py made.
Both judge the same real files of every language, each in a process of its own. Compared are
decision, decided_by, score, reason, and every finding that failed or is unmeasured, with its
evidence: OLD's exact verdicts with ours, with those that `filter` makes, and with the decision
alone. `--audit` compares whole audits, too, by the hash of every file. Exit status 1 when anything
differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checkout import RULEKIT, environment

HERE = Path(__file__).parent
SHOWN = 12  # files whose differences are printed
OF_A_RUN = ("manifest.json", "SHA256SUMS")  # they tell the versions that wrote them
Told = dict[str, Any]


def main() -> int:
    """Exit status 0 when nothing differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("equal", type=Path, metavar="EQUAL")
    parser.add_argument("--per-language", type=int, default=18)
    parser.add_argument("--audit", type=Path, metavar="CORPUS")
    parser.add_argument("--rows", type=int, default=0)
    asked = parser.parse_args()
    try:
        differs = compare(asked.old, asked.equal, asked.per_language)
        if asked.audit:
            differs += compare_audits(asked.old, asked.audit, asked.rows)
    except OSError as error:
        sys.exit(str(error))
    return int(differs > 0)


def compare(old: str, corpus: Path, most: int) -> int:
    """Print a table by language; how many verdicts differ."""
    theirs = verdicts(old, corpus, most, "exact")
    differ: dict[str, Counter[str]] = {}
    for way in ("exact", "audit", "decision"):
        ours = verdicts(HERE.parent, corpus, most, way)
        differ[way] = Counter()
        if not ours:
            print(f"{way}: this rulekit has no such way")
            continue
        for one, other in zip(theirs, ours, strict=True):
            if found := differences(applying(one) if way == "audit" else one, other):
                differ[way][one["language"]] += 1
                if differ[way].total() <= SHOWN:
                    print(f"{way}: {one['path']}", *found, sep="\n    ")
    files = Counter(one["language"] for one in theirs)
    print(f"{'language':<20}{'files':>7}" + "".join(f"{way:>10}" for way in differ))
    for name, count in [*files.items(), ("all", files.total())]:
        counts = [one.total() if name == "all" else one[name] for one in differ.values()]
        print(f"{name:<20}{count:>7}" + "".join(f"{one:>10}" for one in counts))
    return sum(one.total() for one in differ.values())


def verdicts(engine: str | Path, corpus: Path, most: int, way: str) -> list[Told]:
    """The verdicts of an engine, in the order of the corpus; raises OSError when it fails."""
    words = [sys.executable, str(HERE / "verdicts.py"), str(corpus), str(most), way]
    with environment(engine) as variables:
        done = subprocess.run(words, env=variables, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise OSError(f"{engine}: exit status {done.returncode} in verdicts.py {way}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def applying(one: Told) -> Told:
    """A verdict without the findings of rules that do not apply: audits hold none."""
    findings = {rule: found for rule, found in one["findings"].items() if found["applies"]}
    return {**one, "findings": findings}


def differences(one: Told, other: Told) -> list[str]:
    """A line for each field of the second that is not as in the first."""
    found = []
    for name in other:
        if name == "findings":
            found += _of_findings(one[name], other[name])
        elif one[name] != other[name]:
            found.append(f"{name}: {one[name]!r} -> {other[name]!r}")
    return found


def _of_findings(one: Mapping[str, Told], other: Mapping[str, Told]) -> list[str]:
    """A line for each rule whose findings differ."""
    found = []
    for rule in sorted(one.keys() | other.keys()):
        ours, theirs = one.get(rule, {}), other.get(rule, {})
        names = [name for name in ours | theirs if ours.get(name) != theirs.get(name)]
        if not (ours and theirs):
            found.append(f"{rule}: only {'before' if ours else 'now'}")
        elif names:
            told = (f"{name} {ours.get(name)!r} -> {theirs.get(name)!r}" for name in names)
            found.append(f"{rule}: {'; '.join(told)}")
    return found


def compare_audits(old: str, corpus: Path, rows: int) -> int:
    """Print the hash of both audits; how many of their files differ."""
    theirs, ours = (audit(engine, corpus, rows) for engine in (old, HERE.parent))
    for name, files in (("before", theirs), ("now", ours)):
        digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
        print(f"audit {name:<7}{len(files):>5} files  {digest[:16]}")
    differ = sorted(name for name in theirs | ours if theirs.get(name) != ours.get(name))
    print(*(f"    {name}" for name in differ[:SHOWN]), sep="\n", end="\n" if differ else "")
    return len(differ)


def audit(engine: str | Path, corpus: Path, rows: int) -> dict[str, str]:
    """The SHA-256 of each file of an audit, but those that name the version that wrote it."""
    with tempfile.TemporaryDirectory() as folder, environment(engine) as variables:
        out = Path(folder, "audit")
        words = ["filter", str(corpus / "parquet"), "--out", str(out), "--isolated", "-q"]
        words += ["--limit", str(rows)] if rows else []
        if code := subprocess.run([*RULEKIT, *words], env=variables, check=False).returncode:
            raise OSError(f"{engine}: exit status {code}: rulekit {' '.join(words)}")
        files = [path for path in out.rglob("*") if path.is_file() and path.name not in OF_A_RUN]
        return {
            str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }


if __name__ == "__main__":
    sys.exit(main())
