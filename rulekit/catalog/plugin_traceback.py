"""Exceptions of plugins, placed in the plugin's own code."""

from __future__ import annotations

import importlib
import linecache
import traceback
from importlib import metadata
from pathlib import Path

import pluggy

from rulekit.catalog.plugin_source import PluginSource
from rulekit.errors import Problem


def blamed(error: BaseException, plugin: PluginSource) -> Problem:
    """An exception as a problem at the last place in its trace that is the plugin's own."""
    if absent := _absent(error, plugin):
        return absent
    message = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError) and error.filename:
        source = (error.text or "").rstrip("\n")
        line, column = error.lineno or 0, error.offset or 0
        return Problem(f"SyntaxError: {error.msg}", error.filename, line, column, 1, source)
    remedy = ""
    if isinstance(error, ModuleNotFoundError) and error.name:
        remedy = f"try: pip install {error.name.partition('.')[0].replace('_', '-')}"
    frames = traceback.extract_tb(error.__traceback__)
    outside = [frame for frame in frames if not _loading(frame.filename)]
    if not outside:
        return Problem(message, remedy=remedy)
    # The plugin's own frames lie in the folder of the first; what they called is somebody else's.
    home = str(Path(outside[0].filename).parent)
    last = [frame for frame in outside if frame.filename.startswith(home)][-1]
    line, column = last.lineno or 0, (last.colno or 0) + 1
    source = linecache.getline(last.filename, line).rstrip("\n")
    return Problem(message, last.filename, line, column, 1, source, remedy)


def _absent(error: BaseException, source: PluginSource) -> Problem | None:
    """The problem of an entry point that names a module that is not there."""
    module = source.entry.partition(":")[0].strip()
    gone = error.name if isinstance(error, ModuleNotFoundError) else None
    if not gone or not f"{module}.".startswith(f"{gone}."):
        return None
    message = f"the entry point `{source.name} = {source.entry}` of {source.origin} names a module "
    message += f"that is not there: `{gone}`"
    remedy = "mend [project.entry-points.rulekit] in its pyproject.toml, or list the package under "
    return Problem(message, remedy=f"{remedy}[tool.setuptools] packages, and install it again")


def _loading(filename: str) -> bool:
    """Frames of the import system, of pluggy and of this room say nothing to an author."""
    modules = (pluggy, importlib, metadata)
    folders = [str(Path(module.__file__).parent) for module in modules if module.__file__]
    return filename.startswith(("<frozen", str(Path(__file__).parent), *folders))
