"""rulekit/recall/page_sample.py: pages for people to look at, and how they begin."""

import json

from recalling import corpus_of, scored, write_small

from rulekit.recall.page_sample import PageSample, SamplePile, excerpts
from rulekit.recall.recipe import read_recipe


def test_an_excerpt_is_the_first_words_of_a_text_on_one_line(folder):
    write_small(folder, per_domain=1)
    rows = [{"text": "\n int  a;\n\treturn\x1b[0m; " + "b" * 500, "url": "https://a.com/1"}] * 2
    (folder / "pages-0.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = excerpts(corpus_of(read_recipe("code.yaml")), [("pages-0.jsonl", 1)])
    assert {("pages-0.jsonl", 1)} == found.keys()
    (text,) = found.values()
    assert text.startswith("int a; return\x1b[0m; bbb")
    assert (160, "…") == (len(text), text[-1])


def test_of_pages_with_one_address_one_is_a_sample():
    pile = SamplePile()
    for row in range(3):
        pile.add(scored("https://a.com/1", 0.9, row), taken=True)
    assert (PageSample("https://a.com/1", True, "int a"),) == pile.samples(
        {("pages.jsonl", 0): "int a"}
    )
