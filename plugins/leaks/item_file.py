"""Benchmarks in files: an item a line, or all in one array."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import rulekit

SUFFIXES = (".jsonl", ".jsonl.gz", ".json", ".json.gz", ".txt", ".txt.gz")

# Fields as benchmarks name them, the first that an item has: HumanEval and BigCodeBench say
# task_id, LiveCodeBench question_id, APPS problem_id.
IDS = ("task_id", "question_id", "problem_id", "id")

# Every one that an item has is looked for, under the name of the part. HumanEval: prompt,
# canonical_solution, test. MBPP: text (sanitized: prompt), code, test_list. LiveCodeBench:
# question_content, starter_code. BigCodeBench: instruct_prompt, complete_prompt. APPS and GSM8K:
# question, solutions, answer. DS-1000: prompt, reference_code.
PARTS: Mapping[str, str] = {
    "prompt": "prompt",
    "instruct_prompt": "instruct prompt",
    "complete_prompt": "complete prompt",
    "question": "question",
    "question_content": "question",
    "text": "text",
    "starter_code": "starter code",
    "canonical_solution": "solution",
    "reference_code": "solution",
    "solution": "solution",
    "solutions": "solutions",
    "code": "code",
    "answer": "answer",
    "test": "test",
    "test_list": "tests",
}
ENTRY_POINT = "entry_point"


def is_file(name: str) -> bool:
    """True if a name of a benchmark is that of a file: it has a suffix or a folder."""
    return "/" in name or name.lower().endswith(SUFFIXES)


def benchmark_name(name: str) -> str:
    """What a file's benchmark is called: the file, without folder and suffixes."""
    return Path(name).name.partition(".")[0]


def read_items(path: Path) -> list[rulekit.BenchmarkItem]:
    """The items of a file; raises UsageError with what is wrong, and where."""
    kind = path.name.lower().removesuffix(".gz")
    if not kind.endswith((".jsonl", ".json", ".txt")):
        known = ", ".join(SUFFIXES)
        raise rulekit.UsageError(f"`{path}` is no file of a benchmark: its name ends with {known}")
    text = _text(path)
    if kind.endswith(".txt"):
        return [rulekit.BenchmarkItem("text", {"text": text})]
    values = _lines(path, text) if kind.endswith(".jsonl") else _array(path, text)
    items = [_item(value, place, number) for number, (place, value) in enumerate(values, 1)]
    if not items:
        raise rulekit.UsageError(f"`{path}` has no items: leave it out, or fetch it again")
    return items


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        unpacked = gzip.decompress(data) if path.name.lower().endswith(".gz") else data
        return unpacked.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = f"not UTF-8: byte {error.start + 1}"
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        why = f"not gzip: {error}; fetch it again"
    except OSError as error:
        why = f"{error.strerror}{_nearest(path)}"
    raise rulekit.UsageError(f"the benchmark `{path}` cannot be read: {why}")


def _nearest(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return "; a path counts from the folder of the pipeline's file"
    names = [one.name for one in folder.iterdir() if one.name.lower().endswith(SUFFIXES)]
    near = get_close_matches(path.name, sorted(names), n=1)
    if near:
        return f", did you mean `{near[0]}`?"
    return f"; its folder has {', '.join(sorted(names)[:20]) or 'no file of a benchmark'}"


def _lines(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", _parsed(f"{path}:{number}", line)


def _array(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    value = _parsed(str(path), text)
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        yield f"{path}, item {number}", one


def _parsed(place: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        why = f"{error.msg}, line {error.lineno}, character {error.colno}"
    except (RecursionError, ValueError):
        why = "nested too deep, or a number with too many digits"
    raise rulekit.UsageError(f"{place}: not JSON: {why}")


def _item(value: Any, place: str, number: int) -> rulekit.BenchmarkItem:
    if not isinstance(value, dict):
        raise rulekit.UsageError(f"{place}: an item is an object with fields such as `prompt`")
    parts: dict[str, str] = {}
    for field, part in PARTS.items():
        if text := _joined(value.get(field)):
            parts[part] = f"{parts[part]}\n{text}" if part in parts else text
    if not parts:
        there = ", ".join(f"`{field}`" for field in value) or "none"
        wanted = ", ".join(f"`{field}`" for field in PARTS)
        raise rulekit.UsageError(
            f"{place}: no field has the text of an item; there are {there}: rename one to {wanted}"
        )
    known = next((value[field] for field in IDS if value.get(field) is not None), number)
    entry_point = value.get(ENTRY_POINT)
    entry_points = (entry_point,) if isinstance(entry_point, str) else ()
    return rulekit.BenchmarkItem(str(known), parts, entry_points)


def _joined(value: Any) -> str:
    """A text, or texts one below the other; "" for what is neither."""
    if isinstance(value, list):
        return "\n".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""
