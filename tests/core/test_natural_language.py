"""rulekit/core/natural_language.py: words of prose that puts no blanks between them."""

import pytest

from rulekit.core.document import Document
from rulekit.core.natural_language import RUN, LanguageIdentifier, NaturalLanguage
from rulekit.core.reading import Unmeasured

HAN = r"\p{Han}"


def missing():
    raise ImportError("nothing cuts it")


def by_twos():
    return lambda run: [run[at : at + 2] for at in range(0, len(run), 2)]


CUT = NaturalLanguage("zh", "Chinese", HAN, by_twos, "zh")
GUESSED = NaturalLanguage("zh", "Chinese", HAN, missing, "zh")
UNCUT = NaturalLanguage("th", "Thai", r"\p{Thai}")
SPACED = NaturalLanguage("de", "German")


def document(text: str, natural_language: NaturalLanguage | None) -> Document:
    return Document("a.md", text, "markdown", "prose", natural_language=natural_language)


@pytest.mark.parametrize(
    ("natural_language", "text", "expected"),
    [
        (CUT, "天地玄黄 and x", ["天地", "玄黄", "and", "x"]),
        (CUT, "用Python写", ["用P", "yt", "ho", "n写"]),
        (GUESSED, "天地玄黄 and x", ["天", "地", "玄", "黄", "and", "x"]),
        (GUESSED, "用Python写", ["用", "Python", "写"]),
        (SPACED, "Das ist es", ["Das", "ist", "es"]),
        (None, "天地玄黄", ["天地玄黄"]),
    ],
)
def test_words(natural_language, text, expected):
    assert expected == document(text, natural_language).words
    assert [word.lower() for word in expected] == document(text, natural_language).normal_words


def test_words_that_are_only_guessed_are_not_whole():
    with pytest.raises(Unmeasured, match=r"Chinese has no blanks .* pip install 'rulekit\[zh\]'"):
        document("天地", GUESSED).segmented_words  # noqa: B018
    assert ["天地"] == document("天地", CUT).segmented_words


def test_a_natural_language_that_nothing_cuts_says_so():
    assert UNCUT.guessed == "Thai has no blanks between words, and nothing cuts it here"
    assert SPACED.guessed == ""


def test_a_text_is_in_the_natural_language_that_is_told_and_known():
    natural_languages = LanguageIdentifier((CUT, SPACED), lambda text: text)
    assert [CUT, SPACED, None, None] == [
        natural_languages.of(word) for word in ("zh", "de", "fr", "")
    ]


def test_a_run_of_millions_is_cut_piece_by_piece():
    sizes = []
    natural_language = NaturalLanguage(
        "x", "X", "[a-z]", lambda: lambda run: sizes.append(len(run)) or [run]
    )
    assert "ab" * RUN == "".join(natural_language.cut("ab" * RUN))
    assert [RUN, RUN] == sizes
