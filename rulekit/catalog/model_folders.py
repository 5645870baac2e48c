"""Models beside rules: `models/NAME.model` in the folders of packs, and in those that are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rulekit.catalog.rule_files import NAME, display_path
from rulekit.errors import Problem, SpecError
from rulekit.hooks.pack import Pack
from rulekit.learned.model_file import ENDING, ModelFile

FOLDER = "models"


def find_models(packs: Iterable[Pack], extra: Iterable[Path]) -> dict[str, ModelFile]:
    """The model files by the names of their signals; they are read when they are needed.

    Of two packs with a model of one name, the first has it. Raises SpecError for a name in an
    `extra` folder that another file has, or that is none.
    """
    found: dict[str, ModelFile] = {}
    for pack in packs:
        for path in _models(pack.rules):
            file = ModelFile(path, linked=True)
            found.setdefault(file.signal.name, file)
    problems: list[Problem] = []
    for folder in dict.fromkeys(extra):
        problems += [*model_name_problems(folder), *taken_models(folder, found)]
        own = [ModelFile(path) for path in _models(folder)]
        found |= {one.signal.name: one for one in own if one.signal.name not in found}
    if problems:
        raise SpecError(problems)
    return found


def taken_models(folder: Path, known: Mapping[str, ModelFile]) -> Iterator[Problem]:
    """Models of a folder of rules whose names files of other folders have."""
    for path in _models(folder):
        other = known.get(ModelFile(path).signal.name)
        if other and other.path.parent != path.parent:
            message = f"the model {path.stem} exists already: {display_path(other.path)}"
            remedy = "give the file another name: rules call the model by it"
            yield Problem(message, display_path(path), remedy=remedy)


def model_name_problems(folder: Path) -> list[Problem]:
    """Models of a folder of rules whose names no rule could say."""
    return [
        Problem(f"a model's name is lower-case words and hyphens, not `{path.stem}`", str(path))
        for path in _models(folder)
        if not NAME.fullmatch(path.stem)
    ]


def _models(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob(f"*{ENDING}"))
