"""Whether what a plugin brings can be used at all, given everything else that is installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rulekit.catalog.language_tables import facts_of
from rulekit.catalog.plugins import Plugin
from rulekit.errors import Problem, did_you_mean
from rulekit.hooks.pack import Language, Pack
from rulekit.language.detect import LanguageFacts

NOT_PACKS = frozenset({"profiles", "__pycache__"})


def fit_problems(plugin: Plugin, plugins: Sequence[Plugin]) -> list[Problem]:
    """What would make a plugin load and then do nothing, which nobody would notice."""
    packs = [pack for other in plugins for pack in other.packs]
    facts = {fact.id: fact for pack in packs if pack.table for fact in facts_of(pack.table)}
    problems = []
    for pack in plugin.packs:
        problems += _folder_problems(pack, {other.name for other in plugins}, packs)
        for language in pack.languages:
            problems += _language_problems(language, facts)
    return problems


def _folder_problems(pack: Pack, plugins: Iterable[str], packs: Iterable[Pack]) -> list[Problem]:
    """Folders of rules that belong to nobody: a misspelt name looks like a pack without rules."""
    known = {*plugins, *(other.name for other in packs if other.rules == pack.rules)}
    folders = sorted(path.name for path in pack.rules.iterdir() if path.is_dir())
    problems = [
        Problem(f"no pack is called `{name}`{did_you_mean(name, known)}", str(pack.rules / name))
        for name in folders
        if name not in known | NOT_PACKS and not name.startswith(".")
    ]
    problems += [
        Problem("a rule file stands in its pack's folder", str(path))
        for path in sorted(pack.rules.glob("*.y*ml"))
    ]
    rules = any((pack.rules / pack.name).glob("*.yaml"))
    if not (rules or pack.languages or pack.signals or pack.finders or problems):
        problems.append(Problem(f"the pack `{pack.name}` brings nothing", str(pack.rules)))
    return problems


def _language_problems(language: Language, facts: dict[str, LanguageFacts]) -> list[Problem]:
    """A language of which no file would ever be found, or that the table knows otherwise."""
    known = facts.get(language.id)
    if known is None:
        if language.extensions or language.filenames or language.interpreters:
            return []
        near = did_you_mean(language.id, facts) or "; give it extensions or filenames"
        return [Problem(f"no file would be in the language `{language.id}`{near}")]
    if language.kind not in ("programming", known.kind):  # the first is what is left unsaid
        message = f"`{language.id}` is of kind {known.kind}, not {language.kind}"
        return [Problem(message)]
    return []
