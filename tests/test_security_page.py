"""docs/security.md: every claim names a test that is there."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs/security.md").read_text("utf-8")
NAMED = re.compile(r"`([\w/]+\.py): (\w+)`")
ROWS = [
    line
    for line in PAGE.splitlines()
    if line.startswith("|") and not re.match(r"\| it cannot|\|-", line)
]


@pytest.mark.parametrize("row", ROWS)
def test_every_claim_names_a_test_that_is_there(row):
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    assert 3 == len(cells)
    file, name = NAMED.fullmatch(cells[2]).groups()
    assert re.search(rf"^def {name}\(", (TESTS / file).read_text("utf-8"), re.MULTILINE)


def test_the_page_makes_claims():
    assert len(ROWS) > 25
