"""rulekit/fitting/byte_pair.py: byte pairs learnt of texts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from labelled import labelled_rows

from rulekit.errors import UsageError
from rulekit.fitting.byte_pair import check_installed, learn_merges
from rulekit.learned.byte_pair import BytePairs

TEXTS = [row["content"].encode() for row in labelled_rows(10)]


def test_frequent_words_are_units_of_their_own():
    pairs = BytePairs(learn_merges(TEXTS))
    assert [1, 1] == [len(pairs.of_word(one)) for one in (b"def", b"return")]
    assert len(pairs.of_word(b"qxj")) == 3


def test_bytes_that_are_no_letters_are_merged_too():
    merges = learn_merges([b"\xe5\xad\x97 \x00\xff" * 9])
    assert 1 == len(BytePairs(merges).of_word(b"\xe5\xad\x97"))


def test_the_order_of_texts_decides_nothing():
    assert learn_merges(TEXTS) == learn_merges(TEXTS[::-1])


@pytest.mark.slow
@pytest.mark.parametrize("threads", ["1", "4"])
def test_another_process_learns_the_same_whatever_its_threads(threads):
    code = "import test_byte_pair as t, sys; sys.stdout.buffer.write(t.learn_merges(t.TEXTS))"
    here = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    path = f"import sys; sys.path[:0] = {here!r}; {code}"
    said = {**os.environ, "RAYON_NUM_THREADS": threads, "TOKENIZERS_PARALLELISM": "true"}
    ended = subprocess.run([sys.executable, "-c", path], capture_output=True, check=True, env=said)
    assert learn_merges(TEXTS) == ended.stdout


def test_without_the_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(UsageError, match="tokenizers is not installed") as caught:
        check_installed()
    assert "pip install 'rulekit[bpe]'" in caught.value.problems[0].remedy
