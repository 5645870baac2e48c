"""plugins/pytests/entry.py and export.py: signatures, docstrings, and which names are told."""

import enum
import sys
from types import ModuleType

import pytest
from rulekit_plugins.pytests.entry import entry_of
from rulekit_plugins.pytests.export import Export, exports


def told(source, name="", **more):
    """The content of a name of a module `m` of that source, or of the module."""
    return entry(source, name, **more)["content"]


def entry(source, name="", characters=8_000):
    return entry_of(Export("m", name, getattr(module(source), name)), characters, "/home/me")


def module(source, name="m"):
    made = ModuleType(name)
    exec(source, vars(made))
    return made


def paths(modules, root="m"):
    lost = {}
    found = exports(modules, root, lost.__setitem__)
    return [one.path for one in found], lost


def test_a_function_has_its_signature_and_docstring():
    source = 'def f(x: "int", *, y=3) -> "list[str]":\n    """Do it.\n\n    >>> f(1)\n    """\n'
    assert "m.f(x: int, *, y=3) -> list[str]\n\nDo it.\n\n>>> f(1)" == told(source, "f")


@pytest.mark.parametrize(
    ("default", "shown"),
    [
        ("object()", "<object object at 0x…>"),
        ("int", "int"),
        ("__import__('json').loads", "json.loads"),
        ("'x' * 1000", "..."),
        ("'/home/me/x'", "'~/x'"),
    ],
)
def test_a_default_is_short_and_the_same_each_time(default, shown):
    assert f"m.f(x={shown})" == told(f"def f(x={default}): pass", "f")


def test_a_default_that_cannot_be_shown_costs_the_signature():
    source = "class A:\n    def __repr__(self): raise ValueError\ndef f(x=A()): 'Do.'\n"
    assert "m.f(...)\n\nDo." == told(source, "f")


def test_without_a_signature_the_docstring_has_it():
    source = (
        "class C:\n    '''C(stop) -> C\n    C(start, stop[,\n      step]) -> C\n\n    Count.'''\n"
        "    __signature__ = 1\n"
    )
    assert "class m.C(stop) -> C\nclass m.C(start, stop[, step]) -> C\n\nCount." == told(
        source, "C"
    )


def test_a_sentence_that_begins_with_the_name_is_no_signature():
    source = "def f(*args, **kwargs): '''f() ends it.'''\n"
    assert "m.f(*args, **kwargs)\n\nf() ends it." == told(source, "f")


def test_a_signature_is_not_told_twice():
    assert "m.f(x)\n\nDo." == told("def f(x): '''f(x)\n--\n\nDo.'''\n", "f")


def test_a_class_has_its_public_methods_and_what_it_inherits_in_the_package():
    source = """
class A:
    def up(self, by=1):
        'Go up.'
    def _hide(self): pass
class B(A, dict):
    'A thing.'
    LIMIT = 3
    @property
    def size(self):
        'How large.'
    @classmethod
    def of(cls, text): pass
"""
    assert (
        "class m.B\n\nA thing.\n\nMethods:\n    classmethod of(cls, text)\n"
        "    property size: How large.\n    up(self, by=1): Go up."
    ) == told(source, "B")


def test_an_enumeration_has_its_values():
    assert "Values: RED, BLUE" in told("import enum\nclass C(enum.Enum):\n RED = 1\n BLUE = 2", "C")
    assert enum  # which the source imports


def test_what_is_too_long_is_cut_and_says_so():
    one = entry(f"def f(): {'x' * 200!r}", "f", characters=100)
    assert (100, True, "…") == (len(one["content"]), one["cut"], one["content"][-1])


@pytest.mark.parametrize(
    ("doc", "is_so"),
    [
        ("Deprecated since 2.0.", True),
        ("Do it.\n\n.. deprecated:: 2.0\n   Use `g`.", True),
        ("Do it.\n\nThis function is deprecated.", True),
        ("Do it.\n\nA third.\n\nIt has been deprecated.", True),
        ("Mark a function as deprecated.", False),
        ("Indicate that a function is deprecated.", False),
        ("Do it.\n\nArgs:\n    x: Deprecated.\n\n.. deprecated:: 1 *x*", False),
        ("Do it.\n\nParameters\n----------\nx : int\n\n.. deprecated:: 1", False),
        ("Do it.\n\n:param x: one\n\n.. deprecated:: 1", False),
    ],
)
def test_what_begins_to_say_so_is_deprecated(doc, is_so):
    assert is_so is entry(f"def f(): {doc!r}", "f")["deprecated"]


def test_what_python_marks_is_deprecated():
    assert entry("def f(): pass\nf.__deprecated__ = 'use g'", "f")["deprecated"]


def test_a_thing_is_told_once_by_its_shortest_name():
    deep = module("def long_name(): pass\nlong_name.__module__ = 'm.deep'", "m.deep")
    top = module("X = 1")
    vars(top).update(short=deep.long_name, long_name=deep.long_name)
    assert (["m.short"], {}) == paths({"m": top, "m.deep": deep})


def test_what_others_have_defined_is_not_told_unless_it_is_listed():
    assert ([], {}) == paths({"m": module("from json import loads")})
    listed = module("from json import loads, dumps\n__all__ = ['loads', '_x', 5]")
    assert (["m.loads"], {}) == paths({"m": listed})


def test_a_listed_name_that_is_not_there_is_told():
    source = "__all__ = ['f', 'gone']\ndef f(): pass"
    found, lost = paths({"m": module(source)})
    assert (["m.f"], {"m.gone"}) == (found, {*lost})


def test_what_a_private_module_beside_has_defined_is_the_packages_own():
    source = "def f(): pass\nf.__module__ = 'p._inner'\ndef g(): pass\ng.__module__ = 'q._inner'"
    assert ["p.m.f"] == paths({"p.m": module(source)}, "p.m")[0]


def test_a_module_with_a_docstring_comes_before_its_names():
    assert ["m", "m.a", "m.b"] == paths({"m": module("'A module.'\ndef b(): 1\ndef a(): 1")})[0]


def test_things_that_answer_nothing_cost_only_themselves():
    source = (
        "class P:\n    def __call__(self): pass\n    @property\n"
        "    def __class__(self): raise RuntimeError('no')\n"
        "p = P()\n__all__ = ['p', 'f']\ndef f(): pass\n"
    )
    assert (["m.f"], {"m.p": "RuntimeError: no"}) == paths({"m": module(source)})


def test_the_standard_library_has_the_version_of_python():
    from rulekit_plugins.pytests.export import distribution_of

    version = ".".join(map(str, sys.version_info[:3]))
    assert "Python" == distribution_of("json.decoder", sys.modules["json"])[0]
    assert version in distribution_of("json", sys.modules["json"])[1]
    assert "PyYAML" == distribution_of("yaml", __import__("yaml"))[0]
