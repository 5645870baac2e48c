"""plugins/go/file_names.py: test files, by their name."""

import pytest
from rulekit_plugins.go.file_names import TEST_SIGNALS

from rulekit.core.document import Document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a_test.go", 1),
        ("a/b_TEST.GO", 1),
        ("_test.go", 1),
        ("test.go", 0),
        ("latest.go", 0),
        ("a_test/b.go", 0),
        ("a_test.go.txt", 0),
        ("a_test", 0),
    ],
)
def test_a_test_file_is_named_so(path, value):
    (signal,) = TEST_SIGNALS
    assert value == signal.read(Document(path, "package a\n", "go", "programming")).value
