"""The working directory of a test, mirrored in a store, so that a suite of a disk runs there, too.

`RULEKIT_TEST_STORE=memory://tests pytest tests/run/test_filter.py` has every run of that suite read
its corpus from the store, and write its audit there. Before each task the store is made what the
folder is, and after it the folder what the store is: so tests spoil and look at files as usual.
"""

import hashlib
import os
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from rulekit.places.place import place_of

STORE = os.environ.get("RULEKIT_TEST_STORE", "")

# What a disk alone can have: links, modes, folders of files, locks that die with their process.
on_disk_only = pytest.mark.skipif(bool(STORE), reason="it is about what only a disk has")

# What needs processes of its own, which do not see what another has in its memory.
between_processes = pytest.mark.skipif(STORE.startswith("memory"), reason="it is of one process")

_numbers = count()
_mirrors = {}


def begun(kind, options, wanted, *more):
    """A run of that kind over the corpus, in the store if there is one."""
    if not STORE:
        return kind(options, wanted, *more)
    mirror = _mirrors.setdefault(str(Path.cwd()), Mirror(Path.cwd()))
    mirror.push()
    mirrored = type(kind.__name__, (Mirrored, kind), {"mirror": mirror})
    sources = tuple(mirror.address(one) for one in wanted.sources)
    return mirrored(
        options, replace(wanted, sources=sources, out=mirror.address(wanted.out)), *more
    )


def hashes(folder):
    """The hash of each file below a folder, by its path in it."""
    files = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): _hash(path.read_bytes()) for path in files}


def local(text):
    """A text with paths of the folder in the place of addresses in the store."""
    return text.replace(f"{_mirrors[str(Path.cwd())].place}/", "") if STORE else text


def written(folder):
    """Hashes of what a run has written but what tells of the place of its corpus."""
    told = {"manifest.json", "sources.json"} if STORE else ()
    return {name: one for name, one in hashes(folder).items() if name not in told}


class Mirrored:
    """A run that sees the folder as the test has left it, and leaves it as the store is."""

    def __init__(self, *words):
        try:
            super().__init__(*words)
        finally:
            self.mirror.pull()

    def run(self, opened):
        self.mirror.push()
        try:
            for each in super().run(opened):
                self.mirror.pull()
                yield each
                self.mirror.push()
        finally:
            self.mirror.pull()


class Mirror:
    """A folder of this machine and a folder of a store with the same files."""

    def __init__(self, folder):
        self.folder = folder
        self.place = place_of(f"{STORE}/{os.getpid()}-{next(_numbers)}")
        self.same = {}  # by name, what a file of the store and that of the folder were at last

    def address(self, path):
        """The address of a path."""
        return str(self.place / os.path.relpath(path, self.folder)) if path else path

    def push(self):
        """Make the store what the folder is."""
        far, here = self.place.files(), self._here()
        gone = [str(self.place / name) for name in self.same if name in far and name not in here]
        self.place.store.remove(gone)
        changed = [name for name in here if self.same.get(name) != (far.get(name), here[name])]
        self.place.store.put({str(self.place / one): str(self.folder / one) for one in changed})
        self._remember(far, changed or gone, here)

    def pull(self):
        """Make the folder what the store is."""
        far, here = self.place.files(), self._here()
        for name in here:
            if name not in far:
                (self.folder / name).unlink()
        changed = [name for name in far if self.same.get(name) != (far[name], here.get(name))]
        for name in changed:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        self.place.store.fetch({str(self.place / one): str(self.folder / one) for one in changed})
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        self.same = {name: (far[name], one) for name, one in self._here().items() if name in far}

    def _remember(self, far, are_others, here):
        far = self.place.files() if are_others else far
        self.same = {name: (far[name], one) for name, one in here.items() if name in far}

    def _here(self):
        return hashes(self.folder)


def _hash(data):
    return hashlib.sha256(data).hexdigest()
