"""plugins/component/queries.scm: what every capture finds in Vue."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("# one\n", ["# one"]),
    ],
}
EXAMPLES = [(name, *example) for name, examples in FOUND.items() for example in examples]


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_a_capture_finds_what_it_means(name, text, expected):
    assert expected == captured_in("component", text, name)
