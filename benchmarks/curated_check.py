"""Compare what a curation told of its rows with what was planted in them."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

Plant = Mapping[str, Any]
# Which step decides about a kind. Steps in the order of most pipelines: a row that ended before the
# step which should decide about it says nothing of that step.
STEPS = {"exact": "exact", "near": "near", "notice": "header", "licence": "licence",
         "licence kept": "licence", "look-alike": "pii", "leak": "decontaminate",
         "counting": "decontaminate"} | dict.fromkeys(
             ("email", "ipv4", "ipv6", "key", "password", "secret"), "pii")  # fmt: skip
ORDER = ("", "admit", "exact", "near", "licence", "header", "pii", "rules", "select", "functions",
         "decontaminate", "sample")  # fmt: skip
KEPT = {"keep", "kept", "flag", None, ""}  # decisions that end no row
OUTCOMES = ("found", "missed", "wrong", "elsewhere")


class Told(NamedTuple):
    """What came of a plant, under the heading that it is counted by."""

    label: str
    outcome: str
    id: str


@dataclass
class Audit:
    """What an audit tells of rows, by their ids."""

    ended: dict[str, str]  # the step at which a row ended
    order: Sequence[str]
    threshold: float | None = None
    kept_for: dict[str, str | None] = field(default_factory=dict)  # a copy, and what was kept
    edits: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    items: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @staticmethod
    def read(folder: Path, threshold: float | None) -> Audit:
        """Read the tables of an audit; a table that is not there has no rows."""
        fates = [*_records(folder, "fates", ("shard", "row", "id", "step", "decision"))]
        if not fates:
            raise SystemExit(f"{folder}: it has no fates; name the folder that `curate` wrote")
        ids = {(one["shard"], one["row"]): one["id"] for one in fates}
        ended = {one["id"]: name_of(one["step"]) for one in fates if one["decision"] not in KEPT}
        steps = _steps(folder)
        told = _threshold(steps) if threshold is None else threshold
        audit = Audit(ended, [name for name, _ in steps] or ORDER, told)
        audit._read_evidence(folder, ids)
        return audit

    def _read_evidence(self, folder: Path, ids: Mapping[tuple[str, int], str]) -> None:
        for one in _records(folder, "copies", ("shard", "row", "kept_shard", "kept_row")):
            kept = ids.get((one["kept_shard"], one["kept_row"]))
            self.kept_for[ids[one["shard"], one["row"]]] = kept
        names = ("shard", "row", "step", "start", "end", "replacement")
        for one in _records(folder, "edits", names):
            self.edits[ids[one["shard"], one["row"]]].append(one)
        for one in _records(folder, "contamination", ("shard", "row", "item")):
            self.items[ids[one["shard"], one["row"]]].add(one["item"])

    def is_ended(self, id: str, step: str) -> bool:
        """True if a row ended at this step."""
        return self.ended.get(id) == step

    def or_elsewhere(self, outcome: str, id: str, step: str) -> str:
        """The outcome, or `elsewhere` if the row ended before the step saw it."""
        before = ["", *self.order[: self.order.index(step)]]
        return "elsewhere" if self.ended.get(id) in before else outcome

    def edited(self, id: str, step: str, content: str) -> str:
        """The original with the edits of one step."""
        data, pieces, last = content.encode(), [], 0
        own = (one for one in self.edits.get(id, ()) if name_of(one["step"]) == step)
        for one in sorted(own, key=lambda one: (one["start"], one["end"])):
            pieces += [data[last : one["start"]], one["replacement"].encode()]
            last = max(last, one["end"])
        return b"".join([*pieces, data[last:]]).decode()


def name_of(step: str | None) -> str:
    """The name of a step; that of the second of a name ends with `-2`."""
    return re.sub(r"-\d+$", "", step or "")


def _records(folder: Path, table: str, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    from pyarrow import parquet

    for path in sorted((folder / table).rglob("*.parquet")):
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=[*names]):
                yield from batch.to_pylist()


def _steps(folder: Path) -> list[tuple[str, Mapping[str, Any]]]:
    """The steps of the pipeline with their settings, wherever the manifest has them."""
    place = folder / "manifest.json"
    left: list[Any] = [json.loads(place.read_text("utf-8"))] if place.exists() else []
    for one in left:
        if isinstance(one, dict):
            steps = one.get("steps")
            if isinstance(steps, list) and steps and all("settings" in step for step in steps):
                return [(step["step"], step["settings"]) for step in steps]
            left += one.values()
    return []


def _threshold(steps: Iterable[tuple[str, Mapping[str, Any]]]) -> float | None:
    """The least Jaccard index of a near copy, where the exact one is looked at."""
    checked = (one for name, one in steps if name == "near" and one.get("verify", True))
    told = (one.get("threshold") for one in checked)
    return next((value for value in told if value is not None), None)


def exact_told(audit: Audit, group: Sequence[Plant]) -> Iterator[Told]:
    """One of the best has to be left, and the others dropped for it."""
    best = [row for row in group[0]["keep"] if not audit.is_ended(row, "exact")]
    winner = best[0] if best else None
    for plant in group:
        row, label = plant["id"], f"exact: {plant['why']}"
        if row == winner:
            continue
        if audit.is_ended(row, "exact"):
            right = winner is not None and audit.kept_for.get(row) == winner
            yield Told(label, "found" if right else "wrong", row)
        else:
            yield Told(label, audit.or_elsewhere("missed", row, "exact"), row)


def near_told(audit: Audit, plant: Plant) -> Told:
    """A copy has to go if its Jaccard index is that of the threshold at least."""
    row, limit = plant["id"], audit.threshold
    label = f"near: {plant['band']:.2f}"
    if limit is not None and plant["jaccard"] < limit:
        outcome = "wrong" if audit.is_ended(row, "near") else "found"
        return Told(f"{label}, stays", audit.or_elsewhere(outcome, row, "near"), row)
    if audit.is_ended(row, "near"):
        return Told(label, "found" if audit.kept_for.get(row) == plant["of"] else "wrong", row)
    outcome = "missed" if limit is not None else "elsewhere"
    return Told(label, audit.or_elsewhere(outcome, row, "near"), row)


def licence_told(audit: Audit, plant: Plant) -> Told:
    """A row whose licence is not permissive has to end there."""
    row, label = plant["id"], f"{plant['kind']}: {plant['by']}"
    ended = audit.is_ended(row, "licence")
    if plant["kind"] == "licence kept":
        outcome = "wrong" if ended else "found"
    else:
        outcome = "found" if ended else "missed"
    return Told(label, audit.or_elsewhere(outcome, row, "licence"), row)


def leak_told(audit: Audit, plant: Plant) -> Told:
    """A row has to be told of its own item; one that only counts of none."""
    row, items = plant["id"], audit.items.get(plant["id"], set())
    hit = bool(items) or audit.is_ended(row, "decontaminate")
    if plant["kind"] == "counting":
        outcome = audit.or_elsewhere("wrong" if hit else "found", row, "decontaminate")
        return Told("counting, stays", outcome, row)
    label = f"leak: {plant['form']}"
    if hit:
        return Told(label, "found" if plant["item"] in items else "wrong", row)
    return Told(label, audit.or_elsewhere("missed", row, "decontaminate"), row)


def edit_told(audit: Audit, plant: Plant, content: str) -> Told:
    """What had to go is gone, and what had to stay is there."""
    row, step = plant["id"], STEPS[plant["kind"]]
    what = plant.get("what")
    label = f"{plant['kind']}: {what}, stays" if what else plant["kind"]
    text = audit.edited(row, step, content)
    stays = all(one in text for one in plant["stays"])
    rest = content.encode()[plant.get("rest_from", len(content.encode())) :].decode()
    if not stays or not text.endswith(rest):
        return Told(label, "wrong", row)
    outcome = "missed" if any(one in text for one in plant.get("gone", ())) else "found"
    return Told(label, audit.or_elsewhere(outcome, row, step), row)


def judged(audit: Audit, plants: Sequence[Plant], contents: Mapping[str, str]) -> Iterator[Told]:
    """What came of each plant whose step was in the pipeline."""
    groups: dict[str, list[Plant]] = defaultdict(list)
    one_by_one: dict[str, Callable[[Audit, Plant], Told]] = {
        "near": near_told, "licence": licence_told, "licence kept": licence_told,
        "leak": leak_told, "counting": leak_told,
    }  # fmt: skip
    for plant in plants:
        kind = plant["kind"]
        if STEPS[kind] not in audit.order:
            continue
        if kind == "exact":
            groups[plant["group"]].append(plant)
        elif kind in one_by_one:
            yield one_by_one[kind](audit, plant)
        else:
            yield edit_told(audit, plant, contents[plant["id"]])
    for group in groups.values():
        yield from exact_told(audit, group)


def check(out: Path, folder: Path, threshold: float | None, *, strict: bool) -> int:
    """Print a line for each kind; 1 if something is missed, or a kind was never found."""
    lines = (out / "plants.jsonl").read_text("utf-8").splitlines()
    plants = [json.loads(line) for line in lines]
    audit = Audit.read(folder, threshold)
    wanted = {plant["id"] for plant in plants if "stays" in plant}
    found = _records(out, "corpus", ("id", "content"))
    contents = {one["id"]: one["content"] for one in found if one["id"] in wanted}
    told = [*judged(audit, plants, contents)]
    show(told)
    if audit.threshold is None and "near" in audit.order:
        print("near: no threshold is told, so nothing is missed; give one by --threshold")
    missing = {one.label for one in told} - {one.label for one in told if one.outcome == "found"}
    unseen = audit.threshold is not None or not all(label.startswith("near") for label in missing)
    bad = {"missed", "wrong"} if strict else {"missed"}
    return int(any(one.outcome in bad for one in told) or bool(missing and unseen))


def show(told: Sequence[Told]) -> None:
    """A line for each label, and the ids of the first that went wrong."""
    count = Counter((one.label, one.outcome) for one in told)
    print(f"{'':34}{'planted':>9}" + "".join(f"{outcome:>11}" for outcome in OUTCOMES))
    for label in sorted({one.label for one in told}):
        numbers = [count[label, outcome] for outcome in OUTCOMES]
        print(f"{label:34}{sum(numbers):9,}" + "".join(f"{number:11,}" for number in numbers))
    for outcome in ("missed", "wrong"):
        first = [f"{one.id} ({one.label})" for one in told if one.outcome == outcome][:10]
        if first:
            print(f"{outcome}: {', '.join(first)}")
