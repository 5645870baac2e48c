"""plugins/pools/admit.py: size, type, language and columns."""

import pytest
from pydantic import ValidationError
from rulekit_plugins.pools.admit import AdmitSpec, AdmitStep

import rulekit
from rulekit.testing import curated_row


def dropped(row, **settings):
    return AdmitStep(AdmitSpec(**settings)).apply(row).drop


PYTHON = curated_row("x = 1\n", "a.py")


def test_a_file_of_a_known_language_is_let_in():
    assert "" == dropped(PYTHON)


def test_a_file_of_no_known_language_is_not():
    unknown = curated_row("?", "a.unheard-of")
    assert "no known language has this name or content" == dropped(unknown)


def test_as_many_bytes_as_are_allowed_are_let_in():
    assert ["", ""] == [dropped(PYTHON, max_bytes=6), dropped(PYTHON, min_bytes=6)]


def test_more_or_fewer_bytes_are_not():
    assert "6 bytes, over 5" == dropped(PYTHON, max_bytes=5)
    assert "6 bytes, under 7" == dropped(PYTHON, min_bytes="7 B")


def test_the_size_is_that_of_the_original():
    edited = curated_row("x = 1  # é\n", "a.py").edited("x = 1\n")
    assert "12 bytes, over 11" == dropped(edited, max_bytes=11)


def test_a_type_that_is_not_listed_is_named():
    row = curated_row('{"a": 1}\n', "a.json")
    assert "json is of the type data, not programming or markup" == dropped(
        row, types=["programming", "markup"]
    )
    assert "" == dropped(row, types=["data"])


def test_a_language_that_is_not_listed_is_named():
    assert "the language python is not one of java, go" == dropped(PYTHON, languages=["java", "go"])


def test_a_column_has_to_have_one_of_the_values():
    columns = {"license_type": ["permissive"], "is_vendor": [False]}
    good = curated_row("x = 1\n", "a.py", license_type="permissive", is_vendor=False)
    vendored = curated_row("x = 1\n", "a.py", license_type="permissive", is_vendor=True)
    unknown = curated_row("x = 1\n", "a.py", license_type=None, is_vendor=False)
    assert "" == dropped(good, columns=columns)
    assert "is_vendor is true, not false" == dropped(vendored, columns=columns)
    assert "license_type is null, not permissive" == dropped(unknown, columns=columns)


def test_null_is_a_value_like_others():
    row = curated_row("x = 1\n", "a.py", license_type=None)
    assert "" == dropped(row, columns={"license_type": ["permissive", None]})


def test_each_item_of_a_list_has_to_be_allowed():
    def drop_of(licences):
        row = curated_row("x = 1\n", "a.py", licences=licences)
        return dropped(row, columns={"licences": ["MIT", "ISC"]})

    assert "" == drop_of(["MIT", "ISC"])
    assert "licences is ['MIT', 'GPL-3.0'], not MIT or ISC" == drop_of(["MIT", "GPL-3.0"])
    assert "licences is [], not MIT or ISC" == drop_of([])


def test_the_step_tells_which_columns_it_reads():
    step = AdmitStep(AdmitSpec(columns={"is_vendor?": [None, False], "stars": [1]}))
    assert ("is_vendor?", "stars") == step.facts


def test_a_column_that_may_be_lacking_is_read_by_its_name():
    row = curated_row("x = 1\n", "a.py", is_vendor=True)
    assert "is_vendor is true, not false" == dropped(row, columns={"is_vendor?": [False]})


def test_a_column_that_is_not_there_is_an_error_with_the_nearest():
    row = curated_row("x = 1\n", "a.py", license_type="permissive")
    with pytest.raises(rulekit.UsageError, match="did you mean `license_type`"):
        dropped(row, columns={"licence_type": ["permissive"]})


@pytest.mark.parametrize(
    "settings",
    [
        {"types": ["source"]},
        {"types": []},
        {"max_bytes": "8 MiB"},
        {"max_bytes": 1, "min_bytes": 2},
        {"columns": {"a": []}},
        {"kinds": ["data"]},
    ],
)
def test_settings_that_are_wrong_are_refused(settings):
    with pytest.raises(ValidationError):
        AdmitSpec(**settings)
