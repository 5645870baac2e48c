"""Every pattern is linear: it takes no more than a few steps for each character, whatever it reads.

One search of RE2 is linear by construction; all matches of a text are looked at in
test_linear_matches.py. What `re` and `regex` run is tried on texts made from the pattern itself
(hostile_text.py), by a matcher that counts its steps (backtracking.py).
"""

import ast
import hashlib
import os
import re
import sys
from functools import cache
from pathlib import Path

import pytest
import re2
import rulekit_plugins
from backtracking import FEW, Backtracker, TooMuch, parsed
from hostile_text import hostile_texts
from pattern_walk import in_modules, made_for_documents, of_plan

import rulekit
from rulekit.core.late_pattern import LatePattern

# A text of n characters and one of 4 n: linear work is 4 times as much, and up to 5.3 where the
# short text ends within an example; quadratic work is 11 to 16 times as much.
GROWTH = 8
PROVEN = Path(__file__).with_name("linear_patterns.txt")
PARTS = 8  # of the patterns, for tests that run side by side

# Quadratic when searched, but tried at one place only. Those that are in no place beside the first
# (`match` behind blanks, names, numbers) are tried so; `fullmatch` must end where the text does.
AT_ONE_PLACE = {
    "rulekit.audit.work_files._TOLD": "fullmatch",
    "rulekit.corpus.share._WORD": "fullmatch",
    "rulekit.files.git_attributes._LINE": "fullmatch",
    "rulekit.language.modeline._EXEC": "match",
    "rulekit.places.address._HALF": "fullmatch",
    "rulekit.places.address._PASSWORD": "match",
    "rulekit.run.rows._ROW": "fullmatch",
    "rulekit.scaffold.new_pack._VERSION": "match",
    "rulekit.spec.rule._NUMBERS": "fullmatch",
    "rulekit.spec.toml_places._KEY": "match",
    "rulekit.spec.toml_places._STRING": "match",
    "rulekit_plugins.notebook.embedded._CELL_MAGIC": "match",
    "rulekit_plugins.notebook.embedded._LAST_LINE_END": "match",
    "rulekit_plugins.pytests.harness.REPORT": "fullmatch",
}
# Quadratic, in texts that are short.
SHORT = {
    "rulekit.core.literal._TOKEN": "reads patterns of rules, which RE2 has read",
    "rulekit.curate.edits._MAY_BE_PRIVATE": "READ: reads words of 500 characters together",
    "rulekit.files.packages._SHORT": "is only searched in what it matches whole",
    "rulekit.language.modeline._EMACS_END": "EDGE_CHARS: reads 4,096 characters",
    "rulekit.language.modeline._NAMED": "EDGE_CHARS: matches at the start of 4,096 characters",
    "rulekit.syntax.query_parse._TOKEN": "reads queries of packs",
}
# Modules with functions that make patterns.
FOR_DOCUMENTS = {  # pattern_walk.py collects them
    "rulekit.core.natural_language",
    "rulekit.core.words",
    "rulekit.syntax.comment_scanner",
    "rulekit_plugins.text.natural_languages",
}
FOR_OTHERS = {
    "rulekit.errors": "words of a command",
    "rulekit.places.glob": "globs of a command",
    "rulekit.scaffold.suggestion": "patterns of queries that are suggested",
    "rulekit.spec.project": "what a parser of TOML says",
    "rulekit.syntax.grammar": "what tree-sitter says",
    "rulekit.syntax.grammar_wheel": "names in a module",
    "rulekit.syntax.query": "queries of packs, and what tree-sitter says",
    "rulekit.syntax.query_parse": "queries of packs",
    "rulekit.testing.pin": "examples of rules",
    "rulekit_plugins.code.build_languages": "names of languages, when their table is made",
}


@cache
def plan():
    return rulekit.load(cached=False).plan


@cache
def patterns():
    return in_modules() | made_for_documents(plan())


def searched_by_python():
    """Patterns of `re` and `regex`, by name."""
    other = (LatePattern, re2._Regexp)
    return {name: one for name, one in sorted(patterns().items()) if not isinstance(one, other)}


def growing(pattern, way="search"):
    """The text on which a pattern is worse than linear; "" for none."""
    tree, flags = parsed(pattern)
    matcher = Backtracker(tree, flags, whole=way == "fullmatch")
    steps = matcher.search if way == "search" else matcher.match
    for text in hostile_texts(tree, flags):
        try:
            few = steps(text.of(text.least), FEW)
            steps(text.of(4 * text.least), GROWTH * few)
        except TooMuch:
            return repr(text)
    return ""


@pytest.mark.parametrize(
    "expression",
    [
        r"(a+)+b",
        r"a*a*b",
        r"a*b",
        r"a*+b",  # gives nothing back, but begins anew at each place
        r"(?:a|a)*b",
        r"[^x]*y",
        r"\s+$",
        r"<!--.*?-->",
        r"\w+@\w+",
        r"x(?:a*,?)*y",
        r"(?=[a-c]*\d)x",
        r"(?<=x)[a-z]*\d|[a-z]{2,}!",
        r"(?i)(?:ab?)+c",
        pytest.param(r"a{,90}b*c", marks=pytest.mark.slow),
        r"(a*)-\1b",
    ],
)
def test_a_pattern_that_is_not_linear_is_found(expression):
    assert growing(re.compile(expression))
    assert growing(re.compile(expression.encode()))


