"""rulekit/sandbox/landlock.py: what each version of it can forbid, and what is allowed."""

import pytest

from rulekit.sandbox.landlock import handled, rules


@pytest.mark.parametrize(
    ("version", "expected"),
    [(1, [0x1FFF]), (2, [0x3FFF]), (3, [0x7FFF]), (4, [0x7FFF, 3]), (5, [0xFFFF, 3])],
)
def test_all_is_forbidden_that_a_version_knows(version, expected):
    assert b"".join(one.to_bytes(8, "little") for one in expected) == handled(version)


def test_the_newest_forbids_signals_too():
    assert 24 == len(handled(6)) == len(handled(99))


def test_one_folder_is_written_and_no_device_is_made_there(tmp_path):
    found = dict(rules(7, ["/usr/lib"], str(tmp_path)))
    assert 0b1101 == found["/usr/lib"]
    assert 0x7FFF & ~0x840 == found[str(tmp_path)]


def test_what_is_not_there_is_not_allowed(tmp_path):
    assert "/none" not in dict(rules(1, ["/none"], str(tmp_path)))
