"""An inquiry: the file that says what is asked, with its prompt and the form of replies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.ask.prompt import Prompt
from rulekit.ask.request import Request
from rulekit.catalog.rule_files import display_path, read_text
from rulekit.errors import SpecError, UsageError
from rulekit.places.address import refuse_address
from rulekit.spec.ask import AskSpec, read_ask
from rulekit.spec.reply_form import ReplyForm, read_reply_form
from rulekit.spec.strict_yaml import KeyPath, Tree


@dataclass(frozen=True)
class Inquiry:
    """What a model is asked of each row; `first` is the number of the first reply that is drawn."""

    spec: AskSpec
    prompt: Prompt
    form: ReplyForm
    schema: Mapping[str, Any]
    first: int = 0

    @property
    def sampling(self) -> dict[str, Any]:
        """How replies are drawn, in the words of the protocol."""
        said = self.spec.sample.model_dump(exclude={"n"})
        return {name: value for name, value in said.items() if value is not None}

    @property
    def hangs_on(self) -> dict[str, Any]:
        """That of it which every reply hangs on, as a manifest has it."""
        schema = json.dumps(self.schema).encode()
        return {
            "prompt": hashlib.sha256(self.prompt.text.encode()).hexdigest(),
            "schema": hashlib.sha256(schema).hexdigest(),
            "model": self.spec.model,
            "sample": self.spec.sample.model_dump(),
        }

    def requests(self, text: str, values: Mapping[str, object]) -> Iterator[Request]:
        """The first requests about a document: one for each reply that is drawn."""
        messages = self.prompt.messages(text, values, self.spec.limits.characters)
        for sample in range(self.first, self.first + self.spec.sample.n):
            yield Request(self.spec.model, messages, self.schema, self.sampling, sample)


def read_inquiry(word: str) -> Inquiry:
    """The inquiry in a file; raises SpecError with the place of every mistake in one of its files.

    Paths in the file count from its folder.
    """
    refuse_address(word, "a file of questions")
    path = Path(word)
    if not path.is_file():
        raise UsageError(f"there is no file `{word}`")
    spec, tree = read_ask(read_text(path, linked=True), display_path(path))
    prompt = _beside(path, tree, spec.prompt, ("prompt",))
    schema = _beside(path, tree, spec.reply.form, ("reply", "schema"))
    form, sent = read_reply_form(schema.text, schema.path)
    return Inquiry(spec, prompt, form, sent)


def _beside(path: Path, tree: Tree, word: str, at: KeyPath) -> Prompt:
    """The text of a file that another names, and its path as people see it."""
    file = path.parent / word
    if not file.is_file():
        raise SpecError([tree.problem(f"there is no file `{display_path(file)}`", at)])
    return Prompt(read_text(file, linked=True), display_path(file))
