"""plugins/notices/expression.py: licences that are a choice, or several at once."""

import sys

import pytest
from rulekit_plugins.notices.expression import UnreadableError, allows
from rulekit_plugins.notices.names import identifier, identifiers, permissive

from rulekit import RulekitError


def kept(expression):
    return allows(expression, permissive().__contains__)


def test_single_licences_need_no_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "license_expression", None)
    assert kept("MIT")
    assert not kept("GPL-2.0+")
    assert kept("Apache-2.0+")


def test_operators_say_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "license_expression", None)
    with pytest.raises(RulekitError, match=r"pip install 'rulekit\[licence\]'"):
        kept("MIT OR Apache-2.0")


@pytest.mark.parametrize(
    ("expected", "expression"),
    [
        (True, "MIT OR GPL-2.0-only"),
        (True, "GPL-2.0+ OR BSD-3-Clause"),
        (False, "MIT AND GPL-2.0-only"),
        (True, "(MIT AND ISC) OR GPL-2.0-only"),
        (False, "MIT AND (GPL-2.0-only OR LGPL-2.1-only)"),
        (True, "Apache-2.0 WITH LLVM-exception"),
        (False, "GPL-2.0-only WITH Classpath-exception-2.0"),
        (True, "mit or gpl-3.0-only"),
        (True, "MIT OR " * 100 + "MIT"),
    ],
)
def test_one_arm_of_a_choice_is_enough_and_all_of_a_sum(expected, expression):
    pytest.importorskip("license_expression")
    assert expected == kept(expression)


@pytest.mark.parametrize("expression", ["", " ", "(MIT", "MIT AND ", "MIT OR " * 500 + "MIT"])
def test_what_is_no_expression_is_told(expression):
    pytest.importorskip("license_expression")
    with pytest.raises(UnreadableError):
        kept(expression)


def test_deep_parentheses_are_read_or_refused():
    pytest.importorskip("license_expression")
    assert kept("(" * 400 + "MIT" + ")" * 400)


def test_identifiers_are_known_in_any_spelling():
    assert "Apache-2.0" == identifier("apache-2.0")
    assert "Apache-2.0" == identifier("Apache License 2.0")
    assert "Foo" == identifier("Foo")


def test_permissive_licences_are_licences():
    assert set() == permissive() - identifiers()
    assert {"MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "0BSD", "Unlicense"} <= permissive()
    assert set() == {one for one in permissive() if one.startswith(("GPL", "LGPL", "AGPL", "MPL"))}
