"""rulekit/testing/pin.py: readings written into rule files, and nothing else changed."""

import pytest

from rulekit.errors import SpecError
from rulekit.testing.examples import ExampleRunner
from rulekit.testing.pin import pin, pins
from rulekit.testing.rule_choice import rule_files

HEAD = """\
# A rule of ours.
title: Too loud   # so it is
why: Shouting hides what is said.
source: ours
signal: {pattern: "!", measure: count}
keep: {max: 4}
examples:
"""
KEPT = '  keep: [{text: "Hi", reads: 0}]\n'
DROPPED = '  drop: [{text: "!!!!!", reads: 5}]\n'


@pytest.fixture
def pinned(catalog, write):
    """A function: the examples of a rule after what they lack is written, and what that was."""

    def written(examples, head=HEAD, name="mine/loud.yaml"):
        path = write({name: (head + examples).encode()}) / name
        [file] = rule_files(catalog, [name])
        found = list(pins(file, ExampleRunner(catalog).run(file)))
        pin(file, found)
        text = path.read_bytes().decode()
        assert text.startswith(head)
        return text.removeprefix(head), [(one.line, one.old, one.new) for one in found]

    return written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('  keep: [{text: "Hi!", reads: 7}]\n', '  keep: [{text: "Hi!", reads: 1}]\n'),
        ('  keep: [{text: "Hi!"}]\n', '  keep: [{text: "Hi!", reads: 1}]\n'),
        ('  keep: [{"text": "é!",}]  # a\n', '  keep: [{"text": "é!", reads: 1,}]  # a\n'),
        ("  keep: [{text: '', path:   }]\n", "  keep: [{text: '', path:   , reads: 0}]\n"),
        (
            "  keep:\n  - text: Hi  # b\n  # c\n",
            "  keep:\n  - text: Hi  # b\n    reads: 0\n  # c\n",
        ),
        (
            "  keep:\n  - reads: 7.5 # d\n    text: Hi\n",
            "  keep:\n  - reads: 0 # d\n    text: Hi\n",
        ),
        (
            "  keep:\n  -\n    ? text\n    : Hi\n",
            "  keep:\n  -\n    ? text\n    : Hi\n    reads: 0\n",
        ),
        ("  keep:\n    - text: Hi\n      reads:\n", "  keep:\n    - text: Hi\n      reads: 0\n"),
        (
            "  keep:\n  - text: |\n      !\n\n      !\n\n\n  - {text: H, reads: 0}\n",
            "  keep:\n  - text: |\n      !\n\n      !\n    reads: 2\n\n\n  - {text: H, reads: 0}\n",
        ),
        (
            "  keep:\n    - text: |+\n        Hi!\n\n",
            "  keep:\n    - text: |+\n        Hi!\n\n      reads: 1\n",
        ),
        (
            "  keep:\n    - text: Hi\n      marks:\n      - generated\n",
            "  keep:\n    - text: Hi\n      marks:\n      - generated\n      reads: 0\n",
        ),
        (
            '  keep:\n    - text: "Hi\n        there"\n      marks: [generated]\n',
            '  keep:\n    - text: "Hi\n        there"\n      marks: [generated]\n      reads: 0\n',
        ),
    ],
)
def test_a_reading_is_written_in_the_form_that_the_example_has(pinned, before, after):
    assert after + DROPPED == pinned(before + DROPPED)[0]


def test_the_line_what_stood_there_and_what_stands_there_now_are_told(pinned):
    examples = '  keep:\n    - text: "Hi!"\n      reads: 7.50\n    - {text: "Ho!!"}\n'
    assert [(10, "7.50", "1"), (11, "", "2")] == pinned(examples + DROPPED)[1]


def test_the_end_of_a_file_needs_no_line_end(pinned):
    assert (
        KEPT + "  drop:\n  - text: '!!!!!'\n    reads: 5"
        == (pinned(KEPT + "  drop:\n  - text: '!!!!!'")[0])
    )


def test_shares_have_nine_digits(pinned):
    head = HEAD.replace("count", "char_fraction").replace("4", "0.5")
    found = pinned('  keep: [{text: "aa!"}]\n  drop: [{text: "!"}]\n', head)
    assert '  keep: [{text: "aa!", reads: 0.333333333}]\n' == found[0].splitlines(keepends=True)[0]


def test_crlf_stays(pinned):
    head, after = HEAD.replace("\n", "\r\n"), '  keep:\r\n  - text: "Hi"\r\n    reads: 0\r\n'
    assert (
        after + DROPPED.replace("\n", "\r\n")
        == (pinned(after.replace("    reads: 0\r\n", "") + DROPPED.replace("\n", "\r\n"), head)[0])
    )


def test_an_example_on_the_wrong_side_and_one_that_is_not_measured_stay_as_they_are(pinned):
    examples = '  keep: [{text: "!!!!!", reads: 2}]\n  drop: [{text: "!!!!!", path: a.nonsense}]\n'
    assert (examples, []) == pinned(examples)


def test_a_file_that_has_changed_meanwhile_is_not_written(catalog, write):
    here = write({"mine/loud.yaml": HEAD + KEPT.replace("0", "1") + DROPPED})
    [file] = rule_files(catalog, ["mine"])
    found = list(pins(file, ExampleRunner(catalog).run(file)))
    changed = HEAD + KEPT + DROPPED
    (here / "mine/loud.yaml").write_text(changed)
    with pytest.raises(SpecError, match="has changed since it was read"):
        pin(file, found)
    assert changed == (here / "mine/loud.yaml").read_text()


def test_a_form_that_cannot_be_edited_is_told_with_the_reading(catalog, write):
    text = HEAD + KEPT + "  drop:\n  - text: |\n      !!!!!"  # another line would end this text
    here = write({"mine/loud.yaml": text})
    [file] = rule_files(catalog, ["mine"])
    found = list(pins(file, ExampleRunner(catalog).run(file)))
    with pytest.raises(SpecError, match=r"(?s)without changing.*loud\.yaml:10:5.*`reads: 5`"):
        pin(file, found)
    assert text == (here / "mine/loud.yaml").read_text()
