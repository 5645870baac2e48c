"""rulekit/sandbox/sandbox.py: programs that mean harm are held, whoever starts them."""

import tempfile
import time
from pathlib import Path

import pytest
from hostile_programs import HARMLESS, PROGRAMS
from sandboxing import KINDS, QUICK, hostile, python, sandbox_of

from rulekit.sandbox.choice import Trust, find_sandbox
from rulekit.sandbox.quota import Quota


@pytest.fixture
def everybodys():
    """A folder that every user can look into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield folder


def test_there_are_twenty_hostile_programs():
    assert 20 <= len(PROGRAMS)


@pytest.mark.slow
@pytest.mark.parametrize("user", ["myself", "nobody"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_hostile_program_is_held(kind, user, everybodys):
    found = hostile(kind, user, everybodys)
    assert dict.fromkeys(PROGRAMS, "held") == found["ends"]


@pytest.mark.slow
def test_the_same_programs_get_out_where_nothing_holds_them(everybodys):
    found = hostile("none", "myself", everybodys)
    assert list(HARMLESS) == [name for name, how in found["ends"].items() if how != "held"]


@pytest.fixture(params=KINDS)
def sandbox(request):
    return sandbox_of(request.param)


def test_a_program_reads_its_input_and_its_files_and_tells_a_result(sandbox):
    source = "import os, sys; os.write(3, (sys.stdin.read() + open('a/b.txt').read()).encode())"
    end = sandbox.run(python(source, stdin=b"in ", files={"a/b.txt": "file"}))
    assert (0, "", b"in file", b"") == (end.code, end.cause, end.result, end.output)


def test_a_long_input_is_read_whole(sandbox):
    source = "import os, sys; os.write(3, str(len(sys.stdin.buffer.read())).encode())"
    assert b"3000000" == sandbox.run(python(source, stdin=b"x" * 3_000_000)).result


def test_its_environment_is_what_was_given_and_nothing_else(sandbox, monkeypatch):
    monkeypatch.setenv("SECRET", "secret")
    source = "import os; print({*os.environ} - {'LC_CTYPE', 'PWD'}, os.environ['SEED'])"
    assert b"{'SEED'} 7\n" == sandbox.run(python(source, environment={"SEED": "7"})).output


def test_its_exit_code_is_told(sandbox):
    assert 7 == sandbox.run(python("raise SystemExit(7)")).code


def test_the_signal_that_it_died_of_is_told(sandbox):
    assert -6 == sandbox.run(python("import os; os.abort()")).code


def test_output_is_cut_and_ends_it(sandbox):
    end = sandbox.run(python("while True: print('x' * 1000)"))
    assert ("output", QUICK.output) == (end.cause, len(end.output))


def test_threads_and_pairs_of_sockets_are_allowed(sandbox):
    source = """
import asyncio, os, threading
async def main():
    return await asyncio.to_thread(lambda: 42)
os.write(3, str(asyncio.run(main())).encode())
"""
    assert b"42" == sandbox.run(python(source)).result


def test_one_that_cannot_be_started_says_why(sandbox):
    from rulekit.sandbox.program import Program

    end = sandbox.run(Program(("/usr/bin/nonsense",)))
    assert ("start", True) == (end.cause, "/usr/bin/nonsense" in end.note)


def test_nothing_is_left_in_the_folder_of_the_system(sandbox, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sandbox.run(python("import os; os.mkdir('sub'); open('sub/x', 'w').write('x')"))
    assert [] == [*tmp_path.iterdir()]


def test_several_processes_are_allowed_where_they_have_a_space_of_their_own():
    sandbox = sandbox_of("bubblewrap", Quota(processes=4))
    source = "import os; print('parent' if os.fork() else 'child', flush=True)"
    assert b"parent" in sandbox.run(python(source)).output


def test_those_are_ended_with_the_first():
    sandbox = sandbox_of("bubblewrap", Quota(processes=4, seconds=20))
    source = "import os, time; os.fork() or time.sleep(60)"
    begun = time.monotonic()
    assert "" == sandbox.run(python(source)).cause
    assert 10 > time.monotonic() - begun


def test_unconfined_a_program_is_bounded_all_the_same():
    sandbox = find_sandbox("none", QUICK, Trust.FULL)
    assert "output" == sandbox.run(python("while True: print('x' * 1000)")).cause
