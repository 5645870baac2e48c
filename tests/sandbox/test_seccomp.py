"""rulekit/sandbox/seccomp.py: the filter does what its list says, tried on a small machine."""

import errno

import pytest

from rulekit.sandbox.seccomp import PID, instructions
from rulekit.sandbox.syscall import MACHINES, NEWEST, NUMBERS, REFUSED

ALLOW, KILL, OWN = "allow", "kill", 4711


def answer(machine, name, *words, audit=None, alone=True):
    """What the filter says of a call: `allow`, `kill`, or the name of an error."""
    column = MACHINES[machine].column
    number = NUMBERS[name][column] if isinstance(name, str) else name
    data = {0: number, 4: audit or MACHINES[machine].audit}
    for place, word in enumerate([*words, 0, 0, 0, 0, 0, 0][:6]):
        data[16 + 8 * place] = word
    program, at, value = instructions(machine, alone=alone), 0, 0
    while True:
        code, if_true, if_false, operand = program[at]
        operand = OWN if operand == PID else operand
        at += 1
        if code == 0x20:
            value = data[operand]
        elif code == 0x54:
            value &= operand
        elif code in {0x15, 0x25}:
            at += if_true if (value == operand if code == 0x15 else value > operand) else if_false
        elif operand == 0x7FFF0000:
            return ALLOW
        else:
            return KILL if operand == 0x80000000 else errno.errorcode[operand & 0xFFFF]


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_on_the_list_is_refused(machine, name):
    if NUMBERS[name][MACHINES[machine].column] >= 0:
        assert "EPERM" == answer(machine, name)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("expected", "call"),
    [
        ("allow", ("socketpair", 1)),
        ("EPERM", ("socketpair", 2)),
        ("allow", ("clone", 0x3D0F00)),  # as threads are made
        ("EPERM", ("clone", 17)),  # as processes are
        ("ENOSYS", ("clone3",)),
        ("ENOSYS", ("openat2",)),
        ("allow", ("kill", OWN)),
        ("allow", ("kill", 0)),
        ("EPERM", ("kill", 1)),
        ("EPERM", ("kill", 0xFFFFFFFF)),  # -1: everybody
        ("allow", ("tgkill", OWN)),
        ("EPERM", ("tgkill", 1)),
        ("allow", ("openat", 0, 0, 0o1001)),
        ("allow", ("openat", 0, 0, 0)),
        ("EPERM", ("openat", 0, 0, 0o1000)),  # read-only, and emptied
        ("EPERM", ("prctl", 1)),
        ("allow", ("prctl", 15)),  # names a thread
        ("EPERM", ("fcntl", 0, 8)),
        ("allow", ("fcntl", 0, 3)),
        ("allow", ("ioctl", 0, 0x5401)),  # asks for the state of a terminal
        ("EPERM", ("ioctl", 3, 0x40086602)),  # makes a file immutable
        ("allow", ("prlimit64", 0)),
        ("EPERM", ("prlimit64", 1)),
        ("ENOSYS", (NEWEST + 1,)),
    ],
)
def test_arguments_decide_where_they_have_to(machine, expected, call):
    assert expected == answer(machine, *call)


def test_several_processes_may_fork_and_make_no_namespaces():
    assert "allow" == answer("x86_64", "fork", alone=False)
    assert "allow" == answer("x86_64", "clone", 17, alone=False)
    assert "EPERM" == answer("x86_64", "clone", 0x10000011, alone=False)
    assert "allow" == answer("x86_64", "kill", 1, alone=False)


def test_calls_of_another_machine_kill():
    assert "kill" == answer("x86_64", "socket", audit=0x40000003)  # i386, by int 0x80
    assert "kill" == answer("x86_64", 0x40000000 + 41)  # x32
    assert "kill" == answer("aarch64", "socket", audit=MACHINES["x86_64"].audit)


def test_what_is_not_on_the_list_is_allowed():
    assert "allow" == answer("x86_64", 0)  # read


def test_jumps_fit_into_their_bytes():
    for machine in MACHINES:
        found = instructions(machine, alone=True)
        assert 4096 > len(found)  # BPF_MAXINSNS
        assert 256 > max(max(one[1:3]) for one in found)
