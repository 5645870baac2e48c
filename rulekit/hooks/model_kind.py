"""Kinds of model files that other programs write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.core.document import Document
    from rulekit.spec.foreign_model import ModelSpec

Score = Callable[["Document"], float]


@dataclass(frozen=True)
class ModelKind:
    """A kind of models that `models/NAME.yaml` describes and `models/NAME` with `ending` holds.

    `settings` is the model of the description. `load` gives what scores a document, from what the
    description says and the path of the file; it raises RulekitError for a file that is none, or
    for a library that is not installed. A score that there is not is Unmeasured. `version` is that
    of the library, if scores hang on it.
    """

    name: str
    doc: str
    ending: str
    settings: type[ModelSpec]
    load: Callable[[Any, Path], Score]
    version: str = ""
