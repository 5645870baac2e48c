"""The tables of a comparison, in Markdown: for the terminal and for docs/parity.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from agreement import CAUSES, Agreement
from drops import Drops
from equality import Comparison, Equality

SHOWN = 5  # mismatches that are told in full

INTRODUCTION = """\
# Parity with OpenCoder's reference

What rulekit reads beside what OpenCoder's own filter (opc_data_filtering at 44b857e) read on 344
files of published packages in eight languages. This page is made by

```
python tests/parity/fetch.py FOLDER
python tests/parity/compare.py FOLDER --write
```

The reference's readings are in `tests/parity/readings.jsonl`. They are of files judged as code, so
for the signals of prose (`qsc_doc_*`) there are none; these are compared with a transcription of
their definitions in plain Python, `tests/parity/reference.py`. Where there are readings, the
transcription is compared with them too. `tests/parity/test_parity.py` compares the same on a few
texts of our own, so that every change is held to it.
"""

DIFFERENCES = """\
## What is not equal, and why

- **Marks.** The reference turns 46 marks into ASCII ones before words are cut, and the list is not
  given. The readings show that the four curly quotes are in it and that dashes, guillemets and the
  ellipsis are not; the full-width forms of ASCII's 32 marks and ten of CJK are taken for the rest.
- **Lists.** Of its 54 bullet symbols, its words for "more" and RedPajama's stop words only examples
  are given. rulekit has lists of its own, and the transcription uses them too.
- **Language.** The reference is told the language of a prose text; rulekit tells it from scripts
  and common words. Chinese is cut by the same dictionary, in the script that it is in (the
  reference makes it simplified first); words of other scripts stay whole, which jieba cuts up.
- **Byte-order marks** are taken off before anything is read; to the reference they are characters.
- **Generated code.** `code.generator_words` finds the reference's words. The rule `code/generated`
  wants a generator's marker instead, in the comments that a file begins with.
- **Nothing.** Of an empty text, a pattern's `char_fraction` is 0 where the reference has no value.
- **HTML.** The reference asks whether its parser raises, which that does not. `html/tagless` stands
  in its place, and the profile leaves it out.
- **Limits that never fire.** The reference compares a list with 0 for C# and Go, so its limit on
  variables never fires there; and its notebook hands it names without extension, so Go's tests
  stay. The profile has these limits as they are meant.
