"""plugins/css/queries.scm: what every capture finds in CSS."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [("/* a */ b { /* c\n */ }\n", ["/* a */", "/* c\n */"])],
    "string": [
        ('@charset "utf-8";\na[b="c"] { d: url("e") }\n', ['"utf-8"', '"c"', '"e"']),
        ("/* 'a' */\n", []),
    ],
    "number": [("a { b: 1.5em 0 2% }\n@media (c: 600px) {}\n", ["1.5em", "0", "2%", "600px"])],
    "identifier": [
        (
            "a.b#c[d] { e: f(g) }\n@keyframes h { to { i: j } }\n",
            ["a", "b", "c", "d", "e", "f", "h", "i"],
        ),
    ],
    "import": [('@import url("a.css") screen;\n@media b {}\n', ['@import url("a.css") screen;'])],
    "directive": [
        (
            '@charset "utf-8";\n@namespace a url(b);\n',
            ['@charset "utf-8";', "@namespace a url(b);"],
        ),
    ],
    "statement": [
        ("a { --b: 1em; c: d !important }\n", ["--b: 1em;", "c: d !important"]),
        ("@keyframes a { to { rotate: 1turn } }\n", ["rotate: 1turn"]),
    ],
    "variable": [(":root { --gap: 1em; gap: var(--gap) }\n", ["--gap"])],
    "operation": [("a { b: calc(2 * var(--c)) }\n", ["2 * var(--c)"])],
    "call": [
        ("a { b: calc(2 * var(--c)) url(d) }\n", ["calc(2 * var(--c))", "var(--c)", "url(d)"])
    ],
    "error": [("a { b: c }\n", []), ("a { b: c }\n}\n", ["}"])],
    "missing": [("a { b: c }\n", []), ("a[b { }\n", [""])],
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["/* a */", "b {", "  c: d", "}", ""])
    assert [["/* a */"], ["c: d"]] == [
        captured_in("css", text, n) for n in ("comment", "statement")
    ]
