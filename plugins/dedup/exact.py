"""The step `exact`: drops rows of which another has the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import rulekit
from pydantic import Field

KEY_BYTES = 16  # of a hash: of 10**12 texts, two that differ share a key with odds of 10**-15

# OpenCoder (2411.04905, section 2.1) keeps of equal files the one with the most stars, then the
# latest; few corpora have both columns.
PREFER = ("stars?", "committed?")
Column = Annotated[str, Field(min_length=1)]


class ExactSettings(rulekit.Spec):
    """`of: content` compares the bytes of the original, `of: text` what earlier steps left."""

    of: Literal["content", "text"] = "content"
    prefer: list[Column] = [*PREFER]


@dataclass(frozen=True)
class ExactStep:
    """Finds rows with the same bytes, by their SHA-256."""

    of: Literal["content", "text"]
    prefer: Sequence[str]
    threshold: float | None = None
    is_exact: bool = True
    needs: frozenset[str] = frozenset()

    def keys(self, row: rulekit.CuratedRow) -> Sequence[bytes]:
        """The beginning of the hash."""
        whole = row.sha256 if self.of == "content" else hashlib.sha256(row.data).hexdigest()
        return (bytes.fromhex(whole[: 2 * KEY_BYTES]),)

    def features(self, row: rulekit.CuratedRow) -> None:  # noqa: ARG002  a CopyStep is asked
        """Nothing: an equal hash is an equal text."""
        return


def build_exact(settings: ExactSettings, _context: rulekit.StepContext) -> ExactStep:
    """The step as its settings say."""
    return ExactStep(settings.of, tuple(settings.prefer))


NOT_AFTER = {
    "sample": "what it drops was counted into the targets",
    "score": "what it drops was counted into the shares",
    "select": "that output has the copies",
    "functions": "that output has what is cut out of copies",
}
EXACT = rulekit.Step(
    "exact",
    "drops each row that has the same bytes as a better one",
    ExactSettings,
    build_exact,
    not_after=NOT_AFTER,
)
