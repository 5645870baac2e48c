"""Checking what was read against a model, with every mistake at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from rulekit.errors import Problem, SpecError, first_of, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rulekit.spec.strict_yaml import KeyPath, Tree


class Spec(BaseModel):
    """A model of a file that a person writes: frozen, strict, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Model = TypeVar("Model", bound=Spec)


def check(tree: Tree, model: type[Model], *, what: str) -> Model:
    """The file as its model; raises SpecError with all mistakes, in the order of the file."""
    if not isinstance(tree.value, dict):
        empty = tree.value is None
        message = f"{what} is empty" if empty else f"{what} is a mapping of keys to values"
        raise SpecError([tree.problem(message)])
    try:
        return model.model_validate(tree.value)
    except ValidationError as error:
        details = sorted(_told_once(tree, error), key=lambda one: _where(tree, one))
    raise SpecError(first_of(_problem(tree, model, one) for one in details))


def _where(tree: Tree, details: Mapping[str, Any]) -> tuple[int, int]:
    """Line and column of what is complained of, as far as the file has it."""
    path: KeyPath = tuple(details["loc"])
    while path and path not in tree.places and path not in tree.keys:
        path = path[:-1]
    at_key = details["type"] in ("extra_forbidden", "missing")
    line, column, _ = (tree.keys if at_key else tree.places).get(path) or tree.places.get(
        path, (1, 1, 1)
    )
    return line, column


def _told_once(tree: Tree, error: ValidationError) -> Iterator[Mapping[str, Any]]:
    """Pydantic's complaints, of those about the members of a union only the first."""
    seen: set[KeyPath] = set()
    for details in error.errors():
        path: KeyPath = tuple(details["loc"])
        if details["type"] not in ("missing", "extra_forbidden") and path not in tree.places:
            while path and path not in tree.places:
                path = path[:-1]
            if path in seen:
                continue
            seen.add(path)
        yield details


def _problem(tree: Tree, model: type[Spec], details: Mapping[str, Any]) -> Problem:
    path: KeyPath = tuple(details["loc"])
    kind, given = details["type"], details["input"]
    if kind == "extra_forbidden":
        known = sorted(_fields(model, path[:-1]))
        message = f"unknown key `{path[-1]}`{nearest(str(path[-1]), known)}"
        return tree.problem(message, path, at_key=True)
    if kind == "missing":
        above = path[:-1]
        at_key = bool(above) and isinstance(above[-1], str)
        return tree.problem(f"the key `{path[-1]}` is missing", above, at_key=at_key)
    if kind == "too_long":
        most, there = details["ctx"]["max_length"], details["ctx"]["actual_length"]
        return tree.problem(f"`{_key(path)}` has at most {most:,} items, not {there:,}", path)
    while path and path not in tree.places:  # pydantic adds the name of a union's member
        path = path[:-1]
    if kind == "literal_error":
        allowed = _allowed(details["ctx"]["expected"])
        near = nearest(str(given), allowed)
        return tree.problem(f"unknown {_key(path)} {_shown(given)}{near}", path)
    if kind in ("too_short", "string_too_short"):
        return tree.problem(f"`{_key(path)}` must not be empty", path)
    if kind == "value_error":
        return tree.problem(str(details["ctx"]["error"]), path)
    return tree.problem(f"`{_key(path)}` {_demand(details)}, not {_shown(given)}", path)


def _demand(details: Mapping[str, Any]) -> str:
    """Requirement on a value, in the words of those who write YAML."""
    wanted = _TYPES.get(details["type"])
    if wanted:
        return f"must be {wanted}"
    said: str = details["msg"].replace("Input should be", "must be")
    return f"{said[0].lower()}{said[1:]}"


_TYPES = {
    "model_type": "a mapping",
    "dict_type": "a mapping",
    "list_type": "a list",
    "string_type": "a text",
    "int_type": "an integer",
    "float_type": "a number",
    "bool_type": "true or false",
    "finite_number": "a finite number",
    "string_pattern_mismatch": "one line of text",
}


def _key(path: KeyPath) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "value")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return f"`{value}`" if value not in (None, "") else "empty"


def _allowed(expected: str) -> list[str]:
    """Pydantic's "'a', 'b' or 'c'" as a list."""
    return [word.strip(" '") for word in expected.replace(" or ", ", ").split(",") if word.strip()]


def _fields(model: type[Spec], path: KeyPath) -> set[str]:
    """Keys that a model knows at a path below it."""
    models = [model]
    for part in path:
        inner = [found for one in models for found in _models_at(one, part)]
        models = inner or models
    return {name for one in models for name in _names(one)}


def _models_at(model: type[Spec], part: str | int) -> list[type[Spec]]:
    if isinstance(part, int):
        return [model]
    field = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
    return _models_in(field.annotation) if field else []


def _models_in(annotation: Any) -> list[type[Spec]]:
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]


def _names(model: type[Spec]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}
