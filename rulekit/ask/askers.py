"""Threads that ask, each over a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

from rulekit.ask.client import Called, Client
from rulekit.ask.request import Call


class Askers:
    """So many requests at once; a context. Whoever leaves it waits for none that is under way.

    Clients are made when the first thing is asked, and what is raised then is raised there.
    """

    def __init__(self, client: Callable[[], Client], count: int) -> None:
        self._client, self._count = client, count
        self._asked: SimpleQueue[Call | None] = SimpleQueue()
        self._told: SimpleQueue[Called | BaseException] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Askers:
        return self

    def __exit__(self, *_error: object) -> None:
        for _ in self._threads:
            self._asked.put(None)

    def put(self, request: Call) -> None:
        """Have something asked, as soon as a thread is free."""
        while len(self._threads) < self._count:
            thread = threading.Thread(target=self._work, args=[self._client()], daemon=True)
            self._threads.append(thread)
            thread.start()
        self._asked.put(request)

    def take(self) -> Called:
        """What came of a request, of whichever is told first; raises what a thread has raised."""
        told = self._told.get()
        if isinstance(told, BaseException):
            raise told
        return told

    def _work(self, client: Client) -> None:
        try:
            while request := self._asked.get():
                self._told.put(client.ask(request))
        except BaseException as error:  # noqa: BLE001  whoever waits for an answer gets this one
            self._told.put(error)
        finally:
            client.close()
