"""Describers: how the public names of an installed package are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.sandbox.program import Program, ProgramEnd


@dataclass(frozen=True)
class PackageAsked:
    """A package, or a module of one, that is asked for its public names.

    At most `most` entries are told, each of at most `characters`. The first `first` of them are
    passed over, as an earlier program has told them; modules in `without` are not loaded.
    `interpreter` is the path of a program, "" for the describer's own choice.
    """

    name: str
    interpreter: str = ""
    most: int = 500
    characters: int = 8_000
    first: int = 0
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackageTold:
    """The entries that one program told of a package, as rows, in an order that never changes.

    `why` says why there are none; then `known` are names that could be asked instead, as far as
    they are known. `lost` are its modules and names that could not be loaded, with why; `loading`
    is the module that ended the program. `left` counts entries beyond `most`. The entries
    from number `following` on are left for another program; 0: all are told.
    """

    rows: Sequence[Mapping[str, Any]] = ()
    why: str = ""
    known: Sequence[str] = ()
    lost: Mapping[str, str] = field(default_factory=dict)
    loading: str = ""
    left: int = 0
    following: int = 0


@dataclass(frozen=True)
class Describer:
    """Tells the public names of installed packages, by a program for each.

    `program` makes that program, and raises UsageError for a name that can be none; `told` reads
    what it told from its end, whatever ended it.
    """

    program: Callable[[PackageAsked], Program]
    told: Callable[[ProgramEnd, PackageAsked], PackageTold]
