"""Weights beside rules: `weights/NAME.yaml` in folders of packs, and in those that are named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from rulekit.catalog.compile_rule import Names, compile_signals
from rulekit.catalog.rule_files import NAME, display_path, read_text
from rulekit.core.signal import Signal
from rulekit.errors import Problem, SpecError
from rulekit.hooks.pack import Pack
from rulekit.signals.weighted import WeightedTerm, weighted
from rulekit.spec.check import check
from rulekit.spec.strict_yaml import read_yaml
from rulekit.spec.weights import WeightsSpec

FOLDER, ENDING = "weights", ".yaml"


@dataclass(frozen=True)
class WeightFile:
    """Weights as written and as a signal, and where they stand."""

    path: Path
    spec: WeightsSpec = field(repr=False)
    terms: tuple[WeightedTerm, ...] = field(repr=False)
    signal: Signal = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the weights."""
        return self.path.stem


def find_weights(
    packs: Iterable[Pack], extra: Iterable[Path], names: Names
) -> dict[str, WeightFile]:
    """The weights by the names of their signals; a pack's that are wrong are not among them.

    Raises SpecError for those of the `extra` folders, and for a name that another file has.
    """
    found: dict[str, WeightFile] = {}
    problems: list[Problem] = []
    folders = [*((pack.rules, True) for pack in packs), *((folder, False) for folder in extra)]
    for folder, linked in dict.fromkeys(folders):
        files, wrong = read_weights(folder, names, linked=linked)
        problems += () if linked else wrong
        for file in files:
            if other := found.get(file.signal.name):
                message = f"the weights {file.name} exist already: {display_path(other.path)}"
                remedy = "give the file another name: rules call the weights by it"
                problems.append(Problem(message, display_path(file.path), remedy=remedy))
            else:
                found[file.signal.name] = file
    if problems:
        raise SpecError(problems)
    return found


def with_weights(names: Names, weights: dict[str, WeightFile]) -> Names:
    """The names that rules may use: those that weights may, and the weights."""
    signals = {name: file.signal for name, file in weights.items()}
    return replace(names, signals={**names.signals, **signals})


def read_weights(
    folder: Path, names: Names, *, linked: bool = False
) -> tuple[list[WeightFile], list[Problem]]:
    """The weights of a folder of rules, and the mistakes in their files."""
    files: list[WeightFile] = []
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob(f"*{ENDING}")):
        try:
            files.append(_read(path, names, linked=linked))
        except SpecError as error:
            problems += error.problems
    return files, problems


def _read(path: Path, names: Names, *, linked: bool) -> WeightFile:
    if not NAME.fullmatch(path.stem):
        message = f"the name of weights is lower-case words and hyphens, not `{path.stem}`"
        raise SpecError([Problem(message, display_path(path))])
    tree = read_yaml(read_text(path, linked=linked), display_path(path))
    spec = check(tree, WeightsSpec, what="a file of weights")
    written = [(term.signal, ("terms", i, "signal")) for i, term in enumerate(spec.terms)]
    signals = compile_signals(tree, written, names)
    known = [one.name for one in signals]
    if again := [i for i, name in enumerate(known) if name in known[:i]]:
        twice = [tree.problem(f"`{known[i]}` is here twice", ("terms", i)) for i in again]
        raise SpecError(twice)
    terms = tuple(
        WeightedTerm(signal, term.weight, term.mean)
        for signal, term in zip(signals, spec.terms, strict=True)
    )
    return WeightFile(path, spec, terms, weighted(path.stem, terms))
