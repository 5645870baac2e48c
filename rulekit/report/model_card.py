"""The card of a model as people see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulekit.report.number import plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

Figures = Mapping[str, Any]
NINETY_FIVE = 1.96  # standard errors to either side, within which 95% lie
NONE = " none: no limit with ten texts beyond it is so precise; more labels, or less --precision"
STRANGE = (
    " other: languages of fewer than ten texts; whether it is fair to one of them is not known"
)
LIMITS = {"drop_below": "drop below", "keep_from": "keep from"}


def show_card(printer: Printer, name: str, card: Figures) -> None:
    """Show what a model was made of, how good it is on groups that it has not seen, and why not."""
    made = f"{plural(card['labels'], 'text')} of {plural(card['groups'], 'group')}"
    drops = card["labels"] - card["keep"]
    printer.line(Styled(name, "bold"), f"  {made}: {card['keep']:,} to keep, {drops:,} to drop")
    half = card["at_half"]
    figures = ", ".join(f"{word} {_share(half[word])}" for word in ("precision", "recall"))
    error = NINETY_FIVE * card["auc_error"]
    within = f" ± {error:.3f}" if error else ""
    printer.line(
        Styled("area under the ROC  ", "bold"),
        f"{card['auc']:.3f}{within}; dropping below 0.5: F1 {_number(half['f1'])}, {figures}",
    )
    _show_limits(printer, card)
    _show_languages(printer, card)
    _show_kinds(printer, card)
    _show_preferences(printer, card)


def _show_limits(printer: Printer, card: Figures) -> None:
    asked = f"{100 * card['precision_asked']:g}%"
    rows = _heads(f"for a precision of {asked}", "score", "texts", "precision", "recall")
    for key, words in LIMITS.items():
        one = card[key]
        rows.append(
            (words, f"{one['limit']:g}", f"{one['texts']:,}", *_both(one))
            if one
            else (words, "none", "—", "—", "—")
        )
    printer.line()
    printer.table(rows, right=range(1, 5))
    if not all(card[key] for key in LIMITS):
        printer.line(Styled(NONE, "dim"))


def _show_languages(printer: Printer, card: Figures) -> None:
    head = f"below {card['limit']:g}"
    rows = _heads(head, "texts", "to drop", "AUC", "precision", "recall", "keeps")
    rows += [
        (
            *(name, f"{one['texts']:,}", f"{one['bad']:,}", _number(one["auc"])),
            *(*_both(one), _share(one["kept"])),
        )
        for name, one in card["languages"].items()
    ]
    printer.line()
    printer.table(rows, right=range(1, 7))
    others = card["languages"].get("other", {"texts": 0})
    if 2 * others["texts"] > card["labels"]:
        printer.line(Styled(STRANGE, "dim"))


def _show_kinds(printer: Printer, card: Figures) -> None:
    if not card["kinds"]:
        return
    rows = _heads("kind of drop", "texts", "recall")
    rows += [
        (kind, f"{one['texts']:,}", _share(one["recall"])) for kind, one in card["kinds"].items()
    ]
    printer.line()
    printer.table(rows, right=range(1, 3))


def _show_preferences(printer: Printer, card: Figures) -> None:
    if not card["prefers"]:
        return
    rows = _heads("goes with", "score", "label", "texts")
    rows += [
        (name, f"{one['score']:+.2f}", f"{one['label']:+.2f}", f"{one['texts']:,}")
        for name, one in card["prefers"].items()
    ]
    printer.line()
    printer.table(rows, right=range(1, 4))


def _heads(*words: str) -> list[Row]:
    return [[Styled(word, "bold") for word in words]]


def _both(one: Figures) -> tuple[str, str]:
    return _share(one["precision"]), _share(one["recall"])


def _share(value: float | None) -> str:
    return "—" if value is None else f"{100 * value:.1f}%"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
