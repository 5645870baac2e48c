"""rulekit/audit/texts.py, kept_texts.py and found_texts.py: texts of rows of an audit."""

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from auditing import OURS, make_project, refused

import rulekit
from rulekit import open_audit
from rulekit.audit.checksums import verify
from rulekit.audit.found_texts import FoundTexts
from rulekit.audit.kept_texts import NAME, read_texts
from rulekit.run.filter import Filter
from rulekit.run.local_runner import LocalRunner
from rulekit.run.prepared import FilterOptions


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A project whose two folders are judged, with 9 texts that are kept."""
    folder = tmp_path_factory.mktemp("kept")
    make_project(folder)
    with chdir(folder):
        run = Filter(OURS, FilterOptions(("left", "right"), "out", keep_texts=9))
        list(run.run(lambda: LocalRunner().executors(run.worker_config.to_json(), 1, None)))
    return folder


@pytest.fixture
def made(kept, tmp_path, monkeypatch):
    """A copy of it, which is the working directory."""
    folder = tmp_path / "made"
    shutil.copytree(kept, folder)
    monkeypatch.chdir(folder)
    return folder


def texts(words=()):
    audit = open_audit("out")
    found = FoundTexts.of(audit, rulekit.load(), words)
    return found, {
        one.path: found.read([one])[one.shard, one.row]
        for one in audit.verdicts()
        if found.read([one])
    }


def files():
    return {
        f"{side}/{path.relative_to(side).as_posix()}": path.read_text()
        for side in ("left", "right")
        for path in Path(side).rglob("f*")
    }


def test_texts_are_read_where_the_corpus_was(made):
    assert files() == {path: text for path, text in texts()[1].items() if "picture" not in path}


def test_texts_of_a_corpus_that_is_elsewhere_are_read_when_it_is_named(made):
    kept = {*read_texts(open_audit("out").paths).values()}
    expected = files()
    Path("elsewhere").mkdir()
    for side in ("left", "right"):
        shutil.move(side, f"elsewhere/{side}")
    found, left = texts()
    assert "there is no file or folder" in found.why
    assert kept == set(left.values())
    assert expected == texts(["elsewhere/left", "elsewhere/right"])[1]


def test_it_is_said_why_texts_are_missing(made):
    shutil.move("left", "moved")
    assert "there is no file or folder" in texts()[0].reason
    assert "shard left: it is not there" == texts(["moved", "right"])[0].reason
    shutil.move("moved", "left")
    assert "" == texts()[0].reason


def test_a_text_that_was_changed_is_not_shown_in_the_place_of_the_one_that_was_judged(made):
    kept = read_texts(open_audit("out").paths)
    for path in files():
        Path(path).write_text("another\n")
    assert {*kept.values()} == {*texts()[1].values()}


def test_a_file_that_is_removed_or_added_hides_no_other(made):
    removed, *left = sorted(path for path in files() if path.startswith("left"))
    Path("out", NAME).unlink()
    Path(removed).unlink()
    Path("left/d1/zz.py").write_text("new\n")
    told = texts()[1]
    assert removed not in told
    assert {path: Path(path).read_text() for path in left} == {path: told[path] for path in left}


def test_so_many_texts_are_kept_and_their_file_is_part_of_the_audit(made):
    audit = open_audit("out")
    assert 9 == len(read_texts(audit.paths)) == audit.manifest["texts"]
    assert [] == list(verify(audit.paths))
    Path("out", NAME).unlink()
    assert [f"{NAME}: missing"] == list(verify(audit.paths))


def test_texts_of_a_file_that_is_damaged_are_an_error(made):
    Path("out", NAME).write_bytes(b"PAR1")
    assert NAME in refused(read_texts, open_audit("out").paths).message


@pytest.mark.slow
def test_a_rejudged_audit_has_the_texts_of_the_other(made):
    from click.testing import CliRunner

    from rulekit.cli.main import cli

    with chdir(made):
        shutil.rmtree("out")
        words = [
            "filter",
            "left",
            "right",
            "--out",
            "out",
            "--keep-texts",
            "9",
            "--signals",
            "used",
        ]
        assert (
            not CliRunner().invoke(cli, [*words, "-q", "-j", "1"], standalone_mode=False).exception
        )
        again = ["rejudge", "out", "--set", "mine/loud.max=0", "--out", "again", "-q"]
        assert not CliRunner().invoke(cli, again, standalone_mode=False).exception
    assert Path("out", NAME).read_bytes() == Path("again", NAME).read_bytes()
    assert [] == list(verify(open_audit("again").paths))


def test_texts_are_found_by_their_hashes_whichever_row_has_them(made):
    audit = open_audit("out")
    hashes = {one.sha256: one.path for one in audit.verdicts() if one.candidate}
    found = FoundTexts.of(audit, rulekit.load()).by_hash(audit, [*hashes, "f" * 64])
    assert {*hashes} == {*found}
    assert {Path(path).read_text() for path in hashes.values()} == {*found.values()}


def test_only_kept_texts_are_found_by_their_hashes_when_the_corpus_is_gone(made):
    audit = open_audit("out")
    kept = read_texts(audit.paths)
    shutil.rmtree("left")
    shutil.rmtree("right")
    hashes = [one.sha256 for one in audit.verdicts() if one.sha256]
    assert kept == FoundTexts.of(audit, rulekit.load()).by_hash(audit, hashes)
