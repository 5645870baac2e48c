"""rulekit/testing/report.py: how a broken promise is told, and how it is tried again."""

from rulekit.testing.report import ConformanceReport, Violation
from rulekit.testing.sample import Sample

LONG = Sample("a megabyte", "a.py", b"x = 1\n" * 10_000)


def told(violation):
    report = ConformanceReport("toy", ("python",))
    report.add("ends", [violation])
    [complaint] = report.complaints
    return str(complaint).split("\n")


def test_a_text_that_is_too_long_to_type_is_written_by_a_command():
    expected = (
        "  = 60,000 bytes as a.py: `rulekit plugins conform toy --save FOLDER` writes them, "
        "`rulekit signals` tries one"
    )
    assert expected == told(Violation("toy.size", "is not the same the second time", LONG))[2]


def test_a_text_that_took_too_long_is_told_with_what_may_be_why():
    expected = (
        "  = a machine that is slow, or busy where wall time counts, may be why: "
        "try again with a larger --timeout SECONDS"
    )
    short = Sample("wait", "a.py", b"wait")
    assert expected == told(Violation("timed-out", "stopped", short))[3]
