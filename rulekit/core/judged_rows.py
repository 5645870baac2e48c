"""The verdicts on many rows, as the engine hands them out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow

    from rulekit.core.verdict import Verdict


class JudgedRows(ABC):
    """The verdicts on the rows of an input, one for each, in order; `Engine.check_many` gives it.

    A row is judged when its verdict is asked for, and again when it is asked for again: nothing is
    kept. An iterator can be gone through once. It has a length where the input has one.
    """

    @abstractmethod
    def __iter__(self) -> Iterator[Verdict]: ...

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def to_arrow(self) -> pyarrow.Table:
        """A table with a row for each verdict: its fields, without findings and readings.

        Raises UsageError where pyarrow is not installed.
        """

    @abstractmethod
    def to_pandas(self) -> Any:
        """The same as a DataFrame, with the index of the input if that has one.

        Raises UsageError where pyarrow or pandas is not installed.
        """
