"""A sample: what a reply to a task makes, and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rulekit.ask.text_lines import REPLY
from rulekit.core.document import PROSE
from rulekit.language.detect import LanguageTable
from rulekit.spec.reply_form import Column
from rulekit.synthesis.json_lines import Record
from rulekit.synthesis.synthesis_recipe import SynthesisRecipe

WHOLE = "sample.md"  # the name that a sample has as a document: its instruction and its response
_OF_TASK = ("content", "path")  # columns that a sample has no need of


@dataclass(frozen=True)
class SampleMaker:
    """Makes samples by the templates of a recipe; `round` is that of self-distillation, from 1."""

    recipe: SynthesisRecipe
    table: LanguageTable
    round: int

    def _values(self, reply: Record) -> Record:
        return property_values(reply, self.recipe.form.columns())

    def lack(self, reply: Record, task: Record) -> str:
        """The property that a reply lacks for a sample; "" for none."""
        values = {**task, **self._values(reply)}
        found = (one.lacking(values) for one in self.recipe.templates.values())
        return next(filter(None, found), "")

    def id_of(self, attempt: int, checkpoint: int, reply: Record, task: Record) -> str:
        """What a sample is called: round, seed, combination, attempt, checkpoint, number."""
        return f"{self.round}-{task['task']}-{attempt}-{checkpoint}-{reply['sample']}"

    def sample(self, attempt: int, checkpoint: int, reply: Record, task: Record) -> Record:
        """The sample of a reply that lacks nothing."""
        values = {**task, **self._values(reply)}
        filled = {name: one.fill(values) for name, one in self.recipe.templates.items()}
        return self._record(attempt, checkpoint, reply, task, filled)

    def _record(
        self, attempt: int, checkpoint: int, reply: Record, task: Record, filled: Mapping[str, str]
    ) -> Record:
        response, path = filled["response"], filled["path"]
        found = self.table.detect(path, response)
        language = found.language if found else ""
        is_prose = bool(found and found.kind == PROSE)
        number = reply["sample"]
        told: dict[str, Any] = {
            "id": self.id_of(attempt, checkpoint, reply, task),
            "instruction": filled["instruction"],
            "response": response,
            "path": path,
            "lang": language,
            "text": _document(
                filled["instruction"], response, "" if is_prose else language, is_prose
            ),
            "text_path": WHOLE,
            "solution": filled.get("solution", response),
            **{name: filled[name] for name in ("tests", "names") if name in filled},
            "corpus": 0,
            "recipe": self.recipe.name,
            "stage": self.recipe.spec.stage,
            "round": self.round,
            "attempt": attempt,
            "sample": number,
            "model": reply["model"],
            "key": reply["key"],
        }
        return told | {name: one for name, one in task.items() if name not in (*_OF_TASK, *told)}


def _document(instruction: str, response: str, language: str, is_prose: bool) -> str:
    """A sample as a reader would see it, code between fences that it does not hold."""
    if is_prose:
        return f"{instruction.rstrip()}\n\n{response.rstrip()}\n"
    fence = "```"
    while fence in response:
        fence += "`"
    return f"{instruction.rstrip()}\n\n{fence}{language}\n{response.rstrip()}\n{fence}\n"


def property_values(reply: Record, columns: Iterable[Column]) -> Record:
    """The properties of a reply, by name, as templates are filled with them.

    Of a list of texts, commas part the items; a whole number has no point.
    """
    return {one.name: _filled(reply.get(f"{REPLY}{one.name}"), one.type) for one in columns}


def _filled(value: Any, kind: str) -> Any:
    if kind == "integer" and value is not None:
        return int(value)
    if kind != "array" or value is None:
        return value
    found = json.loads(value)
    return ", ".join(found) if all(isinstance(one, str) for one in found) else value
