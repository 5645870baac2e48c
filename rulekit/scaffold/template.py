"""Files that are filled from a template, and written only where nothing is yet."""

from __future__ import annotations

import os
import string
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from rulekit.errors import Problem, UsageError


class FileTemplate(string.Template):
    """A text in which `@@word` stands for a value: the files hold `$` and braces of their own."""

    delimiter = "@@"


def filled(template: str, words: Mapping[str, str]) -> str:
    """The text of a bundled template; every word in it must have a value."""
    text = (files("rulekit.scaffold") / "templates" / f"{template}.in").read_text("utf-8")
    return FileTemplate(text).substitute(words)


def write_new(texts: Mapping[Path, str]) -> None:
    """Write files, with the folders that they need; raises UsageError when one is there already.

    Nothing is written then.
    """
    if there := [path for path in texts if os.path.lexists(path)]:
        remedy = "name another, or move it away: nothing is written over"
        message = "it is there already"
        raise UsageError([Problem(message, str(path), remedy=remedy) for path in there])
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror}") from None
