"""rulekit/testing/diagnosis.py: the bundled packs are in order."""

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.testing.diagnosis import diagnose, to_mend


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.mark.slow
def test_nothing_must_be_mended_in_what_is_bundled(catalog):
    bundled = [one for one in catalog.plugins if one.origin == "bundled"]
    assert [] == [problem for one in bundled for problem in to_mend(catalog, one)]


@pytest.mark.slow
def test_no_bundled_language_leaves_a_name_of_the_vocabulary_unsaid(catalog):
    found = [diagnose(catalog, one) for one in catalog.plugins if one.origin == "bundled"]
    checkups = [one for each in found for one in each.checkups]
    assert [] == [(one.language, lack.capture) for one in checkups for lack in one.unsaid]
    assert len(checkups) > 5


def test_a_plugin_that_is_off_has_nothing_to_mend():
    catalog = load_catalog(["python"])
    python = next(one for one in catalog.plugins if one.name == "python")
    found = diagnose(catalog, python)
    assert ("off", [], 0) == (found.status, found.mend, found.to_look_at)
