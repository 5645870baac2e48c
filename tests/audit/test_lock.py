"""rulekit/audit/lock.py: one run, or the tasks of an array, and never both."""

import pytest

from rulekit.audit import holder, lease
from rulekit.audit.folder import AuditFolder
from rulekit.audit.lock import is_locked, lock_of
from rulekit.errors import UsageError
from rulekit.places.place import names_in, place_of


@pytest.fixture(params=["here", "far"])
def audit(request, folder):
    far = f"memory://{folder.parent.name}/audit"
    return AuditFolder(place_of(far if request.param == "far" else folder / "audit"))


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Seconds that a test has time for."""
    for module in (holder, lease):
        monkeypatch.setattr(module, "SILENCE", 0.3)
    monkeypatch.setattr(lease, "BEAT", 0.05)


@pytest.mark.parametrize(("first", "second"), [(None, None), (None, "1-of-2"), ("1-of-2", None)])
def test_a_run_has_no_other_beside_it(audit, first, second):
    with lock_of(audit, first), pytest.raises(UsageError, match=r"writing .*audit`"):
        lock_of(audit, second).__enter__()
    with lock_of(audit, second):
        pass


def test_tasks_of_an_array_are_at_one_audit(audit):
    twice = pytest.raises(UsageError, match=r"part 1-of-2 of `.*audit`")
    with lock_of(audit, "1-of-2"), lock_of(audit, "2-of-2"), twice:
        lock_of(audit, "1-of-2").__enter__()


def test_dead_tasks_keep_nobody_out_and_are_waited_for_once(audit):
    (audit.work / holder.FOLDER).mkdir(parents=True, exist_ok=True)
    dead = audit.work / holder.FOLDER / "1-of-2.000000.json"
    dead.write_bytes(b'{"part": "1-of-2", "machine": "elsewhere", "process": 1, "beats": 3}')
    with lock_of(audit):
        assert not any(name.startswith("1-of-2") for name in names_in(audit.work / holder.FOLDER))


def test_that_one_command_is_at_an_audit_on_a_disk_is_known(folder):
    audit = AuditFolder(place_of(folder / "audit"))
    assert not is_locked(audit)
    with lock_of(audit, "1-of-2"):
        assert not is_locked(audit)
    with lock_of(audit):
        assert is_locked(audit)
    assert not is_locked(audit)
