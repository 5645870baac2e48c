"""Which of rulekit's signals and rules stands for which of OpenCoder's signals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def same(value: float) -> float:
    """The number as it is."""
    return value


def is_zero(value: float) -> float:
    """1 for 0, else 0: a count as the answer to `are there none`."""
    return float(not value)


def is_some(value: float) -> float:
    """1 for a count of any, else 0."""
    return float(value > 0)


def rest(value: float) -> float:
    """What a share leaves: the broken for the kept, and the other way round."""
    return 1 - value


@dataclass(frozen=True)
class Plain:
    """A definition over the text alone: both must read the same number.

    `ours` is a signal's name or a rule's id; with several, `combine` makes one number of theirs.
    `code` says that the reference reads code without comments; it is then compared on the
    reference's own code.
    """

    reference: str
    ours: tuple[str, ...]
    combine: Callable[..., float] = same
    code: bool = False


@dataclass(frozen=True)
class Tree:
    """A definition that rulekit reads off the syntax tree, and why the readings differ.

    `ours` and `theirs` bring the two values to one meaning before they are correlated. `counts` is
    the key in agreement.CAUSES of what else than the other side's is counted.
    """

    reference: str
    rule: str
    why: str
    counts: str = "count"
    ours: Callable[[float], float] = same
    theirs: Callable[[float], float] = same


def _encoded(longest: float, fraction: float) -> float:
    return float(longest > 1024 or fraction > 0.5)


PLAIN = (
    Plain("qsc_code_size_file_byte", ("text.bytes",)),
    Plain("qsc_code_num_chars", ("text.characters",)),
    Plain("qsc_code_num_lines", ("text.lines",)),
    Plain("qsc_code_num_chars_line_max", ("text.longest_line_chars",)),
    Plain("qsc_code_num_chars_line_mean", ("text.mean_line_chars",)),
    Plain("qsc_code_num_words", ("text.words",)),
    Plain("qsc_code_mean_word_length", ("text.mean_word_chars",)),
    Plain("qsc_code_frac_words_unique", ("text.unique_word_fraction",)),
    *(
        Plain(f"qsc_code_frac_chars_top_{n}grams", (f"text.top_{n}gram_fraction",))
        for n in (2, 3, 4)
    ),
    *(
        Plain(f"qsc_code_frac_chars_dupe_{n}grams", (f"text.repeated_{n}gram_fraction",))
        for n in range(5, 11)
    ),
    Plain("qsc_code_frac_chars_alphabet", ("text.letter_fraction",)),
    Plain("qsc_code_frac_chars_digital", ("text.digit_fraction",)),
    Plain("qsc_code_frac_chars_whitespace", ("text.whitespace_fraction",)),
    Plain("qsc_code_frac_chars_replacement_symbols", ("text/replacement-heavy",)),
    Plain("qsc_code_cate_xml_start", ("code/xml-declaration",)),
    Plain("qsc_code_cate_autogen", ("count(code.generator_words)",), is_some),
    Plain(
        "qsc_code_cate_encoded_data",
        ("code/encoded-data", "code.encoded_fraction"),
        _encoded,
    ),
    Plain("qsc_code_frac_lines_dupe_lines", ("code.repeated_line_fraction",), code=True),
    Plain("qsc_code_frac_chars_hex_words", ("text/hex-heavy",), code=True),
    Plain("qsc_code_frac_lines_string_concat", ("code.joined_string_line_fraction",), code=True),
    Plain("qsc_doc_entropy_unigram", ("text.word_entropy",)),
    Plain("qsc_doc_frac_chars_curly_bracket", ("text.curly_bracket_fraction",)),
    Plain("qsc_doc_frac_chars_dupe_lines", ("text.repeated_line_char_fraction",)),
    Plain("qsc_doc_frac_chars_hex_words", ("text/hex-heavy",)),
    Plain("qsc_doc_frac_chars_hyperlink_html_tag", ("text.link_fraction",)),
    Plain("qsc_doc_frac_lines_dupe_lines", ("text.repeated_line_fraction",)),
    Plain("qsc_doc_frac_lines_end_with_readmore", ("text/ellipsis-heavy",)),
    Plain("qsc_doc_frac_lines_start_with_bullet", ("text/bullet-heavy",)),
    Plain("qsc_doc_frac_words_all_caps", ("text.all_caps_fraction",)),
    Plain("qsc_doc_frac_words_full_bracket", ("text.lenticular_fraction",)),
    Plain("qsc_doc_frac_words_redpajama_stop", ("text.stop_word_fraction",)),
    Plain("qsc_doc_num_chars_sentence_length_mean", ("text.mean_sentence_chars",)),
    Plain("qsc_doc_num_sentences", ("text/single-sentence",)),
    Plain("qsc_doc_cate_code_related_file_name", ("text.code_related_name",)),
)

_NAMES = ("c", "cpp", "csharp", "go", "java", "javascript", "python")
_BODY = "definitions with a body; the reference's patterns take calls and prototypes too"
_LOGIC = "statements of the tree; the reference adds up patterns over lines"

TREE = (
    Tree(
        "qsc_code_frac_chars_comments",
        "code/comment-heavy",
        "comments with their marks; the reference takes Python's marks and indentation off",
    ),
    Tree("qsc_code_frac_lines_dupe_lines", "code/repeated-lines", "the same count"),
    Tree("qsc_code_frac_chars_hex_words", "text/hex-heavy", "comments count too"),
    Tree(
        "qsc_code_frac_chars_string_length",
        "code/string-heavy",
        "literals of the tree; the reference pairs quotes, escapes and apostrophes too",
        "literals",
    ),
    Tree(
        "qsc_code_frac_lines_long_string",
        "code/long-string-lines",
        "literals of the tree; the reference pairs quotes over lines",
    ),
    Tree(
        "qsc_code_frac_chars_long_word_length",
        "code/long-string-words",
        "literals of the tree, and links go whole",
    ),
    Tree(
        "qsc_code_frac_lines_prompt_comments",
        "code/todo-heavy",
        "whole words, and at least three; the reference's `todo` is also in `autodoc`",
    ),
    Tree(
        "qsc_code_frac_lines_assert",
        "code/assert-heavy",
        "assertions; the reference looks for `assert` inside any word",
        "assertions",
    ),
    Tree(
        "qsc_code_cate_autogen",
        "code/generated",
        "a generator's marker; the reference looks for the bare word `generate`",
        "marker",
        ours=is_some,
    ),
    *(
        Tree(f"qsc_code{name}_frac_lines_func_ratio", "code/function-heavy", _BODY, "functions")
        for name in _NAMES
    ),
    *(
        Tree(f"qsc_code{name}_score_lines_no_logic", "code/no-logic", _LOGIC, "logic")
        for name in _NAMES
    ),
    *(
        Tree(
            f"qsc_code{name}_frac_lines_print",
            "code/print-heavy",
            "calls and statements; the reference looks for the name inside any word",
        )
        for name in _NAMES
    ),
    *(
        Tree(
            f"qsc_code{name}_cate_var_zero",
            "code/no-variables",
            "any name that is bound; the reference knows a few forms",
            "variables",
            ours=is_zero,
        )
        for name in _NAMES
    ),
    Tree(
        "qsc_codepython_cate_ast",
        "code/syntax-errors",
        "the share that the grammar cannot place; the reference wants Python 3 without a fault",
        theirs=is_zero,
    ),
    Tree(
        "qsc_codejavascript_cate_ast",
        "code/syntax-errors",
        "the share that the grammar cannot place; the reference wants ES2017 without a fault",
        theirs=is_zero,
    ),
    *(
        Tree(
            f"qsc_code{name}_frac_lines_preprocessor_directives",
            f"{name}/directive-heavy",
            "directives and includes; to the reference, `struct` and `using` are some too",
        )
        for name in ("c", "cpp")
    ),
    *(
        Tree(
            f"qsc_code{name}_nums_lines_main",
            "code/several-mains",
            "definitions, one of those that an `#else` parts; the reference counts them all",
        )
        for name in ("c", "cpp")
    ),
    *(
        Tree(f"qsc_code{name}_frac_lines_goto", "code/goto-heavy", "the statement")
        for name in ("c", "cpp")
    ),
    Tree("qsc_codecpp_cate_bitsstdc", "cpp/whole-library", "an include, wherever it stands"),
    Tree("qsc_codego_cate_testfile", "go/test-file", "the same: the end of the file's name"),
    Tree(
        "qsc_codehtml_frac_words_text",
        "html/text-poor",
        "runs of blanks as one blank; the reference counts them as text",
    ),
    Tree("qsc_codehtml_num_chars_text", "html/little-text", "the same"),
    *(
        Tree(
            f"qsc_codejava_frac_words_legal_{kind}_name",
            f"java/unconventional-{name}-names",
            "names of definitions; the reference looks at one character of each",
            ours=rest,
        )
        for kind, name in (("var", "variable"), ("func", "function"), ("class", "class"))
    ),
    Tree(
        "qsc_codejava_frac_words_no_modifier",
        "java/no-modifiers",
        "members with a modifier, those of interfaces left out",
    ),
    *(
        Tree(
            f"qsc_codejavascript_frac_words_legal_{kind}_name",
            f"javascript/unconventional-{name}-names",
            "private and constant names are legal too",
        )
        for kind, name in (("var", "variable"), ("func", "function"), ("class", "class"))
    ),
    Tree(
        "qsc_codejavascript_num_statement_line",
        "javascript/crowded-lines",
        "statements; the reference counts those of the top level only",
    ),
    Tree(
        "qsc_codepython_frac_lines_pass",
        "python/pass-heavy",
        "the statement; the reference looks for `pass` inside any word",
    ),
    Tree(
        "qsc_codepython_frac_lines_import",
        "python/import-heavy",
        "the statement with all its lines; the reference looks for `import` inside any word",
    ),
    Tree(
        "qsc_codepython_frac_lines_simplefunc",
        "python/one-line-functions",
        "a docstring changes nothing; in the reference it does",
    ),
)  # fmt: skip
