"""Byte pairs learnt of texts: which bytes of their words stand together most often."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from struct import pack

from rulekit.errors import Problem, UsageError
from rulekit.learned.byte_pair import BYTES, MERGES, WORD
from rulekit.learned.window import windows

EXTRA = "rulekit[bpe]"


def check_installed() -> None:
    """Raise UsageError where the library that learns byte pairs is not installed."""
    try:
        import tokenizers  # noqa: F401
    except ImportError:
        message = "--unit bpe: tokenizers is not installed, which learns byte pairs"
        remedy = f"try: pip install '{EXTRA}'; a model of them is read without it"
        raise UsageError([Problem(message, remedy=remedy)]) from None


def learn_merges(texts: Iterable[bytes]) -> bytes:
    """The merges of the byte pairs that are most frequent in the words of texts, as of a model."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.BpeTrainer(
        vocab_size=BYTES + MERGES,
        initial_alphabet=[*map(_letter, range(BYTES))],
        show_progress=False,
    )
    tokenizer.train_from_iterator(map(_spelled, texts), trainer)
    learnt = json.loads(tokenizer.to_str())["model"]["merges"]
    return b"".join(_packed(learnt))


def _letter(byte: int) -> str:
    """A letter that stands for a byte: none of those that are white space or combine."""
    return chr(0x4E00 + byte)


def _spelled(data: bytes) -> str:
    """The words of the parts of a text that are looked at, each byte as a letter."""
    words = (word for start, end in windows(data) for word in WORD.findall(data, start, end))
    return " ".join("".join(map(_letter, word)) for word in words)


def _packed(merges: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """The numbers of the two units of each merge."""
    units = {_letter(one): one for one in range(BYTES)}
    for first, second in merges:
        yield pack("<HH", units[first], units[second])
        units.setdefault(first + second, len(units))
