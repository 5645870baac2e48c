"""The options of a plan, as a command line, a caller in Python and a rulekit.toml give them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, field, fields, replace
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack, get_type_hints

from rulekit.core.dataclass import dataclass
from rulekit.places.address import refuse_address

if TYPE_CHECKING:
    from rulekit.spec.project import ProjectSpec
    from rulekit.spec.strict_yaml import Tree

Function = TypeVar("Function", bound=Callable[..., Any])
AnyPath = str | os.PathLike[str]

OTHER_NAMES = {"settings": "set", "off": "p", "cached": "no-cache"}  # on the command line
SHOWN = ("all_signals", "used_signals", "all_evidence", "failed_only")  # what verdicts hold
SPEED = ("cached",)  # how a plan is had, which changes nothing of it
# Known by what they bring and leave out, wherever it comes from.
BROUGHT = ("rules", "replies", "off")


@dataclass(frozen=True)
class PlanOptions:
    """Options that decide verdicts, files by their names. Plain data that travels as JSON.

    Lists may be given as iterables of words or paths, and a word alone is a list of one; they are
    kept as tuples of text.
    """

    profile: str | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    seed: int | None = None
    config: str | None = None
    rules: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    all_signals: bool = False
    used_signals: bool = False
    all_evidence: bool = False
    failed_only: bool = False
    cached: bool = True

    def __post_init__(self) -> None:
        """Raises TypeError for a list of anything but words and paths."""
        for one in fields(self):
            value = getattr(self, one.name)
            if "tuple" in str(one.type) and value is not one.default:
                object.__setattr__(self, one.name, _listed(value))
        if self.config is not None:
            object.__setattr__(self, "config", os.fspath(self.config))
            refuse_address(str(self.config), "a rulekit.toml")
        for folder in self.rules:
            refuse_address(folder, "a folder of rules")
        for folder in self.replies:
            refuse_address(folder, "a folder of replies")

    @staticmethod
    def of(profile: str | None = None, **keywords: Unpack[PlanKeywords]) -> PlanOptions:
        """The options that a caller in Python writes."""
        given: dict[str, Any] = {**keywords}
        return PlanOptions(profile, **given)

    def to_json(self) -> str:
        """The options as one line."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> PlanOptions:
        """The options that `to_json` wrote."""
        return PlanOptions(**json.loads(text))

    def asked(self) -> dict[str, str]:
        """Words for an audit to keep: JSON, by the name of the option."""
        return {option_name(name): json.dumps(getattr(self, name)) for name in ASKED}

    def as_asked(self, asked: Mapping[str, str]) -> PlanOptions:
        """These options with the words of an audit, but for files, which are those that are here.

        Raises KeyError, RecursionError, TypeError or ValueError for what `asked` never gives.
        """
        words = {name: asked[option_name(name)] for name in ASKED if name != "config"}
        return replace(self, **{name: json.loads(word) for name, word in words.items()})


ASKED = tuple(one.name for one in fields(PlanOptions) if one.name not in (*SHOWN, *SPEED, *BROUGHT))


class PlanKeywords(TypedDict, total=False):
    """The options beside the profile, in all the forms that a caller in Python may write."""

    select: str | Iterable[str] | None
    extend_select: str | Iterable[str]
    ignore: str | Iterable[str]
    settings: str | Iterable[str]
    seed: int | None
    config: AnyPath | None
    rules: AnyPath | Iterable[AnyPath]
    replies: AnyPath | Iterable[AnyPath]
    off: str | Iterable[str]
    all_signals: bool
    used_signals: bool
    all_evidence: bool
    failed_only: bool
    cached: bool


def _empty() -> ProjectSpec:
    from rulekit.spec.project import ProjectSpec  # pydantic, which a stored plan needs not

    return ProjectSpec()


@dataclass(frozen=True)
class Project:
    """A rulekit.toml: what it says, and the folder `root` that its paths count from.

    `config` is its path, as it was named or as it is seen from the current folder; "" is none.
    """

    spec: ProjectSpec = field(default_factory=_empty)
    tree: Tree | None = field(default=None, repr=False)
    root: str = "."
    config: str = ""


def option_name(name: str) -> str:
    """The name that a field of PlanOptions has on the command line, without hyphens before it."""
    return OTHER_NAMES.get(name, name.replace("_", "-"))


def shows_options(function: Function) -> Function:
    """Give a function of `**keywords: Unpack[PlanKeywords]` a signature that lists all of them.

    Type checkers read the annotation; `help` and notebooks read this.
    """
    said = signature(function)
    first = [one for one in said.parameters.values() if one.kind is not Parameter.VAR_KEYWORD]
    kinds = get_type_hints(PlanKeywords)
    listed = [
        Parameter(one.name, Parameter.KEYWORD_ONLY, default=one.default, annotation=kinds[one.name])
        for one in fields(PlanOptions)
        if one.name in kinds
    ]
    function.__signature__ = said.replace(parameters=[*first, *listed])  # type: ignore[attr-defined]  # inspect's protocol
    return function


def _listed(words: AnyPath | Iterable[AnyPath]) -> tuple[str, ...]:
    """A word alone is a list of one, not of its letters."""
    listed = [words] if isinstance(words, str | os.PathLike) else words
    return tuple(os.fspath(word) for word in listed)
