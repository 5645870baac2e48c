"""rulekit/recall/page_sample.py: pages for people to look at, and what is in them."""

import json

import pytest
from recalling import corpus_of, scored, write_small

from rulekit.recall.page_sample import PageSample, SamplePile, drawn, excerpts
from rulekit.recall.recipe import read_recipe


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("\n int  a;\n\treturn\x1b[0m; ", "int a; return\x1b[0m;"),
        ("b" * 300, "b" * 159 + "…"),
        ("menu\n" * 60 + "int ab;\n" * 75, "…" + " ".join(["int ab;"] * 30)[:159] + "…"),
        ("a" * 200 + " " * 9_000 + "b", "…"),
    ],
)
def test_a_piece_of_a_text_is_on_one_line_and_behind_what_all_pages_begin_with(folder, text, piece):
    write_small(folder, per_domain=1)
    rows = [{"text": one, "url": "https://a.com/1"} for one in ("no", text)]
    (folder / "pages-0.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = excerpts(corpus_of(read_recipe("code.yaml")), [("pages-0.jsonl", 1)])
    assert {("pages-0.jsonl", 1): piece} == found


def test_of_pages_with_one_address_one_is_a_sample():
    pile = SamplePile()
    for row in range(3):
        pile.add(drawn(scored("https://a.com/1", 0.9, row)), taken=True)
    assert (PageSample("https://a.com/1", True, "int a"),) == pile.samples(
        {("pages.jsonl", 0): "int a"}
    )
