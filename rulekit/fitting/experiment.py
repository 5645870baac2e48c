"""Experiments: data sets, each by the means of its aspects and its measured result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rulekit.catalog.compile_rule import Names, compile_signals
from rulekit.catalog.rule_files import display_path, read_text
from rulekit.errors import Problem, SpecError, UsageError, first_of, nearest
from rulekit.fitting.aspect_means import AspectMean, SetMeans, means_of_audit, means_of_replies
from rulekit.places.address import is_address, refuse_address
from rulekit.report.number import plural
from rulekit.spec.check import check
from rulekit.spec.experiments import ExperimentSpec, ExperimentsSpec
from rulekit.spec.strict_yaml import KeyPath, Tree, read_yaml

FEWEST, FEW = 12, 20  # experiments: of fewer, weights are no better than equal ones, or hardly
REPLY = "reply("  # begins the name of an aspect that a model was asked for


@dataclass(frozen=True)
class Experiment:
    """A data set, the means of its aspects in their order, and its measured result."""

    name: str
    result: float
    data: SetMeans


@dataclass(frozen=True)
class ExperimentFile:
    """A file of experiments; `aspects` are names of signals, and `units` what these count in."""

    path: Path
    spec: ExperimentsSpec
    tree: Tree
    aspects: tuple[str, ...]
    units: tuple[str, ...]

    def experiments(self) -> list[Experiment]:
        """The experiments in the order of the file, with the means of their data.

        Raises SpecError where data cannot be read, or lack an aspect, and where all are alike.
        """
        found = [
            Experiment(one.name, one.result, self._data(i, one))
            for i, one in enumerate(self.spec.experiments)
        ]
        if len({tuple(mean.value for mean in one.data.means) for one in found}) == 1:
            problem = self.tree.problem("no aspect differs between the experiments", ("aspects",))
            raise SpecError([problem])
        return found

    def _data(self, place: int, spec: ExperimentSpec) -> SetMeans:
        if spec.means is not None:
            return SetMeans(tuple(AspectMean(spec.means[name]) for name in self.aspects))
        try:
            if spec.audit:
                kept = spec.rows != "all"
                return means_of_audit(self._from_here(spec.audit), self.aspects, kept=kept)
            refuse_address(spec.replies or "", "a folder of replies")
            return means_of_replies(self._from_here(spec.replies or ""), self.aspects)
        except UsageError as error:
            at: KeyPath = ("experiments", place, "audit" if spec.audit else "replies")
            said = error.problems[0]
            problem = replace(self.tree.problem(said.message, at), remedy=said.remedy)
            raise SpecError([problem]) from None

    def _from_here(self, word: str) -> str:
        """A folder, whose path counts from that of the file."""
        return word if is_address(word) else str(self.path.parent / word)


def read_experiments(word: str, names: Names) -> ExperimentFile:
    """A file of experiments; raises SpecError with every mistake in it, UsageError for too few.

    Aspects are signals of these names, written as in a rule. Whatever a model was asked for is
    `reply(NAME)`.
    """
    refuse_address(word, "a file of experiments")
    path = Path(word)
    if not path.is_file():
        raise UsageError(f"there is no file `{word}`")
    tree = read_yaml(read_text(path, linked=True), display_path(path))
    spec = check(tree, ExperimentsSpec, what="a file of experiments")
    aspects, units = _aspects(tree, spec, names)
    if problems := first_of([*_twice(tree, spec, aspects), *_wrong_means(tree, spec, aspects)]):
        raise SpecError(problems)
    _check_results(word, spec)
    return ExperimentFile(path, spec, tree, tuple(aspects), tuple(sorted(units)))


def _aspects(tree: Tree, spec: ExperimentsSpec, names: Names) -> tuple[list[str], set[str]]:
    """The names of the aspects, and their units; those of replies are believed, and have none."""
    replies = {i: one.named for i, one in enumerate(spec.aspects) if _is_reply(one.named or "")}
    written = [(one, ("aspects", i)) for i, one in enumerate(spec.aspects) if i not in replies]
    signals = compile_signals(tree, written, names)
    of_signals = iter(signals)
    aspects = [replies.get(i) or next(of_signals).name for i in range(len(spec.aspects))]
    return aspects, {one.unit for one in signals}


def _is_reply(name: str) -> bool:
    return name.startswith(REPLY) and name.endswith(")")


def _twice(tree: Tree, spec: ExperimentsSpec, aspects: Sequence[str]) -> Iterator[Problem]:
    names = [one.name for one in spec.experiments]
    for what, known in (("aspect", aspects), ("experiment", names)):
        for i, name in enumerate(known):
            if name in known[:i]:
                yield tree.problem(f"the {what} `{name}` is here twice", (f"{what}s", i))


def _wrong_means(tree: Tree, spec: ExperimentsSpec, aspects: Sequence[str]) -> Iterator[Problem]:
    """Means that are missing, or of what is no aspect."""
    for i, one in enumerate(spec.experiments):
        if one.means is None:
            continue
        at: KeyPath = ("experiments", i, "means")
        for name in (name for name in one.means if name not in aspects):
            message = f"`{name}` is none of the aspects{nearest(name, aspects)}"
            yield tree.problem(message, (*at, name), at_key=True)
        for name in (name for name in aspects if name not in one.means):
            yield tree.problem(f"the mean of `{name}` is missing", at, at_key=True)


def _check_results(word: str, spec: ExperimentsSpec) -> None:
    count = len(spec.experiments)
    if count < FEWEST:
        message = f"`{word}` has {plural(count, 'experiment')}, and {FEWEST} are the least: "
        message += "of fewer, weights are no better than equal ones"
        remedy = "measure more data sets, or take the sum of the aspects as it is"
        raise UsageError([Problem(message, remedy=remedy)])
    if len({one.result for one in spec.experiments}) == 1:
        raise UsageError(f"all {count} results of `{word}` are the same: there is nothing to tell")
