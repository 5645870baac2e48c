"""rulekit/testing/examples.py: the examples of a rule, run as its tests."""

import pytest

from rulekit.errors import SpecError
from rulekit.testing.examples import ExampleRunner, Miss, example_text

LOUD = """\
title: Too loud
why: Shouting hides what is said.
source: ours
signal: {pattern: "!", measure: count}
keep: {max: 4}
"""


@pytest.fixture
def outcome(catalog, rule):
    """A function: what comes of the examples of such a rule."""

    def ended(*words, **more):
        return ExampleRunner(catalog).run(rule(*words, **more))

    return ended


# Examples that hold


def test_a_rule_that_does_what_its_examples_say_has_no_miss(outcome):
    ended = outcome(LOUD, ["{text: 'Hi!', reads: 1}"], ["{text: 'Hi!!!!!', reads: 5}"])
    assert ([], {"keep": 1, "drop": 1, "reads": 2}) == (ended.misses, ended.held)


def test_a_text_can_be_repeated(outcome):
    assert [] == outcome(LOUD, ["{text: '!', repeat: 4}"], ["{text: '!', repeat: 5}"]).misses


def test_a_text_can_stand_in_a_file_beside_the_rule(outcome, write):
    write({"mine/loud.txt": "!!!!!"})
    assert [] == outcome(LOUD, ["{text: Hi}"], ["{file: loud.txt, reads: 5}"]).misses


def test_a_file_that_is_not_there_is_told(rule):
    file = rule(LOUD, ["{text: Hi}"], ["{file: gone.txt}"])
    with pytest.raises(SpecError, match=r"(?s)cannot be read.*mine/gone\.txt"):
        example_text(file, file.spec.examples.drop[0])


def test_a_reading_need_only_agree_to_eight_digits(outcome):
    text = LOUD.replace("count", "char_fraction").replace("4", "0.5")
    ended = outcome(text, ["{text: 'a!a', reads: 0.333333333}"], ["{text: '!!a', reads: 0.66667}"])
    assert (["expected to read 0.66667, got 0.666666667"], {"reads": 1}) == (
        [miss.message for miss in ended.misses],
        {"reads": ended.held["reads"]},
    )


def test_a_keep_example_may_be_one_that_the_rule_says_nothing_of(outcome):
    text = LOUD + "when: [{signal: {pattern: a, measure: count}, min: 1}]\n"
    assert [] == outcome(text, ["{text: '!!!!!'}"], ["{text: 'a!!!!!'}"]).misses


def test_what_is_spared_is_a_drop_all_the_same(outcome):
    assert [] == outcome(LOUD + "spare: 1\n", ["{text: Hi}"], ["{text: '!!!!!'}"]).misses


# Examples that miss, with their lines


def test_a_kept_text_that_should_drop_misses_at_its_line(outcome):
    ended = outcome(LOUD, ["{text: Hi}"], ["{text: '!!!!!'}", "{text: 'Hi!'}"])
    expected = Miss(11, "expected drop, got keep: 1 must not be <= 4")
    assert ([expected], {"keep": 1, "drop": 1, "reads": 0}) == (ended.misses, ended.held)


def test_a_dropped_text_that_should_stay_misses_at_its_line(outcome):
    ended = outcome(LOUD, ["{text: Hi}", "{text: '!!!!!'}"], ["{text: '!!!!!'}"])
    assert [Miss(9, "expected keep, got drop: 5 must be <= 4")] == ended.misses


def test_a_wrong_reading_misses_beside_a_right_end(outcome):
    ended = outcome(LOUD, ["{text: 'Hi!', reads: 2}"], ["{text: '!!!!!'}"])
    assert [Miss(8, "expected to read 2, got 1")] == ended.misses
    assert ({"keep": 1, "drop": 1, "reads": 0}, 1) == (ended.held, ended.total["reads"])


def test_every_miss_is_told(outcome):
    ended = outcome(LOUD, ["{text: '!!!!!', reads: 4}"], ["{text: Hi, reads: 1}"])
    assert [8, 8, 10, 10] == [miss.line for miss in ended.misses]


def test_the_file_is_told_as_it_is_reached_from_here(outcome):
    ended = outcome(LOUD, ["{text: Hi}"], ["{text: Hi}"])
    assert ("mine/loud", "mine/loud.yaml") == (ended.rule, ended.path)


@pytest.mark.parametrize(
    ("text", "example", "message"),
    [
        (
            LOUD.replace('pattern: "!"', "capture: comment"),
            "{text: '!!!!!', path: a.txt}",
            "expected drop, got nothing measured: no parser for text",
        ),
        (
            LOUD + 'when: [{signal: {pattern: "?", measure: count}, min: 1}]\n',
            "{text: '!!!!!'}",
            r"expected drop, got nothing measured: does not apply: count(/\?/) is 0, not >= 1",
        ),
        (LOUD, "{text: '!!!!!', path: a.nonsense}", "no known language has the name `a.nonsense`"),
        (
            LOUD + "kinds: [prose]\n",
            "{text: '!!!!!', path: a.py}",
            "the rule does not apply to `a.py` (python, programming)",
        ),
    ],
)
def test_an_example_that_the_rule_is_not_asked_about_misses(outcome, text, example, message):
    text = text.replace('"?"', r"'\?'")
    misses = outcome(text, ["{text: Hi}"], [example]).misses
    assert message in misses[-1].message


def test_the_pack_of_a_language_reads_its_examples_as_that_language(outcome):
    text = LOUD.replace('pattern: "!"', "capture: comment")
    drop = r'{text: "#\n#\n#\n#\n#\n", reads: 5}'
    assert [] == outcome(text, ["{text: '# one', reads: 1}"], [drop], pack="python").misses


@pytest.mark.slow
def test_the_installed_rules_hold(catalog):
    runner = ExampleRunner(catalog)
    missed = {file.rule.id: runner.run(file).misses for file in catalog.rules.values()}
    assert {} == {rule: misses for rule, misses in missed.items() if misses}


# Files of examples


@pytest.mark.parametrize("name", ["../secret.txt", "link.txt", "links/secret.txt", "."])
def test_the_file_of_an_example_lies_in_the_folder_of_its_rule(rule, folder, name):
    (folder / "mine/links").mkdir(parents=True)
    (folder / "secret.txt").write_text("hunter2")
    (folder / "mine/link.txt").symlink_to("../secret.txt")
    (folder / "mine/links").rmdir()
    (folder / "mine/links").symlink_to("..")
    file = rule(LOUD, [f"{{file: '{name}'}}"], ["{text: '!!!!!'}"])
    with pytest.raises(SpecError) as error:
        example_text(file, file.spec.examples.keep[0])
    assert "not read" in str(error.value)
    assert "hunter2" not in str(error.value)


def test_the_file_of_an_example_is_not_named_from_the_root(rule, write):
    secret = write({"secret.txt": "hunter2"}) / "secret.txt"
    file = rule(LOUD, [f"{{file: '{secret}'}}"], ["{text: '!!!!!'}"])
    with pytest.raises(SpecError, match="lies outside of the folder of its rule"):
        example_text(file, file.spec.examples.keep[0])


def test_an_example_is_no_longer_than_what_is_judged(rule):
    file = rule(LOUD, ["{text: '0123456789', repeat: 1000000}"], ["{text: '!!!!!'}"])
    with pytest.raises(SpecError, match="an example of 10,000,000 characters"):
        example_text(file, file.spec.examples.keep[0])
