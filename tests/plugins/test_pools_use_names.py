"""plugins/pools/use_names.py: names that `use` brings in Rust and in PHP."""

import pytest
from marking import marked
from rulekit_plugins.pools.use_names import php_imports, rust_imports


def told(imports, text, language):
    document = marked(text, language, comment="/[*].*?[*]/", **{"import": ".*;"})
    return dict(imports(document))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("use a;", {"a": "use a;"}),
        ("use a::b::c as d;", {"d": "use a::b::c as d;"}),
        (
            "pub(crate) use a::{b, c::{self, d as e}, f::*, /* no */};",
            {"b": "use a::b;", "c": "use a::c;", "e": "use a::c::d as e;"},
        ),
        ("use {\n    a::b,\n    ::c::d,\n};", {"b": "use a::b;", "d": "use ::c::d;"}),
        ("use a::{self as b};", {"b": "use a as b;"}),
        ("use a::b as _;", {}),
        ("extern crate a as b;", {"b": "extern crate a as b;"}),
        ("mod a;", {}),
    ],
)
def test_each_name_of_rust_has_a_statement_of_its_own(text, found):
    assert found == told(rust_imports, text, "rust")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"use A\B;", {"B": r"use A\B;"}),
        (r"use A\B as C, D;", {"C": r"use A\B as C;", "D": "use D;"}),
        (
            r"use A\{B, C\D as E, function f, const G,};",
            {
                "B": r"use A\B;",
                "E": r"use A\C\D as E;",
                "f": r"use function A\f;",
                "G": r"use const A\G;",
            },
        ),
        (
            r"use function A\{f, g as h};",
            {"f": r"use function A\f;", "h": r"use function A\g as h;"},
        ),
        (r"use functions\A;", {"A": r"use functions\A;"}),
        ("require 'a.php';", {}),
    ],
)
def test_each_name_of_php_has_a_statement_of_its_own(text, found):
    assert found == told(php_imports, text, "php")


def test_braces_inside_of_braces_do_not_make_more_than_the_text():
    text = "use " + "abcd::{" * 1_000 + "x," * 1_000 + "}" * 1_000 + ";"
    assert {} == told(rust_imports, text, "rust")
