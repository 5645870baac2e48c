"""Models beside rules: `models/NAME.model` in the folders of packs, and in those that are named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rulekit.catalog.rule_files import NAME, display_path
from rulekit.errors import Problem, SpecError
from rulekit.hooks.pack import Pack
from rulekit.learned.model_file import ENDING, ModelFile

FOLDER = "models"


def find_models(packs: Iterable[Pack], extra: Iterable[Path]) -> dict[str, ModelFile]:
    """The model files by the names of their signals; they are read when they are needed.

    Raises SpecError for a name that another file has, or that is none.
    """
    found: dict[str, ModelFile] = {}
    problems: list[Problem] = []
    folders = [*((pack.rules, True) for pack in packs), *((folder, False) for folder in extra)]
    for folder, linked in dict.fromkeys(folders):
        problems += model_name_problems(folder)
        for path in _models(folder):
            file = ModelFile(path, linked=linked)
            if other := found.get(file.signal.name):
                message = f"the model {file.name} exists already: {display_path(other.path)}"
                remedy = "give the file another name: rules call the model by it"
                problems.append(Problem(message, display_path(path), remedy=remedy))
            else:
                found[file.signal.name] = file
    if problems:
        raise SpecError(problems)
    return found


def model_name_problems(folder: Path) -> list[Problem]:
    """Models of a folder of rules whose names no rule could say."""
    return [
        Problem(f"a model's name is lower-case words and hyphens, not `{path.stem}`", str(path))
        for path in _models(folder)
        if not NAME.fullmatch(path.stem)
    ]


def _models(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob(f"*{ENDING}"))
