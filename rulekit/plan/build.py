"""From options to a plan: what is installed, with the files that a person has named."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.rule_files import display_path, read_text
from rulekit.errors import SpecError
from rulekit.files.repository import printable
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan
from rulekit.spec.project import read_project


def build_plan(options: PlanOptions) -> Plan:
    """The plan that the options ask for; raises RulekitError with every problem."""
    project = read_config(options.config)
    return Plan(build_catalog(options, project), options, project)


def build_catalog(options: PlanOptions, project: Project) -> Catalog:
    """What is installed, with the folders of rules that options and project name."""
    folders = [*map(Path, options.rules), *project_rules(project)]
    replies = [*map(Path, options.replies), *project_replies(project)]
    return load_catalog(options.off, folders, replies=replies)


def read_config(config: str | None) -> Project:
    """A rulekit.toml, or an empty one for None; raises SpecError with every mistake in it."""
    if config is None:
        return Project()
    path = Path(config)
    spec, tree = read_project(read_text(path), display_path(path))
    return Project(spec, tree, str(path.parent), printable(config))


def project_rules(project: Project) -> list[Path]:
    """The folders of rules that a rulekit.toml names; raises SpecError for one elsewhere."""
    return _folders(project, project.spec.rules, "rules")


def project_replies(project: Project) -> list[Path]:
    """The folders of replies that a rulekit.toml names; raises SpecError as for rules."""
    return _folders(project, project.spec.replies, "replies")


def _folders(project: Project, words: Sequence[str], key: str) -> list[Path]:
    """Folders from that of the rulekit.toml.

    Raises SpecError for one that lies outside of it, as links and `..` lead: what a project
    brings may not reach what its user keeps beside it.
    """
    tree, root = project.tree, project.root
    wrong = [i for i, word in enumerate(words) if not _lies_in(root, word)]
    if wrong and tree:
        message = f"lies outside of the folder of {tree.path}"
        remedy = f"--{key} FOLDER takes {key} from anywhere"
        problems = [tree.problem(f"`{words[i]}` {message}", (key, i)) for i in wrong]
        raise SpecError([replace(problem, remedy=remedy) for problem in problems])
    return [Path(root, word) for word in words]


def _lies_in(root: str, word: str) -> bool:
    with suppress(OSError, ValueError):  # a circle of links, a NUL: it lies nowhere
        return Path(root, word).resolve().is_relative_to(Path(root).resolve())
    return False
