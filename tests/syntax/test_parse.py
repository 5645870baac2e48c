"""rulekit/syntax/parse.py: a tree within a budget of work, or why there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import GRAMMAR, document_of, syntax_of

from rulekit.core.reading import Unmeasured
from rulekit.syntax.parse import (
    DEPTH,
    MEGABYTE,
    PARSE_BYTES,
    WorkLimits,
    parse,
    query_obstacle,
)

LANGUAGE = GRAMMAR.language
MORE_WORK = "not parsed: it takes more work than any ordinary text"
TOKENS = ["def f(", "):", "\n", "    ", "x", "=", "(", "]", "'''", '"', "# c", "\\\n", "if ", "\0"]


def kinds(data):
    root = parse(LANGUAGE, data).root_node
    return [child.type for child in root.children]


def reason(data):
    with pytest.raises(Unmeasured) as told:
        parse(LANGUAGE, data)
    return str(told.value)


def outcome(data):
    """The tree as nested lists, or the reason."""
    try:
        root = parse(LANGUAGE, data).root_node
    except Unmeasured as why:
        return str(why)
    nodes, stack = [], [root]
    while stack:
        node = stack.pop()
        nodes.append((node.type, *node.byte_range))
        stack += node.children
    return nodes


def test_a_text_has_a_tree():
    assert ["comment", "expression_statement"] == kinds(b"# c\nx = 1\n")


def test_an_empty_text_has_an_empty_tree():
    assert [] == kinds(b"")


def test_a_text_over_many_pieces_is_one_text():
    data = b"# a comment\n" * 2_000 + b"x = '''" + b"word " * 4_000 + b"'''\n"
    assert ["comment"] * 2_000 + ["expression_statement"] == kinds(data)


def test_a_character_over_two_pieces_is_one_character():
    for before in range(4_090, 4_100):
        assert ["expression_statement"] == kinds(b"x" * before + "ßß = 1\n".encode())


def test_a_tree_covers_the_bytes_of_the_text():
    tree = parse(LANGUAGE, "é = 'ß'\n".encode())
    assert (0, 10) == tree.root_node.byte_range


def test_a_text_of_just_the_size_is_parsed():
    assert ["comment"] == kinds(b"#" * PARSE_BYTES)


def test_a_text_over_the_size_is_not_parsed():
    assert "not parsed: over 6,000,000 bytes" == reason(b"#" * (PARSE_BYTES + 1))


@pytest.mark.slow
def test_a_long_text_like_any_other_has_a_tree():
    function = b"def total(numbers, at):\n    return numbers[at] + 1  # and nothing else\n\n\n"
    times = 3 * MEGABYTE // len(function)
    assert times == parse(LANGUAGE, function * times).root_node.named_child_count


@pytest.mark.slow
def test_over_a_megabyte_other_limits_count_work():
    line, times = b"x = 1  # a\n", MEGABYTE // 11
    assert MORE_WORK == reason(line * times)
    assert 2 * (times + 1) == parse(LANGUAGE, line * (times + 1)).root_node.named_child_count


def test_what_is_nested_too_deep_is_not_queried():
    assert "not queried: nested deeper than 1,000" == reason(b"(" * 1_500 + b"x" + b")" * 1_500)


def test_a_node_may_have_as_many_ancestors_as_allowed():
    inner = DEPTH - 2  # the module and the statement are ancestors too
    assert not parse(LANGUAGE, b"(" * inner + b"x" + b")" * inner).root_node.has_error
    inner += 1
    assert reason(b"(" * inner + b"x" + b")" * inner).endswith("nested deeper than 1,000")


@pytest.fixture(scope="module")
def cancelled():
    """Why a text is not parsed that is over the budget, and what the next one has."""
    return reason(b"x" + b".a" * 100_000), kinds(b"# c\n")


def test_more_work_than_any_text_needs_is_not_done(cancelled):
    assert MORE_WORK == cancelled[0]


def test_the_work_must_be_worth_the_text_that_was_reached():
    assert MORE_WORK == reason(b"x" + b".a" * 100_000 + b"\n" * 600_000)


def test_more_errors_than_any_text_has_are_not_followed_up():
    assert MORE_WORK == reason(b")\n" * 100_000)


@pytest.mark.slow
def test_a_file_of_30_kb_with_a_long_comment_in_a_function_is_queried():
    document = document_of("def f():\n    x\n" + "# c\n" * 7_500)
    assert 7_500 == len(document.capture("comment"))


@pytest.mark.slow
def test_a_comment_of_60_kb_in_a_function_is_parsed():
    assert parse(LANGUAGE, b"def f():\n    x\n" + b"# c\n" * 14_900).root_node


@pytest.mark.slow
def test_a_much_longer_one_is_not():
    assert MORE_WORK == reason(b"def f():\n    x\n" + b"# c\n" * 245_000)


@pytest.mark.slow
def test_a_long_text_of_tokens_alone_ends_before_it_takes_a_gigabyte():
    assert MORE_WORK == reason(b"(" * PARSE_BYTES)
    assert MORE_WORK == reason(b"1, " * (PARSE_BYTES // 3))


@pytest.mark.slow
def test_too_many_nodes_are_not_queried():
    assert "not queried: over 400,000 nodes" == reason(b"(" * 700_000)


def test_nodes_at_the_top_count_twice_as_patterns_look_at_each():
    limits = WorkLimits(reports=9, nodes=9, pairs=99)
    root = syntax_of().parse(b"#\n" * 5).root_node
    assert (6, 5) == (root.descendant_count, root.child_count)
    assert "over 9 nodes" == query_obstacle(root, limits)
    assert "" == query_obstacle(root, limits._replace(nodes=11))


def test_many_nodes_far_down_are_not_queried():
    told = reason(b"x = " + b"[" * 900 + b"#\n" * 40_000 + b"]" * 900)
    assert "not queried: over 30,000,000 pairs of a node and one above it" == told


def test_tokens_that_belong_to_nothing_are_not_queried():
    assert reason(b"(" * 20_000).startswith("not queried: over 5,000 tokens in a row")


def test_a_parse_that_was_cancelled_leaves_nothing_behind(cancelled):
    assert ["comment"] == cancelled[1]


def test_broken_text_has_a_tree_with_errors():
    assert parse(LANGUAGE, b"def f(:\n").root_node.has_error


@given(st.binary(max_size=200))
def test_any_bytes_end_as_a_tree_or_a_reason(data):
    assert outcome(data) == outcome(data)


@given(st.lists(st.sampled_from(TOKENS), max_size=80))
def test_any_tokens_end_as_a_tree_or_a_reason(tokens):
    data = "".join(tokens).encode()
    assert outcome(data) == outcome(data)


@given(st.sampled_from(TOKENS), st.sampled_from(TOKENS), st.integers(1, 2_000))
def test_any_repeated_tokens_end_as_a_tree_or_a_reason(one, other, times):
    data = (one + other).encode() * times
    assert outcome(data) == outcome(data)
