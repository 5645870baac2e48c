"""Samples as tokens of a model: an instruction that is read, and a solution that is learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rulekit.core.escape import visible
from rulekit.errors import UsageError
from rulekit.spec.influence import InfluenceModel

BETWEEN = "\n\n"  # instruction and solution of a model without a form of chats


@dataclass(frozen=True)
class LoraText:
    """A model's tokenizer; `chat` asks for its own form of chats, `length` is of both texts."""

    tokenizer: Any
    chat: bool
    length: int

    @staticmethod
    def of(base: str, said: InfluenceModel) -> LoraText:
        """That of a model; raises UsageError for one that has no form of chats and needs one."""
        import transformers

        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(base)
        except (OSError, ValueError) as error:
            why = first_line(error)
            raise UsageError(f"the tokenizer of `{base}` cannot be loaded: {why}") from None
        if said.chat and not getattr(tokenizer, "chat_template", None):
            raise UsageError(f"`{base}` has no form of chats: say `chat: false`")
        return LoraText(tokenizer, said.chat, said.length)

    def tokens(self, instruction: str, response: str) -> tuple[list[int], int]:
        """The tokens of a sample, and where the solution's begin.

        Raises UsageError for a sample with more than `length`, of which nothing is cut off.
        """
        if self.chat:
            turn = [{"role": "user", "content": instruction}]
            asked = self.tokenizer.apply_chat_template(
                turn, tokenize=False, add_generation_prompt=True
            )
            first = self._of(asked, special=False)
        else:
            first = self._of(instruction + BETWEEN, special=True)
        second = self._of(response, special=False)
        end = self.tokenizer.eos_token_id
        found = [*first, *second, *([] if end is None else [end])]
        if not first or len(found) > self.length:
            raise UsageError(f"it has {len(found):,} tokens, and `length` is {self.length:,}")
        return found, len(first)

    def _of(self, text: str, *, special: bool) -> list[int]:
        return [*self.tokenizer(text, add_special_tokens=special)["input_ids"]]


def first_line(error: Exception) -> str:
    """What a library says is wrong, in short."""
    return visible(str(error).strip().partition("\n")[0])
