"""Scores texts with models of fastText, which others have trained."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path
from typing import Annotated

import rulekit
from pydantic import Field

ENDING = ".bin"
DIGITS = 4  # of a score: the sums of floats behind it are not the same on all processors
LIBRARY = "fasttext-predict-v2"


class FastTextSpec(rulekit.ModelSpec):
    """A description: the label whose chance is the score, and how a text is made one line."""

    label: Annotated[str, Field(min_length=1)]
    lower: bool = False
    characters: Annotated[int, Field(ge=1)] = 20_000


def load_model(spec: FastTextSpec, file: Path) -> Callable[[rulekit.Document], float]:
    """What scores documents; raises RulekitError for a file that the library could not bear."""
    from .binary import labels_in  # which few commands need

    known = labels_in(file)
    if spec.label not in known:
        listed = ", ".join(f"`{one}`" for one in sorted(known)[:8])
        problem = rulekit.Problem(
            f"the model has no label `{spec.label}`", remedy=f"it has {listed}"
        )
        raise rulekit.RulekitError([problem])
    try:
        import fasttext
    except ImportError:
        remedy = "try: pip install 'rulekit[fasttext]'"
        problem = rulekit.Problem(f"{LIBRARY} is not installed, which reads it", remedy=remedy)
        raise rulekit.RulekitError([problem]) from None
    try:
        model = fasttext.load_model(str(file))
    except (ValueError, RuntimeError, MemoryError) as error:
        raise rulekit.RulekitError(f"fastText cannot read it: {error}") from None

    def score(document: rulekit.Document) -> float:
        labels, chances = model.predict(_line(spec, document.text), k=-1)
        if not labels:
            raise rulekit.Unmeasured("the model knows no word of the text")
        chance = dict(zip(labels, chances, strict=True)).get(spec.label, 0.0)
        return round(min(1.0, max(0.0, float(chance))), DIGITS)

    return score


def _line(spec: FastTextSpec, text: str) -> str:
    """The beginning of a text in one line, as fastText wants it."""
    line = " ".join(text[: spec.characters].splitlines())
    return line.lower() if spec.lower else line


@rulekit.hookimpl
def rulekit_models() -> Iterable[rulekit.ModelKind]:
    """One kind."""
    doc = f"models of fastText; needs {LIBRARY}"
    return [rulekit.ModelKind("fasttext", doc, ENDING, FastTextSpec, load_model, _version())]


def _version() -> str:
    try:
        return metadata.version(LIBRARY)
    except metadata.PackageNotFoundError:
        return ""
