"""plugins/pools/function_head.py: results that the head of a function tells."""

import pytest
from marking import marked
from rulekit_plugins.pools.function_head import result_behind_arrow, result_behind_colon


def told(result, text, language):
    document = marked(text, language, function_name=r"\bf\b")
    return result(document, 0, len(document.data))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("rust", "fn f(a: u8) -> u8 { a }", True),
        ("rust", "fn f() -> Result<(), E> { g() }", True),
        ("rust", "fn f<F: Fn(u8) -> u8>(g: F) -> [u8; 2] where F: Send { g() }", True),
        ("rust", "fn f<F>(g: F) where F: Fn(u8) -> u8 { g(1); }", False),
        ("rust", "fn f(g: impl Fn(u8) -> u8) { |a| -> u8 { a }; }", False),
        ("rust", "fn f() -> () { }", False),
        ("rust", "fn f() -> ! { loop { } }", False),
        ("swift", "func f(a: (Int) -> Void) async throws -> Int { 1 }", True),
        ("swift", "func f() -> (Int) -> Void { g }", True),
        ("swift", "func f(a: (Int) -> Int) { }", False),
        ("swift", "func f() -> Void { }", False),
    ],
)
def test_an_arrow_outside_of_brackets_tells_the_result(language, text, value):
    assert value == told(result_behind_arrow, text, language)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("fun f(a: Int): Int { return a }", True),
        ("fun <T> List<T>.f(g: (T) -> Unit = {}): Map<T, Unit> where T : A { return h }", True),
        ("fun f(a: Int = 1) = a", True),
        ("fun f(a: Int) { val b: Int = a }", False),
        ("fun f(): Unit = g()", False),
        ("fun f(): Nothing { throw a }", False),
    ],
)
def test_a_colon_or_an_expression_tells_the_result(text, value):
    assert value == told(result_behind_colon, text, "kotlin")
