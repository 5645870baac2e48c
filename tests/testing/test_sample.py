"""rulekit/testing/sample.py: a text, and how it is shown to people."""

import subprocess

import pytest

from rulekit.testing.sample import Sample

ODD = bytes(range(256)) + b"%d\\n'`$x"


def test_a_text_is_shown_as_a_command():
    command = "printf 'a\\r\\n%%' | rulekit signals - --stdin-filename a.toy".replace(
        "\\r", "\\015"
    )
    assert command == Sample("one", "a.toy", b"a\r\n%").command


def test_a_long_text_is_not():
    assert "" == Sample("one", "a.toy", b"a" * 3_000).command


@pytest.mark.parametrize("data", [ODD, b"", b"-n\n", b"\0001", b"\xe9"])
def test_a_shell_prints_exactly_the_text(data):
    printed = Sample("one", "a.toy", data).command.partition(" | ")[0]
    assert data == subprocess.run(["sh", "-c", printed], capture_output=True, check=True).stdout


def test_lone_surrogates_are_replaced_in_a_file():
    assert "�".encode() == Sample("one", "a.toy", "\ud800").data
