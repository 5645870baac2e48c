"""The stub: confines its own process, then becomes the program that is to be confined.

It is run as a file, by the same Python as rulekit and without any of it. On standard input it gets
what it has to do, in Python's own notation, and leaves the rest of it to the program.
"""

from __future__ import annotations

import ctypes
import marshal
import os
import sys

TYPE_CHECKING = False  # an import of typing, as of enum or re, would take as long as all of this
if TYPE_CHECKING:
    from typing import Any

CHANNEL, SIGKILL = 3, 9
CREATE, ADD, RESTRICT = 444, 445, 446  # landlock_create_ruleset, …_add_rule, …_restrict_self
PATH_BENEATH = 1
SET_PDEATHSIG, SET_SECCOMP, SET_NO_NEW_PRIVS, FILTER = 1, 22, 38, 2  # of prctl
CAPABILITIES = (0x20080522).to_bytes(4, sys.byteorder)  # _LINUX_CAPABILITY_VERSION_3
LIBC = ctypes.CDLL(None, use_errno=True)


class Failed(Exception):  # noqa: N818  it is told and ends the process
    """A part of the confinement that the kernel refused."""


def main() -> None:
    """Read, confine, become; of a failure, write down which part failed and end."""
    status = int(sys.argv[1])
    os.set_inheritable(status, False)
    try:
        told = marshal.loads(_read(int.from_bytes(_read(8), "big")))  # noqa: S302  of rulekit
        _confine(told)
        os.write(status, b"ok")
        os.execve(told["words"][0], told["words"], told["environment"])  # noqa: S606
    except (OSError, Failed, ValueError) as error:
        os.write(status, f"{type(error).__name__}: {error}".encode())
        os._exit(126)


def _confine(told: dict[str, Any]) -> None:
    _become(told["user"])
    _call("prctl", SET_PDEATHSIG, SIGKILL, 0, 0, 0)
    if told["parent"] not in {0, os.getppid()}:
        raise Failed("whoever started it is gone")
    os.umask(0o077)
    os.chdir(told["folder"])
    for name, text in told["files"].items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "x", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
    os.dup2(told["channel"], CHANNEL)
    os.close(told["channel"])
    for number, bound in told["bounds"]:
        _call("setrlimit", number, b"".join(one.to_bytes(8, sys.byteorder) for one in bound))
    _call("prctl", SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if told["handled"]:
        _landlock(told["handled"], told["rules"])
    if told["filter"]:
        _seccomp(told["filter"])


def _become(user: int) -> None:
    """Root becomes a user who owns nothing; -1: it stays, and can do what only root can no more."""
    if user > 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    if user < 0:  # without new privileges, which are refused below, no program gets these back
        _call("capset", CAPABILITIES + bytes(4), bytes(24))


def _landlock(handled: bytes, rules: list[tuple[str, int]]) -> None:
    ruleset = _call("syscall", CREATE, handled, ctypes.c_size_t(len(handled)), 0)
    for path, rights in rules:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        beneath = rights.to_bytes(8, sys.byteorder) + place.to_bytes(4, sys.byteorder)
        _call("syscall", ADD, ruleset, PATH_BENEATH, beneath, 0)
        os.close(place)
    _call("syscall", RESTRICT, ruleset, 0)
    os.close(ruleset)


def _seccomp(instructions: list[tuple[int, int, int, Any]]) -> None:
    own = os.getpid()
    code = b"".join(
        operation.to_bytes(2, sys.byteorder)
        + bytes([if_true, if_false])
        + (own if operand == "pid" else operand).to_bytes(4, sys.byteorder)
        for operation, if_true, if_false, operand in instructions
    )
    place = ctypes.create_string_buffer(code, len(code))
    # struct sock_fprog: a number of 16 bits, then, where a pointer may lie, one
    head = len(instructions).to_bytes(ctypes.sizeof(ctypes.c_void_p), sys.byteorder)
    program = head + ctypes.addressof(place).to_bytes(len(head), sys.byteorder)
    _call("prctl", SET_SECCOMP, FILTER, program, 0, 0)


def _call(name: str, *words: Any) -> int:
    found: int = getattr(LIBC, name)(*words)
    if found < 0:
        error = ctypes.get_errno()
        raise Failed(f"{name} {words[0]} is refused: {os.strerror(error)}")
    return found


def _read(count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = os.read(0, count - len(found))
        if not part:
            raise Failed("the words from rulekit ended early")
        found += part
    return found


if __name__ == "__main__":
    main()
