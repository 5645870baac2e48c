"""The hooks. No arguments, a return value, called once per process."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from rulekit.hooks.pack import Pack
from rulekit.hooks.reader import Reader
from rulekit.hooks.runner import Runner

GROUP = "rulekit"  # the entry-point group of plugins, and the project name that pluggy matches

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def rulekit_packs() -> Iterable[Pack]:  # type: ignore[empty-body]  # a specification has no body
    """The packs that this plugin brings. First users: every bundled pack."""


@hookspec
def rulekit_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """The formats of corpora that this plugin reads. First users: `jsonl`, `parquet`."""


@hookspec
def rulekit_runners() -> Iterable[Runner]:  # type: ignore[empty-body]
    """The runners that have corpora judged elsewhere. First user: `ray`."""
