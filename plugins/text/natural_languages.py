"""The natural languages of prose: told by scripts and common words, cut by optional libraries.

Small and offline on purpose: it decides whose limits and whose words apply, no more. Of 256
pages of a repository that is translated into 20 natural languages it tells 252.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from rulekit import LanguageIdentifier, NaturalLanguage

from .stop_words import STOP_WORDS

SAMPLE = 100_000  # characters that are looked at
ENOUGH = 5  # words of a script, or stop words, that must be there
STOP_SHARE = 0.05  # of the words; running text has three times as many
KANA = 0.1  # share of kana among the letters of Japanese that Chinese never reaches
HAN_WORD = 1.6  # characters in a word of Chinese, about

HAN = r"\p{Han}"
JAPANESE = r"[\p{Han}\p{Hiragana}\p{Katakana}ー]"
THAI = r"\p{Thai}"

# Code, addresses and tags are in no natural language.
_NOT_PROSE = re.compile(
    r"^```.*?^```|`[^`\n]*`|<[^<>\n]*>|\]\([^()\n]*\)|\bhttps?://\S+", re.DOTALL | re.MULTILINE
)

# Scripts with one common natural language, as words; those without blanks as letters.
_SCRIPTS = {
    "ko": r"\p{Hangul}+",
    "ar": r"\p{Arabic}+",
    "he": r"\p{Hebrew}+",
    "el": r"\p{Greek}{2,}+",
    "hi": r"\p{Devanagari}+",
    "latin": r"\p{Latin}{2,}+",
    "cyrillic": r"\p{Cyrillic}{2,}+",
}
_SHARED = {"latin", "cyrillic"}

_NO_LETTERS = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalpha()})
_LISTED_IN: dict[str, list[str]] = {}  # the natural languages that a stop word is of
for _language, _stop_words in STOP_WORDS.items():
    for _word in _stop_words:
        _LISTED_IN.setdefault(_word, []).append(_language)


def tell(text: str) -> str:
    """The id of the language that most words of a text are in; "" when too little says so."""
    prose = _NOT_PROSE.sub(" ", text[:SAMPLE]).lower()
    if prose.isascii():  # as most prose is, of which one script is left
        words = prose.translate(_NO_LETTERS).split()
        return _by_stop_words(words) if sum(len(word) > 1 for word in words) >= ENOUGH else ""
    counts = Counter({name: len(_found(pattern, prose)) for name, pattern in _SCRIPTS.items()})
    han, kana = len(_found(HAN, prose)), len(_found(r"[\p{Hiragana}\p{Katakana}]", prose))
    unspaced = "ja" if kana > KANA * (han + kana) else "zh"
    counts[unspaced] = round((han + kana) / HAN_WORD)
    counts["th"] = round(len(_found(THAI, prose)) / 4)
    script = max(counts, key=lambda name: (counts[name], name))
    if counts[script] < ENOUGH:
        return ""
    return _by_stop_words(_found(r"\p{L}+", prose)) if script in _SHARED else script


def _found(pattern: str, text: str) -> list[str]:
    import regex  # it knows scripts; loaded with the first page of prose

    found: list[str] = regex.findall(pattern, text)
    return found


def _by_stop_words(found: list[str]) -> str:
    """The natural language with most stop words among words, English when several have."""
    words = Counter(found)
    counts = dict.fromkeys(STOP_WORDS, 0)
    for word in words.keys() & _LISTED_IN.keys():
        for natural_language in _LISTED_IN[word]:
            counts[natural_language] += words[word]
    most = max(counts, key=counts.__getitem__)
    return most if counts[most] >= max(ENOUGH, STOP_SHARE * words.total()) else ""


def _chinese() -> Callable[[str], list[str]]:
    import rjieba  # equal to jieba, which OpenCoder uses, on runs of Han; no cache file

    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


def _japanese() -> Callable[[str], list[str]]:
    import fugashi
    import ipadic

    tagger = fugashi.GenericTagger(f"{ipadic.MECAB_ARGS} -Owakati")
    return lambda run: tagger.parse(run).split()


NATURAL_LANGUAGES = LanguageIdentifier(
    (
        NaturalLanguage("ar", "Arabic"),
        NaturalLanguage("de", "German"),
        NaturalLanguage("el", "Greek"),
        NaturalLanguage("en", "English"),
        NaturalLanguage("es", "Spanish"),
        NaturalLanguage("fr", "French"),
        NaturalLanguage("he", "Hebrew"),
        NaturalLanguage("hi", "Hindi"),
        NaturalLanguage("id", "Indonesian"),
        NaturalLanguage("it", "Italian"),
        NaturalLanguage("ja", "Japanese", JAPANESE, _japanese, "ja", ("fugashi", "ipadic")),
        NaturalLanguage("ko", "Korean"),
        NaturalLanguage("nl", "Dutch"),
        NaturalLanguage("pl", "Polish"),
        NaturalLanguage("pt", "Portuguese"),
        NaturalLanguage("ru", "Russian"),
        NaturalLanguage("th", "Thai", THAI),
        NaturalLanguage("tr", "Turkish"),
        NaturalLanguage("uk", "Ukrainian"),
        NaturalLanguage("vi", "Vietnamese"),
        NaturalLanguage("zh", "Chinese", HAN, _chinese, "zh", ("rjieba",)),
    ),
    tell,
)
