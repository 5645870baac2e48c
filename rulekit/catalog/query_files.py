"""The query files of languages, each with the file that it inherits from another language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rulekit.errors import PluginError, Problem, SpecError, nearest
from rulekit.hooks.pack import Language, Pack
from rulekit.syntax.query import QuerySource


def query_source(pack: Pack, path: Path) -> QuerySource:
    """Read a pack's query file, and nothing that it inherits; raises SpecError when it cannot."""
    try:
        return QuerySource(pack.name, path.read_text("utf-8"), str(path))
    except FileNotFoundError:
        remedy = "make it; where it was not installed, list *.scm in package-data"
        raise SpecError(
            [Problem("the query file is not there", str(path), remedy=remedy)]
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError([Problem(f"cannot be read: {error}", str(path))]) from None


def query_problems(pack: Pack, language: Language) -> list[Problem]:
    """Mistakes in a language's query file; where there are any, what its grammar refuses as well.

    Raises SpecError when the file cannot be read.
    """
    source = query_source(pack, language.queries)
    if not (source.captures or source.inherits or source.left_out):
        message = f"no pattern captures anything, so no rule could measure `{language.id}`"
        remedy = "begin with the comments: `(comment) @comment`, as the grammar calls them"
        return [*source.problems(), Problem(message, source.path, 1, remedy=remedy)]
    problems = source.problems()
    told = {one.line for one in problems}
    refused = refused_by_grammar(source, language) if problems else ()
    return [*problems, *(one for one in refused if one.line not in told)]


def refused_by_grammar(source: QuerySource, language: Language) -> Sequence[Problem]:
    """Patterns of a query file that its grammar refuses; for when the file fails in any case.

    Else it is compiled when somebody needs it, and of a grammar that does not load told then.
    """
    if not language.grammar.installed:
        return ()
    try:
        source.compile(language.grammar.language, language.grammar.words)
    except SpecError as error:
        return error.problems
    except PluginError:
        return ()
    return ()


def query_sources(packs: Iterable[Pack]) -> dict[str, QuerySource]:
    """The query file of each language by its id, without what it inherits."""
    return {
        language.id: query_source(pack, language.queries)
        for pack in packs
        for language in pack.languages
    }


def inheriting(language: str, sources: Mapping[str, QuerySource]) -> QuerySource:
    """A language's query file with all that it inherits, where `inheritance_problems` has none."""
    source = sources[language]
    if word := source.inherits:
        return replace(source, inherited=inheriting(word.group(), sources))
    return source


def inheritance_problems(
    language: str, sources: Mapping[str, QuerySource], absent: Collection[str]
) -> list[Problem]:
    """Mistakes in what a language's query file inherits, each told in the file that makes it.

    `absent` are the names of plugins that are off or broken. A language that inherits from a broken
    one is not told here: that one's plugin fails, and its language is then not known.
    """
    source, chain = sources[language], _chain(language, sources)
    if not (word := source.inherits):
        return []
    if word.group() not in sources:
        name = word.group()
        off = f": the plugin `{name}` is off or broken" if name in absent else ""
        near = off or nearest(name, sources)
        return [source.problem(word, f"no installed language is called `{name}`{near}")]
    if chain[-1] == language:
        circle = " -> ".join(chain)
        return [source.problem(word, f"`{language}` inherits itself: {circle}")]
    if len(set(chain)) < len(chain) or sources[chain[-1]].inherits:
        return []
    return inheriting(language, sources).inheritance_problems()


def _chain(language: str, sources: Mapping[str, QuerySource]) -> list[str]:
    """A language and those that it inherits in turn, up to one that is unknown or was there."""
    chain = [language]
    while (word := sources[chain[-1]].inherits) and word.group() in sources:
        chain.append(word.group())
        if word.group() in chain[:-1]:
            break
    return chain
