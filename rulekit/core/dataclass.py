"""Dataclasses that need no compiler: `dataclass`, as that of the standard library.

That one writes six methods for each class as source text and compiles it, which takes 0.5 ms: for
the seventy classes of a command, a third of its CPU time. Here classes share their methods. Their
objects take 0.5 us longer to make, so what is made for each document is of the other sort.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, FrozenInstanceError
from itertools import takewhile
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
    from inspect import Signature
else:

    def dataclass(cls=None, /, *, frozen=False):  # noqa: ANN001, ANN201
        """Make a class a dataclass: it gets the methods that it does not have itself."""
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen)
        dataclasses.dataclass(cls, init=False, repr=False, eq=False)
        for name, method in _methods(cls, frozen=frozen).items():
            if name not in vars(cls):
                setattr(cls, name, method)
        return cls


__all__ = ["dataclass"]
Field = dataclasses.Field[Any]
Method = Callable[..., Any]


def _methods(cls: type[Any], *, frozen: bool) -> dict[str, Any]:
    fields = dataclasses.fields(cls)
    key = _key([one.name for one in fields if one.compare])
    methods: dict[str, Any] = {
        "__init__": _initializer(fields, getattr(cls, "__post_init__", None)),
        "__signature__": _LateSignature(),
        "__repr__": _repr([one.name for one in fields if one.repr]),
        "__eq__": _equality(key),
        "__hash__": None,
    }
    if frozen:
        names = frozenset(one.name for one in fields)
        methods["__hash__"] = lambda self: hash(key(self))
        methods["__setattr__"] = _refusal(cls, names, "__setattr__", "assign to")
        methods["__delattr__"] = _refusal(cls, names, "__delattr__", "delete")
    return methods


def _initializer(fields: Sequence[Field], after: Method | None) -> Method:
    """`__init__`: the values of fields in their order, or by name, or their defaults."""
    names = [one.name for one in fields if one.init]
    known = {one.name: one.default for one in fields if one.default is not MISSING}
    made = {one.name: one.default_factory for one in fields if one.default_factory is not MISSING}
    unasked = [name for name in made if name not in names]
    last = [*takewhile(known.__contains__, reversed(names))][::-1]
    ends = {len(names) - i: tuple(known[one] for one in last[-i:]) for i in range(1, len(last) + 1)}
    put = object.__setattr__

    def init(self: Any, /, *given: Any, **named: Any) -> None:
        if named or len(given) != len(names):
            end = None if named else ends.get(len(given))
            given = given + end if end else _arranged(self, names, given, named, known, made)
        for name, value in zip(names, given, strict=True):
            put(self, name, value)
        for name in unasked:
            put(self, name, made[name]())
        if after is not None:
            after(self)

    return init


def _arranged(
    self: object,
    names: Sequence[str],
    given: tuple[Any, ...],
    named: dict[str, Any],
    known: Mapping[str, Any],
    made: Mapping[str, Callable[[], Any]],
) -> tuple[Any, ...]:
    """The value of each field; raises TypeError for one that is missing, unknown or there twice."""
    values, missing = list(given), []
    for name in names[len(given) :]:
        if name in named:
            values.append(named.pop(name))
        elif name in known:
            values.append(known[name])
        elif name in made:
            values.append(made[name]())
        else:
            missing.append(name)
    if missing or named or len(given) > len(names):
        told = f"missing: {missing}, unknown or twice: {[*named]}, {len(given)} without a name"
        raise TypeError(f"{type(self).__qualname__}() has not the right arguments ({told})")
    return tuple(values)


def _key(names: Sequence[str]) -> Method:
    """The values of some fields of an object, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _equality(key: Method) -> Method:
    def equal(self: Any, other: object) -> bool:
        return key(self) == key(other) if type(other) is type(self) else NotImplemented

    return equal


def _repr(names: Sequence[str]) -> Method:
    @recursive_repr()
    def shown(self: Any) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({values})"

    return shown


def _refusal(cls: type[Any], names: frozenset[str], method: str, what: str) -> Method:
    """A method that refuses the fields of a frozen class, and whatever the class itself lacks."""

    def refuse(self: Any, name: str, *value: Any) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot {what} field {name!r}")
        getattr(super(cls, self), method)(name, *value)

    return refuse


class _LateSignature:
    """The signature of a class, made when it is asked for."""

    def __get__(self, _instance: object, cls: type[Any]) -> Signature:
        from inspect import Parameter, Signature

        def parameter(one: Field) -> Parameter:
            default = Parameter.empty if one.default is MISSING else one.default
            default = default if one.default_factory is MISSING else one.default_factory
            kind = Parameter.POSITIONAL_OR_KEYWORD
            return Parameter(one.name, kind, default=default, annotation=one.type)

        return Signature([parameter(one) for one in dataclasses.fields(cls) if one.init])
