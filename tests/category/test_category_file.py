"""rulekit/category/category_file.py: a file of categories is found, or told not to be there."""

from pathlib import Path

import pytest

from rulekit.category.category_file import read_categories
from rulekit.errors import SpecError, UsageError

OURS = Path(__file__).parents[2] / "rules/recipes/categories.yaml"


def test_ours_are_the_ten_of_scoder():
    spec = read_categories(OURS)
    assert ("scoder", None, 10) == (spec.categories, spec.by, len(spec.tasks))


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(UsageError, match=r"there is no file `none\.yaml`"):
        read_categories(Path("none.yaml"))


def test_an_address_is_told_to_be_none_of_a_file():
    with pytest.raises(UsageError, match=r"s3://"):
        read_categories("s3://bucket/two.yaml")


def test_a_mistake_is_told_with_its_file(write):
    write({"two.yaml": "categories: two\ntasks: []\n"})
    with pytest.raises(SpecError, match=r"two\.yaml:2:8"):
        read_categories(Path("two.yaml"))
