"""rulekit/places/store.py: what is asked of a store that does not always answer."""

import time
from pathlib import Path

import pytest
import s3fs
from botocore.exceptions import ClientError
from faulty_store import BROKEN, BUSY, CUT, EXPIRED, FORGOTTEN, GONE, KEPT, REFUSED, FaultyStore
from fsspec.config import conf
from stores import BUCKET, environment, s3_server

from rulekit.errors import RulekitError
from rulekit.places import remote_file
from rulekit.places.glob import named_by
from rulekit.places.noted import forget_noted, raise_noted
from rulekit.places.place import place_of
from rulekit.places.store import renew_stores
from rulekit.places.symptom import is_taken

pytestmark = pytest.mark.slow

ROOT = place_of(f"s3://{BUCKET}")
STORE = ROOT.store


@pytest.fixture(scope="module")
def server():
    with s3_server() as said:
        yield said


@pytest.fixture
def faulty(server):
    """The store, through a proxy that has no faults as yet."""
    with FaultyStore(server, page=10) as faulty, environment(faulty.said):
        yield faulty


@pytest.fixture
def impatient(faulty, monkeypatch):
    """A time in which a request is made once, and tried again once."""
    once = {"config_kwargs": {"retries": {"total_max_attempts": 1}}}
    monkeypatch.setitem(conf, "s3", once)
    monkeypatch.setattr("rulekit.places.tries.WAITS", (0.1,))
    renew_stores()


def first(count, word, method="", kind=""):
    """The first so many requests of a method and a kind are answered so."""
    met = []

    def fault(request):
        fits = request.method.startswith(method) and request.kind.startswith(kind)
        met.extend([request] * fits)
        return word if fits and len(met) <= count else ""

    return fault


def every(count, word):
    return lambda request: "" if request.number % count else word


def put(folder, count):
    """So many files, each of its number, by their addresses."""
    data = {f"{ROOT}/{folder}/{i:03}.txt": str(i).encode() for i in range(count)}
    for address, one in data.items():
        Path(address.rpartition("/")[2]).write_bytes(one)
    STORE.put({one: one.rpartition("/")[2] for one in data})
    return data


def test_of_many_files_those_are_asked_for_again_that_were_not_answered(faulty, folder):
    faulty.fault = every(7, CUT)
    data = put("many", 60)
    assert data == STORE.read_all([*data])
    STORE.fetch({one: str(folder / "back" / f"{i}") for i, one in enumerate(data)})
    assert [*data.values()] == [(folder / "back" / f"{i}").read_bytes() for i in range(60)]
    assert faulty.faults[CUT] >= 3 * 60 // 7
    assert 180 + 2 * faulty.faults[CUT] >= faulty.total


def test_one_file_that_is_refused_is_told_and_not_left_out(faulty, folder):
    data = put("refused", 5)
    faulty.fault = lambda request: REFUSED * (request.of_its_like % 5 == 3)
    with pytest.raises(RulekitError, match="the store does not let you"):
        STORE.read_all([*data])


def test_every_page_of_a_listing_is_there_or_none(faulty, folder):
    put("pages/a", 25)
    put("pages/b", 25)
    faulty.fault = every(3, BUSY)
    assert 50 == len((ROOT / "pages").files())
    faulty.fault = lambda request: REFUSED * (request.of_its_like == 3)
    faulty.counts.clear()
    with pytest.raises(RulekitError, match="the store does not let you"):
        (ROOT / "pages").files()


@pytest.mark.parametrize("number", [1, 4, 5])
@pytest.mark.parametrize("pattern", ["a/*.txt", "*/00[0-4].txt", "**/*.txt"])
def test_a_glob_names_all_or_says_why_not(faulty, folder, pattern, number):
    for part in "ab":
        put(f"globs/{part}", 5)
    faulty.counts.clear()
    wanted = named_by(f"{ROOT}/globs/{pattern}")
    assert (5 if pattern[0] == "a" else 10) == len(wanted)
    faulty.counts.clear()
    faulty.fault = lambda request: BUSY * (request.number == number)
    assert wanted == named_by(f"{ROOT}/globs/{pattern}")


def test_a_glob_tells_folders_too(faulty, folder):
    put("folders/a/deep", 1)
    put("folders/b", 1)
    assert [f"{ROOT}/folders/{one}" for one in "ab"] == [*named_by(f"{ROOT}/folders/*")]
    assert [f"{ROOT}/folders/a/deep"] == [*named_by(f"{ROOT}/folders/*/d*")]


