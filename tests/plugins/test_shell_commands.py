"""plugins/shell/commands.py: how many commands of a script are the same."""

import pytest
from making import document_in
from rulekit_plugins.shell.commands import COMMAND_SIGNALS

(COMMONEST,) = COMMAND_SIGNALS


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (1, "a\n"),
        (1, "a b\na c; a d | a\n"),
        (0.5, "a b\nc d\na e\nf\n"),
        (0.5, "a=1 b\n$c d\ne\n"),
    ],
)
def test_the_share_of_the_commonest_command(expected, text):
    assert expected == COMMONEST.read(document_in("shell", text)).value


def test_the_places_are_the_names_of_the_commonest_command():
    document = document_in("shell", "a b\nc a\na d\n")
    assert [(0, 1), (8, 9)] == [tuple(span) for span in COMMONEST.locate(document)]


def test_without_a_command_there_is_no_share():
    reading = COMMONEST.read(document_in("shell", "a=1\n# b\n"))
    assert (None, "there are no commands") == (reading.value, reading.note)
