"""Models of other programs as signals: a description, and the file that it is of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rulekit.catalog.rule_files import display_path, read_text
from rulekit.core.document import Document
from rulekit.core.signal import Signal
from rulekit.errors import Problem, RulekitError, SpecError, nearest
from rulekit.files.digest import file_sha256
from rulekit.hooks.model_kind import ModelKind, Score
from rulekit.learned.signal import UNIT, signal_name
from rulekit.spec.check import check
from rulekit.spec.strict_yaml import Tree, read_yaml

ENDING = ".yaml"


@dataclass(frozen=True)
class ForeignModel:
    """A description of a model, which is read with its file when it is first asked for."""

    path: Path
    kinds: Mapping[str, ModelKind]
    linked: bool = False

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.path.stem

    @cached_property
    def signal(self) -> Signal:
        """The signal of the model, which knows no place: nobody can say why it scores so."""

        def measure(document: Document) -> float:
            return self.model(document)

        def tell(_document: Document) -> str:
            return f"a model of {self._said[0].name} cannot say why"

        doc = f"the score of the model {self.name}"
        return Signal(signal_name(self.name), UNIT, doc, measure, tell=tell)

    @cached_property
    def model(self) -> Score:
        """What scores documents; raises SpecError where the description or the file is wrong."""
        kind, settings = self._said
        try:
            return kind.load(settings, self._file)
        except RulekitError as error:
            raise SpecError(
                [one if one.path else _at(one, self._file) for one in error.problems]
            ) from None

    @cached_property
    def sha256(self) -> str:
        """The hash of the description, the file and the library's version; raises SpecError."""
        said = hashlib.sha256(read_text(self.path, linked=self.linked).encode())
        said.update(bytes.fromhex(file_sha256(self._file)) + self._said[0].version.encode())
        return said.hexdigest()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that the score hangs on, as far as they are known."""
        try:
            return self.path, self._file
        except SpecError:
            return (self.path,)

    @cached_property
    def _said(self) -> tuple[ModelKind, Any]:
        """The kind, and what is said of it."""
        path = display_path(self.path)
        tree = read_yaml(read_text(self.path, linked=self.linked), path)
        kind = _kind_of(tree, self.kinds)
        return kind, check(tree, kind.settings, what="a description of a model")

    @cached_property
    def _file(self) -> Path:
        file = self.path.with_suffix(self._said[0].ending)
        if not file.is_file() or (file.is_symlink() and not self.linked):
            message = "the file of the model is not there, or it is a link"
            remedy = f"{display_path(self.path)} is of a file of its own name"
            raise SpecError([Problem(message, display_path(file), remedy=remedy)])
        return file


def _at(problem: Problem, file: Path) -> Problem:
    return Problem(problem.message, display_path(file), remedy=problem.remedy)


def _kind_of(tree: Tree, kinds: Mapping[str, ModelKind]) -> ModelKind:
    said = tree.value.get("kind") if isinstance(tree.value, dict) else None
    if isinstance(said, str) and said in kinds:
        return kinds[said]
    if said is None:
        message = "the key `kind` is missing: which program the model is of"
    else:
        message = f"no plugin reads models of the kind `{said}`{nearest(str(said), kinds)}"
    raise SpecError([tree.problem(message, ("kind",))])
