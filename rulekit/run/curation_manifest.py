"""The manifest of a curation: that of an audit, with its pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rulekit.audit.manifest import Manifest


@dataclass(frozen=True)
class CurationManifest(Manifest):
    """The manifest of a curation: that of an audit, with its pipeline and columns."""

    pipeline: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    keyed: str | None = None

    def begun(self) -> dict[str, Any]:
        """The manifest of a run that begins."""
        about = {"pipeline": dict(self.pipeline), "facts": dict(self.facts), "keyed": self.keyed}
        return {**super().begun(), **about}

    def _changed(self, before: Mapping[str, Any]) -> Iterable[str]:
        yield from super()._changed(before)
        was = before.get("pipeline")
        if was is None:
            yield "it is an audit of `rulekit filter`, and no curation"
            return
        now = self.begun()["pipeline"]
        for name in dict.fromkeys((*was, *now)):
            if name != "steps" and was.get(name) != now.get(name):
                yield f"{name} of the pipeline: {was.get(name)} before, {now.get(name)} now"
        yield from _changed_steps(was["steps"], now["steps"])
        for name in ("facts", "keyed"):
            if before.get(name) != self.begun()[name]:
                yield f"{name}: {before.get(name)} before, {self.begun()[name]} now"


def _changed_steps(
    before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    old, new = ({one["id"]: one for one in steps} for steps in (before, now))
    yield from (f"the step {name} is new" for name in new if name not in old)
    yield from (f"the step {name} is gone" for name in old if name not in new)
    for name in new:
        if name in old and old[name] != new[name]:
            yield f"the step {name}: {old[name]['settings']} before, {new[name]['settings']} now"
    if old.keys() == new.keys() and list(old) != list(new):
        yield "the steps are in another order"
