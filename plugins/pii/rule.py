"""The form of a rule file: what is looked for, where it counts, and examples."""

from __future__ import annotations

from typing import Annotated, Literal

import rulekit
from pydantic import Field, model_validator

from .kind import Kind

Text = Annotated[str, Field(min_length=1)]


class Condition(rulekit.Spec):
    """Something that a part of the text around a match has.

    `at` names the part: a group of the pattern, the whole `match`, what is `before` or `after` it
    on its line, `around` it with one sign on each side, the `line`, or the file's `path` from a
    slash on. It has the `pattern` somewhere, or it is one of the words of the `list`; with
    `part: true`, it has one of them somewhere. In `unless`, what is `also` said holds too.
    """

    at: Text = "value"
    pattern: Text | None = None
    list: Text | None = None
    part: bool = False
    also: Condition | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Condition:
        if (self.pattern is None) == (self.list is None):
            raise ValueError("a condition has a `pattern` or a `list`, and not both")
        return self


Parts = str | list[str | list[str]]


class Example(rulekit.Spec):
    """A text; what a rule finds of it is a list in the list.

    Secrets are written in parts, which are put together, so that no scanner takes one for real.
    """

    text: Parts
    path: Text = "a.txt"

    @property
    def joined(self) -> str:
        """The text."""
        return "".join("".join(part) for part in self._parts)

    @property
    def found(self) -> list[str]:
        """What the rule has to find in it."""
        return ["".join(part) for part in self._parts if isinstance(part, list)]

    @property
    def _parts(self) -> list[str | list[str]]:
        return [self.text] if isinstance(self.text, str) else self.text


class Examples(rulekit.Spec):
    """What is found, and what looks like it and is left."""

    find: Annotated[list[Example], Field(min_length=1)]
    leave: Annotated[list[Example], Field(min_length=1)]

    @model_validator(mode="after")
    def _as_they_say(self) -> Examples:
        if any(not one.found for one in self.find):
            raise ValueError("an example to find has no list in its `text` that says what is found")
        if any(one.found for one in self.leave):
            raise ValueError("an example to leave has a list in its `text`, as if it were found")
        return self


class PiiRuleSpec(rulekit.Spec):
    """A rule: `pattern` is RE2, and its group `value` (else all of it) is what is found.

    A text without any of the `words`, in any case, is not looked at. A value counts up to `longest`
    bytes, from `entropy` bits a byte, as an address that is public, where every condition of
    `needs` holds and none of `unless`.
    """

    title: Text
    why: Text
    source: Text
    kind: Kind
    words: list[Text] = []
    pattern: Text
    longest: Annotated[int, Field(ge=1)] = 512
    entropy: Annotated[float, Field(gt=0, le=8)] | None = None
    address: Literal["ipv4", "ipv6"] | None = None
    needs: list[Condition] = []
    unless: list[Condition] = []
    examples: Examples

    @model_validator(mode="after")
    def _each_needs_itself(self) -> PiiRuleSpec:
        if any(one.also for one in self.needs):
            raise ValueError("`also` is for `unless`; what is needed too is a condition of its own")
        return self


class WordList(rulekit.Spec):
    """Words that rules share: data, each list with its source."""

    title: Text
    source: Text
    words: Annotated[list[Text], Field(min_length=1)]
