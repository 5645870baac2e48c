"""Models beside rules, `models/NAME.model`, and descriptions of others, `models/NAME.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rulekit.catalog.foreign_model import ENDING as DESCRIBED
from rulekit.catalog.foreign_model import ForeignModel
from rulekit.catalog.rule_files import NAME, display_path
from rulekit.errors import Problem, SpecError
from rulekit.hooks.model_kind import ModelKind
from rulekit.hooks.pack import Pack
from rulekit.learned.model_file import ENDING, ModelFile
from rulekit.learned.signal import signal_name

FOLDER = "models"
KnownModel = ModelFile | ForeignModel
Kinds = Mapping[str, ModelKind]


def find_models(
    packs: Iterable[Pack], extra: Iterable[Path], kinds: Kinds
) -> dict[str, KnownModel]:
    """The models by the names of their signals; their files are read when they are needed.

    Of two packs with a model of one name, the first has it. Raises SpecError for a name in an
    `extra` folder that another file has, or that is none, and for other files among models.
    """
    found: dict[str, KnownModel] = {}
    for pack in packs:
        for path in _models(pack.rules):
            found.setdefault(signal_name(path.stem), known_model(path, kinds, linked=True))
    problems: list[Problem] = []
    for folder in dict.fromkeys(extra):
        own = _models(folder)
        problems += [*model_name_problems(folder), *_strangers(folder)]
        for path in own:
            found.setdefault(signal_name(path.stem), known_model(path, kinds))
        problems += taken_models(folder, found)
    if problems:
        raise SpecError(problems)
    return found


def known_model(path: Path, kinds: Kinds, *, linked: bool = False) -> KnownModel:
    """The model that a file is or describes."""
    if path.suffix == DESCRIBED:
        return ForeignModel(path, kinds, linked)
    return ModelFile(path, linked)


def taken_models(folder: Path, known: Mapping[str, KnownModel]) -> Iterator[Problem]:
    """Models of a folder of rules whose names other files have."""
    for path in _models(folder):
        other = known.get(signal_name(path.stem))
        if other and other.path != path:
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


def _strangers(folder: Path) -> Iterator[Problem]:
    """Files among models that are none, and that nothing describes."""
    known = {path.stem for path in _models(folder) if path.suffix == DESCRIBED}
    for path in sorted((folder / FOLDER).glob("[!.]*")):
        if path.suffix not in (ENDING, DESCRIBED) and path.stem not in known:
            message = f"a model ends in {ENDING}"
            remedy = f"a model of another program is described by {path.stem}{DESCRIBED}"
            yield Problem(message, display_path(path), remedy=remedy)


def _models(folder: Path) -> list[Path]:
    here = folder / FOLDER
    return sorted([*here.glob(f"*{ENDING}"), *here.glob(f"*{DESCRIBED}")])
