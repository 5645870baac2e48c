"""rulekit/core/dataclass.py: dataclasses as those of the standard library."""

import copy
import dataclasses
import inspect
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.dataclass import dataclass

BOTH = {"ours": dataclass, "standard": dataclasses.dataclass}


def made(dataclass):
    """The same classes, made by either."""

    @dataclass(frozen=True)
    class Point:
        """A place."""

        x: int
        y: int = 2
        names: tuple[str, ...] = ()
        seen: list[int] = field(default_factory=list, repr=False, compare=False)

        @cached_property
        def sum(self):
            return self.x + self.y

    @dataclass(frozen=True)
    class Named(Point):
        """A place with a name."""

        name: str = "a"
        length: int = field(init=False, default=0)

        def __post_init__(self):
            object.__setattr__(self, "length", len(self.name))

    @dataclass
    class Count:
        """A number."""

        number: int = 0
        others: dict[str, int] = field(default_factory=dict, init=False)

    @dataclass(frozen=True)
    class Nothing:
        """Without fields, and with words of its own."""

        def __repr__(self):
            return "nothing"

    return {one.__name__: one for one in (Point, Named, Count, Nothing)}


OURS, STANDARD = made(dataclass), made(dataclasses.dataclass)
VALUES = st.sampled_from([0, 1, float("nan"), "x", (), (1, 2)])
NAMES = st.sampled_from(["x", "y", "names", "seen", "name", "length", "number", "others", "z"])


def outcome(make):
    """What an object says of itself, or that it cannot be made."""
    try:
        one = make()
    except TypeError:
        return None
    values = [getattr(one, name.name) for name in fields(one)]
    hashed = hash(one) if type(one).__hash__ else None
    return repr(one), values, hashed, asdict(one), one == copy.copy(one), one == 1


@pytest.mark.parametrize("name", OURS)
@given(st.lists(VALUES, max_size=6), st.dictionaries(NAMES, VALUES, max_size=4))
def test_objects_are_made_from_the_same_arguments_and_say_the_same(name, given_, named):
    mine = outcome(lambda: OURS[name](*given_, **named))
    other = outcome(lambda: STANDARD[name](*given_, **named))
    assert repr(mine).replace(".ours", "") == repr(other).replace(".standard", "")


@given(st.lists(VALUES, min_size=1, max_size=3), st.lists(VALUES, min_size=1, max_size=3))
def test_equal_are_objects_of_one_class_with_equal_fields(first, second):
    equal = STANDARD["Point"](*first) == STANDARD["Point"](*second)
    assert equal == (OURS["Point"](*first) == OURS["Point"](*second))
    assert OURS["Point"](*first) != STANDARD["Point"](*first)
    assert OURS["Point"](*first) != OURS["Named"](*first)


@pytest.mark.parametrize("classes", [OURS, STANDARD], ids=["ours", "standard"])
def test_what_is_frozen_stays_as_it_is(classes):
    point, named = classes["Point"](1), classes["Named"](1)
    for one, name in ((point, "x"), (point, "other"), (named, "x"), (named, "name")):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(one, name, 3)
        with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(one, name)
    assert (3, 3) == (point.sum, named.sum)
    count = classes["Count"]()
    count.number = 3
    assert (3, {}) == (count.number, count.others)
    with pytest.raises(TypeError, match="unhashable"):
        hash(count)


@pytest.mark.parametrize("classes", [OURS, STANDARD], ids=["ours", "standard"])
def test_the_standard_library_knows_them(classes):
    point = replace(classes["Named"](1, name="abc"), y=5)
    assert (1, 5, "abc", 3) == (point.x, point.y, point.name, point.length)
    assert ["x", "y", "names", "seen", "name", "length"] == [one.name for one in fields(point)]
    assert [] == point.seen
    assert point.seen is not classes["Named"](1).seen
    assert ("x", "y", "names", "seen") == classes["Point"].__match_args__
    words = inspect.signature(classes["Point"]).parameters
    assert ("x", 2) == (next(iter(words)), words["y"].default)
    assert inspect.Parameter.empty is words["x"].default


def test_methods_of_its_own_stay():
    assert "nothing" == repr(OURS["Nothing"]())
