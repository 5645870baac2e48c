"""rulekit/places/noted.py: troubles that were, whoever has caught their errors meanwhile."""

import pytest

from rulekit.errors import RulekitError
from rulekit.places.noted import (
    forget_noted,
    heard,
    note_trouble,
    note_written_anew,
    raise_noted,
)
from rulekit.places.trouble import Trouble


@pytest.fixture(autouse=True)
def none_before():
    forget_noted()


def test_a_trouble_that_was_caught_is_raised_all_the_same():
    noted = note_trouble(Trouble("it does not let you"))
    with pytest.raises(RulekitError, match="it does not let you") as raised:
        raise_noted()
    assert str(noted) == str(raised.value)
    raise_noted()


def test_what_was_told_is_forgotten():
    note_trouble(Trouble("slow"))
    forget_noted()
    raise_noted()


def test_of_a_time_the_trouble_in_it_counts():
    note_trouble(Trouble("before"))
    with heard():
        pass
    with pytest.raises(RulekitError, match="meanwhile"), heard():
        note_trouble(Trouble("meanwhile"))


def test_a_file_that_was_written_anew_is_told_without_a_signature():
    assert "https://host/a?…" == note_written_anew("https://host/a?signature=secret").filename
    forget_noted()
