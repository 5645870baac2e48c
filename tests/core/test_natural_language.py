"""rulekit/core/natural_language.py: words of prose that puts no blanks between them."""

import pytest

from rulekit.core.document import Document
from rulekit.core.natural_language import RUN, Tongue, Tongues
from rulekit.core.reading import Unmeasured

HAN = r"\p{Han}"


def missing():
    raise ImportError("nothing cuts it")


def by_twos():
    return lambda run: [run[at : at + 2] for at in range(0, len(run), 2)]


CUT = Tongue("zh", "Chinese", HAN, by_twos, "zh")
GUESSED = Tongue("zh", "Chinese", HAN, missing, "zh")
UNCUT = Tongue("th", "Thai", r"\p{Thai}")
SPACED = Tongue("de", "German")


def document(text: str, tongue: Tongue | None) -> Document:
    return Document("a.md", text, "markdown", "prose", tongue=tongue)


@pytest.mark.parametrize(
    ("tongue", "text", "expected"),
    [
        (CUT, "天地玄黄 and x", ["天地", "玄黄", "and", "x"]),
        (CUT, "用Python写", ["用P", "yt", "ho", "n写"]),
        (GUESSED, "天地玄黄 and x", ["天", "地", "玄", "黄", "and", "x"]),
        (GUESSED, "用Python写", ["用", "Python", "写"]),
        (SPACED, "Das ist es", ["Das", "ist", "es"]),
        (None, "天地玄黄", ["天地玄黄"]),
    ],
)
def test_words(tongue, text, expected):
    assert expected == document(text, tongue).words
    assert [word.lower() for word in expected] == document(text, tongue).normal_words


def test_words_that_are_only_guessed_are_not_whole():
    with pytest.raises(Unmeasured, match=r"Chinese has no blanks .* pip install 'rulekit\[zh\]'"):
        document("天地", GUESSED).whole_words  # noqa: B018
    assert ["天地"] == document("天地", CUT).whole_words


def test_a_tongue_that_nothing_cuts_says_so():
    assert UNCUT.guessed == "Thai has no blanks between words, and nothing cuts it here"
    assert SPACED.guessed == ""


def test_a_text_is_in_the_tongue_that_is_told_and_known():
    tongues = Tongues((CUT, SPACED), lambda text: text)
    assert [CUT, SPACED, None, None] == [tongues.of(word) for word in ("zh", "de", "fr", "")]


def test_a_run_of_millions_is_cut_piece_by_piece():
    sizes = []
    tongue = Tongue("x", "X", "[a-z]", lambda: lambda run: sizes.append(len(run)) or [run])
    assert "ab" * RUN == "".join(tongue.cut("ab" * RUN))
    assert [RUN, RUN] == sizes
