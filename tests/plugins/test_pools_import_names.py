"""plugins/pools/import_names.py: names that imports bring in Java, Go and JavaScript."""

import pytest
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
    ],
)
def test_a_name_comes_with_its_statement(path, text, found):
    package = "package a\n\n" if path == "a.go" else ""
    assert found == dict(imports_in(curated_row(f"{package}{text}\n", path).document))


@pytest.mark.parametrize(
    ("path", "text", "names"),
    [
        ("a.java", "class A { B f(C c) { d.e(c); D g = c; return g; } }", ["B", "C", "d", "D"]),
        ("a.go", "func f(a *b.C) d.E { g := h.I(a); return g }", ["b", "d", "h"]),
        ("a.js", "function f(a) { const b = c(a); return { b, d: e.g }; }", ["c", "d", "e"]),
        ("a.cpp", "int f(A *a) { return a->b + std::c(D::d); }", ["A", "std", "D"]),
    ],
)
def test_names_that_are_neither_bound_inside_nor_members_are_used(path, text, names):
    (unit,) = functions_in(curated_row(f"{text}\n", path).document)
    assert names == list(unit.names)
