"""plugins/pytests/describer.py: rows are read whatever a package has written."""

import json

import pytest
from rulekit_plugins.pytests.describer import program, told

import rulekit

ASKED = rulekit.PackageAsked("shop.cart")
ENTRY = {"kind": "function", "path": "shop.f", "content": "shop.f()", "cut": False}
END = {"left": 2, "following": 7, "distribution": "Shop", "version": "1.2", "interpreter": "3.9"}


def of(*lines, code=0):
    result = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return told(rulekit.ProgramEnd(code, result=result), ASKED)


def test_a_row_has_what_all_of_its_package_have():
    found = of({"loading": "shop"}, {"loading": ""}, ENTRY, END)
    row = {
        "id": "Shop==1.2:shop.f",
        "path": "shop.f",
        "content": "shop.f()",
        "lang": "python",
        "package": "shop",
        "distribution": "Shop",
        "version": "1.2",
        "interpreter": "3.9",
        "kind": "function",
        "deprecated": False,
        "cut": False,
    }
    assert ([row], 2, 7) == (found.rows, found.left, found.following)
    assert ("", "") == (found.why, found.loading)


def test_half_a_character_is_replaced():
    assert "a?" == of(ENTRY | {"content": "a\ud800"}, END).rows[0]["content"]


def test_a_program_that_died_has_no_rows_and_names_what_it_was_loading():
    found = of({"loading": "shop.bad"}, ENTRY, code=-11)
    assert ([], "shop.bad") == (found.rows, found.loading)
    assert "Python died of signal 11 when it was loaded" == found.why


@pytest.mark.parametrize(
    "junk",
    [b"\xff\xfe\n", b"[1]\n", b"7\n", b'{"path": 3}\n', b'{"known": 3, "left": "x"}\n', b"{\n"],
)
def test_junk_is_passed_over(junk):
    lines = b"".join(json.dumps(line).encode() + b"\n" for line in (ENTRY, END))
    assert 1 == len(told(rulekit.ProgramEnd(0, result=junk + lines), ASKED).rows)
    assert 1 == len(told(rulekit.ProgramEnd(0, result=lines + junk), ASKED).rows)


def test_a_name_that_can_be_none_is_refused():
    with pytest.raises(rulekit.UsageError, match="is not the name of a module"):
        program(rulekit.PackageAsked("shop; import os"))


def test_the_interpreter_is_no_word_of_the_program():
    made = program(ASKED)
    assert {"name", "most", "characters", "first", "without"} == {*json.loads(made.stdin)}
    assert "0" == made.environment["PYTHONHASHSEED"]


def test_a_python_that_is_too_old_is_refused(tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nprintf '3.7.1\\n/usr\\n/usr\\n'\n")
    old.chmod(0o755)
    with pytest.raises(rulekit.UsageError, match="packages of Python 3\\.7\\.1 are not described"):
        program(rulekit.PackageAsked("shop", str(old)))
