"""plugins/text/vocabulary.py: the different words of a text and how often they occur."""

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document_of
from rulekit_plugins.text.vocabulary import FEW, MANY, in_arrays, vocabulary

texts = st.lists(st.sampled_from(["a", "bb", "A", "字", "x_y"]), max_size=2 * FEW).map(" ".join)


@given(texts)
def test_words_are_numbered_in_the_order_in_which_they_occur(text):
    document = document_of(text, "text", "prose")
    found = vocabulary(document)
    assert document.normal_words == [found.words[number] for number in found.numbers]
    assert Counter(document.normal_words) == dict(zip(found.words, found.counts, strict=True))
    assert list(dict.fromkeys(document.normal_words)) == found.words


@given(texts)
def test_characters_are_those_of_the_words(text):
    document = document_of(text, "text", "prose")
    found, counts = vocabulary(document), Counter(document.normal_words)
    assert sum(map(len, document.normal_words)) == found.chars
    assert sum(len(word) for word, n in counts.items() if n == 1) == found.chars_once
    assert max((len(word) * n for word, n in counts.items()), default=0) == found.chars_of_one


def test_many_words_are_worth_an_import():
    assert in_arrays(MANY)
    assert not in_arrays(FEW - 1)


@pytest.mark.slow
def test_a_small_text_is_measured_without_numpy():
    program = f"""
import sys
from rulekit_plugins.text.plugin import SIGNALS
from rulekit.core.document import Document

document = Document("a", "one two three " * {MANY // 4}, "text", "prose")
assert all(signal.read(document).value is not None for signal in SIGNALS)
assert not {{"numpy", "regex", "unicodedata"}} & sys.modules.keys(), sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", program], check=True)
