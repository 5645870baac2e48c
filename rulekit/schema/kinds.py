"""The kinds of files that people write, and the JSON Schema of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rulekit.catalog.catalog import Catalog
from rulekit.hooks.step import Step
from rulekit.schema.names import NameSet, installed_names
from rulekit.schema.resolved import Resolver
from rulekit.schema.shape import shapes_of
from rulekit.spec.ask import AskSpec
from rulekit.spec.check import Spec
from rulekit.spec.json_shape import Part
from rulekit.spec.pipeline import PipelineSpec
from rulekit.spec.profile import ProfileSpec, TuneSpec
from rulekit.spec.project import ProjectSpec
from rulekit.spec.recall import RecallSpec
from rulekit.spec.rule import RuleSpec
from rulekit.spec.scorecard import ScorecardSpec
from rulekit.spec.synthesis import SynthesisSpec

DIALECT = "https://json-schema.org/draft/2020-12/schema"
COMMENT = "Made by `rulekit schema` for what is installed; make it again when that has changed."


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its model, and a title for its schema."""

    model: type[Spec]
    title: str


FILE_KINDS = {
    "rule": FileKind(RuleSpec, "rulekit: a rule"),
    "tune": FileKind(TuneSpec, "rulekit: tune.yaml of a language"),
    "profile": FileKind(ProfileSpec, "rulekit: a profile"),
    "scorecard": FileKind(ScorecardSpec, "rulekit: the scorecard of a profile"),
    "pipeline": FileKind(PipelineSpec, "rulekit: a pipeline"),
    "ask": FileKind(AskSpec, "rulekit: what a model is asked"),
    "recall": FileKind(RecallSpec, "rulekit: rounds of recall"),
    "recipe": FileKind(SynthesisSpec, "rulekit: a recipe of samples"),
    "project": FileKind(ProjectSpec, "rulekit.toml"),
}


def schemas_of(catalog: Catalog, kinds: Iterable[str]) -> dict[str, Part]:
    """The JSON Schemas (draft 2020-12) of files of these kinds, by kind.

    They accept all that rulekit accepts beside what is installed. An `$id` is a name, and says
    nothing of where the schema is.
    """
    names = installed_names(catalog)
    return {kind: _schema(kind, names, catalog.steps) for kind in kinds}


def _schema(kind: str, names: Mapping[str, NameSet], steps: Mapping[str, Step]) -> Part:
    wanted = FILE_KINDS[kind]
    steps = steps if wanted.model is PipelineSpec else {}
    models = [wanted.model, *(step.settings for step in steps.values())]
    (root, *settings), shapes = shapes_of(models)
    used = dict(zip(steps, settings, strict=True))
    resolver = Resolver(names, {"step": _step(steps, used)} if steps else {})
    parts = {name: resolver.resolved(shape) for name, shape in shapes.items()}
    for step in _alone(steps):
        parts[used[step]]["type"] = ["object", "null"]
    top = parts.pop(root)
    return {
        "$schema": DIALECT,
        "$id": f"urn:rulekit:schema:{kind}",
        "$comment": COMMENT,
        "title": wanted.title,
        **top,
        "$defs": dict(sorted({**parts, **resolver.definitions}.items())),
    }


def _step(steps: Mapping[str, Step], settings: Mapping[str, str]) -> Part:
    """A step of a pipeline: its name with its settings, or its name alone."""
    named = {
        name: {"description": step.doc, "$ref": f"#/$defs/{settings[name]}"}
        for name, step in sorted(steps.items())
    }
    one = {"minProperties": 1, "maxProperties": 1, "properties": named}
    alone = {name: steps[name].doc for name in _alone(steps)}
    return {
        "type": ["string", "object"],
        "if": {"type": "object"},
        "then": {**one, "additionalProperties": False},
        "else": {"enum": [*alone], "enumDescriptions": [*alone.values()]},
    }


def _alone(steps: Mapping[str, Step]) -> list[str]:
    """The names of the steps that need no settings."""
    return sorted(
        name
        for name, step in steps.items()
        if not any(field.is_required() for field in step.settings.model_fields.values())
    )
