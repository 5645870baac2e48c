"""Pipelines: the steps of a curation, in a file."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from rulekit.errors import Problem, SpecError
from rulekit.spec.check import Spec, check
from rulekit.spec.rule import Line, Prose
from rulekit.spec.strict_yaml import Tree, read_yaml

STEPS = 100  # of a pipeline; the longest published one has eleven


class PipelineSpec(Spec):
    """`rules/pipelines/<name>.yaml`, or any other file that is named.

    `corpus` names columns by their role, `steps` are mappings of one key, the name of the step, to
    its settings.
    """

    curate: Line
    title: Line = ""
    source: Prose = ""
    corpus: dict[str, str | None] = {}
    steps: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=STEPS)]

    @model_validator(mode="after")
    def _one_key_each(self) -> PipelineSpec:
        for number, step in enumerate(self.steps, 1):
            if len(step) != 1:
                message = f"step {number} has {len(step)} names: begin each with `- ` and one name"
                raise ValueError(message)
        return self


def read_pipeline(text: str, path: str) -> tuple[PipelineSpec, Tree]:
    """Read the file of a pipeline; raises SpecError with every mistake but those in settings."""
    tree = read_yaml(text, path)
    if isinstance(tree.value, dict) and isinstance(steps := tree.value.get("steps"), list):
        # A step without settings may be a word alone, as YAML has it.
        tree.value["steps"] = [{step: None} if isinstance(step, str) else step for step in steps]
    return check(tree, PipelineSpec, what="a pipeline"), tree


def settings_of(tree: Tree, number: int, name: str, model: type[Spec]) -> Spec:
    """The settings of a step, by its own model; raises SpecError with every mistake in them."""
    at = ("steps", number, name)
    value = tree.value["steps"][number][name]
    if value is None:
        value, here = {}, Tree(tree.path, tree.text, {}, {}, {})
        line = tree.keys.get(at) or tree.places.get(at[:2], (1, 1, 1))
        here.places[()] = line
        return check(here, model, what=f"`{name}`")
    if not isinstance(value, dict):
        raise SpecError([_no_settings(tree, at, name)])
    return check(tree.below(at), model, what=f"`{name}`")


def _no_settings(tree: Tree, at: tuple[str | int, ...], name: str) -> Problem:
    return tree.problem(f"the settings of `{name}` are a mapping of keys to values", at)
