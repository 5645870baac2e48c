"""rulekit/audit/lock.py: one run, or the tasks of an array, and never both."""

import pytest

from rulekit.audit import holder, lease
from rulekit.audit.folder import AuditFolder
from rulekit.audit.lock import is_locked, lock_of
from rulekit.errors import UsageError
from rulekit.places.place import names_in, place_of


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Seconds that a test has time for."""
    for module in (holder, lease):
        monkeypatch.setattr(module, "SILENCE", 0.3)
    monkeypatch.setattr(lease, "BEAT", 0.05)


@pytest.mark.parametrize(("first", "second"), [(None, None), (None, "1-of-2"), ("1-of-2", None)])
def test_a_run_has_no_other_beside_it(new_audit, first, second):
    with lock_of(new_audit, first), pytest.raises(UsageError, match=r"writing .*audit`"):
        lock_of(new_audit, second).__enter__()
    with lock_of(new_audit, second):
        pass


def test_tasks_of_an_array_are_at_one_audit(new_audit):
    twice = pytest.raises(UsageError, match=r"part 1-of-2 of `.*audit`")
    with lock_of(new_audit, "1-of-2"), lock_of(new_audit, "2-of-2"), twice:
        lock_of(new_audit, "1-of-2").__enter__()


def test_dead_tasks_keep_nobody_out_and_are_waited_for_once(new_audit):
    (new_audit.work / holder.FOLDER).mkdir(parents=True, exist_ok=True)
    dead = new_audit.work / holder.FOLDER / "1-of-2.000000.json"
    dead.write_bytes(b'{"part": "1-of-2", "machine": "elsewhere", "process": 1, "beats": 3}')
    with lock_of(new_audit):
        assert not any(
            name.startswith("1-of-2") for name in names_in(new_audit.work / holder.FOLDER)
        )


def test_that_one_command_is_at_an_audit_on_a_disk_is_known(folder):
    here = AuditFolder(place_of(folder / "audit"))
    assert not is_locked(here)
    with lock_of(here, "1-of-2"):
        assert not is_locked(here)
    with lock_of(here):
        assert is_locked(here)
    assert not is_locked(here)
