"""Reading a file of rules or words: every mistake names the file and the key."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import rulekit
import yaml
from pydantic import ValidationError

Model = TypeVar("Model", bound=rulekit.Spec)


# In C, ten times as fast, wherever a wheel has it.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):  # type: ignore[misc]  # it is one of two
    """PyYAML's safe loader, which refuses a key that is there twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                problem = f"the key `{key.value}` is there twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


def read_strictly(file: Path, model: type[Model]) -> Model:
    """The file as its model; raises RulekitError with the file, the key and what is wrong."""
    try:
        value = yaml.load(file.read_text("utf-8"), _StrictLoader)  # noqa: S506  it is a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise rulekit.RulekitError(f"{file}:{line}: not YAML: {error.problem}") from None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise rulekit.RulekitError(
            "\n".join(f"{file}: {_mistake(one, model)}" for one in error.errors())
        ) from None


def _mistake(details: Any, model: type[rulekit.Spec]) -> str:
    key = ".".join(str(part) for part in details["loc"]) or "the file"
    if details["type"] == "missing":
        return f"the key `{key}` is missing"
    if details["type"] == "extra_forbidden":
        near = get_close_matches(str(details["loc"][-1]), list(model.model_fields), n=1)
        return f"unknown key `{key}`" + (f", did you mean `{near[0]}`?" if near else "")
    return f"`{key}`: {details['msg'].removeprefix('Value error, ')}, not `{details['input']}`"
