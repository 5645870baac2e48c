"""rulekit/influence/lora_text.py: which tokens are read, and which are learned."""

import pytest

from rulekit.errors import UsageError
from rulekit.influence.lora_text import LoraText


class Letters:
    """A tokenizer of transformers as it is called, with a token for each letter."""

    eos_token_id = 0

    def __call__(self, text, add_special_tokens):
        return {"input_ids": [1] * add_special_tokens + [ord(one) for one in text]}

    def apply_chat_template(self, turn, tokenize, add_generation_prompt):
        assert (False, True) == (tokenize, add_generation_prompt)
        return f"<{turn[0]['role']}>{turn[0]['content']}<model>"


def text_of(tokens):
    return "".join(map(chr, tokens))


def test_the_solution_and_its_end_are_learned():
    tokens, begin = LoraText(Letters(), chat=False, length=9).tokens("ask", "do")
    assert ("\x01ask\n\n", "do\0") == (text_of(tokens[:begin]), text_of(tokens[begin:]))


def test_a_chat_has_the_form_of_its_model():
    tokens, begin = LoraText(Letters(), chat=True, length=99).tokens("ask", "do")
    assert ("<user>ask<model>", "do\0") == (text_of(tokens[:begin]), text_of(tokens[begin:]))


def test_of_a_sample_that_is_too_long_nothing_is_cut_off():
    with pytest.raises(UsageError, match="it has 9 tokens, and `length` is 8"):
        LoraText(Letters(), chat=False, length=8).tokens("ask", "do")
