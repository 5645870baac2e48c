"""Files that say which samples a model should be taught by, for `rulekit influence`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rulekit.errors import SpecError
from rulekit.spec.check import Spec, check
from rulekit.spec.rule import Line, Prose, listed
from rulekit.spec.strict_yaml import Tree, read_yaml

Names = Annotated[list[Prose], Field(min_length=1)]
Listed = Annotated[Names, BeforeValidator(listed, json_schema_input_type=Names | Prose)]
Whole = Annotated[int, Field(ge=1)]
SIGNS = 64  # a projection's size is a multiple of it


class InfluenceColumns(Spec):
    """What the columns of samples are called."""

    instruction: Prose = "instruction"
    response: Prose = "response"
    category: Prose = "category"
    id: Prose = "id"


class InfluenceModel(Spec):
    """A causal model that transformers loads, from a folder or a name, and how it is asked."""

    base: Prose
    chat: bool = False
    length: Whole = 1024
    device: Prose = "auto"


class InfluenceTraining(Spec):
    """The LoRA that is trained on the strong samples."""

    rank: Whole = 16
    alpha: Whole = 32
    targets: Listed = ["q_proj", "v_proj"]
    epochs: Whole = 1
    batch: Whole = 8
    rate: float = Field(1e-4, gt=0, le=1)
    seed: int = Field(0, ge=0)


class InfluenceProjection(Spec):
    """The numbers that are kept of a gradient, and the seed that draws how."""

    size: int = Field(8192, ge=SIGNS, le=65_536, multiple_of=SIGNS)
    seed: int = Field(0, ge=0, lt=2**63)


class InfluenceSpec(Spec):
    """A file of `rulekit influence`: paths in it count from its folder.

    A reference is trained, or is an `adapter` with its optimizer's state. `held_out` is the share
    of strong samples by which influence is checked.
    """

    influence: Line
    title: Line = ""
    source: Prose = ""
    samples: Listed
    strong: Listed
    columns: InfluenceColumns = InfluenceColumns()
    model: InfluenceModel
    training: InfluenceTraining | None = None
    adapter: Prose | None = None
    projection: InfluenceProjection = InfluenceProjection()
    momentum: Literal["removed", "shared"] = "removed"
    held_out: float = Field(0.2, ge=0, le=0.5)
    top: Whole = 1_000


def read_influence(text: str, path: str) -> tuple[InfluenceSpec, Tree]:
    """Read such a file; raises SpecError with every mistake."""
    tree = read_yaml(text, path)
    spec = check(tree, InfluenceSpec, what="a file of influence")
    if (spec.training is None) is (spec.adapter is None):
        message = "say `training`, of a LoRA on the strong samples, or an `adapter` that there is"
        raise SpecError([tree.problem(message, ("influence",))])
    return spec, tree
