"""What is said of wrong setups of stores, and that docs/store-errors.md says so."""

import io
import re
from collections import Counter
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("s3fs")  # the first tests of CI are without

import pyarrow
import pyarrow.parquet
from faking import Answer, Quiet, fake_s3, said_of, served
from fsspec.config import conf
from mirroring import hashes
from places.test_file_system import without
from setups import DENIED, ROWS, SETUPS, always, where
from stores import download, environment

import rulekit as public
from rulekit.errors import RulekitError
from rulekit.places.place import place_of
from rulekit.plan.options import PlanOptions
from rulekit.run.filter import Filter
from rulekit.run.in_process import InProcessRunner
from rulekit.run.prepared import FilterOptions

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs/store-errors.md"
FEW = ("--select=text/few-lines", "--isolated")
NOT_KNOWN = (
    r"error: `s3://bucket/\S+`: the store does not know the key\n  = look at .*AWS_PROFILE.*\n"
)


@pytest.fixture
def store(monkeypatch, write):
    """A store with a corpus, an empty folder and a source file."""
    once = {"config_kwargs": {"retries": {"total_max_attempts": 1}}}
    monkeypatch.setitem(conf, "s3", once)
    monkeypatch.setattr("rulekit.places.tries.WAITS", (0.001,) * 6)
    monkeypatch.setattr("rulekit.places.tries.LONG", 60.0)  # of a busy machine nothing is told
    write({"here.jsonl": ROWS})
    with fake_s3() as made, environment(said_of(made)):
        made.put("bucket/data", {"a.jsonl": ROWS, "b.jsonl": ROWS})
        made.put("bucket", {"empty/": b"", "src/a.py": b"x = 1\n"})
        yield made


def rows_of_page():
    """The rows of its tables, without their heads."""
    lines = PAGE.read_text("utf-8").splitlines()
    return [one for one in lines if one.startswith("| ") and not one.startswith("| what")]


def row(said):
    """An error, and what to do, as the page has it; nothing else is said."""
    said = re.sub(r"https?://127\.0\.0\.1:\d+", "https://host", said)
    found = re.fullmatch(r"error: (.+)\n  = (.+)\n", said)
    assert found, said
    return f"| {found[1]} | {found[2]} |"


@pytest.mark.parametrize("setup", SETUPS, ids=[one.wrong for one in SETUPS])
def test_it_is_told_as_the_page_says_and_nothing_is_lost(setup, store, rulekit):
    before = dict(store.files["bucket"])
    words = FEW if setup.command.startswith(("check", "filter")) else ()
    with (setup.place or nullcontext)() as at:
        said = {name: at if value == "AT" else value for name, value in setup.said.items()}
        store.refuse = setup.refuse
        with environment(said):
            ended = rulekit(*setup.command.replace("AT/", f"{at}/").split(), *words)
    assert (2, "") == (ended.code, ended.out)
    assert f"| {setup.wrong} {row(ended.err)}" in rows_of_page()
    assert before.items() <= store.files["bucket"].items()
    assert "sec/ret" not in ended.err


@pytest.mark.parametrize(
    ("wrong", "hidden"),
    [("fsspec is not installed", "fsspec"), ("The package of the store is not installed", "s3fs")],
)
def test_what_is_not_installed_is_told_as_the_page_says(wrong, hidden):
    assert f"| {wrong} {row(without(hidden, schemes=('s3',)))}" in rows_of_page()


def test_the_page_has_a_row_for_each_and_no_other():
    told = Counter(re.match(r"\| (.+?) \| ", one)[1] for one in rows_of_page())
    installed = ("fsspec is not installed", "The package of the store is not installed")
    assert Counter([*installed, *(one.wrong for one in SETUPS)]) == told


