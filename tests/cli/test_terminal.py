"""rulekit/cli/terminal.py: keys and pages on a terminal of our own."""

import os
import pty
import re
import signal
import sys
import termios
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from labelled import queued

from rulekit.cli.terminal import ENTER, LEAVE, LineTerminal, PageTerminal
from rulekit.labelling.label_file import LabelFile, read_label_file
from rulekit.labelling.session import Occasion, Session

FILES = [queued("a.py", "".join(f"line {i}\n" for i in range(100))), queued("b.py")]


class Screen:
    """The other end of a terminal: what is typed there, and what is shown."""

    def __init__(self):
        self.master, self.slave = pty.openpty()
        self.shown = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def close(self):
        os.close(self.slave)
        self._reader.join()  # else it would read of whatever has its number next
        os.close(self.master)

    def type(self, text):
        os.write(self.master, text.encode())

    def _read(self):
        while True:
            try:
                self.shown += os.read(self.master, 4096).decode("utf-8", "replace")
            except OSError:
                return

    def when(self, shown, act):
        """Act, in another thread, as soon as a text is shown."""
        threading.Thread(target=self._act, args=(shown, act)).start()

    def _act(self, shown, act):
        while shown not in self.shown:
            time.sleep(0.01)
        act()

    def pages(self):
        """The pages that were drawn, one after the other, without colours."""
        time.sleep(0.1)
        return re.sub(r"\x1b\[[0-9;]*m", "", self.shown).split("\x1b[2J")


def interrupt(number):
    """Send a signal to the thread that reads keys, as if there were no other."""
    signal.pthread_kill(threading.main_thread().ident, number)


@pytest.fixture
def screen(monkeypatch):
    """A terminal of 60 columns and 12 lines."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "12")
    here = Screen()
    yield here
    here.close()


@contextmanager
def streams(screen):
    """Standard streams that lead to a terminal, for as long as pytest does not look."""
    before = sys.stdin, sys.stdout
    here = [os.fdopen(os.dup(screen.slave), mode) for mode in "rw"]
    sys.stdin, sys.stdout = here
    try:
        yield
    finally:
        sys.stdin, sys.stdout = before
        for one in here:
            one.close()


@contextmanager
def opened(screen):
    with streams(screen), PageTerminal() as terminal:
        yield terminal


@pytest.fixture
def session(folder):
    with LabelFile("labels.jsonl") as labels:
        yield Session(FILES, labels, Occasion("anna", lambda: "2026", lambda one: one.decision))


def modes(screen):
    return termios.tcgetattr(screen.slave)


def held(screen, session, keys):
    """Hold a session for these keys, however fast they come, to its end."""
    before = modes(screen)
    with opened(screen) as terminal:
        screen.type(keys)
        while not session.ended:
            session.take(terminal.ask(session))
    assert before == modes(screen)


def test_keys_that_are_typed_all_at_once_are_taken_one_by_one(screen, session):
    held(screen, session, "dgl" + "by a tool\r" + "k\r\r\r" + "q")
    assert [("drop", "generated", "low", "by a tool"), ("keep", None, "high", "")] == [
        (one.label, one.kind, one.confidence, one.note) for one in read_label_file("labels.jsonl")
    ]


@pytest.mark.parametrize(
    ("keys", "top"),
    [
        (" ", 6), ("\x1b[6~", 6), ("\r", 6), ("n", 6), ("  \x1b[5~", 6), ("\x1b[B\x1bOB\x1b[A", 1),
        ("\x1b[F", 94), ("\x1b[F\x1b[H", 0), ("\x1b[99~\x0c", 0),
    ],
)  # fmt: skip
def test_keys_move_the_text(screen, session, keys, top):
    held(screen, session, keys + "q")
    assert top == session.view.top


def test_escape_takes_back_what_was_asked(screen, session):
    with opened(screen) as terminal:
        for keys, question in (("d", "kind"), ("\x1b", "label"), ("k", "kind"), ("\x7f", "label")):
            screen.type(keys)
            session.take(terminal.ask(session))
            assert question == session.question.name


def test_a_note_is_typed_with_its_letters_shown(screen, session):
    with opened(screen) as terminal:
        screen.type("u")
        session.take(terminal.ask(session))
        screen.when("note (", lambda: screen.type("漢字, a note\n"))
        session.take(terminal.ask(session))
    assert ["漢字, a note"] == [one.note for one in read_label_file("labels.jsonl")]


def test_control_d_in_a_note_goes_back_and_elsewhere_ends(screen, session):
    with opened(screen) as terminal:
        screen.type("u")
        session.take(terminal.ask(session))
        screen.when("note (", lambda: screen.type("\x04"))
        session.take(terminal.ask(session))
        assert "label" == session.question.name
        screen.type("\x04")
        with pytest.raises(EOFError):
            terminal.ask(session)


def test_a_page_is_drawn_again_when_its_size_is_another(screen, session, monkeypatch):
    def resize():
        monkeypatch.setenv("COLUMNS", "30")
        while screen.shown.count("quit") < 2:  # a page that is drawn just now is finished first
            interrupt(signal.SIGWINCH)
            time.sleep(0.05)
        screen.type("q")

    with opened(screen) as terminal:
        screen.when("quit", resize)
        assert "q" == terminal.ask(session)
    _, first, *_, last = screen.pages()
    assert "k keep  d drop  u undecided  s skip  b back  e evidence\r\n" in first
    assert "k keep  d drop  u undecided\r\n" in last


@pytest.fixture
def not_killed():
    """Nothing kills the tests, whatever a terminal does about signals."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("not_killed")
@pytest.mark.parametrize(
    ("number", "error"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, SystemExit)]
)
def test_a_session_that_is_ended_from_outside_leaves_the_terminal_as_it_was(
    screen, session, number, error
):
    before = modes(screen), signal.getsignal(number)
    screen.when("quit", lambda: interrupt(number))
    with pytest.raises(error):
        held(screen, session, "")
    assert before == (modes(screen), signal.getsignal(number))
    screen.pages()
    assert screen.shown.startswith(ENTER)
    assert screen.shown.endswith(LEAVE)


def test_lines_tell_only_what_is_new(screen, session, write):
    write({"answers": b"k\ng\n\xff note\n"})
    with streams(screen), Path("answers").open() as sys.stdin:
        terminal = LineTerminal()
        assert ["k", "g", "\ufffd note"] == [_asked(terminal, session) for _ in range(3)]
        with pytest.raises(EOFError):
            terminal.ask(session)
    (shown,) = screen.pages()
    assert 1 == shown.count("1 of 2  a.py")
    assert 1 == shown.count("keep: of which kind?")


def _asked(terminal, session):
    word = terminal.ask(session)
    session.take(word)
    return word
