"""Another rulekit than the one that is installed: a checkout of it, or a revision."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
PACKAGES = {"rulekit": "rulekit", "rulekit_plugins": "plugins", "rulekit_rules": "rules"}
CACHE = "RULEKIT_CACHE_DIR"  # a variable: no engine finds what another has stored
RULEKIT = (sys.executable, "-P", "-m", "rulekit")  # not that of the folder where one stands


@contextmanager
def environment(wanted: str | Path = ROOT) -> Iterator[dict[str, str]]:
    """The environment in which Python imports the rulekit of a checkout, or of a revision of this.

    Raises OSError where there is neither.
    """
    with TemporaryDirectory() as folder:
        tree = Path(wanted).resolve() if Path(wanted).is_dir() else _unpacked(str(wanted), folder)
        if not (tree / "rulekit").is_dir():
            raise OSError(f"{tree}: no rulekit there")
        links = Path(folder, "links")
        links.mkdir()
        for package, there in PACKAGES.items():
            (links / package).symlink_to(tree / there)
        yield {**os.environ, "PYTHONPATH": str(links), CACHE: str(Path(folder, "cache"))}


def _unpacked(revision: str, folder: str) -> Path:
    words = ["git", "-C", str(ROOT), "archive", revision, *PACKAGES.values()]
    done = subprocess.run(words, capture_output=True, check=False)
    if done.returncode:
        raise OSError(f"{revision}: {done.stderr.decode().strip()}")
    tree = Path(folder, "tree")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        packed.extractall(tree, filter="data")
    return tree
