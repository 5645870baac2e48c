"""rulekit/report/address.py: paths as URIs."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from reporting import NAMES

from rulekit.report.address import address_of


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/a.py", "src/a.py"),
        ("./src//a.py", "src/a.py"),
        ("a b/ü#?.py", "a%20b/%C3%BC%23%3F.py"),
        ("100%.py", "100%25.py"),
        ("http://x.py", "http%3A/x.py"),
        (r"a\xff.py", "a%5Cxff.py"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_a_path_is_percent_encoded_from_the_current_folder(path, expected):
    assert expected == address_of(path)


def test_a_path_from_the_root_counts_from_the_current_folder_too(folder):
    assert "src/a.py" == address_of(str(folder / "src/a.py"))


@pytest.mark.parametrize("path", ["../a.py", "..", "/a.py", ""])
def test_what_is_outside_of_the_current_folder_has_none(folder, path):
    assert address_of(path) is None


@given(NAMES)
def test_an_address_has_only_characters_of_a_uri_and_leads_back(path):
    address = address_of(path)
    assert re.fullmatch(r"([A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", address)
    assert path == unquote(address)
