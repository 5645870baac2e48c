"""plugins/toml/queries.scm: what every capture finds in TOML."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("# a\nb = 1 # c\n", ["# a", "# c"]),
        ('a = "# b"\n', []),
    ],
    "string": [
        ("a = \"b\"\nc = 'd'\n", ['"b"', "'d'"]),
        ('a = """\nb "c"\n"""\nd = \'\'\'e\'\'\'\n', ['"""\nb "c"\n"""', "'''e'''"]),
        ("\"a.b\" = 1\n[c.'d']\n", ['"a.b"', "'d'"]),
        ("a = 1979-05-27\n", []),
    ],
    "number": [
        (
            "a = 1_000\nb = [0xff, 0o7, 0b1, -2.5, 1e3]\n",
            ["1_000", "0xff", "0o7", "0b1", "-2.5", "1e3"],
        ),
        ("a = inf\nb = nan\n", ["inf", "nan"]),
        ('a = 07:32:00\nb = 1979-05-27T07:32:00Z\nc = true\nd = "1"\n', []),
    ],
    "table": [
        ("a = [1, 2]\n", ["[1, 2]"]),
        ("a = { b = [] }\n", ["{ b = [] }", "[]"]),
        ("a = 1\n[b]\nc = 2\n[[d]]\n", ["[b]\nc = 2\n", "[[d]]\n"]),
    ],
    "identifier": [
        ("a = 1\nb-c.d = 2\n", ["a", "b-c", "d"]),
        ("[a.b]\n[[c]]\nd = { e = 1 }\n", ["a", "b", "c", "d", "e"]),
        ("'a' = 1\n", []),
    ],
    "error": [
        ("a = [\n  1, # b\n  2,\n]\n", []),
        ("a = b\n", ["a = b"]),
    ],
    "missing": [("a = 1\n", []), ("a. = 1\n", [""])],
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["# a", "b = 1", "c = 'd'", ""])
    assert [["# a"], ["1"], ["'d'"], ["b", "c"]] == [
        captured_in("toml", text, n) for n in ("comment", "number", "string", "identifier")
    ]
