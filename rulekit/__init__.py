"""rulekit decides which source files belong in a code model's pretraining data, and shows why.

To judge: `load` gives an `Engine`, whose `check_path`, `check_bytes` and `check_text` give a
`Verdict` with `Finding`s and their `Evidence`, and whose `check_many` gives the `JudgedRows` of a
list or a DataFrame; `open_audit` gives the `Audit` of a corpus. Every error is a `RulekitError`.

To extend: `hookimpl` marks the hooks of a plugin, which bring a `Pack` of rules, `Language`s,
`Finder`s and `Signal`s, a `Reader` of corpora, a `Runner`, a `ModelKind`, `Step`s of curations, or
a `Harness` of tests.

These names, `rulekit.testing`, `rulekit.adapters` and `rulekit.analysis` are the public surface.
Everything is loaded on first use, so that `import rulekit` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.audit.open import Audit, open_audit
    from rulekit.core.absence import Absence
    from rulekit.core.document import Document
    from rulekit.core.finder import Finder, pattern_finder
    from rulekit.core.gate import any_gate, gate_of
    from rulekit.core.judged_rows import JudgedRows
    from rulekit.core.late_pattern import LatePattern
    from rulekit.core.natural_language import LanguageIdentifier, NaturalLanguage
    from rulekit.core.position import Evidence
    from rulekit.core.reading import Reading, Unmeasured
    from rulekit.core.signal import Signal
    from rulekit.core.span import Span
    from rulekit.core.verdict import Finding, Verdict
    from rulekit.engine import Engine
    from rulekit.errors import Problem, RulekitError, UsageError
    from rulekit.hooks.curated_row import (
        GOES_ON,
        CuratedRow,
        Cutting,
        Edit,
        Leak,
        Note,
        Outcome,
        Score,
    )
    from rulekit.hooks.describer import Describer, PackageAsked, PackageTold
    from rulekit.hooks.harness import Harness, RunReport, SolutionRun
    from rulekit.hooks.hookimpl import hookimpl
    from rulekit.hooks.model_kind import ModelKind
    from rulekit.hooks.pack import Language, Pack
    from rulekit.hooks.reader import AddingReader, BrokenRow, EditingReader, Reader, Row
    from rulekit.hooks.runner import Executor, Fleet, Runner
    from rulekit.hooks.step import CopyStep, CorpusStep, RowSignal, RowStep, Step, StepContext
    from rulekit.hooks.step_parts import Benchmark, BenchmarkItem, Cutter, Detection, Detector, Unit
    from rulekit.loader import load
    from rulekit.places.address import is_address
    from rulekit.places.place import open_place
    from rulekit.run.local_runner import Worker
    from rulekit.sandbox.program import Program, ProgramEnd
    from rulekit.spec.check import Spec
    from rulekit.spec.foreign_model import ModelSpec
    from rulekit.syntax.angle import too_many_angles
    from rulekit.syntax.embedded import blanked
    from rulekit.syntax.grammar import Grammar

__all__ = [  # noqa: RUF022  grouped by reader
    # To judge.
    "Audit",
    "Engine",
    "Evidence",
    "Finding",
    "JudgedRows",
    "RulekitError",
    "Verdict",
    "load",
    "open_audit",
    # To extend: a pack.
    "Absence",
    "Document",
    "Finder",
    "Grammar",
    "Language",
    "LanguageIdentifier",
    "LatePattern",
    "NaturalLanguage",
    "Pack",
    "Reading",
    "Signal",
    "Span",
    "Unmeasured",
    "any_gate",
    "blanked",
    "gate_of",
    "hookimpl",
    "pattern_finder",
    "too_many_angles",
    # To extend: a reader of corpora, a runner.
    "AddingReader",
    "BrokenRow",
    "EditingReader",
    "Executor",
    "Fleet",
    "Problem",
    "Reader",
    "Row",
    "Runner",
    "Worker",
    "is_address",
    "open_place",
    # To extend: a kind of models.
    "ModelKind",
    "ModelSpec",
    # To extend: a step of curations.
    "GOES_ON",
    "Benchmark",
    "BenchmarkItem",
    "CopyStep",
    "CorpusStep",
    "CuratedRow",
    "Cutter",
    "Cutting",
    "Detection",
    "Detector",
    "Edit",
    "Leak",
    "Note",
    "Outcome",
    "RowSignal",
    "RowStep",
    "Score",
    "Spec",
    "Step",
    "StepContext",
    "Unit",
    "UsageError",
    # To extend: a harness of tests, and what tells of packages.
    "Describer",
    "Harness",
    "PackageAsked",
    "PackageTold",
    "Program",
    "ProgramEnd",
    "RunReport",
    "SolutionRun",
]

_HOMES = {
    "rulekit.audit.open": ("Audit", "open_audit"),
    "rulekit.core.absence": ("Absence",),
    "rulekit.core.document": ("Document",),
    "rulekit.core.finder": ("Finder", "pattern_finder"),
    "rulekit.core.gate": ("any_gate", "gate_of"),
    "rulekit.core.judged_rows": ("JudgedRows",),
    "rulekit.core.late_pattern": ("LatePattern",),
    "rulekit.core.natural_language": ("LanguageIdentifier", "NaturalLanguage"),
    "rulekit.core.position": ("Evidence",),
    "rulekit.core.reading": ("Reading", "Unmeasured"),
    "rulekit.core.signal": ("Signal",),
    "rulekit.core.span": ("Span",),
    "rulekit.core.verdict": ("Finding", "Verdict"),
    "rulekit.engine": ("Engine",),
    "rulekit.errors": ("Problem", "RulekitError", "UsageError"),
    "rulekit.hooks.describer": ("Describer", "PackageAsked", "PackageTold"),
    "rulekit.hooks.harness": ("Harness", "RunReport", "SolutionRun"),
    "rulekit.hooks.hookimpl": ("hookimpl",),
    "rulekit.hooks.model_kind": ("ModelKind",),
    "rulekit.hooks.pack": ("Language", "Pack"),
    "rulekit.hooks.reader": ("AddingReader", "BrokenRow", "EditingReader", "Reader", "Row"),
    "rulekit.hooks.runner": ("Executor", "Fleet", "Runner"),
    "rulekit.hooks.curated_row": (
        "GOES_ON",
        "CuratedRow",
        "Cutting",
        "Edit",
        "Leak",
        "Note",
        "Outcome",
        "Score",
    ),
    "rulekit.places.address": ("is_address",),
    "rulekit.places.place": ("open_place",),
    "rulekit.hooks.step": (
        "CopyStep",
        "CorpusStep",
        "RowSignal",
        "RowStep",
        "Step",
        "StepContext",
    ),
    "rulekit.hooks.step_parts": (
        "Benchmark",
        "BenchmarkItem",
        "Cutter",
        "Detection",
        "Detector",
        "Unit",
    ),
    "rulekit.loader": ("load",),
    "rulekit.run.local_runner": ("Worker",),
    "rulekit.sandbox.program": ("Program", "ProgramEnd"),
    "rulekit.spec.check": ("Spec",),
    "rulekit.spec.foreign_model": ("ModelSpec",),
    "rulekit.syntax.angle": ("too_many_angles",),
    "rulekit.syntax.embedded": ("blanked",),
    "rulekit.syntax.grammar": ("Grammar",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'rulekit' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
