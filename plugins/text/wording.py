"""Words: how many, how long, how varied."""

from __future__ import annotations

import math
from collections.abc import Callable

from rulekit import Document, Signal, Span, Unmeasured

from .stop_words import STOP_WORDS
from .vocabulary import Vocabulary, vocabulary

LENTICULAR = ("【", "】")


def _vocabulary(document: Document) -> Vocabulary:
    if not document.segmented_words:
        raise Unmeasured("there are no words")
    return document.view(vocabulary)


def mean_word_chars(document: Document) -> float:
    """Mean length of a normalised word."""
    found = _vocabulary(document)
    return found.chars / found.size


def unique_word_fraction(document: Document) -> float:
    """Distinct normalised words over all of them."""
    found = _vocabulary(document)
    return len(found.words) / found.size


def word_entropy(document: Document) -> float:
    """Entropy of the distribution of normalised words, in nats."""
    found = _vocabulary(document)
    terms = {count: _term(count / found.size) for count in set(found.counts)}
    return -math.fsum(map(terms.__getitem__, found.counts))


def _term(share: float) -> float:
    return share * math.log(share)


def _share_of_words(document: Document, holds: Callable[[str], bool]) -> float:
    """Words as they stand of which it holds, over all; a run of marks is a word too."""
    words = document.word_bag
    if not words:
        raise Unmeasured("there are no words")
    return sum(map(holds, words)) / len(words)


def all_caps_fraction(document: Document) -> float:
    """Words all in capitals over all words as they stand."""
    return _share_of_words(document, str.isupper)


def lenticular_fraction(document: Document) -> float:
    """Lenticular brackets that stand alone over all words as they stand."""
    return _share_of_words(document, LENTICULAR.__contains__)


def stop_word_fraction(document: Document) -> float:
    """Stop words of the text's natural language, English when it is not known, over all words."""
    natural_language = document.natural_language.id if document.natural_language else "en"
    if natural_language not in STOP_WORDS:
        raise Unmeasured(f"no list of stop words for {natural_language}")
    return _share_of_words(document, STOP_WORDS[natural_language].__contains__)


def _lenticular(document: Document) -> list[Span]:
    if document.text.isascii():
        return []
    spans, at = [], 0
    for character in document.text:
        size = len(character.encode())
        if character in LENTICULAR:
            spans.append(Span(at, at + size))
        at += size
    return spans


WORD_SIGNALS = (
    Signal("text.words", "words", "normalised words", lambda d: len(d.segmented_words)),
    Signal(
        "text.mean_word_chars", "characters", "mean length of a normalised word", mean_word_chars
    ),
    Signal(
        "text.unique_word_fraction",
        "share of words",
        "distinct normalised words over all of them"
        " (OpenCoder, qsc_doc_frac_words_unique: no limit)",
        unique_word_fraction,
    ),
    Signal("text.word_entropy", "nats", "entropy of the normalised words", word_entropy),
    Signal(
        "text.all_caps_fraction",
        "share of words",
        "words all in capitals over all words as they stand",
        all_caps_fraction,
    ),
    Signal(
        "text.lenticular_fraction",
        "share of words",
        "the brackets \u3010 and \u3011 over all words as they stand",
        lenticular_fraction,
        _lenticular,
    ),
    Signal(
        "text.stop_word_fraction",
        "share of words",
        "stop words of the text's natural language in lower case over all words as they stand"
        " (OpenCoder, qsc_doc_frac_words_redpajama_stop: another list, no limit)",
        stop_word_fraction,
    ),
)
