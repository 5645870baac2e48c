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
    folders = dict.fromkeys(
        [*((one.rules, True) for one in packs), *((one, False) for one in extra)]
    )
    for folder, linked in folders:
        for path in sorted((folder / FOLDER).glob(f"*{ENDING}")):
            file = ModelFile(path, linked=linked)
            if not NAME.fullmatch(file.name):
                message = f"a model's name is lower-case words and hyphens, not `{file.name}`"
                problems.append(Problem(message, display_path(path)))
            elif other := found.get(file.signal.name):
                message = f"the model {file.name} exists already: {display_path(other.path)}"
                remedy = "give the file another name: rules call the model by it"
                problems.append(Problem(message, display_path(path), remedy=remedy))
            else:
                found[file.signal.name] = file
    if problems:
        raise SpecError(problems)
    return found
