"""Settings of the steps `header` and `licence`."""

from __future__ import annotations

import difflib
from typing import Literal

from pydantic import Field, field_validator
from rulekit import Spec

Kind = Literal["copyright", "licence"]
Source = Literal["header", "column"]


class HeaderSettings(Spec):
    """What goes: `copyright` lines, texts of a `licence`, or both."""

    remove: list[Kind] = ["copyright", "licence"]


class LicenceSettings(Spec):
    """Which licences are kept, and where they are looked for.

    `keep` is `permissive` or SPDX identifiers; `unknown` says what is done with rows of which no
    licence is known.
    """

    keep: Literal["permissive"] | list[str] = "permissive"
    unknown: Literal["keep", "drop"] = "keep"
    sources: list[Source] = Field(default=["header", "column"], alias="from")

    @field_validator("keep")
    @classmethod
    def _check_names(cls, keep: str | list[str]) -> str | list[str]:
        from .names import identifier, identifiers  # only where names are given

        for name in keep if isinstance(keep, list) else ():
            if not name.startswith("LicenseRef-") and identifier(name) not in identifiers():
                near = difflib.get_close_matches(name, identifiers(), n=1)
                hint = f", did you mean `{near[0]}`?" if near else "; SPDX lists those there are"
                raise ValueError(f"there is no licence `{name}`{hint}")
        return keep
