"""Paths as a repository has them, and as they can be printed."""

from __future__ import annotations

import os

MARKS = (".git", ".hg", ".jj")  # what stands in the root of a repository


class Repositories:
    """The repositories that files stand in, each looked for once."""

    def __init__(self) -> None:
        self.roots: dict[str, str] = {}

    def split(self, file: str) -> tuple[str, str]:
        """The root of a file's repository and its path from there, `/` between folders.

        Outside of one the root is the current folder; where that is not above the file, the root is
        "" and the path absolute.
        """
        file = os.path.abspath(file)
        root = self._root(os.path.dirname(file)) or os.getcwd()
        if not file.startswith(os.path.join(root, "")):
            return "", file
        return root, os.path.relpath(file, root).replace(os.sep, "/")

    def _root(self, folder: str) -> str:
        """The nearest folder, upwards, in which a repository begins; "" for none."""
        here, new = folder, []
        while here not in self.roots:  # no recursion, as folders can be deep
            new.append(here)
            if any(os.path.lexists(os.path.join(here, mark)) for mark in MARKS):
                self.roots[here] = here
            elif here == os.path.dirname(here):
                self.roots[here] = ""
            else:
                here = os.path.dirname(here)
        self.roots.update(dict.fromkeys(new, self.roots[here]))
        return self.roots[folder]


def printable(path: str) -> str:
    """Escape the bytes of a path that are not UTF-8, and line ends, so that it can be printed."""
    shown = (
        path.replace(os.sep, "/")
        .encode("utf-8", "surrogateescape")
        .decode("utf-8", "backslashreplace")
    )
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown)
