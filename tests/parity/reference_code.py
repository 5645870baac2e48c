"""OpenCoder's definitions over code without its comments, and over the comments, transcribed.

The reference tells them apart with Pygments, which knows nothing of rulekit's syntax trees; here it
is done in the same way, so that what only the splitting changes can be told from what the
definitions do.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String
from reference import lines, over, tokens

_COMMENTS = (Comment.Multiline, Comment.Single, Comment.Hashbang, Comment.Special, String.Doc)
_ANY = re.compile(r"'''(.*?)'''|\"\"\"(.*?)\"\"\"|'(.*?)'|\"(.*?)\"", re.DOTALL)
_ON_A_LINE = re.compile(r"'''([\s\S]*?)'''|\"\"\"([\s\S]*?)\"\"\"|'([^\n]*?)'|\"([^\n]*?)\"")
_JOINED = re.compile(r"=\s*['\"].+?['\"]\s*\+\s*['\"].+?['\"]")


@dataclass(frozen=True)
class Split:
    """A text told apart: code without comments, comment text, and the whole."""

    code: str
    comments: str
    whole: str
    language: str

    @property
    def code_lines(self) -> list[str]:
        """Lines of code that hold more than blanks."""
        return [line for line in lines(self.code) if line.strip()]


Reading = Callable[[Split], "float | None"]


def split(text: str, language: str) -> Split:
    """The text as the reference tells it apart; the language is one that Pygments has by name."""
    code: list[str] = []
    comments: list[str] = []
    for kind, value in get_lexer_by_name(language).get_tokens(text):
        (comments if kind in _COMMENTS else code).append(value)
    return Split("".join(code), "".join(comments), text, language)


def commentary(text: Split) -> float | None:
    """Comment text over the whole; Python's is read by its own parser and tokeniser."""
    comments = python_commentary(text.whole) if text.language == "python" else text.comments
    return over(len(comments), len(text.whole))


def python_commentary(text: str) -> str:
    """Docstrings of modules, classes and plain functions, then comments without their marks."""
    return f"{_docstrings(text)}\n{_python_comments(text)}".strip()


def _docstrings(text: str) -> str:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    try:
        with warnings.catch_warnings(action="ignore"):
            nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, documented)]
    except (SyntaxError, ValueError):
        return ""
    return "\n".join(found for node in nodes if (found := ast.get_docstring(node)))


def _python_comments(text: str) -> str:
    try:
        found = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (SyntaxError, tokenize.TokenError):
        return ""
    comments = [(one.type, one.string) for one in found if one.type == tokenize.COMMENT]
    return tokenize.untokenize(comments).replace("#", "")


def repeated_lines(text: Split) -> float | None:
    squeezed = ["".join(line.split()) for line in text.code_lines]
    counts = Counter(squeezed)
    repeated = (n for line, n in counts.items() if n > 1 and len(line) > 1 and line != "},")
    return over(sum(repeated), len(squeezed))


def hex_words(text: Split) -> float | None:
    found = re.findall(r"\b0[xX][0-9a-fA-F]+\b", text.code)
    return over(sum(map(len, found)), len(text.code))


def _literals(pattern: re.Pattern[str], text: Split) -> list[str]:
    """What stands between quotes, as one alternation finds it: escapes and code do not matter."""
    return [max(match.groups(""), key=len) for match in pattern.finditer(text.code)]


def string_length(text: Split) -> float | None:
    return over(sum(map(len, _literals(_ON_A_LINE, text))), len(text.code))


def long_words(text: Split) -> float | None:
    words = [word for literal in _literals(_ON_A_LINE, text) for word in literal.split()]
    long = [word for word in words if len(word) > 20 and not re.search(r"https?://\S", word)]
    return over(sum(map(len, long)), len(text.code))


def long_strings(text: Split) -> float | None:
    pieces = [piece for literal in _literals(_ANY, text) for piece in literal.split("\n")]
    return over(sum(len(tokens(piece)) > 20 for piece in pieces), len(text.code_lines))


def joined_strings(text: Split) -> float | None:
    found = sum(bool(_JOINED.search(line)) for line in text.code_lines)
    return over(found, len(text.code_lines))


def prompts(text: Split) -> float | None:
    wanted = ("your code here", "fixme", "todo")
    found = sum(any(word in line.lower() for word in wanted) for line in lines(text.comments))
    return over(found, len(lines(text.whole)))


def lines_with(*words: str, lower: bool = False, none: float | None = None) -> Reading:
    """Code lines that contain one of the words, as a part of any other word too."""

    def reading(text: Split) -> float | None:
        found = [line.lower() if lower else line for line in text.code_lines]
        return over(sum(any(word in line for word in words) for line in found), len(found), none)

    return reading


def lines_with_word(word: str) -> Reading:
    """Code lines that contain the word as a word: what the reference may have meant."""
    whole = re.compile(rf"\b{word}\b")

    def reading(text: Split) -> float | None:
        return over(sum(bool(whole.search(line)) for line in text.code_lines), len(text.code_lines))

    return reading


READINGS: dict[str, Reading] = {
    "qsc_code_frac_chars_comments": commentary,
    "qsc_code_frac_lines_dupe_lines": repeated_lines,
    "qsc_code_frac_chars_hex_words": hex_words,
    "qsc_code_frac_chars_string_length": string_length,
    "qsc_code_frac_chars_long_word_length": long_words,
    "qsc_code_frac_lines_long_string": long_strings,
    "qsc_code_frac_lines_string_concat": joined_strings,
    "qsc_code_frac_lines_prompt_comments": prompts,
    "qsc_code_frac_lines_assert": lines_with("assert", lower=True),
    "qsc_codepython_frac_lines_pass": lines_with("pass", lower=True, none=0.0),
    "qsc_codepython_frac_lines_import": lines_with("import", lower=True, none=0.0),
    "qsc_codepython_frac_lines_print": lines_with("print"),
    "qsc_codec_frac_lines_print": lines_with("printf"),
    "qsc_codecpp_frac_lines_print": lines_with("cout", "printf"),
    "qsc_codecsharp_frac_lines_print": lines_with("Console.WriteLine"),
    "qsc_codego_frac_lines_print": lines_with("fmt.Print"),
    "qsc_codejava_frac_lines_print": lines_with("System.out.print"),
    "qsc_codejavascript_frac_lines_print": lines_with("console.log"),
    "qsc_codec_frac_lines_goto": lines_with("goto"),
    "qsc_codecpp_frac_lines_goto": lines_with("goto"),
}

# The same of whole words, for those that the reference finds inside others.
WHOLE_WORDS: dict[str, Reading] = {
    "qsc_code_frac_lines_assert": lines_with_word("assert"),
    "qsc_codepython_frac_lines_pass": lines_with_word("pass"),
    "qsc_codepython_frac_lines_import": lines_with_word("import"),
    "qsc_codepython_frac_lines_print": lines_with_word("print"),
}
