"""plugins/pytests/interpreter.py: what another Python is, and what it has to read."""

import venv

import pytest
import rulekit_plugins.pytests.interpreter as interpreter

import rulekit


def test_an_environment_is_read_with_the_python_that_it_is_of(tmp_path):
    venv.create(tmp_path / "env", symlinks=True)
    version, *folders = interpreter.asked(str(tmp_path / "env/bin/python"))
    assert interpreter.asked(interpreter.OWN)[0] == version
    assert [str(tmp_path / "env"), *interpreter.asked(interpreter.OWN)[1:]] == folders


def test_what_is_no_python_is_refused():
    with pytest.raises(rulekit.UsageError, match="is no Python that can be run"):
        interpreter.asked("/nowhere/python")
