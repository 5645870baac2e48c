"""Where reports go: a stream that is no terminal, and a terminal of our own."""

import io
import os
import pty
import select

import pytest

from rulekit.report.printer import Printer


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    """Nothing of the tester's own terminal."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def piped():
    """A function: what is written to a stream that is no terminal, by whoever is given it."""

    def written(write):
        stream = io.StringIO()
        write(stream)
        return stream.getvalue()

    return written


@pytest.fixture
def on_terminal(monkeypatch):
    """A function: what reaches a terminal of so many columns."""

    def written(write, columns=40):
        monkeypatch.setenv("COLUMNS", str(columns))
        reader, writer = pty.openpty()
        with open(writer, "w", encoding="utf-8") as stream:  # noqa: PTH123  a descriptor
            write(stream)
            stream.flush()
            shown = b""
            while select.select([reader], [], [], 0.1)[0]:
                shown += os.read(reader, 65536)
        os.close(reader)
        return shown.decode().replace("\r\n", "\n")

    return written


@pytest.fixture
def lines(piped):
    """A function: the lines that something prints in a pipe."""

    def printed(show):
        return piped(lambda stream: show(Printer(stream))).splitlines()

    return printed
