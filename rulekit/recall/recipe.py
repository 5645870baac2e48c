"""A recipe: the file that declares rounds, with the files that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from rulekit.catalog.rule_files import NAME, display_path, read_text
from rulekit.errors import SpecError, UsageError
from rulekit.learned.model import Shape
from rulekit.places.address import is_address, refuse_address
from rulekit.recall.annotation import AnnotationFile, read_annotations
from rulekit.recall.domain import Domains
from rulekit.recall.suffix import read_suffixes
from rulekit.spec.recall import RecallSpec, read_recall
from rulekit.spec.strict_yaml import KeyPath, Tree

Made = TypeVar("Made")
GOES_ON = "rounds go on as they began: put it back, or name another folder with --out"
MAY_CHANGE = ("title", "source", "rounds", "stop", "admit")  # of a file whose rounds have begun


@dataclass(frozen=True)
class Recipe:
    """What is recalled from where, and how domains are told."""

    spec: RecallSpec
    tree: Tree
    folder: Path
    domains: Domains

    @property
    def name(self) -> str:
        """The name of the recall, and of its models."""
        return self.spec.recall.strip()

    @property
    def shape(self) -> Shape:
        """The shape of its models."""
        return Shape(orders=tuple(self.spec.model.orders), bits=self.spec.model.bits)

    @property
    def sources(self) -> list[str]:
        """The shards, as words for a reader of corpora; paths count from the file's folder."""
        return [self.beside(word) for word in self.spec.corpus.pages]

    def beside(self, word: str) -> str:
        """A path that the file names, seen from here; an address is one."""
        return word if is_address(word) else str(self.folder / word)

    def annotations(self) -> AnnotationFile:
        """What people have decided by now; nothing where there is no file yet. Raises SpecError."""
        path = Path(self.beside(self.spec.annotations))
        if not path.exists():
            return AnnotationFile("")
        return read_annotations(read_text(path, linked=True), display_path(path))

    def problem(self, message: str, at: KeyPath) -> SpecError:
        """An error at a place in the file."""
        return SpecError([self.tree.problem(message, at)])

    def fixed(self) -> dict[str, Any]:
        """What must stay as it is while there are rounds."""
        return {
            key: value for key, value in self.spec.model_dump().items() if key not in MAY_CHANGE
        }

    def refuse_change(self, before: Mapping[str, Any]) -> None:
        """Raise SpecError where the file says otherwise than when the first round began."""
        now = self.fixed()
        for at, old, new in _changes(before, now, ()):
            problem = self.tree.problem(f"`{'.'.join(map(str, at))}` was {old}, and is {new}", at)
            raise SpecError([replace(problem, remedy=GOES_ON)])


def read_recipe(word: str) -> Recipe:
    """The recipe in a file; raises SpecError with the place of every mistake."""
    refuse_address(word, "a file of rounds")
    path = Path(word)
    if not path.is_file():
        raise UsageError(f"there is no file `{word}`")
    spec, tree = read_recall(read_text(path, linked=True), display_path(path))
    if not NAME.fullmatch(spec.recall.strip()):
        message = f"the name is lower-case words and hyphens, not `{spec.recall.strip()}`"
        raise SpecError([tree.problem(message, ("recall",))])
    for at, name in _own_files(spec):
        if name and is_address(name):
            raise SpecError([tree.problem("this can be no address: name a file or a folder", at)])
    suffixes = None
    if spec.domains.suffixes is not None:
        at = ("domains", "suffixes")
        suffixes = _read(tree, path.parent / spec.domains.suffixes, at, read_suffixes)
    return Recipe(spec, tree, path.parent, Domains(spec.held_out, suffixes))


def _own_files(spec: RecallSpec) -> Iterator[tuple[KeyPath, str | None]]:
    yield ("annotations",), spec.annotations
    yield ("seed", "labels"), spec.seed.labels
    yield ("seed", "replies"), spec.seed.replies
    yield ("domains", "suffixes"), spec.domains.suffixes


def _read(tree: Tree, file: Path, at: KeyPath, read: Callable[[str, str], Made]) -> Made:
    if not file.is_file():
        raise SpecError([tree.problem(f"there is no file `{display_path(file)}`", at)])
    return read(read_text(file, linked=True), display_path(file))


def _changes(before: Any, now: Any, at: tuple[str, ...]) -> Iterator[tuple[KeyPath, Any, Any]]:
    """The places where two plain values differ, as far down as both are mappings."""
    if not (isinstance(before, dict) and isinstance(now, dict)):
        if before != now:
            yield at, _shown(before), _shown(now)
        return
    for key in dict.fromkeys([*now, *before]):
        yield from _changes(before.get(key), now.get(key), (*at, key))


def _shown(value: Any) -> str:
    return "not said" if value is None else f"`{value}`"
