"""rulekit/testing/examples.py: the examples of a rule, run as its tests."""

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.errors import RulekitError, SpecError, UsageError
from rulekit.testing.examples import ExampleRunner, Miss, example_text, rule_files

HEAD = """\
title: Too loud
why: Shouting hides what is said.
source: ours
"""
LOUD = f"""{HEAD}signal: {{pattern: "!", measure: count}}
keep: {{max: 4}}
"""


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.fixture
def rule(catalog, write):
    """A function: a rule of these lines with these examples, as a file `mine/loud.yaml`."""

    def written(text, keep, drop, pack="mine"):
        examples = [f"    - {one}" for one in keep], [f"    - {one}" for one in drop]
        lines = ["examples:", "  keep:", *examples[0], "  drop:", *examples[1], ""]
        write({f"{pack}/loud.yaml": text + "\n".join(lines)})
        [file] = rule_files(catalog, [f"{pack}/loud.yaml"])
        return file

    return written


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


# Limits that no example notices


@pytest.fixture
def mutants(catalog, rule):
    def unnoticed(*words):
        return ExampleRunner(catalog).mutants(rule(*words))

    return unnoticed


def test_examples_on_both_sides_of_a_limit_notice_when_it_moves(mutants):
    text = LOUD.replace("count", "char_fraction").replace("4", "0.5")
    assert [] == mutants(text, ["{text: 'a!'}"], ["{text: aaaa!!!!!}"])


def test_a_limit_that_could_go_up_is_named(mutants):
    keep, drop = ["{text: '!!!!'}"], ["{text: '!', repeat: 9}"]
    assert ["max 4 could be 4.8, and no example notices"] == mutants(LOUD, keep, drop)


def test_a_limit_that_could_go_down_is_named(mutants):
    text = LOUD.replace("max: 4", "max: 10")
    keep, drop = ["{text: Hi}"], ["{text: '!', repeat: 11}"]
    assert ["max 10 could be 8, and no example notices"] == mutants(text, keep, drop)


def test_a_lower_limit_is_moved_too(mutants):
    text = LOUD.replace("max: 4", "min: 10")
    keep, drop = ["{text: '!', repeat: 10}"], ["{text: Hi}"]
    assert ["min 10 could be 8, and no example notices"] == mutants(text, keep, drop)


def test_a_limit_of_zero_moves_by_a_fifth_of_one(mutants):
    text = LOUD.replace("max: 4", "max: 0")
    assert ["max 0 could be 0.2, and no example notices"] == mutants(
        text, ["{text: Hi}"], ["{text: '!'}"]
    )


def test_both_ends_of_a_range_are_moved(mutants):
    text = LOUD.replace("max: 4", "min: 10, max: 20")
    assert [
        "max 20 could be 24, and no example notices",
        "min 10 could be 12, and no example notices",
        "max 20 could be 16, and no example notices",
        "min 10 could be 8, and no example notices",
    ] == mutants(text, ["{text: '!', repeat: 15}"], ["{text: Hi}"])


# Which files


def test_a_folder_is_searched_for_rules_at_every_depth(catalog, rule, write):
    rule(LOUD, ["{text: Hi}"], ["{text: '!!!!!'}"])
    rule(LOUD, ["{text: Hi}"], ["{text: '!!!!!'}"], pack="below/more")
    write({"mine/tune.yaml": "skip: []", "profiles/mine.yaml": "nonsense", "mine/notes.txt": "a"})
    assert ["more/loud", "mine/loud"] == [file.rule.id for file in rule_files(catalog, ["."])]


def test_without_paths_every_installed_rule_is_meant(catalog):
    assert list(catalog.rules) == [file.rule.id for file in rule_files(catalog, [])]


def test_a_path_that_is_not_there_is_told(catalog, folder):
    with pytest.raises(UsageError, match="no file or folder `gone`"):
        rule_files(catalog, ["gone"])


def test_a_folder_without_a_rule_is_told(catalog, folder):
    with pytest.raises(UsageError, match=r"no rule file in `\.`"):
        rule_files(catalog, ["."])


def test_the_mistakes_of_every_file_are_told_at_once(catalog, write):
    write({"mine/a.yaml": HEAD, "mine/b.yaml": "nonsense: 1\n"})
    with pytest.raises(RulekitError) as caught:
        rule_files(catalog, ["mine"])
    assert {"mine/a.yaml", "mine/b.yaml"} == {problem.path for problem in caught.value.problems}


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
