"""What every capture finds, and what holds for every text."""

import pytest
from rulekit.testing import assert_conforms, captured

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("// one\n", ["// one"]),
    ],
}
EXAMPLES = [(name, *example) for name, examples in FOUND.items() for example in examples]


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_a_capture_finds_what_it_means(name, text, expected):
    assert expected == captured("swift", text, name)


def test_the_pack_conforms():
    assert_conforms("swift", examples=2, huge=False)
