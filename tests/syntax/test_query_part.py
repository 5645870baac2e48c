"""rulekit/syntax/query_part.py: a part of a query finds what the whole does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import GRAMMAR, bundled, syntax_in, syntax_of

from rulekit.errors import SpecError
from rulekit.syntax.query_part import FEW, SMALL, QueryInParts, part_of
from rulekit.syntax.query_run import MATCH_LIMIT, query_of

HERE = Path(__file__).parent.parent / "golden" / "files"
GOLDEN = {
    "python": "good_module.py", "tsx": "SeatPicker.tsx", "typescript": "debounce.ts",
    "kotlin": "RateLimiter.kt", "rust": "interval.rs", "ruby": "rate_limiter.rb",
    "php": "ledger.php", "go": "wavelet.go", "shell": "rotate_backups.sh", "html": "page.html",
}  # fmt: skip
LINES = st.sampled_from(
    ["def f(a, b=1):", "    return a", "  x = [1, 2", "class A:", "    '''d'''", "# c", "f(x)",
     "if a:", "else:", "@d", "import a", "print('é')", "    self.a = a", ")", "lambda: 1", "try:"]
)  # fmt: skip
PYTHON = syntax_of()


def found(query, root, data):
    return {
        name: {node.byte_range for node in nodes} for name, nodes in query.run(root, data).items()
    }


def both(syntax, data):
    """What the whole query finds, what the part of it does, and their numbers of patterns."""
    root, query = syntax.parse(data).root_node, syntax.query
    part = part_of(syntax.grammar.language, query.structures, query.wanted, root)
    sizes = len(query.structures), len(part.structures)
    return found(query, root, data), found(part, root, data), sizes


@pytest.mark.slow
@pytest.mark.parametrize("language", GOLDEN)
def test_a_part_finds_in_a_file_what_the_whole_does(language):
    data = (HERE / GOLDEN[language]).read_bytes()
    whole, part, (all_of_them, some) = both(syntax_in(language), data)
    assert whole == part
    assert some < all_of_them


@pytest.mark.slow
@pytest.mark.parametrize("language", bundled())
@pytest.mark.parametrize("file", sorted({path.name for path in HERE.iterdir()}))
def test_a_part_finds_in_files_of_other_languages_what_the_whole_does(language, file):
    whole, part, _ = both(syntax_in(language), (HERE / file).read_bytes()[:2_000])
    assert whole == part


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_a_part_finds_in_any_text_what_the_whole_does(text):
    whole, part, _ = both(PYTHON, text.encode())
    assert whole == part


def in_parts(structures, whole):
    return QueryInParts(GRAMMAR.language, structures, PYTHON.query.wanted, whole)


def test_the_first_text_compiles_a_part_and_the_second_all():
    made, data = [], b"def f(a):\n    return a\n"
    query = in_parts(PYTHON.query.structures, lambda: made.append(1) or PYTHON.query)
    root = PYTHON.parse(data).root_node
    first = found(query, root, data)
    assert [] == made
    assert first == found(query, root, data) == found(PYTHON.query, root, data)
    assert [1] == made


@pytest.mark.parametrize(
    ("structures", "text"),
    [
        (PYTHON.query.structures[:FEW], b"f()\n"),
        (PYTHON.query.structures, b"#" * (SMALL + 1)),
    ],
    ids=["few patterns", "a long text"],
)
def test_where_the_whole_costs_no_more_it_is_compiled_at_once(structures, text):
    made = []
    in_parts(structures, lambda: made.append(1) or PYTHON.query).run(
        PYTHON.parse(text).root_node, text
    )
    assert [1] == made


def test_a_pattern_that_the_grammar_refuses_is_told_at_once():
    def refused():
        raise SpecError([])

    [mistaken] = syntax_of("(call) @call").query.structures
    mistaken = type(mistaken)("(call (nonsense)) @at3", mistaken.clauses)
    assert query_of(GRAMMAR.language, [mistaken], PYTHON.query.wanted) is None
    query = in_parts([*PYTHON.query.structures, mistaken], refused)
    with pytest.raises(SpecError):
        query.run(PYTHON.parse(b"x\n").root_node, b"x\n")


def test_matches_of_what_is_not_there_are_not_too_many():
    queries = "(module (expression_statement) @statement (comment) @comment)"
    syntax, data = syntax_of(f"{queries} (identifier) @identifier"), b"x\n" * (2 * MATCH_LIMIT)
    assert syntax.query.run(syntax.parse(data).root_node, data) is None
    assert 2 * MATCH_LIMIT == len(syntax.capture(data).found["identifier"])
    assert "comment" not in syntax.capture(data).found
