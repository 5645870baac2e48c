"""The filter of system calls: instructions of BPF, written out.

It refuses calls by name and lets all others through: a list of those that programs need would be
another one for each language and each C library. What Landlock leaves open is closed here: sockets
of every family, signals, modes and times of files, and whatever reaches the kernel by another way.
"""

from __future__ import annotations

import errno
from typing import NamedTuple

from rulekit.sandbox.syscall import MACHINES, NEWEST, NUMBERS, REFUSED, X32, Machine

# Of <linux/bpf_common.h> and <linux/seccomp.h>.
_LOAD, _AND, _EQUAL, _OVER, _RETURN = 0x20, 0x54, 0x15, 0x25, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # places in struct seccomp_data
ALL = 0xFFFFFFFF

PID = "pid"  # stands for the number of the process, which is known when it is there
Instruction = tuple[int, int, int, int | str]  # code, jump if true, jump if false, operand


class ArgumentCheck(NamedTuple):
    """A call whose `argument`, under a mask, decides: one of `values` lets it through, or not."""

    call: str
    argument: int
    values: tuple[int | str, ...]
    lets: bool
    mask: int = ALL


_THREAD, _NEW_NAMESPACES = 0x00010000, 0x7E020000  # CLONE_THREAD; CLONE_NEWNS and the others
_TRUNCATE = 0o1000  # O_TRUNC, which empties a file that was opened for reading, too
_PAIR = ArgumentCheck("socketpair", 0, (1,), lets=True)  # AF_UNIX: two ends that nobody else has
_CHECKS = (
    _PAIR,
    ArgumentCheck("open", 1, (_TRUNCATE,), lets=False, mask=_TRUNCATE | 3),
    ArgumentCheck("openat", 2, (_TRUNCATE,), lets=False, mask=_TRUNCATE | 3),
    ArgumentCheck("prctl", 0, (1,), lets=False),  # PR_SET_PDEATHSIG: it dies with who started it
    ArgumentCheck("fcntl", 1, (8, 10, 15), lets=False),  # F_SETOWN, F_SETSIG, F_SETOWN_EX: signals
    ArgumentCheck("ioctl", 1, (0x40086602, 0x401C5820), lets=False),  # FS_IOC_SETFLAGS, FSSETXATTR
    ArgumentCheck("prlimit64", 0, (0, PID), lets=True),
)
_ALONE = (
    ArgumentCheck("clone", 0, (_THREAD,), lets=True, mask=_THREAD),
    ArgumentCheck("kill", 0, (0, PID), lets=True),  # 0 is its own group, in which nobody else is
    ArgumentCheck("tgkill", 0, (PID,), lets=True),
)
_TOGETHER = (ArgumentCheck("clone", 0, (0,), lets=True, mask=_NEW_NAMESPACES),)
_FORKS = ("fork", "vfork", "tkill")  # which several processes may


def instructions(machine: str, *, alone: bool) -> list[Instruction]:
    """The filter for a processor of MACHINES; if `alone`, for a process that starts no other."""
    own = MACHINES[machine]
    made: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, own.audit),
        _end(_KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        made += [(_OVER, 0, 1, X32 - 1), _end(_KILL)]
    made += [(_OVER, 0, 1, NEWEST), _end(_ERROR | errno.ENOSYS)]
    for name in ("clone3", "openat2"):  # their flags lie where no filter can look
        made += _refused(name, own, errno.ENOSYS)
    for name in REFUSED:
        if alone or name not in _FORKS:
            made += _refused(name, own, errno.EPERM)
    for check in _CHECKS + (_ALONE if alone else _TOGETHER):
        made += _checked(check, own)
    return [*made, _end(_ALLOW)]


def _end(action: int) -> Instruction:
    return (_RETURN, 0, 0, action)


def _refused(name: str, machine: Machine, error: int) -> list[Instruction]:
    number = NUMBERS[name][machine.column]
    return [] if number < 0 else [(_EQUAL, 0, 1, number), _end(_ERROR | error)]


def _checked(check: ArgumentCheck, machine: Machine) -> list[Instruction]:
    """Instructions for one call; others pass behind them, with the number loaded again."""
    number = NUMBERS[check.call][machine.column]
    if number < 0:
        return []
    found, other = _ALLOW, _ERROR | errno.EPERM
    if not check.lets:
        found, other = other, found
    body: list[Instruction] = [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * check.argument),  # the lower half, which is all of an int
        (_AND, 0, 0, check.mask),
    ]
    for value in check.values:
        body += [(_EQUAL, 0, 1, value), _end(found)]
    body.append(_end(other))
    return [(_EQUAL, 0, len(body), number), *body]
