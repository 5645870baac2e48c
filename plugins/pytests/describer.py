"""The describer for Python: what is sent into the sandbox, and how its lines are read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import rulekit

from .interpreter import NAME, OWN, asked

PARTS = ("package", "export", "entry")  # the program that runs in the sandbox
START = "from rulekit_describer.package import main; main()"
# One thread each for libraries that would start as many as there are cores, with memory for each.
ALONE = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}
OLDEST = (3, 8)  # that the program runs in
TEXTS = ("kind", "path", "content")


@cache
def _files() -> Mapping[str, str]:
    here, there = Path(__file__).parent, "rulekit_describer"
    files = {f"{there}/{part}.py": here.joinpath(f"{part}.py").read_text("utf-8") for part in PARTS}
    return files | {f"{there}/__init__.py": ""}


def program(package: rulekit.PackageAsked) -> rulekit.Program:
    """Python with the packages that are installed for it, and a seed of hashes."""
    if not NAME.fullmatch(package.name):
        raise rulekit.UsageError(f"`{package.name}` is not the name of a module")
    python = package.interpreter or OWN
    if tuple(map(int, asked(python)[0].split(".")[:2])) < OLDEST:
        raise rulekit.UsageError(f"packages of Python {asked(python)[0]} are not described")
    words = {key: value for key, value in vars(package).items() if key != "interpreter"}
    return rulekit.Program(
        (python, "-s", "-B", "-c", START),
        json.dumps(words).encode(),
        _files(),
        asked(python)[1:],
        {"PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore", **ALONE},
    )


def told(end: rulekit.ProgramEnd, package: rulekit.PackageAsked) -> rulekit.PackageTold:
    """The rows of a package; the program is the package's own, and may say what it likes of it."""
    rows: list[dict[str, Any]] = []
    lost: dict[str, str] = {}
    facts: dict[str, Any] = {}
    for line in _lines(end.result):
        if all(isinstance(line.get(key), str) for key in TEXTS):
            rows.append(line)
        elif "lost" in line:
            lost[str(line["lost"])] = str(line.get("why"))
        else:
            facts |= line
    if "left" not in facts:
        rows = []
        facts.setdefault("why", _death(end.code))
    about = _about(facts, package)
    known = facts.get("known")
    return rulekit.PackageTold(
        [_row(one, about) for one in rows],
        str(facts.get("why", "")),
        [str(one) for one in known] if isinstance(known, list) else (),
        lost,
        str(facts.get("loading", "")),
        _count(facts.get("left")),
        _count(facts.get("following")),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _lines(result: bytes) -> Iterator[dict[str, Any]]:
    for line in result.splitlines():
        try:
            read = json.loads(line)
        except ValueError:  # a last line that was cut off
            continue
        if isinstance(read, dict):
            yield read


def _death(code: int) -> str:
    how = f"Python died of signal {-code}" if code < 0 else f"Python ended with code {code}"
    return f"{how} when it was loaded"


def _about(facts: Mapping[str, Any], package: rulekit.PackageAsked) -> dict[str, str]:
    """What all rows of a package have in common."""
    return {
        "lang": "python",
        "package": package.name.partition(".")[0],
        "distribution": str(facts.get("distribution", "")),
        "version": str(facts.get("version", "")),
        "interpreter": str(facts.get("interpreter", "")),
    }


def _row(line: Mapping[str, Any], about: Mapping[str, str]) -> dict[str, Any]:
    content = line["content"].encode("utf-8", "replace").decode()  # without halves of characters
    name, version = about["distribution"] or about["package"], about["version"]
    return {
        "id": f"{name}=={version}:{line['path']}" if version else f"{name}:{line['path']}",
        "path": line["path"],
        "content": content,
        **about,
        "kind": line["kind"],
        "deprecated": line.get("deprecated") is True,
        "cut": line.get("cut") is True,
    }


DESCRIBER = rulekit.Describer(program, told)
