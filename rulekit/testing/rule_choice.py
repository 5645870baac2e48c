"""The rules that words of a command line mean: files, folders, ids, patterns of ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.check_pack import NOT_PACKS
from rulekit.catalog.compile_rule import RuleFile
from rulekit.catalog.extra_rules import languages_of
from rulekit.catalog.rule_files import TUNE, read_rule
from rulekit.errors import PluginError, Problem, RulekitError, UsageError
from rulekit.spec.selection import may_mean_pack, selected, unknown


def rule_files(catalog: Catalog, words: Iterable[str]) -> list[RuleFile]:
    """The rules that words mean, each once; all that the catalog has when there is no word.

    A word is a path where something is there, else an id or a pattern of ids. Raises RulekitError
    with every mistake in the files.
    """
    found: dict[str, RuleFile] = {}
    problems: dict[Problem, None] = {}  # in their order: a broken plugin is told once
    for word in words:
        try:
            for file in _meant(catalog, word, problems):
                found.setdefault(file.path, file)
        except UsageError:
            raise
        except RulekitError as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise RulekitError(list(problems))
    return list(found.values()) or list(catalog.rules.values())


def is_rule_file(path: Path) -> bool:
    """True if a file in a folder of packs is a rule, by its name and that of its folder."""
    rule = path.suffix == ".yaml" and path.name != TUNE
    return rule and path.parent.name not in NOT_PACKS


def _meant(catalog: Catalog, word: str, problems: dict[Problem, None]) -> Iterator[RuleFile]:
    path = Path(word)
    if not path.exists():
        yield from _called(catalog, word)
        return
    files = sorted(filter(is_rule_file, path.rglob("*.yaml"))) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"there is no rule file in `{path}`")
    for file in files:
        try:
            yield _read(catalog, file)
        except RulekitError as error:
            problems |= dict.fromkeys(error.problems)


def _read(catalog: Catalog, file: Path) -> RuleFile:
    """Read a rule file; raises PluginError when its pack is broken.

    What the file then seems to get wrong would be invented: the names of its pack are not known.
    """
    pack = file.resolve().parent.name
    if pack not in (one.name for one in catalog.packs):
        _refuse_absent(catalog, [pack])
    return read_rule(file, pack, languages_of(pack, catalog.packs), catalog.names)


def _called(catalog: Catalog, word: str) -> list[RuleFile]:
    """The rules that an id or a pattern means."""
    meant = (one.name for one in catalog.plugins if may_mean_pack(word, one.name))
    if word not in catalog.rules:
        _refuse_absent(catalog, meant, off=False)
    if complaint := unknown(word, catalog.rules, ()):
        raise UsageError(f"there is no file or folder `{word}`, and {complaint}")
    return [catalog.rules[one] for one in sorted(selected([word], catalog.rules))]


def _refuse_absent(catalog: Catalog, names: Iterable[str], *, off: bool = True) -> None:
    """Raises PluginError for plugins of these names that are broken, or switched off."""
    asked = set(names)
    plugins = [one for one in catalog.plugins if one.name in asked]
    problems = [problem for one in plugins for problem in one.problems]
    if off:
        left = [one.name for one in plugins if one.status == "off"]
        problems += [Problem(f"the plugin `{name}` of these rules is left out") for name in left]
    if problems:
        raise PluginError(problems)
