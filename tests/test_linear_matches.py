"""All matches of every pattern of RE2 take linear time, whatever the text.

One search does by construction; that all do is read from the pattern (look_ahead.py). Patterns of
others, in a rulekit.toml, a pack or a gitleaks.toml, are not tried.
"""

import ast
import re
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
import re2
import rulekit_plugins
from hostile_text import hostile_texts
from hypothesis import given
from hypothesis import strategies as st
from look_ahead import reads_again
from pattern_walk import of_re2
from search_automaton import SearchAutomaton, re2_tree

import rulekit

GROWTH = (
    8  # of what is read of 4 times as long a text; linear is 4 and up to 5.3, quadratic 11 to 16
)

# All matches may take quadratic time, but never more than one is asked for at a place. `_PROLOGUE`
# is asked for again behind each comment: what it reads on over begins no comment, or is blank.
ONE_AT_A_PLACE = {
    "rulekit_plugins.code.bare_forms.BARE": "fullmatch",
    "rulekit_plugins.code.copies.FOLDER": "fullmatch",
    "rulekit_plugins.code.copies.RELEASE": "fullmatch",
    "rulekit_plugins.code.copies.SOURCES": "fullmatch",
    "rulekit_plugins.code.generated.file_names._NAMES": "search",
    "rulekit_plugins.component.logic._ANSWERS": "match",
    "rulekit_plugins.notices.leading._PROLOGUE": "fullmatch match",
    "rulekit_plugins.notices.names._CHOICE": "search",
    "rulekit_plugins.notices.paragraphs.COPYRIGHT": "search",
    "rulekit_plugins.notices.paragraphs.DIRECTIVE": "search",
    "rulekit_plugins.pools.import_names._LUA": "fullmatch",
    "rulekit_plugins.pools.import_names._VERSION": "fullmatch",
    "rulekit_plugins.pools.script_names._NAME": "fullmatch",
}
# Quadratic, in texts that are short.
SHORT = {
    "exists(path /": "IN_PATH: ends at 1,000 matches",
    "rulekit_plugins.code.generated.header_patterns._MARKERS": "HEAD_BYTES: lines in 32,768 bytes",
    "rulekit_plugins.notices.paragraphs.PHRASE": "_PARAGRAPH: reads 8,000 characters together",
}
# Modules with functions that make patterns.
IN_OTHERS = {  # which pattern_walk.py finds them in
    "rulekit.core.finder",
    "rulekit.signals.build",
    "rulekit_plugins.code.bare_forms",
    "rulekit_plugins.code.generated.pattern_finder",
    "rulekit_plugins.code.looks",
    "rulekit_plugins.javascript.names",
    "rulekit_plugins.notices.pattern",
    "rulekit_plugins.text.prose",
    "rulekit_plugins.text.repetition",
}
SEARCHED_ONCE = {
    "rulekit.core.gates": "is there any match?",
    "rulekit.language.content_rule": "the head of a text",
    "rulekit.spec.patterns": "paths",
    "rulekit.syntax.predicate": "texts of nodes",
    "rulekit_plugins.code.known.known_file": "paths, and the first match in a text",
    "rulekit_plugins.gitleaks.detector": "which words are in a text?",
    "rulekit_plugins.pii.detector": "which words are in a text?",
    "rulekit_plugins.pii.finder": "paths, and what stands around a match",
}
# Modules that search on from a place of their own, again and again.
LOOPS = {
    "rulekit.spec.toml_places": "a project's file",
    "rulekit.syntax.comment_scanner": "on behind a match; for an end that there is not, once",
    "rulekit_plugins.dedup.shingle": "on behind a match",
    "rulekit_plugins.html.parts": "on behind a match; for an end that there is not, once",
    "rulekit_plugins.notices.leading": "on behind a match",
    "rulekit_plugins.pools.membership": "on behind a match",
    "rulekit_plugins.pools.own_return": "on behind a match, or 40 characters before its end",
    "rulekit_plugins.yaml.unreadable": "on behind a match",
}
OF_OTHERS = {
    "rulekit.catalog.check_pack": "refuses what is no pattern",
    "rulekit.catalog.compile_rule": "refuses what is no pattern",
    "rulekit.core.late_pattern": "compiles what modules say",
    "rulekit.core.regex": "compiles what modules and rules say",
    "rulekit.syntax.query_check": "refuses what is no pattern",
    "rulekit_plugins.gitleaks.pattern": "patterns of a gitleaks.toml",
    "rulekit_plugins.pii.placeholder": "words and digits of a curation.yaml",
}


@cache
def expressions():
    return of_re2(rulekit.load(cached=False).plan)


def grows(automaton, text):
    return (
        automaton.read(text.of(4 * text.least))[0] > GROWTH * automaton.read(text.of(text.least))[0]
    )


@pytest.mark.parametrize(
    ("expression", "again"),
    [
        (r"a(?:[^z]*z)?", "a"),
        (r"<[^>]*>|<", "<"),
        (r"\w+@\w+|abc", "abc"),
        (r"(?s)<!--.*-->|<!", "<!--"),
        (r"(?i)\bab(?: \w+)*!|\bx", "ab x "),
        (r"(?m)^\n(?:\s*b)?", "\n"),
        (r"a*b|", "a"),
        (r"define\(\[(?:'x'|[^\]]*\], f)", "define([define(['x'"),
        (r"a{2}(?:a*b)?", "a"),
        (r"(?:a|b)(?:[ab]*c)?", "ab"),
    ],
)
def test_a_pattern_whose_matches_read_a_text_again_is_found(expression, again):
    automaton = SearchAutomaton(expression)
    assert reads_again(automaton)
    assert GROWTH * automaton.read(50 * again)[0] < automaton.read(200 * again)[0]


