"""OpenCoder's definitions over the text as it is, transcribed without anything of rulekit's.

Plain Python, one pass per reading, no views and no tricks: what rulekit computes fast is computed
slowly here. Where the published definition names a list without giving it (bullet symbols, words
for "more", stop words), rulekit's list stands in, so that only the counting is compared.
"""

from __future__ import annotations

import math
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import regex
from rulekit_plugins.text.edges import BULLETS
from rulekit_plugins.text.stop_words import STOP_WORDS

Reading = Callable[[str], "float | None"]

_TOKEN = regex.compile(r"\w+|[^\w\s]+")
_REMOVED = [*range(8), *range(14, 27), 28, 29, 30, 31, 0x202C]
_FULL_WIDTH = "！＂＃＄％＆＇（）＊＋，－．／：；＜＝＞？＠［＼］＾＿｀｛｜｝～"
_CJK = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "、": ",", "「": '"', "」": '"', "《": '"',
    "》": '"', "〈": "<", "〉": ">", "【": "[", "】": "]",
}  # fmt: skip
_HALF_WIDTH = dict(zip(_FULL_WIDTH, string.punctuation, strict=True)) | _CJK


def lines(text: str) -> list[str]:
    """Lines with their `\\n`; a last line without one counts."""
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def tokens(text: str) -> list[str]:
    """Runs of word characters and runs of marks."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=1)
def normal_words(text: str) -> tuple[str, ...]:
    """Tokens of all lines after normalising each."""
    return tuple(word for line in lines(text) for word in tokens(_normal(line)))


def _normal(line: str) -> str:
    for code in _REMOVED:
        line = line.replace(chr(code), "")
    line = line.replace("\u2009", " ").replace("\u200b", " ")
    line = "".join(_HALF_WIDTH.get(character, character) for character in line)
    line = "".join(" " if character in string.punctuation else character for character in line)
    return unicodedata.normalize("NFKC", " ".join(line.lower().split()))


def over(part: float, whole: float, otherwise: float | None = None) -> float | None:
    """A share; what the reference reads instead when the whole is 0."""
    return part / whole if whole else otherwise


def visible(text: str) -> int:
    """Characters that are not blank."""
    return len(re.sub(r"\s+", "", text))


def letters(text: str) -> float | None:
    return over(sum(map(str.isalpha, text)), visible(text), 0.0)


def digits(text: str) -> float | None:
    return over(sum(map(str.isdigit, text)), visible(text), 1.0)


def blanks(text: str) -> float | None:
    return over(len(re.findall(r"\s", text)), len(text), 1.0)


def mean_line(text: str) -> float | None:
    return over(sum(map(len, lines(text))), len(lines(text)), 0)


def mean_word(text: str) -> float | None:
    words = normal_words(text)
    return over(sum(map(len, words)), len(words))


def unique_words(text: str) -> float | None:
    words = normal_words(text)
    return over(len(set(words)), len(words))


def entropy(text: str) -> float | None:
    words = normal_words(text)
    shares = [count / len(words) for count in Counter(words).values()]
    return -sum(share * math.log(share) for share in shares) if words else None


def grams(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    """Every run of so many words, in order."""
    return [tuple(words[i : i + length]) for i in range(len(words) - length + 1)]


def top_grams(length: int) -> Reading:
    """The commonest run's characters times its count, over all words' characters."""

    def reading(text: str) -> float | None:
        words = normal_words(text)
        commonest = Counter(grams(words, length)).most_common(1)
        if not commonest or commonest[0][1] <= 1:
            return 0.0
        gram, count = commonest[0]
        return sum(map(len, gram)) * count / sum(map(len, words))

    return reading


def repeated_grams(length: int) -> Reading:
    """Characters of words in any run that occurs more than once, over all words' characters."""

    def reading(text: str) -> float | None:
        words = normal_words(text)
        runs = grams(words, length)
        counts = Counter(runs)
        starts = [i for i, run in enumerate(runs) if counts[run] > 1]
        marked = {i + offset for i in starts for offset in range(length)}
        return over(sum(len(words[i]) for i in marked), sum(map(len, words)), 0.0)

    return reading


def repeated_lines(text: str) -> float | None:
    stripped = [line.strip() for line in lines(text) if line.strip()]
    counts = Counter(stripped)
    return over(sum(counts[line] > 1 for line in stripped), len(stripped))


def repeated_line_characters(text: str) -> float | None:
    stripped = [line.strip() for line in lines(text)]
    counts = Counter(stripped)
    repeated = sum(len(line) for line in stripped if counts[line] > 1)
    return over(repeated, sum(map(len, stripped)))


def bullets(text: str) -> float | None:
    raw = lines(text)
    return over(sum(line.lstrip().startswith(BULLETS) for line in raw), len(raw))


