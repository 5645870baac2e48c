"""From the body of an answer to a reply: read, held to its form, and never guessed at."""

from __future__ import annotations

import json
import math
from typing import Any, NamedTuple

from rulekit.core.utf8 import without_surrogates
from rulekit.spec.reply_form import ReplyForm

_FENCE = "```"
_THOUGHTS = "<think>", "</think>"


class Reply(NamedTuple):
    """The end of a request: `answered` with a value, `unparsed`, `length` or `refused` with a note.

    `said` is what the model wrote, `model` the name that it goes by with the server.
    """

    outcome: str
    value: Any = None
    note: str = ""
    said: str = ""
    model: str = ""


class ModelChoice(NamedTuple):
    """What an answer of the protocol holds."""

    said: str
    finish: str
    refusal: str
    model: str


def choice_of(body: str) -> ModelChoice | None:
    """The first choice of an answer; None for a body that is no answer of the protocol."""
    try:
        whole = json.loads(body)
        first = whole["choices"][0]
        message = first["message"]
        words = (message.get("content"), first.get("finish_reason"), message.get("refusal"))
        said, finish, refusal, model = (str(one or "") for one in (*words, whole.get("model")))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return ModelChoice(said, finish, refusal, model)


def reply_of(body: str, form: ReplyForm) -> Reply:
    """The reply in the body of an answer."""
    found = choice_of(body)
    if found is None:
        return Reply("unparsed", note="the answer is none of this protocol", said=body)
    said, model = without_surrogates(found.said), without_surrogates(found.model)
    if found.refusal or found.finish == "content_filter":
        note = without_surrogates(found.refusal or found.finish)
        return Reply("refused", note=note, said=said, model=model)
    if found.finish == "length":
        note = "it was cut off: max_tokens or the context of the model is too small"
        return Reply("length", note=note, said=said, model=model)
    try:
        value = _value(said)
    except (ValueError, RecursionError) as error:
        return Reply(
            "unparsed", note=without_surrogates(f"it is no JSON: {error}"), said=said, model=model
        )
    if mistake := form.mistake(value):
        return Reply("unparsed", note=without_surrogates(mistake), said=said, model=model)
    return Reply("answered", value, said=said, model=model)


def _value(said: str) -> Any:
    """The JSON that a reply is: all of it, but for thoughts before and a fence around it.

    It is not looked for between other words: they may be those of the document.
    """
    begin, end = _THOUGHTS
    said = said.strip()
    if said.startswith(begin):
        said = said.partition(end)[2].strip()
    if said.startswith(_FENCE) and said.endswith(_FENCE):
        said = said.removesuffix(_FENCE).partition("\n")[2]
    return json.loads(
        said,
        object_pairs_hook=_once_each,
        parse_constant=_refused,
        parse_float=_finite,
    )


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is there twice")
    return found


def _refused(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _finite(word: str) -> float:
    if not math.isfinite(value := float(word)):
        raise ValueError(f"{word} is no finite number")
    return value
