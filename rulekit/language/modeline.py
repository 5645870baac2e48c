"""Modelines and the shebang: names of languages in the first and last lines of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EDGE_LINES = 5  # vim's default for `modelines`; at each end
EDGE_CHARS = 4096  # and no more than this at each end, however long the lines are

_EMACS = re.compile(r"-\*-(.*?)-\*-")
_VIM = re.compile(r"(?:^|\s)(?:vim?|ex)[<=>\d]*:")
_VIM_TYPE = re.compile(r"[\s:](?:ft|filetype|syntax)=([\w.+#-]+)")


def modeline_words(text: str) -> Iterator[str]:
    """Languages named for editors, in any spelling: `x` of `-*- mode: x -*-`, `vim: ft=x`."""
    first = text[:EDGE_CHARS].split("\n", EDGE_LINES)[:EDGE_LINES]
    last = text[-EDGE_CHARS:].rstrip().rsplit("\n", EDGE_LINES)[-EDGE_LINES:]
    for line in (*first, *last):
        if emacs := _EMACS.search(line):
            yield from _emacs_modes(emacs[1])
        if (vim := _VIM.search(line)) and (filetype := _VIM_TYPE.search(line, vim.end() - 1)):
            yield filetype[1]


def _emacs_modes(variables: str) -> Iterator[str]:
    """`x` of `mode: x; tab-width: 4` and of a lone `x`."""
    for variable in variables.split(";"):
        key, colon, value = variable.partition(":")
        if not colon or key.strip().lower() == "mode":
            yield (value if colon else key).strip()


def shebang_program(text: str) -> str:
    """`x3.1` of `#!/usr/bin/env -S x3.1 -u` and of `#!/bin/x3.1`; "" when there is no shebang."""
    line = text[:EDGE_CHARS].partition("\n")[0]
    if not line.startswith("#!"):
        return ""
    words = (word for word in line[2:].split() if not word.startswith("-") and "=" not in word)
    program = next(words, "").rpartition("/")[2]
    return next(words, "").rpartition("/")[2] if program == "env" else program
