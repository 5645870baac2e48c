"""rulekit/recall/admission.py: who admits which page."""

import pyarrow.parquet as pq
import pytest
from recalling import DOMAINS, scored

from rulekit.audit.folder import AuditFolder
from rulekit.recall.admission import Admission
from rulekit.recall.annotation import read_annotations

TEXT = "+ https://a.com/docs  # 2026-11-28 AB\n- https://b.com/  # 2026-11-28 AB\n"
PAGES = [
    scored(f"https://{place}", score, row)
    for row, (place, score) in enumerate(
        [("a.com/docs/1", 0.1), ("a.com/docs/2", 0.9), ("b.com/1", 0.9), ("c.com/1", 0.9),
         ("c.com/2", 0.1)]
    )
]  # fmt: skip


@pytest.fixture
def admitted(folder):
    """A function: the rows that are admitted, and the admission."""

    def written(*, by_score):
        audit = AuditFolder(folder / "out")
        audit.work.mkdir(parents=True, exist_ok=True)
        one = Admission(read_annotations(TEXT, "a.txt"), DOMAINS, 0.5, by_score)
        one.write(audit, folder / "out/pages.parquet", PAGES)
        return pq.read_table(folder / "out/pages.parquet").to_pylist(), one

    return written


def test_what_nobody_has_named_is_not_admitted(admitted):
    rows, admission = admitted(by_score=False)
    assert [0, 1] == [row["row"] for row in rows]
    assert {"+ https://a.com/docs # 2026-11-28 AB"} == {row["by"] for row in rows}
    assert {"by_prefix": 2, "by_score": 0, "not_admitted": 1} == admission.counts


def test_a_score_admits_where_the_file_says_so_and_nobody_says_otherwise(admitted):
    rows, admission = admitted(by_score=True)
    assert [(3, "score")] == [(row["row"], row["by"]) for row in rows if row["by"] == "score"]
    assert {"by_prefix": 2, "by_score": 1, "not_admitted": 0} == admission.counts


def test_lines_with_pages_are_noted(admitted):
    assert {1, 2} == admitted(by_score=False)[1].used
