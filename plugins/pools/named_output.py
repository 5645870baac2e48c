"""Names of outputs: each becomes a folder."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        allowed = "up to 64 small letters, digits, `-` and `_`, a letter or digit first"
        raise ValueError(f"`{name}` is no name of an output: take {allowed}")
    return name


OutputName = Annotated[str, AfterValidator(_checked)]
