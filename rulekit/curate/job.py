"""A curation as plain data, which travels to the workers as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.curate.pipeline_source import PipelineSource


@dataclass(frozen=True)
class CurationJob:
    """The pipeline of a run, the columns that its steps read, by role, and the names of all shards.

    `key` makes hashes of what is cut out; it is in no file of an audit. `hash` is that of the
    pipeline with the files that it reads, which every machine must have.
    """

    source: PipelineSource
    columns: Mapping[str, str] = field(default_factory=dict)
    shards: tuple[str, ...] = ()
    key: str = field(default="", repr=False)
    hash: str = ""

    def to_fields(self) -> dict[str, Any]:
        """The job as plain data."""
        return asdict(self)

    @staticmethod
    def from_fields(fields: Mapping[str, Any]) -> CurationJob:
        """The job that `to_fields` told."""
        from rulekit.curate.pipeline_source import PipelineSource  # no other worker reads YAML

        source = {**fields["source"], "only": tuple(fields["source"]["only"])}
        known = {**fields, "source": PipelineSource(**source), "shards": tuple(fields["shards"])}
        return CurationJob(**known)