COMMANDS = (
    "check s3://bucket/data/a.jsonl",
    "explain s3://bucket/data/a.jsonl#row=0",
    "signals s3://bucket/data/a.jsonl#row=0",
    "explain s3://bucket/audit",
    "explain s3://bucket/audit --row left.jsonl#row=0",
    "report s3://bucket/audit -o jsonl",
    "rejudge s3://bucket/audit --out s3://bucket/again",
    "diff s3://bucket/audit s3://bucket/audit",
    "tune --all s3://bucket/audit",
    "label s3://bucket/audit --out labels.jsonl --reader me --plain",
    "filter s3://bucket/data --out s3://bucket/out",
    "filter s3://bucket/data --dry-run",
    "filter --verify --out s3://bucket/audit",
    "curate pretrain s3://bucket/data --out s3://bucket/out",
    "audit status s3://bucket/audit",
    "audit join s3://bucket/audit",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_of_a_wrong_key(command, store, rulekit):
    store.refuse = always(403, "InvalidAccessKeyId", "It does not exist.")
    ended = rulekit(*command.split())
    assert (2, "") == (ended.code, ended.out)
    assert re.fullmatch(NOT_KNOWN, ended.err)


@pytest.fixture(scope="module")
def audit():
    """The files of an audit, by name."""
    data, out = place_of("memory://errors/data"), place_of("memory://errors/out")
    (data / "a.jsonl").write_bytes(ROWS)
    wanted = FilterOptions(sources=(str(data),), out=str(out), signals="used")
    run = Filter(PlanOptions(select=("text/few-lines",)), wanted)
    opened = partial(InProcessRunner().executors, run.worker_config.to_json(), 1, None)
    assert [*run.run(opened)]
    return {name: (out / name).read_bytes() for name in out.files()}


@pytest.mark.parametrize(
    "command",
    [
        "explain s3://bucket/audit --row a.jsonl#row=0",
        "report s3://bucket/audit -o jsonl",
        "rejudge s3://bucket/audit --out s3://bucket/again",
        "diff s3://bucket/audit --set text/few-lines.min=2",
        "tune --all s3://bucket/audit",
        "filter --verify --out s3://bucket/audit",
    ],
)
def test_what_a_store_does_not_give_of_an_audit_is_no_damage(command, store, rulekit, audit):
    store.put("bucket/audit", audit)
    tables = re.compile(r"audit/(verdicts|evidence|readings|SHA256SUMS)")
    store.refuse = where(lambda one: one.method in ("GET", "HEAD") and tables.match(one.key))
    ended = rulekit(*command.split())
    assert (2, "") == (ended.code, ended.out)
    assert re.match(r"error: `s3://bucket/audit/\S+`: the store does not let you read", ended.err)
    assert 2 == ended.err.count("\n")


def test_python_gets_the_same_words(store):
    store.refuse = always(403, "InvalidAccessKeyId", "It does not exist.")
    with pytest.raises(RulekitError, match="does not know the key"):
        public.open_audit("s3://bucket/audit")


def parquet():
    """The rows as a shard of Parquet."""
    file = io.BytesIO()
    texts = ["x = 1\n" * number for number in range(5)]
    pyarrow.parquet.write_table(pyarrow.table({"content": texts, "path": ["a.py"] * 5}), file)
    return file.getvalue()


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
@pytest.mark.parametrize("command", ["check SHARD -o concise", "filter SHARD --out out -q"])
def test_what_a_store_does_not_give_of_a_shard_is_no_broken_row(command, name, store, rulekit):
    folder = command.split()[0]  # what is read of one is known in this process from then on
    store.put(f"bucket/{folder}", {"a.jsonl": ROWS, "a.parquet": parquet()})
    asked = []

    def later(one):
        if one.method == "GET" and one.key == f"{folder}/{name}":
            asked.append(one)
            return DENIED if len(asked) > 1 else None
        return None

    store.refuse = later
    shard = f"s3://bucket/{folder}/{name}"
    ended = rulekit(*command.replace("SHARD", shard).split(), "-j1", *FEW)
    assert (2, "") == (ended.code, ended.out)
    assert f"error: `{shard}`: the store does not let you read it\n" in ended.err
    assert 2 == ended.err.count("\n")


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_nor_is_a_row_that_is_asked_for(name, store, rulekit):
    store.put("bucket/other", {"a.jsonl": ROWS, "a.parquet": parquet()})
    store.refuse = where(lambda one: one.method == "GET" and one.key == f"other/{name}")
    ended = rulekit("explain", f"s3://bucket/other/{name}#row=1", *FEW)
    assert (2, "") == (ended.code, ended.out)
    assert "the store does not let you read it" in ended.err


def test_what_is_done_is_kept_until_the_setup_is_right(store, rulekit, folder):
    words = ("--write-kept", "--signals=used", "-j1", "-q", *FEW)
    store.refuse = where(
        lambda one: one.method == "PUT" and "000001/" in one.key,
        Answer(400, "ExpiredToken", "The token has expired."),
    )
    ended = rulekit("filter", "s3://bucket/data", "--out", "s3://bucket/out", *words)
    assert 2 == ended.code
    assert "the credentials have expired (4 tries)" in ended.err
    assert "get new ones; what is done is kept" in ended.err
    ended = rulekit("filter", "s3://bucket/data/*", "--out", "s3://bucket/out", *words)
    assert "`s3://bucket/out` was begun with s3://bucket/data\n  = name the same" in ended.err
    store.refuse = lambda _: None
    assert 0 == rulekit("filter", "s3://bucket/data", "--out", "s3://bucket/out", *words).code
    download("s3://bucket/data", folder / "data")
    assert 0 == rulekit("filter", "data", "--out", "here", *words).code
    download("s3://bucket/out", folder / "there")
    told = ("manifest.json", "sources.json")
    here, there = hashes("here"), hashes("there")
    assert here.keys() == there.keys()
    assert told == tuple(one for one in here if here[one] != there[one])


def test_the_first_trouble_is_told_and_not_what_comes_of_it(store, rulekit):
    store.refuse = where(lambda one: one.method == "DELETE" or one.key.endswith(".verdicts"))
    store.refuse = where(
        lambda one: (
            (one.method == "DELETE" and ".none" not in one.key) or one.key.endswith(".verdicts")
        )
    )
    ended = rulekit("filter", "s3://bucket/data", "--out", "s3://bucket/out", "-j1", "-q", *FEW)
    assert 2 == ended.code
    assert ".verdicts`: the store does not let you write it\n" in ended.err


def test_a_long_wait_is_told(store, rulekit, monkeypatch):
    monkeypatch.setattr("rulekit.places.tries.LONG", 0.0)
    store.refuse = always(503, "SlowDown", "Please wait.")
    ended = rulekit("check", "s3://bucket/data", *FEW)
    why = "`s3://bucket/data`: the store is asked for too much at once: Please wait."
    assert [f"waiting: {why}", f"error: {why} (7 tries)"] == ended.err.splitlines()[:2]


class _Signed(Quiet):
    def do_GET(self):  # noqa: N802  as it is called
        """A shard, for those who have an address with a signature."""
        if self.path == "/a.jsonl?X-Amz-Signature=sec/ret":
            self.ranged(ROWS)
        else:
            self.answer(403)

    do_HEAD = do_GET  # noqa: N815  as it is called


def test_a_signature_is_nowhere_told(rulekit, folder):
    with served(_Signed) as at, environment({"NO_PROXY": "127.0.0.1"}):
        signed = f"{at}/a.jsonl?X-Amz-Signature=sec/ret"
        for command in (
            "check SHARD -o full",
            "check SHARD -o jsonl",
            "explain SHARD#row=0",
            "explain SHARD#row=9",
            "explain SHARD",
            "filter SHARD --out out --write-kept --write-dropped --signals used",
            "filter SHARD SHARD/b --dry-run",
            "filter SHARD here.jsonl --dry-run",
        ):
            ended = rulekit(*command.replace("SHARD", signed).split(), *FEW)
            assert "ret" not in ended.out + ended.err, command
    assert ["a.jsonl"] == [one.name for one in (folder / "out/dropped").iterdir()]
    for file in folder.rglob("*"):
        assert file.is_dir() or b"sec/ret" not in file.read_bytes(), file
