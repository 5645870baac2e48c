"""Requests for many files, made side by side where a file system can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

AT_ONCE = 16  # requests, of which a client has connections for ten


def answers(file_system: Any, do: str, words: Iterable[Sequence[Any]]) -> list[Any]:
    """Answers of a method that is asked with each of some words; an error is an answer, too."""
    if not file_system.async_impl:
        method = getattr(file_system, do)
        return [_answer(method, one) for one in words]
    from fsspec.asyn import sync  # type: ignore[import-untyped]  # it has no types

    found: list[Any] = sync(file_system.loop, _side_by_side, getattr(file_system, f"_{do}"), words)
    return found


def _answer(method: Any, words: Sequence[Any]) -> Any:
    try:
        return method(*words)
    except Exception as error:  # noqa: BLE001  whoever asked looks at it
        return error


async def _side_by_side(method: Any, words: Iterable[Sequence[Any]]) -> list[Any]:
    import asyncio  # which takes a thirtieth of a second, and is for stores alone

    free = asyncio.Semaphore(AT_ONCE)

    async def asked(one: Sequence[Any]) -> Any:
        async with free:
            return await method(*one)

    return await asyncio.gather(*map(asked, words), return_exceptions=True)
