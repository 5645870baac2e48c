"""All that the pipelines of curations are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rulekit.catalog.catalog import Catalog
    from rulekit.hooks.step import Step
    from rulekit.hooks.step_parts import Benchmark, Cutter, Detector


@dataclass(frozen=True)
class PipelineParts:
    """The steps that are installed and what they may use, by name."""

    steps: Mapping[str, Step]
    detectors: Mapping[str, Detector]
    benchmarks: Mapping[str, Benchmark]
    cutters: Mapping[str, Cutter]
    languages: frozenset[str]
    captures: Mapping[str, frozenset[str]]  # that can be asked for, by language with a grammar
    folders: tuple[Path, ...]  # in which pipelines stand that can be named
    catalog: Callable[[], Catalog]  # with the signals, which few steps ask for

    @classmethod
    def of(cls, catalog: Catalog) -> PipelineParts:
        """The parts of a catalog."""
        return cls(
            catalog.steps,
            catalog.detectors,
            catalog.benchmarks,
            catalog.cutters,
            frozenset(catalog.table.ids),
            {language: syntax.provided for language, syntax in catalog.syntaxes.items()},
            tuple(dict.fromkeys(one.parent / "pipelines" for one in catalog.profile_folders)),
            lambda: catalog,
        )