def test_what_was_created_although_the_answer_was_cut_is_ones_own(faulty):
    faulty.fault = first(1, CUT, "PUT")
    assert (ROOT / "created").create(b"mine")
    assert not (ROOT / "created").create(b"another's")
    assert b"mine" == (ROOT / "created").read_bytes()
    assert 1 == faulty.faults[CUT]


def test_what_is_there_when_it_is_to_be_created_may_be_gone_again(faulty, server):
    (ROOT / "going").write_bytes(b"another's")
    behind = s3fs.S3FileSystem(endpoint_url=server["AWS_ENDPOINT_URL"], skip_instance_cache=True)

    def taken_away(request):
        if request.method == "GET":
            behind.rm_file(f"{BUCKET}/going")
        return ""

    faulty.fault = taken_away
    assert not (ROOT / "going").create(b"mine")
    assert not (ROOT / "going").exists()


def test_an_error_on_the_way_to_see_whose_a_file_is_is_its_own(faulty, impatient):
    (ROOT / "unseen").write_bytes(b"mine")
    faulty.fault = lambda request: (BROKEN, "")[request.method == "PUT"]
    with pytest.raises(RulekitError, match=r"the store fails: .* internal"):
        (ROOT / "unseen").create(b"mine")
    faulty.fault = lambda request: GONE if request.method == "GET" else REFUSED
    with pytest.raises(RulekitError, match="no connection to the store: Connection"):
        (ROOT / "unseen").info()


def test_not_every_store_says_which_condition_did_not_hold():
    said = {"Error": {"Code": "PreconditionFailed"}, "ResponseMetadata": {"HTTPStatusCode": 412}}
    assert is_taken(OSError()) is False
    assert is_taken(s3fs.errors.translate_boto_error(ClientError(said, "PutObject")))


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_old_credentials_are_taken_anew_even_where_no_word_says_that_they_are_old(faulty, count):
    (ROOT / "old").write_bytes(b"12")
    faulty.fault = first(count, EXPIRED)
    assert 2 == (ROOT / "old").size()
    assert count == faulty.faults[EXPIRED]


def test_a_large_file_is_whole_although_parts_and_its_end_are_cut(faulty, folder, monkeypatch):
    """Put together it was, and nobody heard of it: of the pieces nothing is known any more."""
    monkeypatch.setattr(s3fs.core, "calculate_chunksize", lambda *_, **__: 5 << 20)
    data = bytes(range(256)) * (11 << 12)
    Path("large").write_bytes(data)
    ends = {2: CUT, 3: FORGOTTEN}
    faulty.fault = lambda request: ends.get(request.of_its_like, "") * (request.method == "POST")
    (ROOT / "large").put("large")
    assert (1, 1) == (faulty.faults[CUT], faulty.faults[FORGOTTEN])
    faulty.fault = every(3, BUSY)
    (ROOT / "large").put("large")
    assert data == (ROOT / "large").read_bytes()


def test_an_empty_file_is_a_file(faulty, folder):
    Path("empty").touch()
    (ROOT / "empty").put("empty")
    assert (0, b"") == ((ROOT / "empty").size(), (ROOT / "empty").open().read())


def test_what_a_store_keeps_without_a_word_is_not_taken_for_removed(faulty, folder):
    put("kept", 4)
    faulty.fault = first(1, KEPT, "POST")
    (ROOT / "kept").remove()
    assert {} == (ROOT / "kept").files()
    put("kept", 4)
    faulty.fault = lambda request: {"POST": KEPT, "DELETE": REFUSED}.get(request.method, "")
    with pytest.raises(RulekitError, match="the store does not let you"):
        (ROOT / "kept").remove()


def test_a_file_that_has_become_shorter_is_not_waited_for(faulty, monkeypatch):
    monkeypatch.setattr(remote_file, "BLOCK", 100)
    (ROOT / "shrinking").write_bytes(b"x" * 350)
    file = (ROOT / "shrinking").open()
    assert b"x" * 50 == file.read(50)
    (ROOT / "shrinking").write_bytes(b"y" * 150)
    forget_noted()
    begun = time.monotonic()
    for place in (120, 320):
        file.seek(place)
        with pytest.raises(OSError, match="it was written anew while it was read"):
            file.read(100)
    assert time.monotonic() < begun + 5
    with pytest.raises(OSError, match="it was written anew while it was read"):
        raise_noted()


def test_a_store_that_does_not_answer_is_asked_a_while_and_then_told(faulty, impatient):
    faulty.is_down = True
    with pytest.raises(RulekitError, match="there is no connection to the store"):
        (ROOT / "a").read_bytes()
    assert 2 <= faulty.faults[GONE] <= 4  # a connection that was kept may be asked twice
    faulty.is_down = False
    with pytest.raises(RulekitError, match="there is no connection to the store"):
        raise_noted()