@pytest.mark.parametrize(
    "expression",
    [
        r"a+",
        r"\w+@\w+",  # reads to the end without a match, once
        r"(?s)<!--.*?-->",
        r"(?s)<!--.*-->",
        r'"[^"\n]*"|x',
        r"<[^<>]*>|<",
        r"a(?:[^z]{,20}z)?",  # as far as that, and no further
        r"(?m)^[ \t]*#.*$",
        r"[a-z]+(?:_[a-z]+)*",
        r"define\(\[(?:'x'|[^\](]*\], f)",
        r"\(https?://[^\s]+\)",
    ],
)
def test_a_pattern_whose_matches_do_not_is_none(expression):
    automaton = SearchAutomaton(expression)
    assert not reads_again(automaton)
    assert [] == [text for text in hostile_texts(*re2_tree(expression)) if grows(automaton, text)]


def may_repeat(pair):
    """False for `(?:a*?)*`: of what may be empty, RE2 makes another repetition than Perl does."""
    least, _ = re2_tree(pair[0])[0].getwidth()
    return pair[1] not in ("*", "*?") or least > 0


SOME = st.recursive(
    st.sampled_from(["a", "b", "c", "[ab]", "[^c]", ".", r"\b"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(inner, st.sampled_from(["*", "*?", "?", "??", "{2}"]))
        .filter(may_repeat)
        .map("(?:{0[0]}){0[1]}".format),
    ),
    max_leaves=6,
)


@given(SOME, st.text("abc", max_size=2), st.text("abc", min_size=1, max_size=4))
def test_no_pattern_that_is_none_reads_a_text_again(expression, begin, again):
    automaton = SearchAutomaton(expression)
    few, many = (automaton.read(begin + again * n)[0] for n in (50, 200))
    assert many <= GROWTH * few or reads_again(automaton)


@given(SOME, st.text("abc \n", max_size=12))
def test_matches_are_those_of_re2(expression, text):
    ends = [match.end() for match in re2.finditer(expression, text)]
    assert ends == SearchAutomaton(expression).read(text)[1]


@pytest.mark.slow
def test_matches_are_those_of_re2_for_every_pattern():
    for name, (expression, flags) in expressions().items():
        options = re2.Options()
        options.case_sensitive = not flags
        compiled, automaton = re2.compile(expression, options), SearchAutomaton(expression, flags)
        for text in islice(hostile_texts(*re2_tree(expression, flags)), 0, 200, 20):
            short = text.of(12)
            ends = [match.end() for match in compiled.finditer(short)]
            assert (name, short, ends) == (name, short, automaton.read(short)[1])


@pytest.mark.slow
def test_all_matches_of_every_pattern_take_linear_time():
    """And every pattern that is left out would be found."""
    found = [name for name, said in expressions().items() if reads_again(SearchAutomaton(*said))]
    left_out = (*ONE_AT_A_PLACE, *SHORT)
    known = {next((one for one in left_out if name.startswith(one)), name) for name in found}
    assert {*left_out} == known
    assert len(expressions()) > 350


@pytest.mark.parametrize("name", ONE_AT_A_PLACE)
def test_a_pattern_of_which_one_match_is_asked_for_is_asked_for_no_more(name):
    module, _, short = name.rpartition(".")
    file = Path(rulekit_plugins.__file__).parent.joinpath(*module.split(".")[1:])
    asked = re.findall(rf"\b{short}\.(\w+)\(", file.with_suffix(".py").read_text("utf-8"))
    assert {*asked} <= {*ONE_AT_A_PLACE[name].split()}


def modules(words, is_one):
    """Modules with some words of which a part of the tree is one of those that are sought."""
    for package in (rulekit, rulekit_plugins):
        folder = Path(package.__file__).parent
        for file in sorted(folder.rglob("*.py")):
            text = file.read_text("utf-8")
            if re.search(words, text) and any(map(is_one, ast.walk(ast.parse(text)))):
                parts = file.relative_to(folder).with_suffix("").parts
                yield ".".join((package.__name__, *parts))


def makes_patterns(node):
    """True for a function that makes a pattern of RE2, and an import of one that does."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "rulekit.core.regex" and "pattern" in {one.name for one in node.names}
    calls = calls_in(node) if isinstance(node, ast.FunctionDef | ast.Lambda) else ()
    made = re.compile(r"LatePattern$|re2\.(?!escape|Options)")
    return any(made.match(ast.unparse(call.func)) for call in calls)


def searches_on(node):
    """True for a loop that searches from a place."""
    calls = calls_in(node) if isinstance(node, ast.While) else ()
    asked = (call for call in calls if len(call.args) > 1)
    return any(getattr(call.func, "attr", "") in ("search", "match") for call in asked)


def calls_in(node):
    return [one for one in ast.walk(node) if isinstance(one, ast.Call)]


@pytest.mark.slow
def test_functions_that_make_patterns_are_known():
    assert {*IN_OTHERS, *SEARCHED_ONCE, *OF_OTHERS} == {
        *modules(r"\bre2\b|LatePattern|core\.regex", makes_patterns)
    }


@pytest.mark.slow
def test_loops_that_search_on_are_known():
    assert {*LOOPS} == {*modules(r"\bwhile\b", searches_on)}
