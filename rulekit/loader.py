"""From what a user says to an engine that reads files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rulekit.catalog.catalog import load_catalog
from rulekit.catalog.rule_files import display_path, read_text
from rulekit.core.verdict import Verdict, unread
from rulekit.engine import Engine
from rulekit.errors import SpecError
from rulekit.files.discover import FoundFile, printable
from rulekit.files.read import read
from rulekit.hooks.reader import BrokenRow
from rulekit.plan.plan import Choice, Plan, Words
from rulekit.spec.project import ProjectSpec, read_project
from rulekit.spec.strict_yaml import Tree


class LocalEngine(Engine):
    """Judges texts, bytes and files by one plan."""

    def check_path(self, path: str | os.PathLike[str]) -> Verdict:
        """The verdict on a file. Whatever is wrong with it is in the verdict; nothing is raised."""
        found = FoundFile(printable(os.fspath(path)), os.fspath(path))
        data = read(found)
        if isinstance(data, BrokenRow):
            return unread(found.path, data.cause, data.note, size=data.size)
        return self.check_bytes(data, found.path)


def load(
    profile: str | None = None,
    *,
    select: Iterable[str] | None = None,
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    settings: Iterable[str] = (),
    seed: int | None = None,
    config: str | os.PathLike[str] | None = None,
    rules: Iterable[str | os.PathLike[str]] = (),
    off: Iterable[str] = (),
    all_signals: bool = False,
    used_signals: bool = False,
    all_evidence: bool = False,
) -> LocalEngine:
    """An engine for a profile, with the choices that the command line has.

    `settings` are words like `"python/pass-heavy.max=0.1"`; `config` is a rulekit.toml (none is
    looked for); `rules` are folders with more rules; `off` are plugins to leave out. `used_signals`
    keeps the readings that rules used in the verdict, `all_signals` every one; `all_evidence`
    locates what passed, too. Raises RulekitError, which lists every problem, when the plan cannot
    be made.
    """
    project, tree = read_config(config)
    choice = Choice(
        profile=profile,
        select=None if select is None else _listed(select),
        extend_select=_listed(extend_select),
        ignore=_listed(ignore),
        settings=_listed(settings),
        seed=seed,
        project=project,
        project_tree=tree,
        root=str(Path(config).parent) if config else ".",
        config=printable(os.fspath(config)) if config else "",
        all_signals=all_signals,
        used_signals=used_signals,
        all_evidence=all_evidence,
    )
    folders = [Path(folder) for folder in ([rules] if isinstance(rules, str) else rules)]
    folders += project_rules(project, tree, choice.root)
    return LocalEngine(Plan(load_catalog(_listed(off), folders), choice))


def _listed(words: Iterable[str]) -> tuple[str, ...]:
    """A word alone is a list of one, not of its letters."""
    return (words,) if isinstance(words, str) else tuple(words)


def read_config(config: str | os.PathLike[str] | None) -> tuple[ProjectSpec | None, Tree | None]:
    """A rulekit.toml; raises SpecError with every mistake in it."""
    if config is None:
        return None, None
    path = Path(config)
    return read_project(read_text(path), display_path(path))


def project_rules(project: ProjectSpec | None, tree: Tree | None, root: str) -> list[Path]:
    """The folders of rules that a rulekit.toml names, which lies in the folder `root`.

    Raises SpecError for one that lies elsewhere, as links and `..` lead: what a project brings
    may not reach what its user keeps beside it.
    """
    if project is None or tree is None:
        return []
    wrong = [i for i, word in enumerate(project.rules) if not _lies_in(root, word)]
    if wrong:
        message, remedy = (
            "lies outside of the folder of",
            "--rules FOLDER takes rules from anywhere",
        )
        raise SpecError(
            [
                replace(
                    tree.problem(f"`{project.rules[i]}` {message} {tree.path}", ("rules", i)),
                    remedy=remedy,
                )
                for i in wrong
            ]
        )
    return [Path(root) / folder for folder in project.rules]


def _lies_in(root: str, word: str) -> bool:
    with suppress(OSError, ValueError):  # a circle of links, a NUL: it lies nowhere
        return Path(root, word).resolve().is_relative_to(Path(root).resolve())
    return False


@dataclass(frozen=True)
class Settings(Words):
    """All that decides verdicts, by name only. Plain data: it travels as JSON."""

    config: str | None = None
    rules: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def build(self) -> LocalEngine:
        """The engine; raises RulekitError."""
        return load(**asdict(self))

    def to_json(self) -> str:
        """The recipe as one line."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> Settings:
        """The recipe that `to_json` wrote."""
        fields: dict[str, Any] = json.loads(text)
        lists = {key: tuple(value) for key, value in fields.items() if isinstance(value, list)}
        return Settings(**(fields | lists))
