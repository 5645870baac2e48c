"""Rules from folders that a person or a project names, beside those of packs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rulekit.catalog import weight_folders
from rulekit.catalog.compile_rule import Names, RuleFile
from rulekit.catalog.implications import implication_problems
from rulekit.catalog.model_folders import FOLDER
from rulekit.catalog.rule_files import PackRules, display_path, linked_folder, read_folder
from rulekit.errors import Problem, SpecError
from rulekit.hooks.pack import Pack


def extra_rules(
    folders: Iterable[Path], packs: Sequence[Pack], known: Mapping[str, RuleFile], names: Names
) -> dict[str, RuleFile]:
    """Rules from folders that a project names; raises SpecError with every mistake in them."""
    rules: dict[str, RuleFile] = {}
    problems: list[Problem] = []
    for folder in folders:
        for found in _extra_folder(folder, packs, names, problems):
            problems += found.problems
            for file in found.rules:
                if other := known.get(file.rule.id) or rules.get(file.rule.id):
                    message = f"the rule {file.rule.id} exists already: {other.path}"
                    remedy = "give the file another name: that is the second half of its id"
                    problems.append(Problem(message, file.path, remedy=remedy))
                rules[file.rule.id] = file
    ids = known.keys() | rules.keys()
    problems += implication_problems(rules.values(), sorted(ids), names.absent)
    if problems:
        raise SpecError(problems)
    return rules


RECIPES = "recipes"  # a folder of files of several kinds, which nobody reads here
NO_RULES = {  # folders of other files
    "profiles": "a profile",
    "pipelines": "a pipeline",
    weight_folders.FOLDER: "a file of weights",
}


def _extra_folder(
    folder: Path, packs: Sequence[Pack], names: Names, problems: list[Problem]
) -> Iterator[PackRules]:
    """Rules of each `folder/PACK/`; rule files elsewhere in the folder are problems."""
    if not folder.is_dir():
        problems.append(Problem("the rules folder is not there", str(folder)))
        return
    for path in sorted(folder.iterdir()):
        if not path.is_dir():
            if path.suffix.lower() in (".yaml", ".yml"):
                message = "a rule file stands in a folder: PACK/NAME.yaml"
                problems.append(Problem(message, display_path(path)))
        elif path.is_symlink():
            problems.append(linked_folder(path))
        elif what := NO_RULES.get(path.name):
            wrong = [file for file in sorted(path.iterdir()) if file.suffix != ".yaml"]
            problems += [Problem(f"{what} ends in .yaml", display_path(file)) for file in wrong]
        elif path.name not in (FOLDER, RECIPES):
            found = read_folder(path, languages_of(path.name, packs), names)
            if found.tune:
                message = "a language is tuned by the pack that brings it, or by a profile"
                problems.append(Problem(message, display_path(path / "tune.yaml")))
            yield found


def languages_of(name: str, packs: Iterable[Pack]) -> frozenset[str]:
    """The languages that rules of a pack of this name are for; none for a language-neutral one."""
    return frozenset(
        language.id for pack in packs if pack.name == name for language in pack.languages
    )
