"""From a first request to its end: a reply that is not of its form is asked for again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rulekit.ask.journal import Entry
from rulekit.ask.reply import Reply, reply_of
from rulekit.ask.request import Request
from rulekit.spec.reply_form import ReplyForm

AGAIN = 2  # times that a reply is asked for again


class Ended(NamedTuple):
    """The end of a conversation: its reply, and the answers that it is made of."""

    reply: Reply
    entries: tuple[Entry, ...]


def next_step(
    first: Request, find: Callable[[str], Entry | None], form: ReplyForm
) -> Request | Ended:
    """The request that has no answer yet, or the end that the known answers lead to."""
    request, entries = first, list[Entry]()
    while entry := find(request.key):
        entries.append(entry)
        reply = reply_of(entry.body, form)
        if reply.outcome != "unparsed" or request.again == AGAIN:
            return Ended(reply, tuple(entries))
        request = first.once_more(request.again + 1, reply.said, reply.note)
    return request
