"""Environments with packages of their own, which nobody installed."""

import venv
from pathlib import Path


def environment(folder, packages):
    """The path of a Python in which these modules can be imported, by their files."""
    venv.create(folder, symlinks=True)
    (site,) = Path(folder).glob("lib/python*/site-packages")
    for name, text in packages.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(Path(folder, "bin/python"))


def metadata(name, version, module):
    """Files that say that a distribution has brought a module."""
    folder = f"{name.replace('-', '_')}-{version}.dist-info"
    return {
        f"{folder}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{folder}/RECORD": f"{module}.py,,\n",
        f"{folder}/top_level.txt": f"{module}\n",
    }
