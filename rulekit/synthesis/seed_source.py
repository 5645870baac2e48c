"""Where seeds come from: rows of a corpus, curated first if the recipe says so, and then drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rulekit.audit.folder import AuditFolder, is_audit
from rulekit.category.category_file import read_categories
from rulekit.category.sorter import Sorter
from rulekit.corpus.job import Shard
from rulekit.corpus.shards import find_source
from rulekit.engine import Engine
from rulekit.errors import SpecError, nearest
from rulekit.hooks.reader import Reader
from rulekit.plan.options import PlanOptions
from rulekit.synthesis.attempt import table_lines
from rulekit.synthesis.corpus_curation import curated
from rulekit.synthesis.json_lines import Record, write_lines
from rulekit.synthesis.seed_pool import SeedPool, drawn
from rulekit.synthesis.synthesis_files import CURATED, SORTED
from rulekit.synthesis.synthesis_recipe import SynthesisRecipe

NONE = "(none)"  # a category that is none, where they are counted
Tell = Callable[[str], None]


@dataclass
class SeedSource:
    """The corpus that `words` name, with its `columns`, and what a recipe takes of it.

    `told` counts rows, those that are no seeds by why, and the seeds.
    """

    recipe: SynthesisRecipe
    engine: Engine
    options: PlanOptions
    readers: Mapping[str, Reader]
    words: Sequence[str]
    columns: str
    reader: str
    out: Path
    jobs: int
    told: Counter[str] = field(default_factory=Counter)
    categories: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, None] = field(default_factory=dict)  # columns that any seed has

    def write(self, path: Path, tell: Tell) -> int:
        """Write the seeds, a line each; how many there are."""
        pool = self._pool(tell)
        chosen = self._chosen(pool, tell)
        self.fields.clear()

        def seeds() -> Iterator[Record]:
            for one in pool.seeds():
                if one["seed"] in chosen:
                    seed = one | chosen[one["seed"]]
                    self.fields.update(dict.fromkeys(seed))
                    yield seed

        count = write_lines(AuditFolder(self.out), path, seeds())
        self.told = Counter(pool.told)
        self.told["not drawn"] = (
            pool.told["rows"] - count - pool.told["unread"] - pool.told["copies"]
        )
        self.told["seeds"] = count
        return count

    def check(self) -> None:
        """Raise RulekitError for corpora that are not there, and for categories that are none."""
        find_source(self.words, self.readers, is_audit, reader=self.reader)
        if self.recipe.against:
            find_source(self.recipe.against, self.readers, is_audit)
        if name := self.recipe.spec.seeds.categories:
            read_categories(self.recipe.folder / name)

    @property
    def said(self) -> dict[str, Any]:
        """What became of rows, and of which categories the seeds are, for a manifest."""
        about = {"seeds": dict(self.told)}
        return about | ({"categories": self.categories} if self.categories else {})

    def texts(self, words: Sequence[str]) -> Iterator[Record]:
        """The texts of other corpora, as seeds are."""
        source = find_source(words, self.readers, is_audit)
        return self._of(source.shards).seeds()

    def _pool(self, tell: Tell) -> SeedPool:
        spec = self.recipe.spec.seeds
        if not spec.curate:
            source = find_source(self.words, self.readers, is_audit, reader=self.reader)
            return self._of(source.shards, self.columns)
        run = curated(
            self.options, self.recipe.beside(spec.curate), self.words, self.out / CURATED,
            self.jobs, tell,
        )  # fmt: skip
        folder = self.out / CURATED
        if not spec.output:
            pool = self._below(folder / "kept")
            pool.origins = {one.name: _kept_rows(folder, one.name) for one in pool.shards}
            return pool
        if spec.output not in run.pipeline.outputs:
            message = f"`{spec.curate}` has no output `{spec.output}`"
            message += nearest(spec.output, run.pipeline.outputs)
            raise SpecError([self.recipe.tree.problem(message, ("seeds", "output"))])
        curated_there = folder / "curated" / spec.output / "kept"
        is_curated = spec.output in run.pipeline.spec.outputs
        return self._below(curated_there if is_curated else folder / "outputs" / spec.output)

    def _below(self, folder: Path) -> SeedPool:
        """The rows of all files in a folder that a curation has written."""
        return self._of(find_source([str(folder)], self.readers, is_audit).shards)

    def _of(self, shards: Sequence[Shard], columns: str = "") -> SeedPool:
        return SeedPool(shards, self.readers, self.engine.plan.table, columns)

    def _chosen(self, pool: SeedPool, tell: Tell) -> dict[str, Record]:
        """The seeds that are taken, each with its category, if the recipe has some."""
        spec = self.recipe.spec.seeds
        if not spec.categories:
            keys = [one["seed"] for one in pool.seeds()]
            return {key: {} for key in drawn(keys, spec.most)}
        sorter = Sorter(read_categories(self.recipe.folder / spec.categories), self.out / SORTED)
        tell("categories of seeds")
        names: list[str] = []

        def texts() -> Iterator[str]:
            for seed in pool.seeds():
                names.append(seed["seed"])
                yield seed["content"]

        named = [{"category": one.name, "category_by": one.by} for one in sorter.sort(texts())]
        found = dict(zip(names, named, strict=True))
        counts = Counter(one["category"] or NONE for one in found.values())
        self.categories = {**sorter.told(), "seeds": dict(sorted(counts.items()))}
        return {name: found[name] for name in self._drawn(found)}

    def _drawn(self, found: Mapping[str, Record]) -> set[str]:
        """Those that are drawn of each category, none without one, and then of all."""
        spec = self.recipe.spec.seeds
        if not spec.per_category:
            return drawn([*found], spec.most)
        names = dict.fromkeys(one["category"] for one in found.values() if one["category"])
        taken: set[str] = set()
        for name in names:
            its = [seed for seed, one in found.items() if one["category"] == name]
            taken |= drawn(its, spec.per_category)
        return drawn([seed for seed in found if seed in taken], spec.most)


def _kept_rows(folder: Path, shard: str) -> list[int]:
    """The rows of a shard that a curation has kept, in their order."""
    fates = table_lines(Path(str(AuditFolder(folder).table("fates", shard))))
    return [one["row"] for one in fates if one["decision"] == "keep"]
