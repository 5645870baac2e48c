"""plugins/pytests/harness.py: only the report of the runner itself is one."""

import pytest
import rulekit_plugins.pytests.harness as harness

import rulekit

RUN = rulekit.SolutionRun("solution", "tests", ("f", "A.g"), secret="key")


def reported(result, code=0):
    return harness.report(rulekit.ProgramEnd(code, result=result), RUN)


def test_a_report_is_read():
    report = reported(b"key failed 3 0 1\nno: <A object at 0x7f5fd4169bd0>")
    assert ("failed", 3, False, True) == (
        report.outcome,
        report.assertions,
        report.loading,
        report.has_chance,
    )
    assert "no: <A object at 0x…>" == report.note


@pytest.mark.parametrize(
    "result",
    [
        b"other passed 3 0 0\n",
        b"key passed 3 0 0",
        b"key kept 3 0 0\n",
        b"xkey passed 3 0 0\n",
        b"other passed 3 0 0\nkey passed 3 0 0\n",
        b"\xff\xfe",
    ],
)
def test_anything_else_is_none(result):
    assert "something else was written where the report is written" == reported(result).note


def test_without_a_report_it_is_said_how_it_ended():
    assert "Python ended with code 0 before its tests had ended" == reported(b"").note
    assert "Python died of signal 11 before its tests had ended" == reported(b"", -11).note


def test_the_program_gets_the_secret_where_it_is_read_once():
    program = harness.program(RUN)
    assert program.stdin == b"key - 8 f A.g\nsolutiontests"
    assert "key" not in "".join([*program.words, *program.files.values()]).split()
    assert {"PYTHONHASHSEED": "0"} == dict(program.environment)
