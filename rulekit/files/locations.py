"""Places of files in their repositories, with what stands around them."""

from __future__ import annotations

from collections.abc import Callable

from rulekit.core.location import Location
from rulekit.errors import Problem
from rulekit.files.git_attributes import GitAttributes
from rulekit.files.packages import Packages
from rulekit.files.repository import Repositories, printable


class Locations:
    """What is known of repositories, each of their files looked at once.

    `tell` is told of files that could not be read.
    """

    def __init__(self, tell: Callable[[Problem], None] = lambda _problem: None) -> None:
        self._repositories = Repositories()
        self._attributes = GitAttributes(tell)
        self._packages = Packages()

    def of(self, file: str) -> Location:
        """The place of a file in its repository; outside of one, in the current folder."""
        root, path = self._repositories.split(file)
        if not root:
            return Location(printable(path))
        marks, language = self._attributes.of(root, path)
        package = printable(self._packages.copied(root, path))
        repository = self._packages.home(root)
        return Location(printable(path), marks, printable(language), package, repository)
