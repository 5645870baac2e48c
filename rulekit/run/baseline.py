"""Baselines: failures that are known, so that a run reports and gates only the new ones."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.core.tally import Tally
from rulekit.errors import Problem, UsageError, source_line
from rulekit.spec.text_file import RefusedFile, read_small

if TYPE_CHECKING:
    from rulekit.core.verdict import Verdict

KEY, VERSION = "rulekit-baseline", 1
LARGEST = 64_000_000  # bytes, of some 600,000 files
Known = Mapping[str, frozenset[str]]


class Baseline:
    """Known failures: the ids of rules by the path of the file, which counts from `file`'s folder.

    Without any it knows nothing. `tally` counts the verdicts as the gate does: a file whose every
    reason is known is kept. `count` is how many there are of these.
    """

    def __init__(self, file: str = "", known: Known | None = None) -> None:
        self.file = file
        self.known: Known = known or {}
        self.tally, self.count = Tally(by_folder=None), 0
        self._passing: dict[str, frozenset[str]] = {}
        self._folder = os.path.dirname(file) or "."

    def new_of(self, verdict: Verdict) -> Verdict:
        """What is new of a verdict, as the reports show it and the gate counts it.

        An error is always new: nothing is known of a file that could not be judged.
        """
        known = self.known.get(path := _relative(verdict.path, self._folder))
        if known is None:
            self.tally.add(verdict)
            return verdict
        judged = verdict.decision != "error"
        self._passing[path] = known - _not_passed(verdict) if judged else frozenset()
        new = _without(verdict, known) if judged else verdict
        self.count += bool(failures(verdict) and not failures(new))
        self.tally.add(new)
        return new

    def stale(self, rules: Collection[str]) -> Iterator[tuple[str, list[str]]]:
        """Files with those of the rules that fail there no more, or all where the file is gone."""
        for path, known in self.known.items():
            gone = not os.path.lexists(os.path.join(self._folder, path))
            passing = self._passing.get(path, known if gone else frozenset())
            if told := sorted(passing & {*rules}):
                yield path, told


class NewBaseline(Baseline):
    """A baseline that is written: whatever fails is known from now on."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.found: dict[str, frozenset[str]] = {}

    def new_of(self, verdict: Verdict) -> Verdict:
        """The verdict as it is, of which the gate counts only an error."""
        failed = failures(verdict)
        if failed and verdict.decision != "error":
            self.found[_relative(verdict.path, self._folder)] = failed
            self.tally.add(_without(verdict, failed))
        else:
            self.tally.add(verdict)
        return verdict

    def write(self) -> None:
        """Write the file anew: sorted, a line for each file that is judged. Raises UsageError."""
        lines = [
            f"    {_written(path)}: [{', '.join(map(_written, sorted(rules)))}]"
            for path, rules in sorted(self.found.items())
        ]
        files = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
        text = f'{{\n  "{KEY}": {VERSION},\n  "files": {files}\n}}\n'
        try:
            Path(self.file).write_text(text, "utf-8", newline="")
        except OSError as error:
            message = f"--write-baseline: cannot write `{self.file}`: {error.strerror}"
            raise UsageError(message) from None


def read_baseline(file: str) -> Baseline:
    """The baseline in a file; raises UsageError for one that is damaged or of another version."""
    try:
        text = read_small(file, largest=LARGEST).decode()
        data = json.loads(text, object_pairs_hook=_once)
    except FileNotFoundError:
        remedy = "--write-baseline writes one"
        raise UsageError([Problem(f"there is no baseline `{file}`", remedy=remedy)]) from None
    except RefusedFile as refused:
        raise _damaged(file, refused.reason, remedy=refused.remedy) from None
    except OSError as error:
        raise _damaged(file, error.strerror or str(error)) from None
    except json.JSONDecodeError as error:
        place = (error.lineno, error.colno, 1, source_line(text, error.lineno))
        raise _damaged(file, f"it is not JSON: {error.msg}", *place) from None
    except (ValueError, RecursionError) as error:
        raise _damaged(file, str(error)) from None
    return Baseline(file, _checked(file, data))


def new_baseline(file: str) -> NewBaseline:
    """A baseline to be written; raises UsageError where the file is something else already."""
    folder = os.path.dirname(file) or "."
    if not os.path.isdir(folder):
        raise UsageError(f"--write-baseline: there is no folder `{folder}`")
    if os.path.lexists(file):
        read_baseline(file)
    return NewBaseline(file)


def failures(verdict: Verdict) -> frozenset[str]:
    """What fails on a file: rules, those that follow from others too, and a low score."""
    failed = {one.rule for one in verdict.findings if one.outcome == "fail"}
    return frozenset(failed.union(verdict.decided_by)) if verdict.candidate else frozenset()


def _not_passed(verdict: Verdict) -> frozenset[str]:
    """What fails on a file, or may: what could not be measured is not known to pass."""
    unmeasured = {one.rule for one in verdict.findings if one.outcome == "unmeasured"}
    return failures(verdict) | unmeasured


def _without(verdict: Verdict, known: frozenset[str]) -> Verdict:
    """The verdict as it were if the known rules had passed."""
    left = [one for one in verdict.findings if one.outcome != "fail" or one.rule not in known]
    names = {one.rule for one in left if one.outcome == "fail"}
    findings = tuple(
        replace(one, implied_by="") if one.implied_by and one.implied_by not in names else one
        for one in left
    )
    decided = tuple(one for one in verdict.decided_by if one not in known)
    if decided or not verdict.decided_by:
        return replace(verdict, findings=findings, decided_by=decided)
    reason = f"in the baseline: {', '.join(verdict.decided_by)}"
    return replace(verdict, findings=findings, decided_by=(), decision="keep", reason=reason)


def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _written(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; raises ValueError for a key that is there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"`{twice}` is in it twice")
    return found


def _checked(file: str, data: Any) -> Known:
    if not isinstance(data, dict) or KEY not in data:
        raise _damaged(file, f"it has no `{KEY}`", remedy="name another file")
    if data[KEY] != VERSION:
        told = f"it is of version {data[KEY]!r}, and this rulekit knows {VERSION}"
        raise _damaged(file, told, remedy="remove it, and write it anew: --write-baseline")
    if unknown := sorted(data.keys() - {KEY, "files"}):
        raise _damaged(file, f"nothing is known of `{unknown[0]}` in it")
    files = data.get("files")
    if not isinstance(files, dict):
        raise _damaged(file, "its `files` are no object of paths")
    for path, rules in files.items():
        if not isinstance(rules, list) or not all(isinstance(one, str) for one in rules):
            raise _damaged(file, f"`{path}` has no list of rules")
    return {path: frozenset(rules) for path, rules in files.items()}


def _damaged(
    file: str, why: str, line: int = 0, column: int = 0, width: int = 1, source: str = "",
    *, remedy: str = "mend it, or remove it and write it anew: --write-baseline",
) -> UsageError:  # fmt: skip
    message = f"`{file}` is not read as a baseline: {why}"
    return UsageError([Problem(message, file if line else "", line, column, width, source, remedy)])
