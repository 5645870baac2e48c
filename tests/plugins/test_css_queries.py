"""plugins/css/queries.scm: what CSS has of the shared vocabulary."""

import pytest
from making import captured_in

SHEET = """\
@charset "utf-8";
@import url("a.css") screen;
/* one */
:root { --gap: 1.5em; }
a.b#c:hover, [href^="x"] { margin: calc(2 * var(--gap)) 0 !important }
@media (min-width: 600px) { p { color: #06c } }
@keyframes spin { to { rotate: 1turn } }
"""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("comment", ["/* one */"]),
        ("directive", ['@charset "utf-8";']),
        ("import", ['@import url("a.css") screen;']),
        ("string", ['"utf-8"', '"a.css"', '"x"']),
        ("number", ["1.5em", "2", "0", "600px", "1turn"]),
        ("variable", ["--gap"]),
        ("call", ['url("a.css")', "calc(2 * var(--gap))", "var(--gap)"]),
        ("operation", ["2 * var(--gap)"]),
        (
            "statement",
            [
                "--gap: 1.5em;",
                "margin: calc(2 * var(--gap)) 0 !important",
                "color: #06c",
                "rotate: 1turn",
            ],
        ),
        ("error", []),
    ],
)
def test_captures(name, found):
    assert found == captured_in("css", SHEET, name)


def test_names_are_those_of_elements_classes_properties_and_functions():
    names = captured_in("css", "a.b#c[d] { e: f(g) }\n@keyframes h { to { i: j } }", "identifier")
    assert ["a", "b", "c", "d", "e", "f", "h", "i"] == names
