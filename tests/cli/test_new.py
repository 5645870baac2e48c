"""rulekit/cli/new.py: the first files of packs and rules."""

import pytest

NEW = ("plugins", "new", "snake", "--grammar", "tree-sitter-python", "--language", "python")


def test_a_new_pack_is_written_and_what_comes_next_is_told(rulekit, folder):
    ended = rulekit(*NEW)
    assert (0, "") == (ended.code, ended.err)
    assert "wrote rulekit-snake/rulekit_snake/queries.scm" in ended.lines
    assert "next:  pip install -e 'rulekit-snake[dev]'" in ended.lines
    written = {line.removeprefix("wrote ") for line in ended.lines if line.startswith("wrote ")}
    files = {path for path in folder.rglob("*") if path.is_file()}
    assert written == {path.relative_to(folder).as_posix() for path in files}


def test_a_language_that_another_pack_brings_is_told(rulekit):
    assert "`python` brings python, too: leave it out by -p no:python" in rulekit(*NEW).lines


def test_nothing_is_written_over(rulekit, folder):
    rulekit(*NEW)
    queries = folder / "rulekit-snake/rulekit_snake/queries.scm"
    queries.write_text("; mine\n")
    ended = rulekit(*NEW)
    assert (2, "; mine\n") == (ended.code, queries.read_text())
    assert "it is there already" in ended.err


def test_a_folder_can_be_named(rulekit, folder):
    assert 0 == rulekit(*NEW, "--out", "here").code
    assert (folder / "here/pyproject.toml").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("plugins", "new", "snake"), "Missing option '--grammar'"),
        ((*NEW, "--here"), "this is not rulekit's repository"),
        ((*NEW, "--here", "--out", "x"), "--here says where the files go"),
        ((*NEW[:3], "--grammar", "tree-sitter-nosuch"), "try: pip install tree-sitter-nosuch"),
        (("rules", "new", "python"), "a rule is called PACK/NAME"),
        (("rules", "new", "python/Too_Loud"), "a rule is called PACK/NAME"),
        (("rules", "new", "pyton/loud"), "no pack is called `pyton`, did you mean `python`?"),
        (("rules", "new"), "Missing argument 'PACK/NAME'"),
    ],
)
def test_what_cannot_be_written_is_told(rulekit, folder, words, message):
    ended = rulekit(*words)
    assert (2, []) == (ended.code, list(folder.iterdir()))
    assert message in ended.err


@pytest.mark.slow
def test_a_new_rule_holds_at_once(rulekit, folder):
    assert ["wrote house/go/loud.yaml", "", "next:  rulekit test house/go/loud.yaml"] == rulekit(
        "rules", "new", "go/loud", "--rules", "house"
    ).lines[:3]
    assert "        // TODO: second\n" in (folder / "house/go/loud.yaml").read_text()
    assert 0 == rulekit("test", "house/go/loud.yaml").code


def test_a_new_rule_goes_where_the_project_has_its_rules(rulekit, write, folder):
    write({"rulekit.toml": 'rules = ["house"]\n', "house/mine/loud.yaml": ""})
    ended = rulekit("rules", "new", "mine/quiet")
    assert (0, True) == (ended.code, (folder / "house/mine/quiet.yaml").exists())


def test_a_rule_that_is_there_is_not_written_over(rulekit, write, folder):
    write({"house/go/loud.yaml": "mine"})
    ended = rulekit("rules", "new", "go/loud", "--rules", "house")
    assert (2, "mine") == (ended.code, (folder / "house/go/loud.yaml").read_text())


@pytest.mark.slow
def test_rules_are_listed_as_before(rulekit):
    for words in (("rules", "go/*"), ("rules", "list", "go/*"), ("rules", "--for", "go", "go/*")):
        assert "go/test-file" in rulekit(*words).out


def test_the_help_of_rules_names_both(rulekit):
    out = rulekit("rules", "--help").out
    assert "--for" in out
    assert "rulekit rules new PACK/NAME" in out
