"""The program that runs a solution with its tests, alone in a sandbox.

It is the tests' own process: a solution can reach whatever this program holds, if it was written
to. So nothing here is found by a name: what is needed after the first line of the solution is held
in variables of `main`, the secret too, and whoever looks into frames or objects is told of.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

from .discovery import run_tests
from .rewriting import CALLED, EQUAL, LATE, RAN, count_assertions, empty, names_chance, parsed
from .telling import explain, snapshot

SOLUTION, TESTS = "solution.py", "tests.py"
MOST = 1_000  # objects of a value that are looked at
# Ways to the objects of others; that of frames is open to modules of Python that need it.
LOOKS = frozenset(
    {
        "sys._current_frames",
        "sys._current_exceptions",
        "sys._getframe",
        "sys.settrace",
        "sys.setprofile",
        "sys.addaudithook",
        "sys.monitoring.register_callback",
        "gc.get_objects",
        "gc.get_referrers",
        "gc.get_referents",
        "ctypes.dlopen",
    }
)
STRANGE = (SOLUTION, TESTS, "inspect.py", "<string>")  # that have no need of frames
BY_FRAME = ("tb_frame", "gi_frame", "cr_frame", "ag_frame")


class TrialText:
    """What is run, and what is found of it on the way."""

    def __init__(self, solution: str, tests: str, emptied: str, names: list[str]) -> None:
        self.solution, self.tests, self.emptied, self.names = solution, tests, emptied, names
        self.loading, self.has_chance = True, False


class Given(SourceFileLoader):
    """Loads a module from code that is there."""

    def __init__(self, name: str, code: CodeType) -> None:
        super().__init__(name, f"{name}.py")
        self.code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002  importlib's signature
        """The code."""
        return self.code


class UnequalError(AssertionError):
    """A value that is equal to everything is equal to nothing in particular."""


def counters(count: list[int]) -> dict[str, Any]:
    """What assertions call, by its name in the tests; it counts them in a list."""

    def ran(value: Any) -> Any:
        count[0] += 1
        return value

    def equal(left: Any, right: Any) -> Any:
        count[0] += 1
        _refuse(left, right)
        return left == right

    def called(function: Any, *words: Any, **named: Any) -> Any:
        if getattr(function, "__name__", "") in {"assertEqual", "assertEquals"}:
            _refuse(*words[:2])
        value = function(*words, **named)
        count[0] += 1
        return value

    return {RAN: ran, EQUAL: equal, CALLED: called}


def _refuse(*values: Any) -> None:
    """Raise UnequalError for a value in which something equals an object that nobody knows."""
    any_one = getattr(sys.modules.get("unittest.mock"), "ANY", None)
    stack, seen = [*values], 0
    while stack and seen < MOST:
        value, seen = stack.pop(), seen + 1
        if type(value) in {list, tuple, set, frozenset}:
            stack += [*value][:MOST]
        elif type(value) is dict:
            stack += [*value.values()][:MOST]
        elif type(value).__flags__ & (1 << 9) and value is not any_one and _equals_all(value):
            raise UnequalError("a value equals whatever it is compared with")


def _equals_all(value: Any) -> bool:
    try:
        return (value == type("Nobody", (), {})()) is True
    except Exception:  # noqa: BLE001  its comparison is its own affair
        return False


def watch() -> tuple[list[str], list[bool]]:
    """A list to which ways into this program are added, while the other has a true value.

    No program can take the hook away again.
    """
    seen: list[str] = []
    is_on = [False]

    def hook(event: str, words: tuple[Any, ...], frame: Any = sys._getframe) -> None:  # noqa: SLF001
        if not is_on[0] or not (event in LOOKS or event == "object.__getattr__"):
            return
        if event == "object.__getattr__" and words[1] not in BY_FRAME:
            return
        is_on[0] = False  # to look at the frame is such an event, too
        file = frame(1).f_code.co_filename
        needs_it = event.startswith(("object", "sys._getframe")) and not file.endswith(STRANGE)
        if not needs_it:
            seen.append(event)
        is_on[0] = True

    sys.addaudithook(hook)
    return seen, is_on


def load(name: str, code: CodeType, given: dict[str, Any]) -> ModuleType:
    """Run code as a module, which others can import by its name."""
    module = ModuleType(name)
    vars(module).update(given, __file__=f"{name}.py")
    sys.modules[name] = module
    Given(name, code).exec_module(module)
    return module


def rewritten(trial: TrialText) -> tuple[CodeType, CodeType]:
    """The code of solution and tests, with what counts assertions and, if asked for, empty."""
    tree, tested = parsed(trial.solution, SOLUTION), parsed(trial.tests, TESTS)
    trial.has_chance = names_chance(tree) or names_chance(tested)
    if trial.emptied != "-":
        lacking = empty(tree, trial.names, late=trial.emptied == "late")
        if lacking:
            raise LookupError(f"the solution does not define {', '.join(lacking)}")
    count_assertions(tested)
    # What this file imports from the future is not to change what is compiled here.
    return (
        compile(tree, SOLUTION, "exec", dont_inherit=True),
        compile(tested, TESTS, "exec", dont_inherit=True),
    )


def run(trial: TrialText, count: list[int], is_on: list[bool]) -> None:
    """Load the solution, then its tests, and run them; raises what they raise."""
    solution, tests = rewritten(trial)
    for name in [name for name in sys.modules if name.startswith("trial")]:
        del sys.modules[name]
    is_on[0] = True
    module = load("solution", solution, {LATE: False})
    trial.loading = False
    vars(module)[LATE] = True
    public = {name: one for name, one in vars(module).items() if not name.startswith("__")}
    asserting = counters(count)
    tested = load("tests", tests, public | asserting)
    run_tests(tested)
    if any(vars(tested).get(name) is not one for name, one in asserting.items()):
        raise LookupError("it changed the assertions of its tests")


def main() -> None:
    """Read what is to be run from standard input, run it, and report to descriptor 3."""
    write, end, encode = os.write, os._exit, str.encode  # before anybody changes them
    explaining, running = explain, run
    head, _, rest = sys.stdin.buffer.read().partition(b"\n")
    secret, emptied, size, *names = head.decode().split(" ")
    trial = TrialText(rest[: int(size)].decode(), rest[int(size) :].decode(), emptied, names)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    seen, is_on = watch()
    changed, count = snapshot(trial.tests), [0]
    outcome, note = "passed", ""
    try:
        running(trial, count, is_on)
    except BaseException as error:  # noqa: BLE001  whatever it is, it is the outcome
        is_on[0] = False
        outcome, note = explaining(error, trial)
    is_on[0] = False
    if names := changed():
        outcome, note = "error", f"it changed {names[0]}, by which tests are judged"
    if seen:
        outcome, note = "error", f"it looked into the program that runs the tests: {seen[0]}"
    flags = "%d %d %d" % (count[0], trial.loading, trial.has_chance)  # noqa: UP031
    line = "%s %s %s\n%s" % (secret, outcome, flags, note[:MOST])  # noqa: UP031
    write(3, encode(line, "utf-8", "backslashreplace"))
    end(0)
