"""rulekit/sandbox/syscall.py: the numbers are those of the kernel's own headers."""

import re
from pathlib import Path

import pytest

from rulekit.sandbox.syscall import NUMBERS

HEADERS = [
    (0, Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")),
    (1, Path("/usr/include/asm-generic/unistd.h")),
]


@pytest.mark.parametrize(("column", "header"), HEADERS)
def test_numbers_are_those_of_the_headers(column, header):
    if not header.exists():
        pytest.skip(f"NOT TESTED HERE: there is no {header}")
    text = header.read_text("utf-8")
    known = {
        name: int(number)
        for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)
    }
    assert {name: numbers[column] for name, numbers in NUMBERS.items()} == {
        name: known.get(name, -1) for name in NUMBERS
    }
