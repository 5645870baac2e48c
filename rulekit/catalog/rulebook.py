"""Reading the rule, tune and profile files of packs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rulekit.catalog.compile import Names, RuleFile, compile_rule
from rulekit.errors import Problem, SpecError
from rulekit.spec.check import check
from rulekit.spec.profile import TuneSpec
from rulekit.spec.selection import unknown
from rulekit.spec.strict_yaml import Tree, read_yaml

TUNE = "tune.yaml"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Tune:
    """What a pack says of the language-neutral rules for its languages."""

    spec: TuneSpec
    tree: Tree


@dataclass(frozen=True)
class PackRules:
    """All that stands in one pack's folder."""

    rules: tuple[RuleFile, ...] = ()
    languages: tuple[str, ...] = ()
    tune: Tune | None = None
    problems: tuple[Problem, ...] = field(default=(), repr=False)


def read_folder(folder: Path, languages: Collection[str], names: Names) -> PackRules:
    """Every YAML file of a pack's folder, in the order of their names; mistakes are collected."""
    rules: list[RuleFile] = []
    problems: list[Problem] = []
    tune = None
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            if path.name == TUNE:
                tune = _read_tune(path, languages)
            elif path.is_dir():
                problems += [_in_vain(inner) for inner in sorted(path.rglob("*.y*ml"))]
            elif path.suffix == ".yaml":
                rules.append(read_rule(path, folder.name, frozenset(languages), names))
            elif path.suffix.lower() in (".yaml", ".yml"):
                problems.append(Problem("a rule file ends in .yaml, in lower case", shown(path)))
        except SpecError as error:
            problems += error.problems
    return PackRules(tuple(rules), tuple(languages), tune, tuple(problems))


def _in_vain(path: Path) -> Problem:
    return Problem("a rule file stands in its pack's folder, not deeper", shown(path))


def read_rule(path: Path, pack: str, languages: frozenset[str], names: Names) -> RuleFile:
    """One rule file; its stem is the second half of its id."""
    if not _NAME.fullmatch(path.stem):
        message = f"a rule's name is lower-case words and hyphens, not `{path.stem}`"
        raise SpecError([Problem(message, shown(path))])
    return compile_rule(read_text(path), shown(path), pack, path.stem, languages, names)


def _read_tune(path: Path, languages: Collection[str]) -> Tune:
    if not languages:
        message = "a tune file adjusts rules for its pack's languages, and this pack has none"
        raise SpecError([Problem(message, shown(path))])
    tree = read_yaml(read_text(path), shown(path))
    return Tune(check(tree, TuneSpec, what="a tune file"), tree)


def read_text(path: Path) -> str:
    """A file that a person wrote; raises SpecError when it is not there or not UTF-8."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise SpecError([Problem(f"cannot be read: {error.strerror}", shown(path))]) from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"not UTF-8: the byte {error.object[error.start]:#04x}"
        raise SpecError([Problem(message, shown(path), line, column)]) from None


def shown(path: Path) -> str:
    """A path as people see it: from here when it is below here, else whole."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def tune_problems(tune: Tune, known: Iterable[str], absent: Collection[str]) -> list[Problem]:
    """Ids in a tune file that no rule has; those of `absent` plugins cannot be known."""
    ids = list(known)
    problems = []
    for i, pattern in enumerate(tune.spec.skip):
        if message := unknown(pattern, ids, absent):
            problems.append(tune.tree.problem(message, ("skip", i)))
    for rule in tune.spec.limits:
        if rule not in ids and rule.partition("/")[0] not in absent:
            message = unknown(rule, ids, ()) or f"`{rule}` is not one rule's id"
            problems.append(tune.tree.problem(message, ("limits", rule), at_key=True))
    return problems
