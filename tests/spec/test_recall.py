"""rulekit/spec/recall.py: what a file of rounds may hold."""

import pytest
from webbing import RECIPE

from rulekit.errors import SpecError
from rulekit.spec.recall import read_recall


def test_what_is_not_said_is_usual():
    spec, _ = read_recall(RECIPE, "r.yaml")
    assert (["pages-*.jsonl"], "text", "url") == (
        spec.corpus.pages, spec.corpus.text, spec.corpus.url,
    )  # fmt: skip
    assert (0.95, 0.1, 50, "host") == (
        spec.threshold.precision, spec.domains.share, spec.domains.pages, spec.domains.base,
    )  # fmt: skip
    assert (3, 0.01, "annotated") == (spec.rounds, spec.stop, spec.admit)


def test_a_fifth_of_the_domains_is_held_out_unless_the_file_says_otherwise():
    spec, _ = read_recall(RECIPE.replace("held_out: {share: 0.2}\n", ""), "r.yaml")
    assert 0.2 == spec.held_out.share


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("recall: code-pages", "recal: code-pages", "did you mean `recall`"),
        ("pages:", "page:", "did you mean `pages`"),
        ("{pages: pages-*.jsonl}", "{pages: []}", "`pages` must not be empty"),
        ("{labels: seed.jsonl}", "{}", "say `labels`, of people, or `replies`\n  --> r.yaml:3:7"),
        ("labels: seed.jsonl", "replies: asked, min: 3", "`column` and `min` go together"),
        ("held_out: {share: 0.2}", "held_out: {share: 0.9}", "r.yaml:5:19"),
        ("held_out: {share: 0.2}", "held_out: {}", "say `share` or `domains`"),
        ("held_out: {share: 0.2}", "held_out: {share: 0.2, domains: [a]}", "say `share` or"),
        ("annotations", "domains: {base: registrable}\nannotations", "say a file of `suffixes`"),
        ("annotations", "domains: {suffixes: s.txt}\nannotations", "`base` is `host`"),
        ("annotations", "domains: {base: hosts}\nannotations", "did you mean `host`"),
        ("annotations", "model: {orders: [3, 2]}\nannotations", "`orders` ascend"),
        ("annotations", "rounds: 0\nannotations", "greater than or equal to 1"),
    ],
)
def test_a_mistake_is_told_with_its_place(old, new, why):
    with pytest.raises(SpecError) as error:
        read_recall(RECIPE.replace(old, new, 1), "r.yaml")
    assert why in str(error.value)
