"""plugins/pools/import_names.py: names that imports bring."""

import pytest
from marking import marked
from rulekit_plugins.pools.function_unit import functions_in, imports_in

from rulekit.testing import curated_row


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("a.java", "import a.b.C;", {"C": "import a.b.C;"}),
        ("a.java", "import static a.B.c;", {"c": "import static a.B.c;"}),
        ("a.java", "import a.*;", {}),
        ("a.go", 'import "a/b"', {"b": 'import "a/b"'}),
        ("a.go", 'import (\n\tx "a/b"\n\t_ "c"\n\t. "d"\n)', {"x": 'import x "a/b"'}),
        ("a.go", 'import "a/b/v2"', {"b": 'import "a/b/v2"'}),
        ("a.go", 'import "gopkg.in/yaml.v3"', {"yaml": 'import "gopkg.in/yaml.v3"'}),
        ("a.js", "import 'a';", {}),
        (
            "a.js",
            "import a, { b, c as d } from 'x';",
            dict.fromkeys("abd", "import a, { b, c as d } from 'x';"),
        ),
        ("a.js", "import * as a from 'x'", {"a": "import * as a from 'x'"}),
        ("a.js", "var a = require('x').b;", {"a": "const a = require('x').b;"}),
        (
            "a.js",
            "const {a, b: c} = require('x');",
            dict.fromkeys("ac", "const {a, b: c} = require('x');"),
        ),
        ("a.php", "use A\\{B, C as D};", {"B": "use A\\B;", "D": "use A\\C as D;"}),
        ("a.rs", "use a::{b, c as d};", {"b": "use a::b;", "d": "use a::c as d;"}),
        ("a.kt", "import a.b.C", {"C": "import a.b.C"}),
        ("a.kt", "import a.b.C as D", {"D": "import a.b.C as D"}),
        ("a.kt", "import a.b.*", {}),
        ("a.rb", "require 'a'", {}),
    ],
)
def test_a_name_comes_with_its_statement(path, text, found):
    package = {"a.go": "package a\n\n", "a.php": "<?php\n"}.get(path, "")
    assert found == dict(imports_in(curated_row(f"{package}{text}\n", path).document))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("local x = require 'y'", ["x"]),
        ('local x = require("y.z").a', ["x"]),
        ("x = require [[y]]", ["x"]),
        ("local x = f(require 'y')", []),
    ],
)
def test_what_lua_requires_has_the_name_that_it_is_given(text, names):
    document = marked(text, "lua", **{"import": ".+"})
    assert [(name, text) for name in names] == list(imports_in(document))


@pytest.mark.parametrize(
    ("path", "text", "names"),
    [
        ("a.java", "class A { B f(C c) { d.e(c); D g = c; return g; } }", ["B", "C", "d", "D"]),
        ("a.go", "func f(a *b.C) d.E { g := h.I(a); return g }", ["b", "d", "h"]),
        ("a.js", "function f(a) { const b = c(a); return { b, d: e.g }; }", ["c", "d", "e"]),
        ("a.cpp", "int f(A *a) { return a->b + std::c(D::d); }", ["A", "std", "D"]),
        ("a.ts", "function f(a: A): B { return c(a as D); }", ["A", "B", "c", "D"]),
        ("a.php", "<?php function f(A $a) { return b($a->c, D\\e(), $g); }", ["A", "b", "D"]),
        ("a.rs", "fn f(a: &A) -> B { c::d(0..e, a.g) }", ["A", "B", "c", "e"]),
        ("a.kt", "fun f(a: A): B { return c(a.d..e) }", ["A", "B", "c", "e"]),
    ],
)
def test_names_that_are_neither_bound_inside_nor_members_are_used(path, text, names):
    (unit,) = functions_in(curated_row(f"{text}\n", path).document)
    assert names == list(unit.names)
