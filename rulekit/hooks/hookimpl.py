"""The mark of a hook's implementation, as pluggy reads it: a plugin is imported without pluggy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, overload

GROUP = "rulekit"  # the entry-point group of plugins, and the project name that pluggy matches
MARK = f"{GROUP}_impl"  # of a function that `hookimpl` decorates

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS: dict[str, bool | str | None] = {
    "wrapper": False,
    "hookwrapper": False,
    "optionalhook": False,
    "tryfirst": False,
    "trylast": False,
    "specname": None,
}


@overload
def hookimpl(function: Function) -> Function: ...
@overload
def hookimpl(
    function: None = None, **options: bool | str | None
) -> Callable[[Function], Function]: ...
def hookimpl(function: Any = None, **options: bool | str | None) -> Any:
    """Mark a function of a plugin as the implementation of a hook; `options` are pluggy's.

    Raises TypeError for an option that pluggy has not.
    """
    if unknown := options.keys() - _OPTIONS.keys():
        raise TypeError(f"hookimpl has no option `{min(unknown)}`")

    def mark(marked: Function) -> Function:
        setattr(marked, MARK, _OPTIONS | options)
        return marked

    return mark if function is None else mark(function)
