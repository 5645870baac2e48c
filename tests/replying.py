"""Folders of replies for tests: who said what of which text, without a server."""

import hashlib
import json
from pathlib import Path

from rulekit.replies.folder import MANIFEST, TEXTS
from rulekit.replies.texts import SaidReply, text_line

PROPERTIES = [["reason", "string"], ["tags", "array"], ["score.quality", "integer"]]
PROPERTIES += [["safe", "boolean"], ["kind", "string"]]
RULE = """\
title: A model gives it a low mark
why: A model that reads as a careful engineer does sees nothing to learn in it.
source: marks
signal: reply(score.quality)
keep: {min: 4}
examples:
  keep:
    - {text: "a = 1\\n", reply: {score.quality: 7}}
  drop:
    - {text: "a = 1\\n", reply: {score.quality: 2}}
"""


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def answered(quality, reason="so it is", **more):
    return SaidReply("answered", {"reason": reason, "score.quality": quality, **more})


def failed(outcome):
    return SaidReply(outcome, {})


def write_replies(folder, texts, name="marks", properties=PROPERTIES, **said):
    """Write a folder as `rulekit ask` does; `texts` are replies by the text that they are about."""
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    known = sorted((sha256(text), replies) for text, replies in texts.items())
    data = b"".join(text_line(*one) for one in known)
    (path / TEXTS).write_bytes(data)
    ask = {"ask": name, "model": "stub", "sample": {"n": 1}} | said
    texts = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest = {"ask": ask, "prompt": "p", "schema": "s", "properties": properties, "texts": texts}
    (path / MANIFEST).write_text(json.dumps(manifest))
    return path
