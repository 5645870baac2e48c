"""An engine that reads files, and how to get one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rulekit.catalog.catalog import load_catalog
from rulekit.catalog.plan import Choice, Plan
from rulekit.catalog.rulebook import read_text, shown
from rulekit.core.verdict import Verdict
from rulekit.engine import MAX_BYTES, Engine, failed, not_judged, too_large
from rulekit.errors import SpecError
from rulekit.run.discover import Found, printable
from rulekit.spec.project import ProjectSpec, read_project
from rulekit.spec.strict_yaml import Tree


class LocalEngine(Engine):
    """Judges texts, bytes and files by one plan."""

    def check_path(self, path: str | os.PathLike[str]) -> Verdict:
        """The verdict on a file. Whatever is wrong with it is in the verdict; nothing is raised."""
        file = os.fspath(path)
        return self.check_found(Found(printable(file), file))

    def check_found(self, found: Found) -> Verdict:
        """The verdict on a file that was found."""
        if found.cause == "unreadable":
            return failed(found.path, found.cause, found.note)
        if found.cause:
            return not_judged(found.path, found.cause, found.note)
        try:
            data = read_file(found.file)
        except SpecialFile:
            return not_judged(found.path, "special-file", "not a regular file")
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            return failed(found.path, "unreadable", f"cannot be read: {why}")
        if isinstance(data, int):
            return too_large(found.path, data)
        return self.check_bytes(data, found.path)


class SpecialFile(Exception):  # noqa: N818  an answer, not a failure
    """A pipe, a socket, a device: reading it might never end."""


def read_file(file: str) -> bytes | int:
    """The file's bytes, or its size if that is over MAX_BYTES; raises SpecialFile, OSError."""
    status = os.stat(file)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(0, "it is a folder", file)
    if not stat.S_ISREG(status.st_mode):
        raise SpecialFile("not a regular file")
    if status.st_size > MAX_BYTES:
        return status.st_size
    with open(file, "rb") as opened:
        return opened.read(MAX_BYTES + 1)


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
        root=os.path.dirname(config) or "." if config else ".",
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
    return read_project(read_text(path), shown(path))


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
