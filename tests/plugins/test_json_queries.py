"""plugins/json/queries.scm: what every capture finds in JSON."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ('// a\n{\n  /* b\n  */ "c": 1 // d\n}\n', ["// a", "/* b\n  */", "// d"]),
        ('{"a": "// b", "/* c */": 1}\n', []),
    ],
    "string": [
        ('{"a": "b", "c": ["d", {"e": ""}]}\n', ['"b"', '"d"', '""']),
        ('"a"\n"b \\" \\u00e9 \\n"\n', ['"a"', '"b \\" \\u00e9 \\n"']),
        ('{"a": 1, "b": null} // "c"\n', []),
    ],
    "number": [
        ("[0, -1.5, 2e10, 3.0E-7]\n", ["0", "-1.5", "2e10", "3.0E-7"]),
        ('{"1": "2", "a3": [true, "4.5"]}\n', []),
    ],
    "identifier": [
        ('{"a": {"b c": [{"": "d"}]}}\n', ['"a"', '"b c"', '""']),
        ('["a", "b"]\n', []),
    ],
    "table": [
        ('{"a": [1, {}], "b": "[2]"}\n', ['{"a": [1, {}], "b": "[2]"}', "[1, {}]", "{}"]),
        ("1 // [2]\n", []),
    ],
    "error": [
        ('{"a": [true, null]}\n', []),
        ('{"a": 1,}\n', [","]),
        ("[undefined]\n", ["undefined"]),
    ],
    "missing": [("{}\n[]\n", []), ('{"a": [1, 2}\n', [""]), ('{"a":}\n', [""])],
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["/* a */", "{", '  "b": "c"', "}", ""])
    assert [["/* a */"], ['"c"']] == [captured_in("json", text, n) for n in ("comment", "string")]
