"""A sample: what a reply to a task makes, and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rulekit.ask.text_lines import REPLY
from rulekit.core.document import PROSE
from rulekit.language.detect import LanguageTable
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

    def lack(self, reply: Record, task: Record) -> str:
        """The property that a reply lacks for a sample; "" for none."""
        values = {**task, **property_values(reply)}
        found = (one.lacking(values) for one in self.recipe.templates.values())
        return next(filter(None, found), "")

    def id_of(self, attempt: int, checkpoint: int, reply: Record, task: Record) -> str:
        """What a sample is called: round, seed, combination, attempt, checkpoint, number."""
        return f"{self.round}-{task['task']}-{attempt}-{checkpoint}-{reply['sample']}"

    def sample(self, attempt: int, checkpoint: int, reply: Record, task: Record) -> Record:
        """The sample of a reply that lacks nothing."""
        values = {**task, **property_values(reply)}
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


def property_values(reply: Record) -> Record:
    """The properties of a reply, by name; a list is one again."""
    told = {name.removeprefix(REPLY): one for name, one in reply.items() if name.startswith(REPLY)}
    return {name: _listed(one) for name, one in told.items()}


def _listed(value: Any) -> Any:
    """A list that a table has as JSON; names of functions are parted by commas where texts are."""
    if not (isinstance(value, str) and value.startswith("[")):
        return value
    try:
        found = json.loads(value)
    except ValueError:
        return value
    is_words = isinstance(found, list) and all(isinstance(one, str) for one in found)
    return ", ".join(found) if is_words else value
