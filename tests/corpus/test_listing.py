"""rulekit/corpus/listing.py: files by their words, on this machine and in stores."""

import os
from itertools import count
from pathlib import Path, PurePosixPath

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rulekit.corpus.listing import LocalListing, RemoteListing
from rulekit.places.place import place_of, remove

NUMBERS = count()
NAMES = st.sampled_from(["a", "b.jsonl", "_c", ".d", "audit", "out"])
TREES = st.sets(st.lists(NAMES, min_size=1, max_size=3).map("/".join), min_size=1, max_size=9)


def is_ours(path):
    return path.endswith("/out")


def is_audit(path):
    return path.endswith("/audit")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES)
def test_a_folder_of_a_store_is_walked_as_one_of_a_disk(folder, names):
    far = place_of(f"memory://{folder.parent.name}/{next(NUMBERS)}")
    remove(folder / "tree")
    files = {one for one in names if not any(other.startswith(f"{one}/") for other in names)}
    folders = {parent for one in files for parent in PurePosixPath(one).parents}
    audits = {one for one in folders if one.name == "audit"}
    for name in {*files, *(f"{one}/manifest.json" for one in audits)}:
        path = folder / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    far.put(str(folder / "tree"))
    here = LocalListing().below("tree", is_ours, is_audit)
    there = RemoteListing().below(str(far), is_ours, is_audit)
    as_here = [[path.replace(str(far), "tree") for path in some] for some in there]
    assert [here.files, here.hidden] == as_here[:2]
    assert sorted(here.left_out) == sorted(as_here[2])


def test_a_word_names_a_file_a_folder_or_what_a_glob_fits(folder):
    far = place_of(f"memory://{folder.parent.name}/words")
    for name in ("b.jsonl", "a.jsonl", "x/c.jsonl"):
        (far / name).write_bytes(b"12")
    listing = RemoteListing()
    assert [f"{far}/a.jsonl"] == listing.named(f"{far}/a.jsonl")
    assert [str(far)] == listing.named(f"{far}/")
    assert [f"{far}/a.jsonl", f"{far}/b.jsonl"] == listing.named(f"{far}/*.jsonl")
    assert 3 == len(listing.named(f"{far}/**/*.jsonl"))
    assert [] == listing.named(f"{far}/none")
    assert 2 == listing.stamp(f"{far}/a.jsonl")[0]
    assert (True, False) == (listing.is_folder(f"{far}/x"), listing.is_file(f"{far}/x"))


GLOBS = st.sampled_from(["*", "**/*", "**/.d", ".*", "*/*", "**/*.jsonl", ".d/*", "a/**/*", "?/*"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES, GLOBS)
def test_a_glob_names_in_a_store_what_it_names_on_a_disk(folder, names, pattern):
    far = place_of(f"memory://{folder.parent.name}/{next(NUMBERS)}")
    remove(folder / "tree")
    files = {one for one in names if not any(other.startswith(f"{one}/") for other in names)}
    for name in files:
        path = folder / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    far.put(str(folder / "tree"))
    here = [one for one in LocalListing().named(f"tree/{pattern}") if Path(one).is_file()]
    listing = RemoteListing()
    there = [one for one in listing.named(f"{far}/{pattern}") if listing.is_file(one)]
    assert here == [path.replace(str(far), "tree") for path in there]


def test_a_disk_tells_sizes_when_it_is_time(folder):
    Path("a").write_text("")
    assert None is LocalListing().stamp(os.fspath("a"))
