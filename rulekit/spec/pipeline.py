"""Pipelines: the steps of a curation, in a file."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from rulekit.errors import SpecError
from rulekit.spec.check import Spec, check
from rulekit.spec.json_shape import name_of
from rulekit.spec.rule import Line, Prose
from rulekit.spec.strict_yaml import KeyPath, Tree, read_yaml

STEPS = 100  # of a pipeline; the longest published one has eleven


def _one_name(step: dict[str, Any]) -> dict[str, Any]:
    if len(step) != 1:
        message = f"a step has {len(step)} names: begin each with `- ` and one name"
        raise ValueError(message)
    return step


StepSpec = Annotated[dict[str, Any], AfterValidator(_one_name), name_of("step")]
Steps = Annotated[list[StepSpec], Field(min_length=1, max_length=STEPS)]


class PipelineSpec(Spec):
    """`rules/pipelines/<name>.yaml`, or any other file that is named.

    `corpus` names columns by their role, `steps` are mappings of one key, the name of the step, to
    its settings. `outputs` are further steps for what a step writes beside the rows that are kept,
    by the name of that output.
    """

    curate: Line
    title: Line = ""
    source: Prose = ""
    corpus: dict[str, str | None] = {}
    steps: Steps
    outputs: dict[str, Steps] = {}

    def steps_of(self, output: str) -> list[dict[str, Any]]:
        """The steps for an output; those for the corpus for ""."""
        return self.outputs[output] if output else self.steps


def steps_path(output: str) -> KeyPath:
    """Where the steps for an output stand in the file; those for the corpus for ""."""
    return ("outputs", output) if output else ("steps",)


def read_pipeline(text: str, path: str) -> tuple[PipelineSpec, Tree]:
    """Read the file of a pipeline; raises SpecError with every mistake but those in settings."""
    tree = read_yaml(text, path)
    if isinstance(tree.value, dict):
        outputs = tree.value.get("outputs")
        _spell_out(tree, tree.value, ("steps",))
        for name in outputs if isinstance(outputs, dict) else ():
            _spell_out(tree, outputs, ("outputs", name))
    return check(tree, PipelineSpec, what="a pipeline"), tree


def _spell_out(tree: Tree, holder: Any, at: KeyPath) -> None:
    """A step without settings may be a word alone, as YAML has it: that is its name."""
    if not isinstance(steps := holder.get(at[-1]), list):
        return
    for number, step in enumerate(steps):
        if isinstance(step, str):
            steps[number] = {step: None}
            tree.keys[*at, number, step] = tree.places[*at, number]


def settings_of(tree: Tree, at: KeyPath, model: type[Spec]) -> Spec:
    """The settings of the step whose name is the last of `at`, by its own model.

    Raises SpecError with every mistake in them.
    """
    name = at[-1]
    value = tree.value
    for part in at:
        value = value[part]
    if value is None:
        here = Tree(tree.path, tree.text, {}, {}, {})
        here.places[()] = tree.keys.get(at) or tree.places.get(at[:-1], (1, 1, 1))
        return check(here, model, what=f"`{name}`")
    if not isinstance(value, dict):
        message = f"the settings of `{name}` are a mapping of keys to values"
        raise SpecError([tree.problem(message, at)])
    return check(tree.below(at), model, what=f"`{name}`")
