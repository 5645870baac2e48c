"""pytest runs the examples of rules, and lends tests of packs the fixture `rulekit`.

Nothing happens, and nothing of rulekit is loaded, before somebody names folders of rules in the ini
option `rulekit_rules` or on the command line, or asks for the fixture.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from rulekit.catalog.compile_rule import RuleFile
    from rulekit.errors import Problem
    from rulekit.testing.examples import ExampleRunner, Side
    from rulekit.testing.kit import Kit

RULES, OFF = "rulekit_rules", "rulekit_off"  # ini options
NAMED = "rulekit_named"  # how workers are told of the command line

# A rule has six keys that must be there; a file with three of them wants to be one.
REQUIRED = re.compile(rb"^(title|why|source|signal|keep|examples):", re.MULTILINE)
ENOUGH = 3

_named = pytest.StashKey[list[Path]]()  # paths that were typed
_packs = pytest.StashKey[list[Path]]()  # folders of the ini option
_runner = pytest.StashKey["ExampleRunner"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say the two ini options."""
    parser.addini(
        RULES, "folders of packs of rules, PACK/NAME.yaml, whose examples are tests", type="paths"
    )
    parser.addini(OFF, "plugins of rulekit to leave out", type="args")


def pytest_configure(config: pytest.Config) -> None:
    """Find out who has opted in; beside testpaths, the folders of rules are searched too."""
    arguments = [_whole(config, argument.partition("::")[0]) for argument in config.args]
    typed = config.args_source is pytest.Config.ArgsSource.ARGS
    told = getattr(config, "workerinput", {}).get(NAMED)  # in a process of pytest-xdist
    named = arguments if typed else []
    config.stash[_named] = named if told is None else [Path(one) for one in told]
    config.stash[_packs] = [_whole(config, folder) for folder in config.getini(RULES)]
    for folder in config.stash[_packs]:
        _check(folder)
        below = any(folder.is_relative_to(argument) for argument in arguments)
        if config.args_source is pytest.Config.ArgsSource.TESTPATHS and not below:
            config.args.append(str(folder))


def _whole(config: pytest.Config, path: str | Path) -> Path:
    """A path from the root, as pytest tells those of files: links stay as they are named."""
    return Path(os.path.normpath(config.invocation_params.dir / path))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of pytest-xdist what was typed: to it, all is."""
    node.workerinput[NAMED] = [str(path) for path in node.config.stash[_named]]


def _check(folder: Path) -> None:
    """Raises UsageError for a folder in which no pack of rules can be."""
    if not folder.is_dir():
        raise pytest.UsageError(f"{RULES}: there is no folder `{folder}`")
    if any(folder.glob("*.yaml")):
        message = f"`{folder}` has rules in it: name the folder that holds it, as in PACK/NAME.yaml"
        raise pytest.UsageError(f"{RULES}: {message}")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the rule files that somebody has asked for."""
    if file_path.suffix == ".yaml" and _asked_for(file_path, parent.config):
        return RuleExamples.from_parent(parent, path=file_path)
    return None


def _asked_for(file: Path, config: pytest.Config) -> bool:
    pack, packs = file.parent, file.parent.parent
    if packs not in config.stash[_packs]:
        named = any(path in config.stash[_named] for path in (file, pack, packs))
        if not named or not _wants_to_be_rule(file):
            return False
    from rulekit.testing.rule_choice import is_rule_file

    return is_rule_file(file)


def _wants_to_be_rule(file: Path) -> bool:
    try:
        return len(set(REQUIRED.findall(file.read_bytes()))) >= ENOUGH
    except OSError:
        return False


class RuleExamples(pytest.File):
    """A rule file."""

    def collect(self) -> Iterator[RuleExample]:
        """Its examples; a file with mistakes is an error that shows them."""
        from rulekit.errors import RulekitError
        from rulekit.testing.examples import examples_of
        from rulekit.testing.rule_choice import rule_files

        try:
            runner = _runner_of(self.config)
            [file] = rule_files(runner.catalog, [str(self.path)])
        except RulekitError as error:
            raise self.CollectError(_said(error.problems)) from None
        for side, number, _ in examples_of(file):
            name = f"{side}[{number}]"
            yield RuleExample.from_parent(self, name=name, file=file, side=side, number=number)


class RuleExample(pytest.Item):
    """An example of a rule: it ends on its side, and reads what it says."""

    def __init__(self, *, file: RuleFile, side: Side, number: int, **words: Any) -> None:
        super().__init__(**words)
        self.file = file
        self.key = (side, number)
        self.extra_keyword_matches.add(file.rule.id)

    def runtest(self) -> None:
        """Fail with what the example does not do, at its place in the file."""
        if problems := self._problems():
            pytest.fail(_said(problems), pytrace=False)

    def _problems(self) -> Sequence[Problem]:
        from rulekit.errors import RulekitError

        try:
            tried = _runner_of(self.config).tried(self.file, *self.key)
        except RulekitError as error:
            return error.problems
        place = ("examples", *self.key)
        told = [(tried.complaint, place), (tried.misread, (*place, "reads"))]
        return [self.file.tree.problem(said, where) for said, where in told if said]

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the example stands, and the rule's id before its name."""
        line = self.file.examples.get(self.key, 1)
        return self.path, line - 1, f"{self.file.rule.id}::{self.name}"


def _runner_of(config: pytest.Config) -> ExampleRunner:
    """What runs examples, made once in a session."""
    if _runner not in config.stash:
        from rulekit.catalog.load_catalog import load_catalog
        from rulekit.testing.examples import ExampleRunner

        config.stash[_runner] = ExampleRunner(load_catalog(config.getini(OFF)))
    return config.stash[_runner]


def _said(problems: Sequence[Problem]) -> str:
    """Problems without the word `error`, which pytest says in its own way."""
    return "\n".join(str(problem).removeprefix("error: ") for problem in problems)


@pytest.fixture(scope="session", name="rulekit")
def kit(pytestconfig: pytest.Config) -> Kit:
    """Texts judged, captured and measured, as tests of packs need it.

    `rulekit.check(text, path)` gives the verdict, `rulekit.captures(text, path)` the texts of each
    capture, `rulekit.reads(name, text, path)` the number of a rule or signal, and
    `rulekit.finds(name, text, path)` the texts that it points at.
    """
    from rulekit.errors import RulekitError
    from rulekit.testing.kit import Kit

    try:
        return Kit(_loose(pytestconfig), pytestconfig.getini(OFF))
    except RulekitError as error:
        problems = error.problems
    pytest.fail(_said(problems), pytrace=False)


def _loose(config: pytest.Config) -> list[Path]:
    """The folders of rules of which none is installed."""
    folders = config.stash[_packs]
    known = _runner_of(config).catalog.rules if folders else {}
    return [one for one in folders if not any(_id(file) in known for file in one.glob("*/*.yaml"))]


def _id(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"
