"""From options to an engine."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.rule_files import display_path, read_text
from rulekit.engine import Engine
from rulekit.errors import SpecError
from rulekit.files.repository import printable
from rulekit.plan.options import PlanKeywords, PlanOptions, Project, shows_options
from rulekit.plan.plan import Plan
from rulekit.spec.project import read_project


@shows_options
def load(profile: str | None = None, **options: Unpack[PlanKeywords]) -> Engine:
    """An engine for a profile, with the options that the command line has.

    `settings` are words like `"python/pass-heavy.max=0.1"`; `config` is a rulekit.toml (none is
    looked for); `rules` are folders with more rules; `off` are plugins to leave out. `used_signals`
    keeps the readings that rules used in the verdict, `all_signals` every one; `all_evidence`
    locates what passed, too, and `failed_only` leaves out the findings of what passed or did not
    apply, which takes a third of the time. Raises RulekitError, which lists every problem, when the
    plan cannot be made.
    """
    return build_engine(PlanOptions.of(profile, **options))


def build_engine(options: PlanOptions) -> Engine:
    """The engine that judges as the options say; raises RulekitError."""
    project = read_config(options.config)
    return Engine(Plan(build_catalog(options, project), options, project))


def build_catalog(options: PlanOptions, project: Project) -> Catalog:
    """What is installed, with the folders of rules that options and project name."""
    folders = [*map(Path, options.rules), *project_rules(project)]
    return load_catalog(options.off, folders)


def read_config(config: str | None) -> Project:
    """A rulekit.toml, or an empty one for None; raises SpecError with every mistake in it."""
    if config is None:
        return Project()
    path = Path(config)
    spec, tree = read_project(read_text(path), display_path(path))
    return Project(spec, tree, str(path.parent), printable(config))


def project_rules(project: Project) -> list[Path]:
    """The folders of rules that a rulekit.toml names.

    Raises SpecError for one that lies outside of its own, as links and `..` lead: what a project
    brings may not reach what its user keeps beside it.
    """
    tree, root, words = project.tree, project.root, project.spec.rules
    wrong = [i for i, word in enumerate(words) if not _lies_in(root, word)]
    if wrong and tree:
        message = f"lies outside of the folder of {tree.path}"
        remedy = "--rules FOLDER takes rules from anywhere"
        problems = [tree.problem(f"`{words[i]}` {message}", ("rules", i)) for i in wrong]
        raise SpecError([replace(problem, remedy=remedy) for problem in problems])
    return [Path(root, word) for word in words]


def _lies_in(root: str, word: str) -> bool:
    with suppress(OSError, ValueError):  # a circle of links, a NUL: it lies nowhere
        return Path(root, word).resolve().is_relative_to(Path(root).resolve())
    return False
