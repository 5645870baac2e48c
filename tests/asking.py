"""A server that is asked, and what it is asked."""

import json
import os
import threading
from contextlib import contextmanager
from unittest.mock import patch

from rulekit.ask.request import Request
from rulekit.ask.stub import Script, StubServer

ASK = """\
ask: score
prompt: prompt.md
reply: {schema: reply.json}
model: stub
limits: {open: 4, tries: 3}
price: {input: 1, output: 2}
"""
PROMPT = "How good is {path}, from 0 to 9?\n\n{text}\n"
SCORE = {"type": "integer", "minimum": 0, "maximum": 9}
SCHEMA = {
    "type": "object",
    "properties": {
        "reason": {"type": "string"},
        "score": {
            "type": "object",
            "properties": {"quality": SCORE},
            "required": ["quality"],
            "additionalProperties": False,
        },
    },
    "required": ["reason", "score"],
    "additionalProperties": False,
}
ROWS = [{"content": f"x = {i}\n", "path": f"f{i}.py"} for i in range(20)]


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


REQUEST = Request("stub", ({"role": "user", "content": "how good?"},), SCHEMA, {"seed": 7})
FILES = {"score.yaml": ASK, "prompt.md": PROMPT, "reply.json": json.dumps(SCHEMA)}
FILES["rows.jsonl"] = lines(ROWS)


@contextmanager
def serving(**said):
    """A server of this script, which the environment names meanwhile."""
    server = StubServer(0, Script(**said))
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        with patch.dict(os.environ, OPENAI_BASE_URL=address, OPENAI_API_KEY=said.get("key", "")):
            yield server.script
    finally:
        server.shutdown()
        server.server_close()


def answer(said, *, finish_reason="stop", refusal=None, model="stub", **more):
    """The body of an answer in which a model says this."""
    message = {"role": "assistant", "content": said, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    return json.dumps({"model": model, "choices": [choice], **more})