def ellipses(text: str) -> float | None:
    raw = [line.rstrip().rstrip("]】)>》") for line in lines(text)]
    more = ("...", "…", "更多", "全文", "المزيد", "続きを読む", "もっと見る")
    return over(sum(line.endswith(more) for line in raw), len(raw))


def sentences(text: str) -> float | None:
    """RedPajama v2's pattern, with the full stops of Chinese and Arabic."""
    return float(len(re.findall(r"\b[^.!?。！？؟]+[.!?。！？؟]*", text)))


def mean_sentence(text: str) -> float | None:
    pieces = re.split(r"[.?!\n]", text)
    return sum(map(len, pieces)) / len(pieces)


def links(text: str) -> float | None:
    found = [*re.findall(r"\(https?://\S+\)", text), *re.findall(r"<.*?>", text)]
    return over(sum(map(len, found)), len(text))


def hex_words(text: str) -> float | None:
    return over(sum(map(len, re.findall(r"\b0[xX][0-9a-fA-F]+\b", text))), len(text))


def share_of_tokens(holds: Callable[[str], bool]) -> Reading:
    """Tokens of the raw lines of which it holds, over all."""

    def reading(text: str) -> float | None:
        raw = [word for line in lines(text) for word in tokens(line)]
        return over(sum(map(holds, raw)), len(raw))

    return reading


def encoded(text: str) -> float | None:
    patterns = (
        r"[a-zA-Z0-9+/\n=]{64,}",
        r"(?:\b(?:0x|\\x)?[0-9a-fA-F]{2}(?:,|\b\s*)){8,}",
        r"(?:\\u[0-9a-fA-F]{4}){8,}",
    )
    lengths = [len(match[0]) for pattern in patterns for match in re.finditer(pattern, text)]
    return float(max(lengths, default=0) > 1024 or sum(lengths) > 0.5 * len(text))


def generator_words(text: str) -> float | None:
    wanted = (
        "auto-generated", "autogenerated", "automatically generated", "generated automatically",
        "this file is generated", "generate", "autogen", "do not edit",
    )  # fmt: skip
    return float(any(word in text[:200].casefold() for word in wanted))


# What both groups read, under `qsc_code_` and `qsc_doc_`.
_SHARED: dict[str, Reading] = {
    "num_words": lambda text: len(normal_words(text)),
    "num_chars": len,
    "num_lines": lambda text: len(lines(text)),
    "mean_word_length": mean_word,
    "frac_words_unique": unique_words,
    "frac_chars_alphabet": letters,
    "frac_chars_digital": digits,
    "frac_chars_whitespace": blanks,
    "frac_chars_replacement_symbols": lambda text: over(text.count("\ufffd"), len(text)),
    **{f"frac_chars_top_{n}grams": top_grams(n) for n in (2, 3, 4)},
    **{f"frac_chars_dupe_{n}grams": repeated_grams(n) for n in range(5, 11)},
}

READINGS: dict[str, Reading] = {
    **{f"qsc_code_{name}": reading for name, reading in _SHARED.items()},
    "qsc_code_size_file_byte": lambda text: len(text.encode()),
    "qsc_code_num_chars_line_max": lambda text: max(map(len, lines(text)), default=0),
    "qsc_code_num_chars_line_mean": mean_line,
    "qsc_code_cate_xml_start": lambda text: float("<?xml version=" in text[:100]),
    "qsc_code_cate_encoded_data": encoded,
    "qsc_code_cate_autogen": generator_words,
    "qsc_doc_entropy_unigram": entropy,
    "qsc_doc_frac_chars_curly_bracket": lambda text: over(
        text.count("{") + text.count("}"), len(text), 0.0
    ),
    "qsc_doc_frac_lines_dupe_lines": repeated_lines,
    "qsc_doc_frac_chars_dupe_lines": repeated_line_characters,
    "qsc_doc_frac_lines_start_with_bullet": bullets,
    "qsc_doc_frac_lines_end_with_readmore": ellipses,
    "qsc_doc_num_sentences": sentences,
    "qsc_doc_num_chars_sentence_length_mean": mean_sentence,
    "qsc_doc_frac_chars_hyperlink_html_tag": links,
    "qsc_doc_frac_chars_hex_words": hex_words,
    "qsc_doc_frac_words_all_caps": share_of_tokens(str.isupper),
    "qsc_doc_frac_words_full_bracket": share_of_tokens(("【", "】").__contains__),
    "qsc_doc_frac_words_redpajama_stop": share_of_tokens(STOP_WORDS["en"].__contains__),
}


def code_related_name(path: str) -> float:
    """The reading of a file name; `qsc_doc_cate_code_related_file_name`."""
    name = path.rsplit("/", 1)[-1].split(".")[0].lower()
    names = ("readme", "notes", "todo", "description", "cmakelists")
    return float("requirement" in name or name in names)
