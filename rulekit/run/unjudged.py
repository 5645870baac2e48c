"""Corpora of which nearly nothing was judged: they look like a run that went well."""

from __future__ import annotations

from rulekit.core.tally import Tally
from rulekit.core.verdict import CAUSES
from rulekit.corpus.roles import Columns

# The share of rows that are no candidates from which on the command is wrong, not the corpus: of
# source files, some are binary, too large or in no known language, and not most of them.
NEARLY_ALL = 0.9


def nothing_judged(tally: Tally) -> bool:
    """True if there are rows, and none of them was kept or dropped by a rule."""
    return tally.total > 0 and tally.all.keep + tally.all.drop == 0


def unjudged(tally: Tally, columns: Columns) -> str:
    """Warning for a corpus of which nearly no row was judged, with a remedy; "" if enough were."""
    if not tally.total:
        return "there is no row in the corpus"
    apart = tally.not_judged.total()
    if apart < NEARLY_ALL * tally.total:
        told = f"no row was judged: {tally.all.error:,} errors, {apart:,} no candidates"
        return told if nothing_judged(tally) else ""
    cause, rows = tally.not_judged.most_common(1)[0]
    why = CAUSES[cause].removeprefix("not a candidate: ")
    step = _STEPS.get(cause, "")
    if cause == "unknown-language":
        step = _language_step(columns)
    return f"{rows:,} of {tally.total:,} rows are not judged, {cause}: {why}" + step


_STEPS = {"no-rules": "; choose others: --select, --profile"}


def _language_step(columns: Columns) -> str:
    lacking = [role for role in ("path", "lang") if not getattr(columns, role)]
    if not lacking:
        return f"; `{columns.lang}` names none, either: say it for all rows, --language NAME"
    roles = ",".join(f"{role}=NAME" for role in lacking)
    return f"; say which column tells it, --columns {roles}, or for all rows, --language NAME"
