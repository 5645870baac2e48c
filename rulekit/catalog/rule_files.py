"""Reading the rule, tune and profile files of packs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from os import sep
from os.path import normpath
from pathlib import Path

from rulekit.catalog.compile_rule import Names, RuleFile, compile_rule
from rulekit.errors import Problem, SpecError
from rulekit.spec.check import check
from rulekit.spec.profile import TuneSpec
from rulekit.spec.selection import unknown
from rulekit.spec.strict_yaml import Tree, read_yaml
from rulekit.spec.text_file import RefusedFile, read_small

TUNE = "tune.yaml"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # of a rule, and of a pack


@dataclass(frozen=True)
class Tune:
    """A pack's limits and exceptions in the language-neutral rules, for its languages."""

    spec: TuneSpec
    tree: Tree


@dataclass(frozen=True)
class PackRules:
    """Rules, tune file and mistakes in one pack's folder."""

    rules: tuple[RuleFile, ...] = ()
    languages: tuple[str, ...] = ()
    tune: Tune | None = None
    problems: tuple[Problem, ...] = field(default=(), repr=False)


def read_folder(
    folder: Path, languages: Collection[str], names: Names, *, linked: bool = False
) -> PackRules:
    """Read the YAML files of a pack's folder in the order of their names, and collect mistakes.

    Links are read only where they may be `linked`, as installers do it to what is installed.
    """
    rules: list[RuleFile] = []
    problems: list[Problem] = []
    tune = None
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            if path.is_symlink() and not linked and path.is_dir():
                problems.append(linked_folder(path))
            elif path.name == TUNE:
                tune = _read_tune(path, languages, linked=linked)
            elif path.is_dir():
                problems += [_in_vain(inner) for inner in sorted(path.rglob("*.y*ml"))]
            elif path.suffix == ".yaml":
                pack, of = folder.name, frozenset(languages)
                rules.append(read_rule(path, pack, of, names, linked=linked))
            elif path.suffix.lower() in (".yaml", ".yml"):
                problems.append(
                    Problem("a rule file ends in .yaml, in lower case", display_path(path))
                )
        except SpecError as error:
            problems += error.problems
    return PackRules(tuple(rules), tuple(languages), tune, tuple(problems))


def linked_folder(path: Path) -> Problem:
    """The problem of a folder of rules that is a link."""
    remedy = "put the rules there, or name the folder that it points to: --rules FOLDER"
    return Problem("not read: the folder is a link", display_path(path), remedy=remedy)


def _in_vain(path: Path) -> Problem:
    return Problem("a rule file stands in its pack's folder, not deeper", display_path(path))


def read_rule(
    path: Path, pack: str, languages: frozenset[str], names: Names, *, linked: bool = False
) -> RuleFile:
    """Read a rule file; its stem is the second half of its id."""
    if not NAME.fullmatch(path.stem):
        message = f"a rule's name is lower-case words and hyphens, not `{path.stem}`"
        raise SpecError([Problem(message, display_path(path))])
    text = read_text(path, linked=linked)
    return compile_rule(text, display_path(path), pack, path.stem, languages, names)


def _read_tune(path: Path, languages: Collection[str], *, linked: bool) -> Tune:
    if not languages:
        message = "a tune file adjusts rules for its pack's languages, and this pack has none"
        raise SpecError([Problem(message, display_path(path))])
    tree = read_yaml(read_text(path, linked=linked), display_path(path))
    return Tune(check(tree, TuneSpec, what="a tune file"), tree)


def read_text(path: Path, *, linked: bool = False) -> str:
    """A file that a person wrote; raises SpecError when it cannot be read or is not UTF-8.

    It is a regular file of a size that people write (`read_small`), and may be `linked` or not.
    """
    try:
        text = read_small(path, linked=linked).decode("utf-8")
        return text.replace("\r\n", "\n").replace("\r", "\n")
    except RefusedFile as refused:
        raise SpecError(
            [Problem(str(refused), display_path(path), remedy=refused.remedy)]
        ) from None
    except OSError as error:
        raise SpecError(
            [Problem(f"cannot be read: {error.strerror}", display_path(path))]
        ) from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"not UTF-8: the byte {error.object[error.start]:#04x}"
        raise SpecError([Problem(message, display_path(path), line, column)]) from None


def display_path(path: Path) -> str:
    """A path as people see it: from here when it is below here, else whole. Links stay as named."""
    try:
        here = str(Path.cwd())
    except OSError:
        return str(path)
    whole = normpath(Path(here, path))
    return whole.removeprefix(f"{here}{sep}") if whole.startswith(f"{here}{sep}") else str(path)


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
