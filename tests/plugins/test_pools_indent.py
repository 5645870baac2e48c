"""plugins/pools/indent.py: the blanks before the first code of a line."""

import pytest
from rulekit_plugins.pools.indent import indent_before


@pytest.mark.parametrize(
    ("before", "indent"),
    [
        ("", ""),
        ("  ", "  "),
        ("a\n", ""),
        ("a\n \t ", " \t "),
        ("a  ", None),
        ("a\n{ ", None),
        ("a\r\n\t", "\t"),
    ],
)
def test_blanks_from_the_beginning_of_the_line_are_the_indent(before, indent):
    found = indent_before(f"{before}f()".encode(), len(before))
    assert indent == (found if found is None else found.decode())
