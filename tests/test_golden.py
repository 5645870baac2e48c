"""Whole files and the records of their verdicts under the default profile, to the last digit.

A change of a rule shows here. When it is meant, RULEKIT_UPDATE_GOLDEN=1 pytest tests/test_golden.py
writes the records anew; read the difference before it is committed.
"""

import json
import os
from pathlib import Path

import pytest

from rulekit.core.record import from_record, to_record
from rulekit.loader import load

HERE = Path(__file__).parent / "golden"
FILES = sorted((HERE / "files").iterdir())


@pytest.fixture(scope="module")
def engine():
    return load()


def record_file(file):
    return HERE / "records" / f"{file.name}.json"


def as_json(value):
    return json.dumps(value, ensure_ascii=False)


def written(record):
    """A record as text that compares well: a line for each field and each finding."""
    findings = ",".join(f"\n    {as_json(finding)}" for finding in record["findings"])
    fields = {key: as_json(value) for key, value in record.items()}
    fields["findings"] = f"[{findings}\n  ]"
    lines = ",".join(f'\n  "{key}": {value}' for key, value in fields.items())
    return f"{{{lines}\n}}\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_has_the_verdict_that_it_had(engine, file):
    record = to_record(engine.check_bytes(file.read_bytes(), file.name))
    if os.environ.get("RULEKIT_UPDATE_GOLDEN"):
        record_file(file).write_text(written(record), encoding="utf-8")
    assert json.loads(record_file(file).read_text(encoding="utf-8")) == record


def test_every_record_has_its_file():
    assert [record_file(file) for file in FILES] == sorted((HERE / "records").iterdir())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_record_leads_back_to_the_verdict(engine, file):
    record = json.loads(record_file(file).read_text(encoding="utf-8"))
    assert engine.check_bytes(file.read_bytes(), file.name) == from_record(record)


# What a careful reader would say of them, whatever the numbers are.
GOOD = (
    "good_module.py",
    "latin1.py",
    "many_asserts.py",
    "page.html",
    "python2_script.py",
    "readme.md",
    "wavelet.go",
    "windows_bom.py",
)
BAD = {
    "empty.py": "text/empty",
    "encoded_icon.py": "code/encoded-data",
    "index.py": "python/import-heavy",
    "messages_pb2.py": "code/generated",
    "minified.py": "code/minified",
    "not_found.py": "code/syntax-errors",
    "number_table.py": "text/digit-heavy",
    "stub_api.py": "python/pass-heavy",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_kept(engine, name):
    verdict = engine.check_path(HERE / "files" / name)
    assert verdict.kept, verdict.reason


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_dropped_for_what_is_bad_about_it(engine, name):
    assert BAD[name] in engine.check_path(HERE / "files" / name).decided_by
