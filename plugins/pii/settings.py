"""Settings of the step `pii`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import rulekit
from pydantic import AfterValidator, Field

from .kind import KINDS
from .placeholder import check_placeholder

DetectorName = Annotated[str, Field(min_length=1, json_schema_extra={"format": "detector"})]
Placeholder = Annotated[str, AfterValidator(check_placeholder)] | None


class DetectorUse(rulekit.Spec):
    """A detector, with the file that it reads; a path counts from the pipeline's folder."""

    use: DetectorName
    file: Annotated[str, Field(min_length=1)] | None = None


class PiiSettings(rulekit.Spec):
    """What stands for each kind from now on, and who finds them; null leaves a kind as it is.

    The defaults are those of StarCoder (arXiv:2305.06161, section 4), which masks with a tag for
    each kind; it put made-up addresses for IP addresses, which nobody can tell from real ones.
    """

    email: Placeholder = "<EMAIL>"
    ipv4: Placeholder = "<IP>"
    ipv6: Placeholder = "<IP>"
    key: Placeholder = "<KEY>"
    password: Placeholder = "<PASSWORD>"  # noqa: S105  what stands for one
    detectors: Annotated[list[DetectorName | DetectorUse], Field(min_length=1)] = ["pii"]

    @property
    def placeholders(self) -> Mapping[str, str]:
        """By kind, what stands for it; kinds that are left alone are not there."""
        made: dict[str, str | None] = {kind: getattr(self, kind) for kind in KINDS}
        return {kind: text for kind, text in made.items() if text is not None}

    @property
    def uses(self) -> Iterable[DetectorUse]:
        """The detectors, each with its file."""
        return [DetectorUse(use=one) if isinstance(one, str) else one for one in self.detectors]


def files_of(settings: PiiSettings, folder: Path) -> Iterable[Path]:
    """Files that detectors read."""
    return [folder / use.file for use in settings.uses if use.file is not None]
