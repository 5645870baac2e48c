"""Where the text of a pipeline comes from: a file, or one that is installed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rulekit.catalog.rule_files import display_path, read_text
from rulekit.errors import Problem, UsageError, nearest
from rulekit.places.address import refuse_address
from rulekit.plan.pipeline_parts import PipelineParts


@dataclass(frozen=True)
class PipelineSource:
    """The text of a pipeline and where it stood: plain data, which travels to the workers.

    `folder` is that of its file, from which paths in it count. `only` and `until` take a part of
    its steps. With an `output`, the steps are those for that output.
    """

    text: str
    path: str
    folder: str
    only: tuple[str, ...] = ()
    until: str = ""
    output: str = ""


def pipeline_names(parts: PipelineParts) -> list[str]:
    """Names of the pipelines that are installed."""
    return sorted({path.stem for folder in parts.folders for path in folder.glob("*.yaml")})


def find_pipeline(
    parts: PipelineParts, word: str, only: Sequence[str], until: str
) -> PipelineSource:
    """Find a pipeline: a file, or the name of an installed one; raises UsageError for neither."""
    refuse_address(word, "a pipeline")
    path = Path(word)
    if path.suffix not in (".yaml", ".yml"):
        found = [folder / f"{word}.yaml" for folder in parts.folders if path.name == word]
        there = [one for one in found if one.is_file()]
        if not there:
            near = nearest(word, pipeline_names(parts))
            remedy = "name one of these, or a file that ends in .yaml"
            raise UsageError([Problem(f"there is no pipeline `{word}`{near}", remedy=remedy)])
        path = there[0]
    elif not path.is_file():
        raise UsageError(f"there is no file `{word}`")
    text = read_text(path, linked=True)
    return PipelineSource(text, display_path(path), str(path.parent.absolute()), tuple(only), until)
