"""rulekit/cli/doctor.py: what an author reads of a pack, and how the command ends."""

import json

import pytest

PLUGIN = """
from pathlib import Path

import rulekit

TOY = rulekit.Language(
    "toy", rulekit.Grammar("tree_sitter_python"), Path(__file__).with_name("toy.scm"),
    extensions=(".toy",),
)


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("toy", languages=(TOY,))]
"""
QUERIES = """\
; no @goto: nothing jumps
(comment) @comment
(pass_statement) @toy.pass
(lambda) @toy.lambda
"""
RULE = """\
title: Lazy
why: It does nothing.
source: ours
signal: {capture: toy.pass, measure: count}
keep: {max: 1}
examples:
  keep: [{text: "pass # one"}]
  drop: [{text: "pass\\npass\\n$"}]
"""


@pytest.fixture
def toy(plugin):
    """A function: install a pack with a language, with these queries."""

    def installed(queries=QUERIES, rule=RULE):
        plugin("toy", PLUGIN, {"toy.scm": queries, "rules/toy/lazy.yaml": rule})

    return installed


def line(ended, start):
    return next(line for line in ended.lines if line.strip().startswith(start))


def test_a_capture_that_is_lacking_is_told_with_its_rules_and_the_next_step(rulekit, toy):
    toy()
    ended = rulekit("plugins", "doctor", "toy")
    assert (0, "toy   toy 1.0   ok") == (ended.code, ended.lines[0])
    lacking = line(ended, "@assert")
    assert lacking.startswith("    @assert  missing: an assertion: ")
    assert "; switches off code/assert-heavy; " in lacking
    assert lacking.endswith('map it in queries.scm or write "; no @assert: why"')


def test_a_capture_that_is_named_as_absent_is_told_with_the_reason(rulekit, toy):
    toy()
    ended = rulekit("plugins", "doctor", "toy")
    expected = "    @goto  absent: nothing jumps; switches off code/goto-heavy"
    assert expected == line(ended, "@goto")


def test_a_capture_that_no_sample_has_is_to_be_looked_at(rulekit, toy):
    toy()
    ended = rulekit("plugins", "doctor", "toy")
    warning = "warning: no sample of 2 in `toy` has @toy.lambda: a pattern may be wrong"
    assert warning in ended.lines
    assert ended.lines[-1].startswith("0 to mend, ")


def test_a_folder_gives_more_samples(rulekit, toy, write):
    toy()
    write({"more/a.toy": "f = lambda: 1\n"})
    ended = rulekit("plugins", "doctor", "toy", "--sources", "more")
    assert "a pattern may be wrong" not in ended.out


def test_samples_that_the_grammar_cannot_place_are_told_with_the_first_place(rulekit, toy):
    toy()
    ended = rulekit("plugins", "doctor", "toy")
    assert "    samples 2: 4.76% of 21 bytes in ERROR nodes" == line(ended, "samples")
    assert "        9.1%  toy/lazy drop 1  first at 3:1" == line(ended, "9.1%")


@pytest.mark.parametrize("output", ["full", "json"])
def test_a_query_that_does_not_compile_is_to_be_mended_and_nothing_says_ok(rulekit, toy, output):
    toy("(comment) @comment\n(strng) @string\n(nmber) @number\n")
    ended = rulekit("plugins", "doctor", "toy", "-o", output)
    if output == "json":
        record = json.loads(ended.out)
        assert ("failed", [4, 2, 3]) == (record["status"], [one["line"] for one in record["mend"]])
    else:
        ends = (ended.lines[0], ended.lines[-1])
        assert ("toy   toy 1.0   failed", "3 to mend, 0 to look at") == ends
    assert 1 == ended.code


def test_an_example_that_does_not_hold_is_to_be_mended(rulekit, toy):
    toy(rule=RULE.replace('"pass # one"', '"pass\\npass"'))
    ended = rulekit("plugins", "doctor", "toy")
    assert (1, "1 to mend, 0 to look at") == (ended.code, ended.lines[-1])
    assert "error: expected keep, got drop: 2 must be <= 1" in ended.lines
    assert "  = rulekit test toy/lazy" in ended.lines


@pytest.mark.slow
def test_the_list_says_ok_only_where_the_doctor_does(rulekit, toy):
    toy(QUERIES + "(strng) @string\n")
    [listed] = [line for line in rulekit("plugins").lines if line.startswith(" toy ")]
    assert "FAILED  the grammar has no node `strng`, did you mean `string`?" in listed


@pytest.mark.slow
def test_the_cost_is_told_beside_the_bundled_packs(rulekit, toy):
    toy()
    ended = rulekit("plugins", "doctor", "toy", "--cost")
    assert line(ended, "cost parse ").endswith(" of the median bundled pack, by megabyte")
