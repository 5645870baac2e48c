"""Weights as the file that rules read as a signal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from rulekit.fitting.experiment import Experiment, ExperimentFile
from rulekit.fitting.weighing import Weighing
from rulekit.fitting.written import number, plain


def weights_as_yaml(
    file: ExperimentFile, experiments: Sequence[Experiment], weighing: Weighing
) -> str:
    """The file, with the aspects that have a weight, and what they were fitted to."""
    return "\n".join(
        [*_head(file), *_terms(file, weighing), *_fit(file, experiments, weighing), ""]
    )


def _head(file: ExperimentFile) -> Iterator[str]:
    yield f"title: {json.dumps(file.spec.title.strip())}"
    yield f"source: {json.dumps(f'rulekit fit --experiments: {file.spec.source.strip()}')}"


def _terms(file: ExperimentFile, weighing: Weighing) -> Iterator[str]:
    yield "terms:"
    for signal, one in zip(file.spec.aspects, weighing.aspects, strict=True):
        if one.weight:
            yield f"  - signal: {json.dumps(plain(signal))}"
            yield f"    weight: {number(one.weight)}"
            yield f"    mean: {number(one.mean)}"
            yield f"    interval: [{number(one.low)}, {number(one.high)}]"


def _fit(
    file: ExperimentFile, experiments: Sequence[Experiment], weighing: Weighing
) -> Iterator[str]:
    errors = {"weights": weighing.error, "equal": weighing.equal, "mean": weighing.mean}
    yield "fit:"
    yield f"  experiments: {len(experiments)}"
    yield f"  lambda: {number(weighing.penalty)}"
    yield f"  scale: {file.spec.scale}"
    yield f"  error: {{{', '.join(f'{name}: {number(one)}' for name, one in errors.items())}}}"
    yield "  sources:"
    for one in sorted(experiments, key=lambda one: one.name):
        said = f"name: {json.dumps(one.name)}, result: {number(one.result)}"
        data = one.data
        hashed = f", rows: {data.rows}, sha256: {json.dumps(data.sha256)}" if data.sha256 else ""
        yield f"    - {{{said}{hashed}}}"
