"""plugins/pools/module.py: modules that statements import."""

import pytest
from rulekit_plugins.pools.module import ImportTable, is_under, joined, module_of


@pytest.mark.parametrize(
    ("statement", "module"),
    [
        ("import os.path as p", "os.path"),
        ("from a.b import c", "a.b"),
        ("from . import a", "."),
        ("import static java.util.Map.entry;", "java.util.Map.entry"),
        ('import x "net/http"', "net/http"),
        ("import {from, a} from './b';", "./b"),
        ("const a = require('fs').b;", "fs"),
        ("use std::io::Read as R;", "std::io::Read"),
        ("extern crate a;", "a"),
        ("use function A\\f;", "A\\f"),
        ("import a.b.C as D", "a.b.C"),
        ("local x = require 'pl.utils'", "pl.utils"),
        ("?", ""),
    ],
)
def test_a_statement_names_its_module(statement, module):
    assert module == module_of(statement)


def test_a_module_is_under_itself_and_its_package_alone():
    modules = ("os", "os.path", "os/exec", "osmosis", "a.os")
    assert [True, True, True, False, False] == [is_under(one, ["os"]) for one in modules]


def test_the_first_statement_of_a_name_is_needed_in_the_order_of_the_file():
    imports = [("b", "import b"), ("a", "import a"), ("b", "import c as b"), ("d", "import d")]
    needed = ImportTable.of(imports).needed(["a", "b", "e", "a"])
    assert [("b", "import b"), ("a", "import a")] == list(needed.items())


def test_what_comes_from_one_module_is_one_statement():
    statements = ["from a import b", "import c", "from a import d as e", "import c"]
    assert ["from a import b, d as e", "import c"] == joined(statements)
