"""rulekit/report/as_json.py: records as JSON that no terminal obeys."""

import json
import unicodedata
from dataclasses import replace

from rulekit.core.record import to_record
from rulekit.core.verdict import Verdict
from rulekit.report.as_json import as_json, written

ERROR = Verdict("d.py", "error", "cannot be read: no", ("unreadable",))
OBEYED = "\x7f\x9b\xad\u061c\u200f\u202e\u2028\u2066\ufeff\U000e0041"


def test_format_characters_are_escaped_in_json_and_keep_their_value():
    line = as_json(replace(ERROR, reason=f"a{OBEYED}文"))
    assert f"a{OBEYED}文" == json.loads(line)["reason"]
    assert r"a\u007f\u009b\u00ad\u061c\u200f\u202e\u2028\u2066\ufeff\udb40\udc41文" in line


def test_every_character_that_is_escaped_is_one_that_a_terminal_may_obey():
    kept = [c for c in map(chr, range(0x20, 0x110000)) if unicodedata.category(c) in ("Cc", "Cf")]
    kept = [c for c in kept if ord(c) > 0x7E]
    assert [] == [c for c in kept if c in as_json(replace(ERROR, reason=c))]


def test_other_data_is_escaped_too():
    assert r'{"a": "\u202e文"}' == written({"a": "\u202e文"})


def test_the_rulekit_toml_in_force_is_the_last_field_and_none_when_there_is_none():
    records = [json.loads(as_json(ERROR, config)) for config in ("../rulekit.toml", "")]
    assert ("config", "../rulekit.toml") == [*records[0].items()][-1]
    assert to_record(ERROR) == records[1]
