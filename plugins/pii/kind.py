"""The kinds of what is found."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["key", "email", "ipv6", "ipv4", "password"]

# Of two that are found in the same place, the one that comes first here: a password is what is
# found by its name only, the others by their form.
KINDS: tuple[str, ...] = get_args(Kind)
