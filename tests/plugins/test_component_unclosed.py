"""plugins/component/unclosed.py: components whose parse would take for ever are left alone."""

import pytest
from rulekit_plugins.component.unclosed import too_many


@pytest.mark.parametrize(
    "mark",
    [b"<div>", b"<A\n", b"</b>", b"{a", b"<b c={", b"{`${", b"<!--", b"{#if a}", b"{:else}", b"<"],
)
def test_marks_that_nothing_closes_or_opens_are_too_many_by_the_thousand(mark):
    reason = "too many tags and braces stay open"
    assert ["", reason] == [too_many(mark * 500), too_many(mark * 5_000)]


def test_marks_that_stand_in_each_other_by_the_thousand_are_too_many():
    assert "" == too_many(b"{" * 500 + b"}" * 500)
    assert too_many(b"{" * 5_000 + b"}" * 5_000)


@pytest.mark.parametrize(
    "text",
    [
        b"<li>{a}</li><br><img src='b'>",
        b"{#if a}<A/>{:else if b}c{:else}<!-- d -->{/if}",
        b"{#each a as { b }}{b}{/each}",
        b"<script>if (a<b) { c</script>",
        b"<style>a { {</style>",
    ],
)
def test_what_is_closed_costs_nothing(text):
    assert too_many(text * 10_000) == ""


def test_the_most_that_may_stay_open_is_counted_to_the_mark():
    reason = "too many tags and braces stay open"
    assert ["", reason] == [too_many(b"{#" * n) for n in (1_413, 1_414)]
