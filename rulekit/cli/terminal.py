"""The terminals on which a session of labels is held: keys on a page, or lines."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from rulekit.labelling.page import page_of, question_lines
from rulekit.labelling.session import Session
from rulekit.report.printer import Printer

ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"  # the screen beside the one with what was before
BLANK = "\x1b[2J\x1b[H"
WRAP, NO_WRAP = "\x1b[?7h", "\x1b[?7l"  # a line that is wider than it was measured must not wrap
SCREEN = 40  # lines of a text that are told at once where there is no page
ONE_KEY = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.)?|.", re.DOTALL)
KEYS = {
    "\r": "", "\n": "", " ": "next", "\x1b": None, "\x7f": None, "\x08": None,
    "\x1b[A": "up", "\x1bOA": "up", "\x1b[B": "down", "\x1bOB": "down",
    "\x1b[C": "right", "\x1bOC": "right", "\x1b[D": "left", "\x1bOD": "left",
    "\x1b[5~": "previous", "\x1b[6~": "next",
    "\x1b[H": "first", "\x1b[1~": "first", "\x1bOH": "first",
    "\x1b[F": "last", "\x1b[4~": "last", "\x1bOF": "last",
}  # fmt: skip
REDRAW, CLOSED = "\x0c", "\x04"  # Ctrl-L, Ctrl-D


class _RedrawError(Exception):
    """The page must be drawn again: its size is another, or the session goes on after a stop."""


class PageTerminal:
    """A terminal of which the whole page is drawn, and single keys are read; a context.

    A page is drawn again when the terminal gets another size, and after Ctrl-Z and `fg`.
    """

    def __init__(self) -> None:
        self._printer = Printer()
        self._file = sys.stdin.fileno()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._typed = ""  # keys that were typed ahead
        self._waiting = False
        self._modes: Any = None
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> PageTerminal:
        with suppress(ImportError):
            import readline  # noqa: F401  notes can be edited with it

        with suppress(ImportError):  # Windows has no such modes
            import termios

            self._modes = termios.tcgetattr(self._file)
        for name, handler in (
            ("SIGWINCH", self._on_resize),
            ("SIGTSTP", self._on_stop),
            ("SIGTERM", _end),
        ):
            if number := getattr(signal, name, None):
                self._handlers[number] = signal.signal(number, handler)
        self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._end()

    def ask(self, session: Session) -> str | None:
        """Show a session, and give the next word that is typed; None takes a question back.

        Raises EOFError when the terminal is gone, and for Ctrl-D.
        """
        while True:
            try:
                if not self._typed:
                    self._draw(session)
                if session.question.is_line:
                    return self._line(session.question.asked)
                key = self._key()
            except _RedrawError:
                continue
            if key in KEYS:
                return KEYS[key]
            if key == CLOSED:
                raise EOFError
            if len(key) == 1 and key != REDRAW:
                return key

    def _draw(self, session: Session) -> None:
        width, height = shutil.get_terminal_size()
        self._write(BLANK + NO_WRAP)
        for line in page_of(session, width, height - 1):
            self._printer.line(*line)
        self._write(WRAP)

    def _key(self) -> str:
        """Read one key; several may have been typed at once."""
        if not self._typed:
            self._typed = self._waited(self._keys)
        if not (match := ONE_KEY.match(self._typed)):
            raise EOFError
        self._typed = self._typed[match.end() :]
        return match[0]

    def _keys(self) -> str:
        """Read what was typed; "" when the terminal is gone.

        Where a terminal has modes, click's `getchar` would throw away what was typed ahead.
        """
        if self._modes is None:
            return click.getchar()
        found = ""
        while not found and (data := os.read(self._file, 1024)):
            found = self._decoder.decode(data)
        return found

    def _line(self, asked: str) -> str | None:
        """Read a line; None for Ctrl-D."""
        ahead, end, rest = self._typed.replace("\n", "\r").partition("\r")
        self._typed = rest
        if end:
            return ahead
        self._set_modes(keys=False)
        try:
            return ahead + self._waited(lambda: input(f"{asked}: {ahead}"))
        except (EOFError, UnicodeDecodeError):
            return None
        finally:
            self._set_modes(keys=True)

    def _waited(self, read: Callable[[], str]) -> str:
        self._waiting = True
        try:
            return read()
        finally:
            self._waiting = False

    def _on_resize(self, *_: object) -> None:
        if self._waiting:
            raise _RedrawError

    def _on_stop(self, number: int, _frame: object) -> None:
        """Stop as any command does, on the screen that was there before."""
        self._end()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, self._on_stop)
        self._begin()
        if self._waiting:
            raise _RedrawError

    def _begin(self) -> None:
        self._set_modes(keys=True)
        self._write(ENTER)

    def _end(self) -> None:
        self._set_modes(keys=False)
        self._write(WRAP + LEAVE)

    def _set_modes(self, *, keys: bool) -> None:
        """Have keys handed on one by one, unseen; or give the terminal the modes that it had."""
        if self._modes is None:
            return
        import termios
        import tty

        termios.tcsetattr(self._file, termios.TCSADRAIN, self._modes)
        if keys:
            tty.setcbreak(self._file, termios.TCSADRAIN)

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


class LineTerminal:
    """Text that is read from above to below, and an answer a line: a pipe, or a screen reader."""

    def __init__(self) -> None:
        self._printer = Printer()
        self._shown: tuple[object, ...] = ()

    def __enter__(self) -> LineTerminal:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def ask(self, session: Session) -> str | None:
        """Show what is new of a session, and give the next line; EOFError where there is none."""
        page = page_of(session, None, SCREEN)
        view = session.view
        shown = (session.place, id(view), view.top, view.left, view.found, session.help_page)
        lines = page if shown != self._shown else question_lines(session, self._printer.width)
        self._shown = shown
        for line in lines:
            self._printer.line(*line)
        if session.question.is_line:
            self._printer.line(f"{session.question.asked}:")
        sys.stdout.flush()
        line = sys.stdin.buffer.readline().decode("utf-8", "replace")
        if not line:
            raise EOFError
        return line.strip()


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
