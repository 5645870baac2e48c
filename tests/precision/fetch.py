"""Lay out the labelled files, from their public repositories or from copies of these.

    python tests/precision/fetch.py FOLDER [--mirrors DIR]

Each repository is fetched at its commit from GitHub, only the files that are labelled; with
--mirrors, DIR/OWNER+NAME/repo is a git repository that has the commit. Every file is checked by its
hash. The exit status is 1 when one is missing.
"""

# ruff: noqa: T201  a script prints; git is the user's
from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from labels import SETS, Labelled, commits, labelled

HOST = "https://github.com/"


def repository(repo: str, commit: str, folder: Path, mirrors: Path | None) -> Path:
    """A git directory that has the commit."""
    if mirrors:
        found = mirrors / repo.replace("/", "+") / "repo"
        return found / ".git" if (found / ".git").exists() else found
    there = folder / ".git" / repo
    if not there.exists():
        subprocess.run(["git", "init", "-q", "--bare", str(there)], check=True)
        address = f"{HOST}{repo}.git"
        subprocess.run(
            ["git", f"--git-dir={there}", "fetch", "-q", "--depth=1", address, commit], check=True
        )
    return there


def lay_out(file: Labelled, commit: str, git: Path, folder: Path) -> bool:
    """Write one file; False when its repository does not have it as it was labelled."""
    found = subprocess.run(
        ["git", f"--git-dir={git}", "show", f"{commit}:{file.path}"],
        capture_output=True,
        check=False,
    )
    if found.returncode or not file.is_it(found.stdout):
        return False
    place = file.within(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(found.stdout)
    return True


def main(words: Sequence[str]) -> int:
    """Exit status 0 when every file is there."""
    if len(words) not in (1, 3) or (len(words) == 3 and words[1] != "--mirrors"):
        print(__doc__)
        return 2
    folder, mirrors = Path(words[0]), Path(words[2]) if len(words) == 3 else None
    missing = []
    files = [one for which in SETS for one in labelled(which)]
    for repo, commit in commits().items():
        wanted = [one for one in files if one.repo == repo and one.fetched(folder) is None]
        if wanted:
            git = repository(repo, commit, folder, mirrors)
            missing += [one for one in wanted if not lay_out(one, commit, git, folder)]
    for one in missing:
        print(f"missing: {one.repo}/{one.path}")
    print(f"{len(files) - len(missing)} of {len(files)} files are in {folder}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
