"""rulekit/catalog/catalog.py: everything that is installed."""

from rulekit.catalog.catalog import Scope


def test_a_language_of_a_pack_is_in_the_table(catalog):
    found = catalog().table.detect("a.py", "")
    assert ("python", "programming") == (found.language, found.kind)


def test_a_language_and_a_kind_are_scopes(catalog):
    found = catalog()
    assert [("python", "programming"), ("", "data"), None] == [
        (scope.language, scope.kind) if (scope := found.scope(word)) else None
        for word in ("python", "data", "pithon")
    ]


def test_all_that_is_no_language_and_no_kind_is_everything(catalog):
    assert (True, False) == (Scope().everything, catalog().scope("data").everything)
