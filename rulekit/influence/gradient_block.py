"""Blocks of gradients: what was measured of a few samples, projected, as Parquet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow
from rulekit.errors import Problem, UsageError
from rulekit.influence.projection import Projection
from rulekit.influence.source import GradientSource
from rulekit.influence.training_sample import TrainingSample

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

BLOCK = 64  # samples, which a stop can cost
KEY = b"rulekit.influence"  # metadata: the hash of all that decides the numbers
STRANGE = "its loss or its gradient is no number"


@dataclass(frozen=True)
class Measurer:
    """Measures samples: loss, and the direction that Adam would take for one, projected."""

    source: GradientSource
    projection: tuple[int, int]  # size and seed
    momentum: str

    def line(self, sample: TrainingSample) -> dict[str, Any]:
        """The line of a sample; its vector has length 1, and `step` is the length that it had."""
        import numpy as np

        names = ("shard", "row", "id", "category", "trouble")
        line: dict[str, Any] = {name: getattr(sample, name) for name in names}
        line |= {"sha256": sample.sha256}
        if sample.trouble:
            return line
        try:
            loss, tokens, gradient = self.source.of(sample)
        except UsageError as error:
            return line | {"trouble": error.problems[0].message}
        direction = self.source.adam.direction(gradient, self.momentum)
        size, seed = self.projection
        found = _projection(len(direction), size, seed).project(direction).astype(np.float64)
        norm, step = float(np.linalg.norm(gradient)), float(np.linalg.norm(found))
        if not all(map(math.isfinite, (loss, norm, step))):
            return line | {"trouble": STRANGE}
        vector = (found / (step or 1.0)).astype(np.float16)
        return line | {"loss": loss, "tokens": tokens, "norm": norm, "step": step, "vector": vector}


@lru_cache(1)
def _projection(length: int, size: int, seed: int) -> Projection:
    return Projection(length, size, seed)  # whose signs are drawn once for all samples


@dataclass(frozen=True)
class BlockFile:
    """A file of one block; `key` is the hash of all that decides its numbers."""

    path: Path
    key: str

    def write(self, audit: AuditFolder, lines: Sequence[dict[str, Any]], size: int) -> None:
        """Write it, whole or not at all."""
        pa = arrow("gradients are written as Parquet")
        schema = _schema(size).with_metadata({KEY: self.key.encode()})
        with audit.written(self.path) as here:
            table = pa.Table.from_pylist([*lines], schema)
            pa.parquet.write_table(table, here, compression="zstd")

    def read(self) -> Iterator[dict[str, Any]]:
        """Its lines, with vectors of float64. Raises UsageError if it is not as it was written."""
        pa = arrow()
        try:
            table = pa.parquet.ParquetFile(self.path).read()
        except (OSError, pa.ArrowException) as error:
            raise self._other(str(error).partition("\n")[0]) from None
        if (table.schema.metadata or {}).get(KEY) != self.key.encode():
            raise self._other("it is of another reference, of other samples or of another rulekit")
        vectors = _vectors(table.column("vector"))
        for number, line in enumerate(table.drop_columns(["vector"]).to_pylist()):
            yield line | {"vector": vectors[number]}

    def _other(self, why: str) -> UsageError:
        remedy = "remove it, and the same command measures its samples again"
        return UsageError(
            [Problem(f"`{self.path}` is not as it was written: {why}", remedy=remedy)]
        )


def _schema(size: int) -> Any:
    pa = arrow()
    words = [(name, pa.string()) for name in ("id", "category", "sha256", "trouble")]
    numbers = [("loss", pa.float64()), ("tokens", pa.int64())]
    numbers += [("norm", pa.float64()), ("step", pa.float64())]
    key = [("shard", pa.string()), ("row", pa.int64())]
    return pa.schema([*key, *words, *numbers, ("vector", pa.list_(pa.float16(), size))])


def _vectors(column: Any) -> list[NDArray[float64] | None]:
    import numpy as np

    return [
        None if one is None else np.array(one.to_numpy(zero_copy_only=False), np.float64)
        for one in (scalar.values for scalar in column)
    ]
