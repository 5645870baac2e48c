"""rulekit/cli/clean.py: `rulekit clean`."""

from rulekit.stored.cache_folder import FOLDER, write_entry


def test_plans_that_are_kept_are_removed(rulekit, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    write_entry(tmp_path / "cache", "a", b"plan")
    ended = rulekit("clean")
    assert (0, f"removed 1 plan from {tmp_path / 'cache'}\n") == (ended.code, ended.out)
    assert "nothing is kept\n" == rulekit("clean").out
