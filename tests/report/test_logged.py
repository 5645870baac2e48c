"""rulekit/report/logged.py: warnings of those who do the work, beside its progress."""

import logging

from rulekit.core.tally import Tally
from rulekit.report.logged import with_warnings
from rulekit.report.progress import CorpusProgress


def test_what_is_logged_meanwhile_is_a_line_that_is_inert(capsys):
    def items():
        yield 1
        logging.getLogger("rulekit").warning("a worker on %s was lost", "node\x1b[2J")
        logging.getLogger("rulekit").info("nobody needs to know")
        yield 2

    progress = CorpusProgress(Tally(by_folder=None), 0.0, show=True)
    assert [1, 2] == [*with_warnings(items(), progress)]
    assert "warning: a worker on node\\x1b[2J was lost\n" == capsys.readouterr().err


def test_afterwards_nothing_is_shown(capsys):
    progress = CorpusProgress(Tally(by_folder=None), 0.0, show=False)
    assert [] == [*with_warnings([], progress)]
    logging.getLogger("rulekit").warning("too late")
    assert "warning: " not in capsys.readouterr().err