- **Names.** A `qsc_doc_*` that is not listed has the definition of the `qsc_code_*` of that name.
- **Languages** are the true ones of the golden data, which here are the reference's too.
- **Nothing is random.** What the reference drops four times out of five counts as dropped here.
"""


def tables(comparison: Comparison) -> str:
    """All of them, with the first mismatches."""
    parts = [
        _verdicts(comparison.drops),
        _equal(comparison),
        _mismatches(comparison.mismatches),
        _trees(comparison.trees),
        _causes(comparison.trees),
    ]
    return "\n\n".join(part for part in parts if part)


def page(comparison: Comparison) -> str:
    """The page of the documentation."""
    return f"{INTRODUCTION}\n{tables(comparison)}\n\n{DIFFERENCES}"


def _equal(comparison: Comparison) -> str:
    rows: list[tuple[object, ...]] = [
        (
            one.reference,
            ", ".join(one.ours),
            one.golden or "",
            one.transcribed,
            len(one.distinct),
            len(one.mismatches),
        )
        for one in comparison.plain
    ]
    golden, transcribed, wrong = _sums(comparison.plain)
    rows.append((f"**{len(rows)} signals**", "", f"{golden:,}", f"{transcribed:,}", "", wrong))
    values, _, misread = _sums(comparison.transcription)
    said = (
        "Definitions over the text. `readings` are values compared with what the reference itself\n"
        "read, `transcribed` those compared with the transcription; equal means to 8 decimals.\n"
        "`distinct` counts the different values; where they are few, equality says little.\n"
        "The three on code without comments are compared on the code that the reference saw.\n"
        f"The transcription itself was compared with the reference on {values:,} readings of"
        f" {len(comparison.transcription)}\nsignals, of which {misread} differ."
    )
    header = ("OpenCoder", "rulekit", "readings", "transcribed", "distinct", "mismatches")
    return f"## Equal numbers\n\n{said}\n\n{_table(header, rows)}"


def _sums(equalities: Sequence[Equality]) -> tuple[int, int, int]:
    """Values compared with readings, with the transcription, and mismatches."""
    return (
        sum(one.golden for one in equalities),
        sum(one.transcribed for one in equalities),
        sum(len(one.mismatches) for one in equalities),
    )


def _mismatches(found: Sequence[str]) -> str:
    told = [f"- {mismatch}" for mismatch in found[:SHOWN]]
    if len(found) > SHOWN:
        told.append(f"- and {len(found) - SHOWN} more")
    return "\n".join(told)


def _trees(agreements: Sequence[Agreement]) -> str:
    rows = [
        (
            one.pair.reference,
            one.pair.rule,
            one.outcomes.total(),
            "" if one.correlation is None else f"{one.correlation:.3f}",
            f"{one.same / one.outcomes.total():.1%}" if one.limited else "no limit",
            one.outcomes[True, True],
            one.outcomes[False, True],
            one.outcomes[True, False],
            one.pair.why,
        )
        for one in agreements
    ]
    unread = max((one.unread for one in agreements), default=0)
    said = (
        "Definitions that rulekit reads off the syntax tree. `r` is Pearson's correlation of the\n"
        "values (empty where one side never varies), `agree` the share of files that both rules\n"
        "fail or neither does, at the published limit (without one, no rule is asked), then\n"
        "the files that both fail, and that only one of them does. Where `r` is near 0, the two\n"
        "count different things: the reference's pattern for functions in C finds prototypes and\n"
        "calls."
    )
    if unread:
        said += f"\n{unread} files of languages without a grammar here are left out."
    header = (
        "OpenCoder",
        "rulekit",
        "files",
        "r",
        "agree",
        "both",
        "only it",
        "only rulekit",
        "rulekit reads",
    )
    return f"## Syntax instead of patterns\n\n{said}\n\n{_table(header, rows)}"


def _causes(agreements: Sequence[Agreement]) -> str:
    rows = [
        (one.pair.reference, *(one.causes[cause] or "" for cause in CAUSES))
        for one in agreements
        if one.causes
    ]
    total: Counter[str] = sum((one.causes for one in agreements), Counter())
    rows.append((f"**{total.total()} outcomes**", *(total[cause] or "" for cause in CAUSES)))
    told = "\n".join(f"- `{cause}`: {meaning}" for cause, meaning in CAUSES.items())
    return f"## Why outcomes differ\n\n{told}\n\n{_table(('OpenCoder', *CAUSES), rows)}"


def _verdicts(drops: Drops) -> str:
    rows = [_verdict_row(language, drops) for language in sorted(drops.outcomes)]
    rows.append(_verdict_row("", drops))
    header = ("language", "files", "both drop", "both keep", "only it", "only rulekit", "agree")
    said = (
        "Whole files: `rulekit check --profile opencoder`, nothing being spared, beside the\n"
        "reference, whose random drops count as drops."
    )
    classes = Counter((one.main, one.by) for one in drops.disagreements)
    counted = [
        (f"`{cause}`", classes[cause, "the reference"] or "", classes[cause, "rulekit"] or "")
        for cause in (*CAUSES, "several")
        if classes[cause, "the reference"] or classes[cause, "rulekit"]
    ]
    files = [
        (
            one.where,
            one.language,
            one.by,
            "; ".join(f"{name.removeprefix('qsc_')}: {cause}" for name, cause in one.causes),
        )
        for one in drops.disagreements
    ]
    parts = [
        f"## Verdicts\n\n{said}\n\n{_table(header, rows)}",
        "The files on which they differ, by the cause of the difference (see below; `several`:\n"
        "more than one reason, with different causes):\n\n"
        + _table(("cause", "only the reference drops", "only rulekit drops"), counted),
        _table(("file", "language", "dropped by", "reasons of that side: cause"), files),
    ]
    return "\n\n".join(parts)


def _verdict_row(language: str, drops: Drops) -> tuple[object, ...]:
    """Of one language, or of all."""
    found = [drops.outcomes[language]] if language else drops.outcomes.values()
    total: Counter[tuple[bool, bool]] = sum(found, Counter())
    both, neither = total[True, True], total[False, False]
    agree = f"{(both + neither) / total.total():.1%}"
    only = (total[False, True], total[True, False])
    return (language or "**all**", total.total(), both, neither, *only, agree)


def _table(header: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    """A table whose columns line up, so that it reads as plain text too."""
    cells = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [" | ".join(map(str.ljust, row, widths)) for row in cells]
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in (lines[0], rule, *lines[1:]))
