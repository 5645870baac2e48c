"""Small real audits: two folders of files, judged by rules of our own that a rulekit.toml names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import chdir, closing
from pathlib import Path

import pytest

from rulekit.errors import Problem, UsageError
from rulekit.plan.options import PlanOptions
from rulekit.run.filter import Filter
from rulekit.run.local_runner import LocalRunner
from rulekit.run.prepared import FilterOptions

RULE = """\
title: {title}
why: Because the test says so.
source: ours
signal: {{pattern: '{pattern}', measure: count}}
keep: {{{keep}}}
message: "{message}"
{more}examples:
  keep: [{{text: '{kept}'}}]
  drop: [{{text: '{dropped}'}}]
"""


def rule_text(title, pattern, keep, kept, dropped, more=""):
    message = "{count} of them, the first: {text}"
    return RULE.format(
        title=title, pattern=pattern, keep=keep, kept=kept, dropped=dropped, more=more,
        message=message,
    )  # fmt: skip


GUARD = "when: [{signal: text.lines, min: 4}, {signal: text.words, max: 4}]\n"
RULES = tuple(f"mine/{name}" for name in ("loud", "odd", "asking", "guarded", "named", "commented"))
PROJECT = {
    "rulekit.toml": 'profile = "ours"\nrules = ["rules"]\n',
    "rules/mine/loud.yaml": rule_text("Too loud", "!", "max: 2", "Hi!", "Hi!!!"),
    "rules/mine/odd.yaml": rule_text("Odd", "odd", "max: 0", "even", "odd", "action: flag\n"),
    "rules/mine/asking.yaml": rule_text(
        "Neither few nor many questions", r"\?", "min: 1, max: 3", "a?b", "????", "spare: 0.5\n"
    ),
    "rules/mine/guarded.yaml": rule_text(
        "Many in long texts", ";", "max: 1", r"\n\n\n;", r"\n\n\n\n;;".replace("x", ""), GUARD
    ),
    "rules/mine/named.yaml": rule_text(
        "A class", "class", "max: 0", "a", "class", "kinds: [prose]\n"
    ),
    "rules/mine/commented.yaml": rule_text("Comments", "x", "max: 0", "a", "# x").replace(
        "{pattern: 'x', measure: count}", "{capture: comment, measure: count}"
    ),
    "rules/profiles/ours.yaml": (
        "title: Ours\nsource: ours\nselect: [mine/]\nfor:\n"
        "  python: {limits: {mine/loud: {max: 4}}, skip: [mine/asking]}\n"
        "  json: {limits: {mine/loud: {max: 0}, mine/asking: {min: 0, max: 1}}}\n"
    ),
}


OURS = PlanOptions(config="rulekit.toml")


def _text(number: int) -> str:
    """A text whose counts go up and down with its number, none of them with another's."""
    parts = ["!" * (number % 7), "?" * (number % 6), ";" * (number % 4), "x" * (number % 5)]
    return " ".join([*parts, "odd" * (number % 3 == 0)]) + "\n" * (1 + number % 8)


def make_project(folder: Path) -> None:
    """Rules, and the folders `left` and `right` with files that they keep and drop."""
    suffixes = ("py", "json", "md", "c")
    files = {
        f"{side}/d{number % 3}/f{number:02}.{suffixes[number % 4]}": f"{side} {_text(number)}"
        for side in ("left", "right")
        for number in range(40)
    }
    for path, text in (PROJECT | files).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "left/picture.png").write_bytes(b"\0")


def make_audit(
    folder: Path,
    out: str,
    signals: str = "",
    *,
    shards: int | None = None,
    sources: tuple[str, ...] = ("left", "right"),
    options: PlanOptions = OURS,
) -> Path:
    """The audit of a project; with `shards` the run is stopped when so many are closed."""
    with chdir(folder):
        wanted = FilterOptions(sources, out, signals=signals)
        run = Filter(options, wanted)
        executors = LocalRunner().executors(run.worker_config.to_json(), 1, None)
        closed = 0
        with closing(run.run(lambda: executors)) as tasks:
            for task, _ in tasks:
                closed += task.do == "close"
                if closed == shards:
                    break
    return folder / out


REPOSITORIES = {"ann/app": 5, "ben/app": 3, "cy/lib": 1, None: 2}  # files of each


def make_repositories(folder: Path) -> Path:
    """The audit of a corpus with a column of repositories, where every path is in several."""
    rows = [
        {"content": f"{name} {'!' * number}\n", "path": f"src/{number}.py", "repo": name}
        for name, count in REPOSITORIES.items()
        for number in range(count)
    ]
    make_project(folder)
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return make_audit(folder, "repositories", "used", sources=("rows.jsonl",))


def found_by(rule, judged) -> Iterator[tuple]:
    """Keys and findings of one rule, in the order of shards and rows."""
    for key, verdict in judged.items():
        yield from ((key, one) for one in verdict.findings if one.rule == rule)


def refused(call, *words, **more) -> Problem:
    """The one problem that a call ends with."""
    with pytest.raises(UsageError) as error:
        call(*words, **more)
    (problem,) = error.value.problems
    return problem
