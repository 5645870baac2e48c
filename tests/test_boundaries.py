"""What neither ruff nor import-linter sees: who names whom."""

import ast
import json
import re
from functools import cache
from pathlib import Path

import rulekit
from rulekit.syntax.query_check import PREDICATES
from rulekit.syntax.vocabulary import VOCABULARY

ROOT = Path(__file__).parents[1]
PACKS = {path.parent.name for path in ROOT.glob("plugins/*/plugin.py")}
LANGUAGES = json.loads((ROOT / "plugins/code/languages.json").read_text("utf-8"))["languages"]
POPULAR = {name for name, facts in LANGUAGES.items() if facts.get("popular")}
# Packs that formats, columns and reports are called after, too.
PLAIN_WORDS = {"text", "code", "jsonl", "json", "yaml", "toml", "xml"}
QUERIES = {path.parent.name: path.read_text("utf-8") for path in ROOT.glob("plugins/*/queries.scm")}


@cache
def said(folder):
    """Per file: each string, each name and each import (`module` or `module.name`) in its code."""
    return [*_said(folder)]


def _said(folder):
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(tree_of(path)):
            words = []
            if isinstance(node, ast.Import):
                words = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                words = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Constant | ast.Name):
                words = [getattr(node, "value", None) or getattr(node, "id", None)]
            yield from ((str(path), type(node).__name__, word) for word in words)


def test_rulekit_names_no_pack_and_no_language():
    names = (PACKS | POPULAR) - PLAIN_WORDS
    found = {
        (one[0], one[2]) for one in said("rulekit") if one[1] == "Constant" and one[2] in names
    }
    assert {(str(ROOT / "rulekit/report/formats.py"), "html")} == found  # of a report


def test_rulekit_imports_no_pack_and_no_grammar():
    kinds = ("Import", "ImportFrom")
    foreign = re.compile(r"(rulekit_)?plugins\.|tree_sitter_")
    assert [] == [one for one in said("rulekit") if one[1] in kinds and foreign.match(one[2])]


def test_a_plugin_imports_what_is_public_and_no_other_plugin():
    public = {"rulekit", *(f"rulekit.{name}" for name in rulekit.__all__)}
    found = [one for one in said("plugins") if one[1].startswith("Import")]
    assert [] == [one for one in found if one[2].startswith("rulekit") and one[2] not in public]


def test_nothing_is_run_that_is_data_and_nothing_is_left_to_chance():
    banned = {"eval", "exec", "pickle", "random"}
    found = [one for folder in ("rulekit", "plugins") for one in said(folder)]
    assert [] == [one for one in found if one[1] != "Constant" and one[2].split(".")[0] in banned]


def test_every_predicate_in_queries_is_known():
    found = [(pack, one) for pack in QUERIES for one in re.findall(r"#([\w-]+[?!])", code(pack))]
    assert [] == [(pack, one) for pack, one in found if one not in PREDICATES]


def test_every_capture_in_queries_is_in_the_vocabulary_or_prefixed():
    found = [(pack, one) for pack in QUERIES for one in re.findall(r"@([\w.-]+)", code(pack))]
    strange = [(pack, one) for pack, one in found if one not in VOCABULARY]
    assert [] == [(pack, one) for pack, one in strange if not one.startswith(("_", f"{pack}."))]


def code(pack):
    return re.sub(r';.*|"(\\.|[^"\\])*"', "", QUERIES[pack])  # no comments, no strings


def test_the_public_names_are_there_each_once():
    assert len(set(rulekit.__all__)) == len(rulekit.__all__)
    assert [] == [name for name in rulekit.__all__ if getattr(rulekit, name, None) is None]


def sources(*folders):
    """Path and syntax tree of each module below the folders."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), tree_of(path)


@cache
def tree_of(path):
    return ast.parse(path.read_text("utf-8"))


def test_a_class_name_means_one_thing():
    homes = {}
    for path, tree in sources("rulekit", "plugins"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(path)
    assert {} == {name: paths for name, paths in homes.items() if len(paths) > 1}


def test_modules_and_functions_fit_a_reader():
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    modules = {
        path: max(map(end, tree.body), default=0) for path, tree in sources("rulekit", "plugins")
    }
    assert {} == {path: lines for path, lines in modules.items() if lines > 250}
    assert [] == [
        (path, node.name)
        for path, tree in sources("rulekit", "plugins")
        for node in ast.walk(tree)
        if isinstance(node, functions) and end(node) - node.lineno >= 50
    ]


def end(node):
    return node.end_lineno


def test_a_text_becomes_a_document_in_one_place():
    """And what a document holds in another language, where that is found."""
    makers = {"rulekit/catalog/languages.py", "rulekit/syntax/embedded.py"}
    calls = {
        path
        for path, tree in sources("rulekit")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Document"
    }
    assert makers == calls


# Tests of several modules at once, or of faults that were found.
WITHOUT_A_TWIN = {
    "catalog/test_author_mistakes.py", "catalog/test_broken_files.py",
    "cli/test_explain_audit_refusals.py", "cli/test_rows.py", "cli/test_store_errors.py",
    "core/test_hostile.py", "core/test_regressions.py", "page/test_browser.py",
    "run/test_arrays.py", "run/test_curation_whole.py", "run/test_faulty_store.py",
    "run/test_whole.py",
}  # fmt: skip


def test_a_test_stands_where_its_module_stands():
    rooms = {path.name for path in (ROOT / "rulekit").iterdir() if path.is_dir()}
    tests = {path for path in ROOT.glob("tests/*/test_*.py") if path.parent.name in rooms}
    twins = {f"{path.parent.name}/{path.name}": path.name.removeprefix("test_") for path in tests}
    strays = {
        test for test, module in twins.items()
        if not (ROOT / "rulekit" / Path(test).parent / module).exists()
    }  # fmt: skip
    assert WITHOUT_A_TWIN == strays
