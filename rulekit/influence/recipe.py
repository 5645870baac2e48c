"""A file of influence, with the samples that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rulekit.catalog.rule_files import display_path, read_text
from rulekit.corpus.shards import find_source
from rulekit.errors import SpecError, UsageError
from rulekit.hooks.reader import Reader
from rulekit.influence.training_sample import SampleRows
from rulekit.places.address import is_address, refuse_address
from rulekit.spec.influence import InfluenceSpec, read_influence
from rulekit.spec.strict_yaml import Tree

MAY_CHANGE = {"title", "source", "top"}  # of a file whose reference is there


@dataclass(frozen=True)
class InfluenceRecipe:
    """What is selected from where, by which model."""

    spec: InfluenceSpec
    tree: Tree
    folder: Path

    def beside(self, word: str) -> str:
        """A path that the file names, seen from here; an address is one."""
        return word if is_address(word) else str(self.folder / word)

    @property
    def base(self) -> str:
        """The base model: a folder beside the file if there is one, else a name."""
        word = self.spec.model.base
        return str(self.folder / word) if (self.folder / word).is_dir() else word

    def samples(self, key: str, readers: Mapping[str, Reader], out: str) -> SampleRows:
        """The rows of `samples` or of `strong`; raises RulekitError for what is not there."""
        words: Sequence[str] = getattr(self.spec, key)
        try:
            found = find_source([*map(self.beside, words)], readers, lambda _: False, out=out)
        except UsageError as error:
            at = self.tree.problem("", (key,))
            told = (replace(at, message=one.message, remedy=one.remedy) for one in error.problems)
            raise SpecError([*told]) from None
        rows = SampleRows(found.shards, readers, self.spec.columns.model_dump())
        rows.check()
        return rows

    def fixed(self) -> dict[str, Any]:
        """What must stay as it is once there is a reference."""
        return self.spec.model_dump(exclude=MAY_CHANGE)


def read_influence_recipe(word: str) -> InfluenceRecipe:
    """The recipe in a file; raises SpecError with the place of every mistake."""
    refuse_address(word, "a file of influence")
    path = Path(word)
    if not path.is_file():
        raise UsageError(f"there is no file `{word}`")
    spec, tree = read_influence(read_text(path, linked=True), display_path(path))
    return InfluenceRecipe(spec, tree, path.parent)
