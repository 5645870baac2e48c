"""Benchmarks are kept out of a corpus: the step `decontaminate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

import rulekit
from pydantic import Field, model_validator

from .item_file import benchmark_name, is_file, read_items

MOST_WORDS = 100  # of a gram; the longest that a recipe uses has 13 (Brown et al. 2020, appendix C)


Against = Annotated[str, Field(min_length=1, json_schema_extra={"format": "benchmark"})]


class DecontaminateSettings(rulekit.Spec):
    """What no row may share with benchmarks.

    `against` names installed benchmarks and files (`./mbpp.jsonl`). A gram of `words` words counts
    if `min_distinct` of them differ, are of two letters or more and no numbers' names. Of texts
    with fewer words, those of 5 and more are looked for whole. A gram that is in more than
    `max_share` of the rows, and in more than 100, counts for nobody.

    10 words are OpenCoder's and Qwen2.5-Coder's. 6 and the share are ours: in 2,867 files, 10
    words of HumanEval were in 8, of which 6 counted something ("0 1 2 3 4 5 6 7 8 9"). With 6, one
    of 38,178 files shares any: what a prime number is.
    """

    against: Annotated[list[Against], Field(min_length=1)]
    words: int = Field(10, ge=5, le=MOST_WORDS)
    min_distinct: int = Field(6, ge=1, le=MOST_WORDS)
    max_share: float = Field(0.00001, ge=0, le=1)
    entry_points: Literal["definition", "off"] = "definition"
    action: Literal["drop", "cut"] = "drop"

    @model_validator(mode="after")
    def _fits(self) -> DecontaminateSettings:
        if self.min_distinct > self.words:
            message = f"{self.min_distinct} of {self.words} words cannot differ"
            raise ValueError(f"{message}: `min_distinct` is at most `words`")
        return self


def _build(settings: DecontaminateSettings, context: rulekit.StepContext) -> rulekit.CorpusStep:
    """The step; raises UsageError for a benchmark that is not there or cannot be looked for."""
    from .decontaminate import Decontaminate  # 10 ms, of every command
    from .index import Limits
    from .watch import build_watch

    benchmarks: dict[str, Sequence[rulekit.BenchmarkItem]] = {}
    for one in settings.against:
        name = benchmark_name(one) if is_file(one) else one
        if name in benchmarks:
            message = f"`against` names two benchmarks that are called `{name}`"
            raise rulekit.UsageError(f"{message}: leave one out, or rename its file")
        benchmarks[name] = _items(one, context)
    limits = Limits(settings.words, settings.min_distinct)
    watch = build_watch(benchmarks, limits, entry_points=settings.entry_points != "off")
    return Decontaminate(watch, settings.max_share, cut=settings.action == "cut")


def _items(name: str, context: rulekit.StepContext) -> Sequence[rulekit.BenchmarkItem]:
    if is_file(name):
        return read_items(context.folder / name)
    if name in context.benchmarks:
        return list(context.benchmarks[name].items())
    message = f"there is no benchmark `{name}`{_nearest(name, context.benchmarks)}"
    remedy = f"name an installed one, or a file such as `./{name}.jsonl`"
    raise rulekit.UsageError(f"{message}: {remedy}")


def _nearest(name: str, known: Mapping[str, rulekit.Benchmark]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    if near:
        return f", did you mean `{near[0]}`?"
    return f"; installed are {', '.join(sorted(known)) or 'none'}"


def _files(settings: DecontaminateSettings, folder: Path) -> Iterable[Path]:
    return [folder / one for one in settings.against if is_file(one)]


DECONTAMINATE = rulekit.Step(
    "decontaminate",
    "drops, or cuts out, what benchmarks ask and answer",
    DecontaminateSettings,
    _build,
    edits=True,
    not_after={
        "sample": "what it drops was counted into the targets",
        "score": "what it drops was counted into the shares",
        "select": "that output has what it drops",
        "functions": "that output has what it drops",
    },
    files=_files,
)


@rulekit.hookimpl
def rulekit_steps() -> Iterable[rulekit.Step]:
    """One step."""
    return [DECONTAMINATE]
