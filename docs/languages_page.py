"""What docs/languages.md says: what each language with a grammar has, and what it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml
from markdown_table import table

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.language_tables import content_rules_of
from rulekit.language.content_rule import ContentRule
from rulekit.plan.effective_rules import rule_views, scope_of
from rulekit.plan.plan import Plan
from rulekit.syntax.vocabulary import VOCABULARY

STATES = ("on", "never", "off")
UNREAD = Path(__file__).parent.parent / "tests" / "plugins" / "unread.yaml"

HEAD = """\
# The languages

Written by `python docs/generate.py` from the packs; change those, not this page. These languages
have a grammar. A language without one has the rules of `text`, and those of `code` that need no
capture, or none but `@comment` and `@string`: see [why](decisions/0006-marks.md). The grammars of
Kotlin and SQL are the extra `languages`. [Lua](../examples/rulekit-lua) and
[Swift](../examples/rulekit-swift) are packs of their own, as
[anybody's](writing-a-language.md) are.

## Grammars and files

A grammar is held to one minor version, because a new one changes verdicts. Where other languages
have a file's extension too, its content tells; *shared* lists those. Names and interpreters of
scripts tell before the extension does.

"""

TOLD = """
## How a language is told

`linguist-language` in `.gitattributes` names it for `rulekit check` and `rulekit explain`, though
it makes no prose of other files. Otherwise it is told by the first of these that leaves one, as in
Linguist: a modeline of vim or Emacs, the file name, the shebang, the extension; then, where nothing
else tells, the file name in any case. What
leaves several narrows the choice of the next. Where several share an extension or a name, the
first 64 KB of the text tell them apart, by patterns that are tried in the order of this table. If
none is found, what a corpus says of the row decides, then the *default*; without one, the popular
languages go first, then those at home in the extension, then the alphabet.

`rulekit explain` says how a language was told (`.pl by content, else perl`): `else` names the next
one of which a pattern was found. [Why patterns, and how many files are told
right](decisions/0016-languages-told-by-rules.md).

"""

CAPTURES = """
## Captures

What the queries of a language find; what each name means is in
[writing-a-language.md](writing-a-language.md#the-vocabulary). Why a name is left out stands below.
The parser's own, `@error` and `@missing`, are everywhere.

"""

RULES = """
## Rules

In which of these languages a rule is *on* in the profile `default`, *off*, or *never* measured: on,
but the language has none of the captures that it needs. *All* are those that the rule is for.
The limits are in [rules.md](rules.md).

"""

GRAMMARS = """
## What the grammars cannot read

Syntax that is valid, or that every reader of the language accepts, and that leaves errors in the
tree or, where it says so, is taken for something else. Rules see the rest of the file as it is.

"""


def page(plan: Plan) -> str:
    """The whole of docs/languages.md."""
    catalog = plan.catalog
    return "".join(
        [
            HEAD + table(("language", "kind", "grammar", "extensions", "names"), files(catalog)),
            TOLD + table(("extension or name", "by a pattern", "by default"), told(catalog)),
            CAPTURES + table(("capture", "languages that have it"), captures(catalog)),
            "\n" + table(("language", "leaves out", "because"), left_out(catalog)),
            RULES + table(("rule", "on", "never", "off"), rules(plan)),
            GRAMMARS + table(("language", "what", "for example"), unread()),
        ]
    )


def files(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """A row for each language: its grammar, and the files that are told to be in it."""
    every = (catalog.table.facts(language) for language in catalog.table.ids)
    claims = Counter(extension for facts in every for extension in facts.extensions)
    for language, syntax in sorted(catalog.syntaxes.items()):
        facts = catalog.table.facts(language)
        own = words(one for one in facts.extensions if claims[one] == 1)
        shared = words(one for one in facts.extensions if claims[one] > 1)
        minor = ".".join(syntax.grammar.version.split(".")[:2])
        yield (
            f"{facts.name} (`{language}`)",
            facts.kind,
            f"{syntax.grammar.wheel} {minor}",
            f"{own}; *shared* {shared}" if shared else own,
            words((*facts.filenames, *(f"#!{program}" for program in facts.interpreters))),
        )


def told(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """A row for each list of content rules: its extensions, and the languages in their order."""
    keys: dict[tuple[ContentRule, ...], list[str]] = {}
    for pack in catalog.packs:
        if pack.content_rules:
            for key, rules in content_rules_of(pack.content_rules).items():
                keys.setdefault(rules, []).append(key)
    for rules, names in keys.items():
        patterned = dict.fromkeys(rule.language for rule in rules if rule.pattern)
        default = words(rule.language for rule in rules if not rule.pattern)
        yield words(names), words(patterned), default


def captures(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """A row for each name of the vocabulary, then one for each pack's own."""
    provided = {name: syntax.source.captures for name, syntax in sorted(catalog.syntaxes.items())}
    for name in VOCABULARY:
        having = [language for language, names in provided.items() if name in names]
        yield f"`@{name}`", listed(having, provided)
    for language, names in provided.items():
        if own := sorted(names - VOCABULARY.keys()):
            yield words(f"@{name}" for name in own), language


def listed(languages: Sequence[str], every: Iterable[str]) -> str:
    """Languages by name, or those that are missing where these are fewer."""
    missing = [language for language in every if language not in languages]
    if not missing:
        return "all"
    return (
        ", ".join(languages) if len(languages) <= len(missing) else f"all but {', '.join(missing)}"
    )


def left_out(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """A row for each reason that a language has for leaving names out."""
    for language, syntax in sorted(catalog.syntaxes.items()):
        reasons = syntax.source.left_out
        for why in dict.fromkeys(reasons.values()):
            yield language, words(f"@{name}" for name in reasons if reasons[name] == why), why


def rules(plan: Plan) -> Iterator[tuple[str, ...]]:
    """A row for each rule: the languages in which it is on, never measured, and off."""
    states: dict[str, dict[str, str]] = {rule_id: {} for rule_id in plan.catalog.rules}
    languages = sorted(plan.catalog.syntaxes)
    for language in languages:
        for view in rule_views(plan, scope_of(plan.catalog, language)):
            state = "never" if view.on and view.lacks else "on" if view.on else "off"
            states[view.rule.id][language] = state
    for rule_id, found in states.items():
        if found:
            cells = ([one for one in found if found[one] == state] for state in STATES)
            yield f"`{rule_id}`", *(listed(cell, found) if cell else "" for cell in cells)


def unread() -> Iterator[tuple[str, ...]]:
    """A row for each piece of syntax that a grammar cannot read."""
    for language, entries in yaml.safe_load(UNREAD.read_text("utf-8")).items():
        for entry in entries:
            mistaken = f"; taken for a `@{entry['taken_for']}`" if "taken_for" in entry else ""
            text = entry["text"].rstrip("\n").replace("\n", " ⏎ ")
            yield language, entry["what"] + mistaken, f"`{text}`"


def words(found: Iterable[str]) -> str:
    """Words as code, with blanks between."""
    return " ".join(f"`{one}`" for one in found)
