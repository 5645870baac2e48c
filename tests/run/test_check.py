"""rulekit/run/check.py: one file is judged here, more in other processes."""

import pytest

from rulekit.errors import RulekitError
from rulekit.files.discover import FoundFile
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.run.check import check_all

OPTIONS = PlanOptions(select=("text/few-lines",))
IMPOSSIBLE = PlanOptions(profile="nonsense")  # no other process can be started with it


def found(*names):
    return [FoundFile(name, name) for name in names]


def test_one_file_is_judged_in_this_process(write):
    write({"a.py": "a\nb\n"})
    [verdict] = check_all(build_engine(OPTIONS), IMPOSSIBLE, found("a.py"), jobs=2)
    assert ("drop", ("text/few-lines",)) == (verdict.decision, verdict.decided_by)


def test_more_files_are_judged_in_others(write):
    write({"a.py": "", "b.py": ""})
    with pytest.raises(RulekitError, match="there is no profile `nonsense`"):
        list(check_all(build_engine(OPTIONS), IMPOSSIBLE, found("a.py", "b.py"), jobs=2))


def test_no_file_gives_no_verdict():
    assert [] == list(check_all(build_engine(OPTIONS), IMPOSSIBLE, [], jobs=2))


def test_verdicts_are_those_of_one_process_in_the_order_of_the_files(write):
    write({"a.py": "a\n" * 4, "b.py": "b\n", "c.md": "c\n" * 9})
    engine, files = build_engine(OPTIONS), found("c.md", "gone.py", "a.py", "b.py")
    expected = [engine.check_found(one) for one in files]
    assert expected == list(check_all(engine, OPTIONS, files, jobs=2))
