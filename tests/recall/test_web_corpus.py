"""rulekit/recall/web_corpus.py: pages, and rows that are none."""

from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from recalling import corpus_of, write_small

from rulekit.errors import RulekitError
from rulekit.recall.recipe import read_recipe


def pages(name="code.yaml"):
    corpus, unread = corpus_of(read_recipe(name)), Counter()
    return [one for shard in corpus.shards for one in corpus.pages(shard, unread)], unread


def test_pages_have_a_text_an_address_and_a_hash(folder):
    write_small(folder, per_domain=1)
    found, unread = pages()
    assert (14, {}) == (len(found), unread)
    assert "https://c0.example/0" == found[0].url
    assert ("c0.example", "/0") == found[0].address
    assert 64 == len(found[0].sha256)


def test_columns_may_be_called_otherwise_and_shards_be_parquet(folder, write):
    write_small(folder)
    table = pa.table(
        {"content": ["a b", None, "c"], "target": ["https://a.com/", "https://b.com/", ""]}
    )
    pq.write_table(table, folder / "cc.parquet")
    text = (folder / "code.yaml").read_text()
    said = "{pages: cc.parquet, text: content, url: target}"
    write({"code.yaml": text.replace("{pages: pages-*.jsonl}", said)})
    found, unread = pages()
    assert ["a b"] == [one.text for one in found]
    assert {"no-content": 1, "no-address": 1} == unread


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("{pages: pages-*.jsonl, text: txt}", "no column `txt`, did you mean `text`?\n  -->"),
        ("{pages: pages-*.jsonl, url: uri}", "no column `uri`, did you mean `url`?\n  -->"),
        ("{pages: page-*.jsonl}", "no file or folder `page-*.jsonl`\n  --> code.yaml:2:17"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(folder, write, said, why):
    write_small(folder)
    text = (folder / "code.yaml").read_text()
    write({"code.yaml": text.replace("{pages: pages-*.jsonl}", said)})
    with pytest.raises(RulekitError) as error:
        pages()
    assert why in str(error.value)
