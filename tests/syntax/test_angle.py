"""rulekit/syntax/angle.py: texts with too many angle brackets that nothing closes."""

import pytest
from making import apart

from rulekit.syntax.angle import too_many_angles

MANY = 1_200  # open at once, they are too many

OPEN = {
    "one after the other": b"a<" * MANY,
    "between brackets": b"a<(" * MANY,
    "after closed pairs": b"a<b> c;" * MANY + b"a<" * MANY,
    "after arrows": b"a<b->c=>" * MANY,
    "brackets that nothing opened": b"a<)" * 100 + b"a<" * MANY,
}
CLOSED = {
    "pairs": b"a<b> c " * 20_000,
    "statements": b"if a < b: c;" * 20_000,
    "arguments": b"f(a < b) " * 20_000,
    "shifts": b"a << 1, " * 20_000,
    "comparisons": b"a <= b && " * 20_000,
    "blocks": b"a<b { c<d } " * 5 + b"{a < b}" * 20_000,
}
HOSTILE = """
from rulekit import Unmeasured, load
engine = load()
notes = []
for path in ("a.cpp", "a.cs", "a.java"):
    for text in ("a<" * 500_000, "<a " * 300_000, ("a<" * 400 + ";") * 1_000):
        verdict = engine.check_text(text, path)
        notes.append("not parsed: too many `<` stay open" in {one.note for one in verdict.findings})
answer(notes)
"""


@pytest.mark.parametrize("name", OPEN)
def test_brackets_that_stay_open_are_too_many(name):
    assert "too many `<` stay open" == too_many_angles(OPEN[name])


@pytest.mark.parametrize("name", CLOSED)
def test_brackets_that_something_ends_may_be_any_number(name):
    assert "" == too_many_angles(CLOSED[name])


def test_a_few_hundred_may_stay_open():
    assert "" == too_many_angles(b"a<" * 900)


@pytest.mark.slow
def test_a_megabyte_of_them_stays_far_below_a_gigabyte():
    assert [True] * 9 == apart(HOSTILE, cpu=60, megabytes=500)
