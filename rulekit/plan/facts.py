"""Facts of a plan that a report, a reader of corpora or a runner asks for, beside its rules."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rulekit.core.escape import in_short

if TYPE_CHECKING:
    from rulekit.catalog.catalog import Catalog
    from rulekit.catalog.plugin import Plugin
    from rulekit.core.rule import Rule
    from rulekit.hooks.harness import Harness
    from rulekit.hooks.reader import Reader
    from rulekit.hooks.runner import Runner
    from rulekit.language.detect import LanguageTable
    from rulekit.plan.options import Project
    from rulekit.plan.pipeline_parts import PipelineParts


class PlanFacts(ABC):
    """What is known of a plan without its layers; one that was stored knows it without a catalog.

    `catalog`, `project` and `selected` are those of the plan itself.
    """

    catalog: Catalog
    project: Project
    profile: str
    seed: int
    few: bool = False  # texts will be judged: what takes long to make is made for those alone
    stored_fingerprint: dict[str, dict[str, str]] | None = None  # of the plan that was stored

    @property
    @abstractmethod
    def selected(self) -> tuple[Rule, ...]:
        """Rules that the layers select for some document."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of the selected rules, by id."""
        return {rule.id: rule.title for rule in self.selected}

    @cached_property
    def reads_texts(self) -> bool:
        """False if what its rules ask of, and so quote, is the path."""
        return not all(rule.signal.on_path for rule in self.selected)

    @cached_property
    def pack_count(self) -> int:
        """How many packs there are."""
        return len(self.catalog.packs)

    @cached_property
    def bundled(self) -> bool:
        """True if every plugin comes with rulekit, so that it is known how it behaves."""
        return all(plugin.origin == "bundled" for plugin in self.catalog.plugins)

    @cached_property
    def broken(self) -> tuple[Plugin, ...]:
        """Plugins that could not be loaded, and that nothing needs."""
        return tuple(one for one in self.catalog.plugins if one.status == "failed")

    @cached_property
    def config(self) -> str:
        """The rulekit.toml in force, as it was named; "" for none."""
        return self.project.config

    @cached_property
    def root(self) -> str:
        """The folder that paths of the project count from."""
        return self.project.root

    @cached_property
    def excludes(self) -> tuple[str, ...]:
        """Git-ignore patterns of the project for files that are not judged."""
        if not self.config:
            return ()
        # What says how to judge is not judged; another rulekit.toml is a file like others.
        spec, own = self.project.spec, f"/{Path(self.config).name}"
        return (*spec.exclude, own, *(f"/{one}/" for one in (*spec.rules, *spec.replies)))

    @cached_property
    def max_drop_rate(self) -> float | None:
        """The share of files that may be dropped, if the project says one."""
        return self.project.spec.max_drop_rate

    @cached_property
    def baseline(self) -> str:
        """The baseline of the project as it is seen from the current folder; "" for none."""
        said = self.project.spec.baseline
        return os.path.normpath(Path(self.root, said)) if said else ""

    @cached_property
    def override_paths(self) -> tuple[tuple[str, ...], ...]:
        """Git-ignore patterns of each override of the project."""
        return tuple(tuple(one.paths) for one in self.project.spec.override)

    @abstractmethod
    def overrides_of(self, path: str) -> tuple[int, ...]:
        """The numbers of the overrides whose patterns match a path."""

    @cached_property
    def table(self) -> LanguageTable:
        """All languages that are known."""
        return self.catalog.table

    @cached_property
    def suffixes(self) -> tuple[str, ...]:
        """Ends of the names of corpora."""
        return tuple(end for one in self.readers.values() for end in one.suffixes)

    @cached_property
    def readers(self) -> Mapping[str, Reader]:
        """Readers of shards of corpora, by name."""
        return self.catalog.readers

    @cached_property
    def runners(self) -> Mapping[str, Runner]:
        """Runners other than the local one, by name."""
        return self.catalog.runners

    @cached_property
    def harnesses(self) -> Mapping[str, Harness]:
        """What runs solutions with their tests, by language."""
        return self.catalog.harnesses

    @cached_property
    def pipeline_parts(self) -> PipelineParts:
        """All that pipelines are made of."""
        from rulekit.plan.pipeline_parts import PipelineParts

        return PipelineParts.of(self.catalog)

    @property
    def summary(self) -> str:
        """What was chosen, in a line."""
        config = f", {self.config}" if self.config else ""
        counts = f"{len(self.titles)} rules, {self.pack_count} packs"
        return in_short(f"profile {self.profile}, {counts}{config}")

    def __repr__(self) -> str:
        return f"<plan: {self.summary}>"
