"""Installed versions held against what a plugin's distribution says that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from typing import TYPE_CHECKING

from rulekit.catalog.plugin import Plugin
from rulekit.errors import Problem

if TYPE_CHECKING:
    from packaging.requirements import Requirement

ENGINE = ("rulekit", "tree-sitter")  # what reads a pack, beside the wheels of its grammars


def version_problems(plugin: Plugin) -> list[Problem]:
    """Grammars, and rulekit itself, of versions that the plugin's distribution does not allow.

    Nothing is known of a plugin without a distribution, or where `packaging` is not installed.
    """
    wanted = {*ENGINE, *_wheels(plugin)}
    return [
        _refused(plugin, one, installed)
        for one in _requirements(plugin)
        if one.name in wanted and (installed := _version(one.name))
        if not one.specifier.contains(installed, prereleases=True)
    ]


def unheld(plugin: Plugin) -> list[Problem]:
    """Wheels of grammars that the distribution uses and does not name among its dependencies."""
    required = {one.name for one in _requirements(plugin)}
    if plugin.origin == "bundled" or not _is_installed(plugin):
        return []
    return [
        Problem(
            f"{plugin.origin} uses {wheel} {_version(wheel)} and does not require it",
            remedy=f"hold it to one minor version in dependencies: `{_held(wheel)}`",
        )
        for wheel in sorted(_wheels(plugin) - required)
        if _version(wheel)
    ]


def _wheels(plugin: Plugin) -> set[str]:
    return {language.grammar.wheel for language in plugin.languages}


def _requirements(plugin: Plugin) -> Iterator[Requirement]:
    """The requirements that hold here, under the names that distributions have."""
    try:
        from packaging.requirements import Requirement
        from packaging.utils import canonicalize_name
    except ImportError:
        return
    for text in metadata.requires(_distribution(plugin)) or () if _is_installed(plugin) else ():
        one = Requirement(text)
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            one.name = canonicalize_name(one.name)
            yield one


def _refused(plugin: Plugin, one: Requirement, installed: str) -> Problem:
    owner = f"rulekit {plugin.version}" if plugin.origin == "bundled" else plugin.origin
    message = f"{owner} requires {one.name}{one.specifier}, and {one.name} {installed} is installed"
    return Problem(message, remedy=f'try: pip install "{one.name}{one.specifier}"')


def _held(wheel: str) -> str:
    """A requirement of the installed minor version of a wheel."""
    major, minor = (*_version(wheel).split("."), "0")[:2]
    later = f"{major}.{int(minor) + 1}" if minor.isdigit() else f"{int(major) + 1}"
    return f"{wheel}>={major}.{minor},<{later}"


def _distribution(plugin: Plugin) -> str:
    return "rulekit" if plugin.origin == "bundled" else plugin.origin.partition(" ")[0]


def _is_installed(plugin: Plugin) -> bool:
    return bool(_version(_distribution(plugin)))


def _version(distribution: str) -> str:
    """The installed version; "" when there is none."""
    try:
        return metadata.version(distribution)
    except (metadata.PackageNotFoundError, ValueError):
        return ""
