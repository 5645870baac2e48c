"""plugins/yaml/queries.scm: what every capture finds in YAML."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("# a\nb: c # d\ne: f#g\n", ["# a", "# d"]),
        ("run: |\n  # no comment, but text\n", []),
        ('a: "# b"\n', []),
    ],
    "string": [
        ("a: \"b\"\n'c': d\n", ['"b"', "'c'"]),
        ("a: |\n  b\n  c\nd: >-\n  e\n", ["|\n  b\n  c", ">-\n  e\n"]),
        ("a: plain text\n", []),
        ("a: 'it''s'\nb: \"c\\\"d\"\n", ["'it''s'", '"c\\"d"']),
    ],
    "number": [
        ("a: 1\nb: [0x1F, 0o7, -2.5, .inf, 1e3]\n", ["1", "0x1F", "0o7", "-2.5", ".inf", "1e3"]),
        ("a: 1.2.3\nb: 12px\nc: '1'\nd: true\n", []),
    ],
    "directive": [
        ("%YAML 1.2\n%TAG !e! tag:a,2000:\n---\nb: c\n", ["%YAML 1.2", "%TAG !e! tag:a,2000:"]),
        ("---\na: '%b'\n", []),
    ],
    "variable": [
        ("a: &b 1\nc: &d\n  e: f\n", ["b", "d"]),
        ("a: *b\nc: d & e\n", []),
    ],
    "table": [
        ("a: [1, 2]\n", ["a: [1, 2]\n", "[1, 2]"]),
        ("- a\n- {b: c}\n", ["- a\n- {b: c}\n", "{b: c}"]),
        ("a\n", []),
    ],
    "identifier": [
        ("a: b\nc-d:\n  - e: f\n", ["a", "c-d", "e"]),
        ("{a: b, 'c': d}\n", ["a"]),
        ("a: &b c\nd: *b\n", ["a", "b", "d", "b"]),
        ("<<: *a\n", ["<<", "a"]),
    ],
    "error": [
        ("a: b\n---\nc: [d,\n  e]\n...\n", []),
        ("a: 'b\n", ["a: 'b"]),
        ("a: {{ b }}\n", []),
    ],
    "missing": [("a: b\n", []), ("[: \n---", [""])],
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["# a", "b: 1", "c:", "  - 'd'", ""])
    assert [["# a"], ["1"], ["'d'"], ["b", "c"]] == [
        captured_in("yaml", text, n) for n in ("comment", "number", "string", "identifier")
    ]