@pytest.mark.parametrize(
    "expression",
    [
        r"a+",
        r"(?<!a)a*+b",
        r"(?>a+)",
        r"<[^<>]*>",
        r'"[^"]*"',
        r"<!--.*?(?:-->|\Z)",
        r"a{,30}b",
        r"(?m)^[ \t]*[%!]",
        r"<(script|style)\b.*?(?:</\1|\Z)",
        r"(?s)\A(?:a|b)*\Z",
        r"[a-z]\d+",
    ],
)
def test_a_pattern_that_is_linear_is_none(expression):
    flags = re.DOTALL if "<!--" in expression or "script" in expression else 0
    assert growing(re.compile(expression, flags)) == ""


@pytest.mark.parametrize(("way", "found"), [("search", True), ("match", False)])
def test_what_is_tried_at_one_place_does_not_begin_anew(way, found):
    assert bool(growing(re.compile(r"a*b"), way)) == found


def test_all_of_a_text_may_be_asked_for():
    assert growing(re.compile(r"a*a*"), "fullmatch")
    assert not growing(re.compile(r"a*a*"), "match")


@cache
def method():
    """A word for all that a proof hangs on, beside the pattern."""
    files = [Path(__file__).with_name(name) for name in ("backtracking.py", "hostile_text.py")]
    parts = [*(file.read_text("utf-8") for file in files), sys.version_info[:2], FEW, GROWTH]
    return repr(parts)


def proof(pattern, way):
    """The word by which it is known that a pattern is linear."""
    about = f"{method()} {way} {pattern.flags} {pattern.pattern!r}"
    return hashlib.sha256(about.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def ways():
    """Patterns that are to be linear, each with the way in which it is tried."""
    found = searched_by_python().items()
    return {
        name: (one, AT_ONE_PLACE.get(name, "search")) for name, one in found if name not in SHORT
    }


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_pattern_of_python_is_linear(part):
    """What is proven stands in a file: a proof gives the same whenever it is made.

    New proofs are written down by RULEKIT_UPDATE_GOLDEN=1 pytest -n 0 -m slow and this file.
    """
    assert len(ways()) > 100
    proven = {*PROVEN.read_text().split()}
    some = [*ways().items()][part::PARTS]
    new = {name: one for name, one in some if proof(*one) not in proven}
    growths = {name: growing(*one) for name, one in new.items()}
    assert {} == {name: text for name, text in growths.items() if text}
    if os.environ.get("RULEKIT_UPDATE_GOLDEN"):
        proven |= {proof(*one) for one in new.values()}
        there = {proof(*one) for one in ways().values()}
        PROVEN.write_text("".join(f"{one}\n" for one in sorted(proven & there)))


@pytest.mark.slow
def test_every_pattern_that_is_left_out_would_be_found():
    found = searched_by_python()
    assert [] == [name for name in (*AT_ONE_PLACE, *SHORT) if not growing(found[name])]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_steps_are_those_of_the_same_matches(part):
    """The matcher finds first what `re` finds first."""
    for name, one in list(searched_by_python().items())[part::PARTS]:
        if "\\p{" in str(one.pattern) or "\\P{" in str(one.pattern):
            continue
        tree, flags = parsed(one)
        matcher = Backtracker(tree, flags)
        for text in list(hostile_texts(tree, flags))[::7]:
            short = text.of(12)
            matcher.search(short, FEW)
            is_text = isinstance(one.pattern, str)
            real = one.search(short if is_text else short.encode("latin-1", "replace"))
            wanted = real and real.span()
            if is_text or short.isascii():
                assert (name, short, wanted) == (name, short, matcher.first)


@pytest.mark.slow
def test_what_is_compiled_late_is_compiled_by_re2():
    late = [one for one in (in_modules() | of_plan(plan())).values() if type(one) is LatePattern]
    assert len(late) > 250
    assert {re2._Regexp} == {type(one.search.__self__) for one in late}


def makers():
    """Modules in which a function makes a pattern of `re` or `regex`, or uses one unmade."""
    for package in (rulekit, rulekit_plugins):
        folder = Path(package.__file__).parent
        for file in sorted(folder.rglob("*.py")):
            functions = (
                node
                for node in ast.walk(ast.parse(file.read_text("utf-8")))
                if isinstance(node, ast.FunctionDef | ast.Lambda)
            )
            if any(_is_made(inner) for node in functions for inner in ast.walk(node)):
                parts = file.relative_to(folder).with_suffix("").parts
                yield ".".join((package.__name__, *parts))


def _is_made(node):
    module = getattr(getattr(getattr(node, "func", None), "value", None), "id", "")
    return module in ("re", "regex") and node.func.attr != "escape"


@pytest.mark.slow
def test_functions_that_make_patterns_are_known():
    assert {*FOR_DOCUMENTS, *FOR_OTHERS} == set(makers())
