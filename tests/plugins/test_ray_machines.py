"""plugins/ray/machines.py: what machines lack, by their names."""

from rulekit_plugins.ray.machines import Machines

from rulekit import Problem

KILLER = Problem("the plugin killer is missing", remedy="install it")


def asked(**lacks):
    """Machines of these hosts, each with what it lacks."""
    machines = Machines()
    for host, problems in lacks.items():
        machines.is_new(f"node of {host}", host)
        machines.lacks[f"node of {host}"] = problems
    return machines


def test_a_machine_is_asked_once():
    machines = Machines()
    assert [True, False] == [machines.is_new("1", "here"), machines.is_new("1", "here")]


def test_a_machine_that_has_all_is_fit_as_one_is_that_has_not_answered():
    machines = asked(a=[], b=[KILLER])
    machines.is_new("node of c", "c")
    assert ["node of b"] == machines.unfit


def test_machines_that_lack_the_same_are_told_together():
    error = asked(a=[KILLER], b=[], c=[KILLER]).refusal()
    expected = "error: the plugin killer is missing\n  --> a, c\n  = install it"
    assert expected == str(error)


def test_of_many_machines_some_are_named():
    error = asked(**{f"n{i}": [KILLER] for i in range(10)}).refusal()
    assert "  --> n0, n1, n2, n3, n4, n5, n6, n7 and 2 more" in str(error)


def test_a_machine_that_names_itself_is_named_once():
    error = asked(a=[Problem("there is no folder", "a")], b=[Problem("there is no folder", "b")])
    assert "error: there is no folder\n  --> a, b" == str(error.refusal())


def test_the_place_of_a_mistake_stands_behind_the_machine():
    error = asked(a=[Problem("unknown key", "rulekit.toml", 3, 1)]).refusal()
    assert "error: unknown key\n  --> a: rulekit.toml:3:1" == str(error)


def test_one_machine_is_told_in_a_line():
    machines = asked(a=[KILLER, Problem("it is late")])
    assert "the plugin killer is missing; install it; it is late" == machines.told("node of a")
