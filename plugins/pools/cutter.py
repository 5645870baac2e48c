"""The cutter of each language: one that names it, else one for all that can be cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

import rulekit

from .admit import refuse_unknown


def cutters_of(
    languages: Iterable[str], context: rulekit.StepContext
) -> Mapping[str, rulekit.Cutter]:
    """The cutter of each language; raises UsageError for one that is unknown or has none."""
    languages = list(languages)
    refuse_unknown(languages, context.languages)
    found = dict[str, rulekit.Cutter]()
    for language in languages:
        cutter = _cutter_of(language, context)
        if cutter is None:
            raise rulekit.UsageError(_refusal(language, context))
        found[language] = cutter
    return found


def _cutter_of(language: str, context: rulekit.StepContext) -> rulekit.Cutter | None:
    """Of several that serve a language, the first by name."""
    cutters = [context.cutters[name] for name in sorted(context.cutters)]
    named = (one for one in cutters if language in one.languages)
    general = (one for one in cutters if not one.languages and not _missing(one, language, context))
    return next(chain(named, general), None)


def _missing(cutter: rulekit.Cutter, language: str, context: rulekit.StepContext) -> list[str]:
    return sorted(cutter.requires - context.captures.get(language, frozenset()))


def _refusal(language: str, context: rulekit.StepContext) -> str:
    """Why nothing cuts a language, and which languages can be cut."""
    named = {name for one in context.cutters.values() for name in one.languages}
    known = [one for one in sorted({*context.captures, *named}) if _cutter_of(one, context)]
    return (
        f"nothing cuts functions out of `{language}`{_lack(language, context)}; "
        f"there are cutters for: {', '.join(known) or 'none'}"
    )


def _lack(language: str, context: rulekit.StepContext) -> str:
    if language not in context.captures:
        return ": no pack has a grammar for it"
    general = [context.cutters[name] for name in sorted(context.cutters)]
    missing = next((_missing(one, language, context) for one in general if not one.languages), [])
    lacks = " and no ".join(f"@{name}" for name in missing)
    return f": its pack captures no {lacks}" if lacks else ""
