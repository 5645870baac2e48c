"""rulekit/audit/own_process.py: Arrow without pandas, where the process is ours."""

import subprocess
import sys

import pytest

pytest.importorskip("pandas")

ASK = """
import sys
from rulekit.audit import own_process, tables
{}
arrow = tables.arrow()
table = arrow.table({{"a": [1, 2]}})
print("pandas" in sys.modules, arrow.array([3]).to_pylist(), list(table.to_pandas()["a"]))
"""


@pytest.mark.parametrize(
    ("said", "imported"), [("", True), ("own_process.claim()", False)], ids=["theirs", "ours"]
)
def test_lists_need_no_pandas_where_the_process_is_ours(said, imported):
    words = [sys.executable, "-c", ASK.format(said)]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    assert f"{imported} [3] [1, 2]\n" == told.stdout


def test_pandas_that_is_there_already_stays_known():
    words = "own_process.claim(); import pandas"
    ask = ASK.format(words) + "print(arrow.array(pandas.Series([None, 1.0])).null_count)\n"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert "True [3] [1, 2]\n1\n" == told.stdout
