"""Modelines and the shebang: names of languages in the first and last lines of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EDGE_LINES = 5  # vim's default for `modelines`; at each end
EDGE_CHARS = 4096  # and no more than this at each end, however long the lines are

_EMACS = re.compile(r"-\*-(.*?)-\*-")
_EMACS_END = re.compile(r"(?ms)\bLocal Variables:.*?^[^\w\n]*mode:[ \t]*([\w.+#-]+)")
_WORDS = ("-*-", "ft=", "filetype=", "syntax=", "Local Variables:")  # one is in any modeline
_PLAIN = ("text", "fundamental")  # modes for what has none of its own
_VIM = re.compile(r"(?:^|\s)(?:[vV]im?|ex)[<=>\d]*:")
_VIM_TYPE = re.compile(r"[\s:](?:ft|filetype|syntax)=([\w.+#-]+)")

_EXEC = re.compile(r"""["':\s]*exec["'\s]+([\w./+-]+)["'\s].*\$\{?0\b""")
_NAMED = re.compile(r"#!.*\s-l\s+(\w+)")


def modeline_words(text: str) -> Iterator[str]:
    """Languages named for editors, in any spelling: `x` of `-*- mode: x -*-`, `vim: ft=x`."""
    head, tail = text[:EDGE_CHARS], text[-EDGE_CHARS:]
    if not any(word in head or word in tail for word in _WORDS):  # a twentieth of the searches
        return
    first = head.split("\n", EDGE_LINES)[:EDGE_LINES]
    last = tail.rstrip().rsplit("\n", EDGE_LINES)[-EDGE_LINES:]
    for line in (*first, *last):
        if emacs := _EMACS.search(line):
            yield from _emacs_modes(emacs[1])
        if (vim := _VIM.search(line)) and (filetype := _VIM_TYPE.search(line, vim.end() - 1)):
            yield filetype[1]
    if variables := _EMACS_END.search(tail):
        yield variables[1]


def _emacs_modes(variables: str) -> Iterator[str]:
    """`x` of `mode: x; tab-width: 4` and of a lone `x`; no mode that says nothing of the text."""
    for variable in variables.split(";"):
        key, colon, value = variable.partition(":")
        mode = (value if colon else key).strip()
        if (not colon or key.strip().lower() == "mode") and mode.lower() not in _PLAIN:
            yield mode


def shebang_programs(text: str) -> Iterator[str]:
    """Programs that a shebang names, the one that will read the text first.

    `x3.1` of `#!/usr/bin/env -S x3.1 -u` and of `#!/bin/x3.1`. A script that only hands itself on,
    by `exec x "$0" "$@"` in its first lines, is first for `x`.
    """
    line, *others = text[:EDGE_CHARS].split("\n", EDGE_LINES)[:EDGE_LINES]
    if not line.startswith("#!"):
        return
    for other in others:
        if handed := _EXEC.match(other):
            yield handed[1].rpartition("/")[2]
    words = (word for word in line[2:].split() if not word.startswith("-") and "=" not in word)
    program = next(words, "").rpartition("/")[2]
    yield next(words, "").rpartition("/")[2] if program == "env" else program


def shebang_word(text: str) -> str:
    """`y` of `#!/usr/bin/x -l y`: the language for a program that knows several; "" for none."""
    line = text[:EDGE_CHARS].partition("\n")[0]
    named = _NAMED.match(line)
    return named[1] if named else ""
