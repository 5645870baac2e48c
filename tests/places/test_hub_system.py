"""rulekit/places/hub_system.py: files of the Hub, and how many requests they take."""

import logging

import pytest
from faking_hub import READER, STRANGER, faked_hub
from stores import environment

from rulekit.errors import RulekitError, UsageError
from rulekit.places.hub import pinned
from rulekit.places.info import Info
from rulekit.places.place import place_of

LARGE = bytes(range(256)) * 40
FILES = {
    "README.md": b"# Rows\n",
    "data/a.parquet": LARGE,
    "data/b.parquet": LARGE[::-1],
    "data/x/c.jsonl": b'{"content": "x = 1"}\n',
}


@pytest.fixture
def hub(folder):
    with faked_hub() as hub:
        hub.add("o/n", FILES)
        yield hub


def place(word):
    """A place at the commit that it has now."""
    return place_of(pinned([f"hf://{word}"])[0])


def asked(hub):
    """Requests by kind since this was asked last."""
    found = dict(hub.asked)
    hub.forget()
    return found


def test_a_file_is_resolved_once_and_read_where_it_lies(hub):
    file = place("datasets/o/n/data/a.parquet")
    hub.forget()
    for start in (0, 1000, 9000):
        assert LARGE[start : start + 50] == file.store.read(file.address, start, start + 50)
    assert {"resolve": 1, "store": 3} == asked(hub)


def test_an_address_that_is_over_is_asked_for_anew(hub):
    file = place("datasets/o/n/data/a.parquet")
    file.store.read(file.address, 0, 9)
    hub.forget()
    hub.expire()
    assert LARGE[9:99] == file.store.read(file.address, 9, 99)
    assert {"expired": 1, "resolve": 1, "store": 1} == asked(hub)


def test_a_small_file_is_read_at_the_hub_itself(hub):
    file = place("datasets/o/n/data/x/c.jsonl")
    hub.forget()
    assert b'"content"' == file.store.read(file.address, 1, 10)
    assert FILES["data/x/c.jsonl"] == file.read_bytes()
    assert {"resolve": 2, "small": 2} == asked(hub)


def test_size_and_version_of_a_file_are_one_request_and_in_a_commit_none_the_second_time(hub):
    data = place("datasets/o/n/data")
    hub.forget()
    found = (data / "a.parquet").info()
    assert (len(LARGE), 64) == (found.size, len(found.version))
    assert found == (data / "a.parquet").info()
    assert 40 == len((data / "x/c.jsonl").info().version)
    assert Info(0, "", is_folder=True) == data.info()
    assert None is (data / "none").info()
    assert {"paths": 4} == asked(hub)


def test_what_a_listing_has_told_is_not_asked_for(hub):
    whole = place("datasets/o/n")
    hub.page = 4
    hub.forget()
    listed = whole.files()
    assert [*FILES] == [*listed]
    assert {"info": 1, "tree": 2} == asked(hub)
    assert listed == {name: (whole / name).info() for name in FILES}
    assert {} == asked(hub)


def test_a_branch_is_asked_each_time(hub):
    file = place_of("hf://datasets/o/n/data/a.parquet")
    assert LARGE == file.read_bytes()
    hub.repositories[("datasets", "o/n")].commit({"data/a.parquet": b"other"})
    assert (b"other", 5) == (file.read_bytes(), file.size())


def test_a_file_of_a_bucket_is_asked_for_each_time(hub):
    hub.buckets["o/b"] = dict(FILES)
    bucket = place("buckets/o/b/data")
    before = (bucket / "a.parquet").info()
    assert LARGE[5:9] == bucket.store.read(str(bucket / "a.parquet"), 5, 9)
    assert ["a.parquet", "b.parquet", "x/c.jsonl"] == [*bucket.files()]
    assert before == bucket.files()["a.parquet"]
    hub.buckets["o/b"]["data/a.parquet"] = b"other"
    assert (5, True) == ((bucket / "a.parquet").size(), bucket.is_dir())
    assert before.version != (bucket / "a.parquet").info().version


def test_who_may_see_what_is_private_reads_it_and_tells_only_the_hub(hub):
    hub.add("o/secret", FILES, private=True)
    with environment(hub.environment(HF_TOKEN=READER)):
        file = place("datasets/o/secret/data/a.parquet")  # its server refuses a token
        assert LARGE[:9] == file.store.read(file.address, 0, 9)
        assert FILES["README.md"] == place("datasets/o/secret/README.md").read_bytes()


@pytest.mark.parametrize("token", [None, STRANGER, "hf_wrong"])
def test_who_may_not_is_told_how_to_say_who_asks(hub, token):
    hub.add("o/secret", FILES, private=True)
    hub.add("o/gated", FILES, gated=True)
    with environment(hub.environment(HF_TOKEN=token)):
        with pytest.raises(RulekitError, match="o/secret") as private:
            place("datasets/o/secret")
        with pytest.raises(RulekitError, match="o/gated") as gated:
            place("datasets/o/gated/data/a.parquet").read_bytes()
    assert "token" in str(private.value).lower()
    assert "HF_TOKEN" in str(gated.value)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("hf://datasets/n/", "`hf://datasets/n/` is no address of the Hub: .*'namespace/name'"),
        ("hf://dataset/o/n", "must be plural"),
        ("hf://o/n/data", r"no model `o/n` .*\n.*write hf://datasets/o/n"),
        ("hf://datasets/o/n@v2", "no such revision"),
    ],
)
def test_an_address_that_is_none_is_refused(hub, address, message):
    with pytest.raises(RulekitError, match=message):
        pinned([address])


def test_nothing_is_written_to_the_hub(hub):
    with pytest.raises(UsageError, match="nothing can be written to the Hub"):
        place_of("hf://datasets/o/n/out").write_bytes(b"")


def test_a_request_is_made_again_when_the_hub_says(hub, monkeypatch):
    pauses = []
    monkeypatch.setattr("time.sleep", pauses.append)
    hub.limit("resolve", 2, RateLimit='"resolvers";r=0;t=200')
    file = place("datasets/o/n/data/a.parquet")
    assert LARGE[:9] == file.store.read(file.address, 0, 9)
    assert [200, 200] == [pause // 10 * 10 for pause in pauses]


def test_a_pause_that_is_too_long_is_told(hub, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    hub.limit("info", 1, RateLimit='"api";r=0;t=4000')
    with pytest.raises(RulekitError, match="Retry after 4000 seconds"):
        pinned(["hf://datasets/o/n"])


def test_a_listing_that_waits_says_so_and_no_more(hub, monkeypatch, caplog):
    monkeypatch.setattr("time.sleep", lambda _: None)
    whole = place("datasets/o/n")
    hub.limit("tree", 1, RateLimit='"api";r=0;t=200')
    with caplog.at_level(logging.DEBUG, "huggingface_hub"):
        assert [*FILES] == [*whole.files()]
    assert ["Rate limited. Waiting 201.0s before retry [Retry 1/5]."] == caplog.messages
