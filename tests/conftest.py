"""What all tests share: a folder to work in, and how hypothesis searches.

Few examples and no clock; in CI its own profile makes them repeat.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Rooms whose tests take milliseconds; those of the catalog install plugins.
QUICK = {"core", "golden", "hooks", "language", "plan", "report", "signals", "spec", "syntax"}

# Files whose slow tests take minutes begin first, so that no worker waits for them at the end.
LONGEST = {
    "test_arrays.py", "test_conformance.py", "test_curation_whole.py", "test_docs.py",
    "test_examples.py", "test_faulty_store.py", "test_process.py", "test_ray.py",
    "test_synthesize.py", "test_trust.py",
}  # fmt: skip

# Commands are started some hundred times: where the environment says that no bytecode is to be
# written, each start would compile all of rulekit anew, and each run all tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Nobody's own folder is read or filled; who wants to see all tests with stored plans names one.
os.environ.setdefault("RULEKIT_CACHE_DIR", "")

# A background job of a shell ignores Ctrl-C, and so would every command that is tried here.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("rulekit", settings(deadline=None, max_examples=30))
settings.load_profile("rulekit")


def pytest_ignore_collect(collection_path, config):
    """Import no other tests for `-m quick`: that would take longer than to run these."""
    if config.option.markexpr != "quick" or collection_path.parent.name != "tests":
        return None
    return collection_path.name not in {*QUICK, "test_golden.py"} or None


def pytest_collection_modifyitems(config, items):
    """Mark the tests of rooms that start no process, and the golden verdicts, as quick."""
    if config.option.markexpr == "slow":
        items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        is_quick = item.path.parent.name in QUICK or item.path.name == "test_golden.py"
        if is_quick and not item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.quick)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, which is the working directory."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.fixture(params=["here", "far"])
def new_audit(request, folder):
    """The folder of an audit of which nothing is there: of this machine, and of a store."""
    from rulekit.audit.folder import AuditFolder
    from rulekit.places.place import place_of

    far = f"memory://{folder.parent.name}/audit"
    return AuditFolder(place_of(far if request.param == "far" else folder / "audit"))


@pytest.fixture
def write(folder):
    """A function: write these files, given as path and text (or bytes), and return the folder."""

    def written(files):
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return written


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A project with three audits: `full` has readings, `bare` none, `half` was stopped."""
    from auditing import make_audit, make_project

    folder = tmp_path_factory.mktemp("project")
    make_project(folder)
    make_audit(folder, "full", "used")
    make_audit(folder, "bare")
    make_audit(folder, "half", shards=1)
    return folder


@pytest.fixture
def copied(project, tmp_path):
    """A function: the folder of a copy of one of these audits, which may be damaged."""

    def copy(name):
        return shutil.copytree(project / name, tmp_path / "copies" / name)

    return copy


@pytest.fixture
def too_deep(folder):
    """A folder whose path is too long to be opened: unreadable, even for root."""
    name = "d" * 250
    top = os.open(folder, os.O_RDONLY)
    depth = os.pathconf(folder, "PC_PATH_MAX") // len(name) + 1
    here = top
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        inner = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    return Path(folder)
