"""Descriptions of models of other programs, `models/NAME.yaml`."""

from __future__ import annotations

from rulekit.spec.check import Spec
from rulekit.spec.rule import Prose


class ModelSpec(Spec):
    """What every description says: its kind, what the model is for, and who published it."""

    kind: Prose
    title: Prose
    source: Prose
