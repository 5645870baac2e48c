"""Source that is rewritten before it runs: assertions that count themselves, functions emptied.

It runs in the sandbox, where every import is paid for: `_ast`, which is compiled in, has the nodes.
"""

from __future__ import annotations

import _ast
from collections.abc import Iterator
from typing import Any

ONLY_TREE = 0x400  # ast.PyCF_ONLY_AST
RAN, EQUAL, CALLED, LATE = "<ran>", "<equal>", "<called>", "<late>"  # no program can say these
# Names behind which chance may stand, with those whose order depends on hashes and addresses.
CHANCE = frozenset(
    {
        "random",
        "secrets",
        "uuid",
        "time",
        "datetime",
        "date",
        "now",
        "today",
        "perf_counter",
        "monotonic",
        "sleep",
        "threading",
        "Thread",
        "asyncio",
        "concurrent",
        "multiprocessing",
        "tempfile",
        "urandom",
        "getpid",
        "id",
        "hash",
        "set",
        "frozenset",
        "object",
        "weakref",
        "gc",
        "shuffle",
        "sample",
        "choice",
        "randint",
        "numpy",
    }
)
_FUNCTIONS = (_ast.FunctionDef, _ast.AsyncFunctionDef)


def parsed(source: str, name: str) -> Any:
    """The tree of a source; raises what `compile` raises."""
    return compile(source, name, "exec", ONLY_TREE, dont_inherit=True)


def nodes(tree: Any) -> Iterator[Any]:
    """All nodes, however deep, without going deep itself."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        for field in node._fields:
            value = getattr(node, field, None)
            parts = value if isinstance(value, list) else [value]
            stack += [part for part in parts if isinstance(part, _ast.AST)]


def names_chance(tree: Any) -> bool:
    """True if a source of chance is named, or a set is made."""
    for node in nodes(tree):
        if isinstance(node, (_ast.Set, _ast.SetComp)):
            return True
        for field in ("id", "attr", "name", "module"):
            word = getattr(node, field, None)
            if isinstance(word, str) and not CHANCE.isdisjoint(word.split(".")):
                return True
    return False


def count_assertions(tree: Any) -> None:
    """Have each assertion of a tree count itself when it is reached.

    These are `assert`, methods whose names begin with `assert`, `raises`, and functions that are
    imported under a name that begins with `assert`.
    """
    imported = {
        alias.asname or alias.name
        for node in nodes(tree)
        if isinstance(node, _ast.ImportFrom)
        for alias in node.names
    }
    for node in [*nodes(tree)]:
        if isinstance(node, _ast.Assert):
            _count_assert(node)
        elif isinstance(node, _ast.Call) and _asserts(node.func, imported):
            node.args = [node.func, *node.args]
            node.func = _named(CALLED, node)


def _count_assert(node: Any) -> None:
    test = node.test
    is_equation = isinstance(test, _ast.Compare) and len(test.ops) == 1
    if is_equation and isinstance(test.ops[0], _ast.Eq):
        node.test = _call(EQUAL, [test.left, *test.comparators], test)
    else:
        node.test = _call(RAN, [test], test)


def _asserts(called: Any, imported: set[str]) -> bool:
    if isinstance(called, _ast.Attribute):
        return called.attr.startswith("assert") or called.attr == "raises"
    is_imported = isinstance(called, _ast.Name) and called.id in imported
    return is_imported and called.id.startswith(("assert", "raises"))


def empty(tree: Any, names: list[str], *, late: bool) -> list[str]:
    """Empty the bodies of functions but for their docstrings; return the names that are lacking.

    Without `names`, or where these have no functions, all are emptied that can be had from outside;
    it is an error that there is none. If `late`, each does what it did until LATE is true.
    """
    found = [*_functions(tree.body, "")]
    there = [*(known for known, _ in found), *_classes(tree.body, "")]
    lacking = [name for name in names if not any(_is_part(one, name) for one in there)]
    if lacking or not found:
        return lacking or ["any function"]
    meant = [node for known, node in found if any(_is_part(known, name) for name in names)]
    for node in meant or [node for _, node in found]:
        _empty(node, late=late)
    return []


def _is_part(known: str, name: str) -> bool:
    return f"{known}.".startswith(f"{name}.")


def _classes(body: list[Any], prefix: str) -> Iterator[str]:
    """Classes, some of which define no function, with their names as they are called."""
    for node in body:
        if isinstance(node, _ast.ClassDef):
            yield prefix + node.name
            yield from _classes(node.body, f"{prefix}{node.name}.")


def _functions(body: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    """Functions, methods and lambdas with a name, with their names as they are called."""
    for node in body:
        if isinstance(node, _FUNCTIONS):
            yield prefix + node.name, node
        elif isinstance(node, _ast.ClassDef):
            yield from _functions(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, (_ast.Assign, _ast.AnnAssign)):
            if isinstance(node.value, _ast.Lambda):
                targets = node.targets if isinstance(node, _ast.Assign) else [node.target]
                for target in targets:
                    yield prefix + str(getattr(target, "id", "<lambda>")), node.value
        else:  # if, try, with
            for field in ("body", "orelse", "handlers", "finalbody"):
                yield from _functions(getattr(node, field, []), prefix)


def _empty(node: Any, *, late: bool) -> None:
    nothing = _ast.Constant(value=None)
    place(nothing, node)
    if isinstance(node, _ast.Lambda):
        otherwise, node.body = node.body, nothing
        if late:
            node.body = _ast.IfExp(test=_named(LATE, node), body=nothing, orelse=otherwise)
            place(node.body, node)
        return
    end: Any = place(_ast.Return(value=nothing), node)
    head, rest = _docstring(node.body)
    if late:
        end = place(_ast.If(test=_named(LATE, node), body=[end], orelse=[]), node)
    node.body = [*head, end, *(rest if late else [])]


def _docstring(body: list[Any]) -> tuple[list[Any], list[Any]]:
    first = body[0]
    is_text = isinstance(first, _ast.Expr) and isinstance(first.value, _ast.Constant)
    if is_text and isinstance(first.value.value, str):
        return body[:1], body[1:]
    return [], body


def _call(name: str, words: list[Any], like: Any) -> Any:
    return place(_ast.Call(func=_named(name, like), args=words, keywords=[]), like)


def _named(name: str, like: Any) -> Any:
    return place(_ast.Name(id=name, ctx=_ast.Load()), like)


def place(node: Any, like: Any) -> Any:
    """The node, at the place of another."""
    for field in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        setattr(node, field, getattr(like, field))
    return node
