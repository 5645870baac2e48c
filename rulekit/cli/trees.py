"""Warnings about the folders given to `rulekit filter`, before the first file is judged."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rulekit.cli.project import projects_below, tell_unused, warn
from rulekit.corpus.folder_reader import NAME as TREE
from rulekit.errors import Problem, UsageError
from rulekit.files.discover import discover
from rulekit.files.repository import printable
from rulekit.places.address import is_address
from rulekit.places.place import place_of, refuse_read_only
from rulekit.run.prepared import PreparedRun


def check_out(out: str, of: str = "an audit") -> None:
    """Raises UsageError for an `--out` that is there and can be no folder `of` something."""
    if is_address(out):
        refuse_read_only(place_of(out))
        return
    if not os.path.lexists(out) or Path(out).is_dir():
        return
    what = "is a link to a folder that is not there" if Path(out).is_symlink() else "is no folder"
    if Path(out).exists() and Path(out).is_symlink():
        what = "is a link to what is no folder"
    message = f"--out {printable(out)}: it {what}, and {of} is a folder"
    raise UsageError([Problem(message, remedy="name another, or one that is not there yet")])


def warn_of_trees(run: PreparedRun, paths: Sequence[str], *, isolated: bool) -> None:
    """Warn of ignore files that are not read and of rulekit.toml that are not used.

    The workers find the files again, each for itself, and say nothing of them.
    """
    root = run.engine.plan.root
    trees = [shard.path for shard in run.source.shards if shard.reader == TREE]
    found = discover(trees, exclude=run.job.exclude, root=root, tell=warn)
    unused = projects_below(found, paths, run.options.config)
    if not isolated:
        tell_unused(unused)
