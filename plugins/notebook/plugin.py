"""The notebook pack: Jupyter notebooks, their cells read as code in the language of the kernel."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from . import embedded
from .content import CONTENT_SIGNALS

NOTEBOOK = rulekit.Language(
    "jupyter-notebook",
    grammar=rulekit.Grammar("tree_sitter_json"),
    queries=Path(__file__).with_name("queries.scm"),
    kind="markup",
    extensions=(".ipynb",),
    embeds=embedded.pieces,
)
LANGUAGES = (NOTEBOOK,)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("notebook", languages=LANGUAGES, signals=CONTENT_SIGNALS)]
