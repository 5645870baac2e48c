"""The hooks. No arguments, a return value, called once per process."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from rulekit.hooks.harness import Harness
from rulekit.hooks.hookimpl import GROUP
from rulekit.hooks.model_kind import ModelKind
from rulekit.hooks.pack import Pack
from rulekit.hooks.reader import Reader
from rulekit.hooks.runner import Runner
from rulekit.hooks.step import Step
from rulekit.hooks.step_parts import Benchmark, Cutter, Detector

hookspec = pluggy.HookspecMarker(GROUP)


@hookspec
def rulekit_packs() -> Iterable[Pack]:  # type: ignore[empty-body]  # a specification has no body
    """The packs that this plugin brings. First users: every bundled pack."""


@hookspec
def rulekit_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """The formats of corpora that this plugin reads. First users: `jsonl`, `parquet`."""


@hookspec
def rulekit_runners() -> Iterable[Runner]:  # type: ignore[empty-body]
    """The runners that have corpora judged elsewhere. First user: `ray`."""


@hookspec
def rulekit_steps() -> Iterable[Step]:  # type: ignore[empty-body]
    """The steps of curations that this plugin brings. First users: `dedup`, `notices`."""


@hookspec
def rulekit_detectors() -> Iterable[Detector]:  # type: ignore[empty-body]
    """What finds personal data and secrets for the step `pii`. First users: `pii`, `gitleaks`."""


@hookspec
def rulekit_benchmarks() -> Iterable[Benchmark]:  # type: ignore[empty-body]
    """Benchmarks for the step `decontaminate`. First user: `human_eval`."""


@hookspec
def rulekit_units() -> Iterable[Cutter]:  # type: ignore[empty-body]
    """What cuts documents into functions for the step `functions`. First user: `pools`."""


@hookspec
def rulekit_models() -> Iterable[ModelKind]:  # type: ignore[empty-body]
    """The kinds of model files that this plugin reads. First user: `fasttext`."""


@hookspec
def rulekit_harnesses() -> Iterable[Harness]:  # type: ignore[empty-body]
    """What runs solutions with their tests for `rulekit execute`. First user: `pytests`."""
