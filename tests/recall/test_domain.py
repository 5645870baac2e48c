"""rulekit/recall/domain.py: domains, and those that are held out."""

from rulekit.recall.domain import Domains
from rulekit.recall.suffix import Suffixes
from rulekit.spec.recall import RecallHeldOut

HOSTS = Domains(RecallHeldOut(share=0.2))
REGISTERED = Domains(RecallHeldOut(domains=["b.com"]), Suffixes(frozenset({"com"})))


def test_a_domain_is_a_host_or_what_is_registered():
    assert ("a.b.com", "b.com") == (HOSTS.of("a.b.com"), REGISTERED.of("a.b.com"))


def test_a_share_of_domains_is_held_out_by_a_hash_of_their_names():
    names = [f"domain-{i}.example" for i in range(1_000)]
    held_out = [name for name in names if HOSTS.is_held_out(name)]
    assert 160 < len(held_out) < 240
    more = Domains(RecallHeldOut(share=0.4))
    assert all(more.is_held_out(name) for name in held_out)


def test_a_list_says_which_domains_are_held_out():
    assert (True, False) == (REGISTERED.is_held_out("b.com"), REGISTERED.is_held_out("c.com"))


def test_a_line_of_people_may_name_a_host_or_with_registrable_what_is_above_it():
    assert ["x.a.b.com"] == [*HOSTS.hosts("x.a.b.com")]
    assert ["x.a.b.com", "a.b.com", "b.com"] == [*REGISTERED.hosts("x.a.b.com")]


def test_a_port_is_of_no_other_domain_and_on_no_other_side():
    held = Domains(RecallHeldOut(domains=["host.example"]))
    assert held.is_held_out(held.of("host.example:8443"))
    assert "b.com" == REGISTERED.of("www.b.com:8443")
    assert REGISTERED.is_held_out(REGISTERED.of("www.b.com:8443"))
    assert ["a.b.com:81", "a.b.com", "b.com"] == [*REGISTERED.hosts("a.b.com:81")]


def test_a_name_on_the_list_may_be_written_as_people_write_it():
    held = Domains(RecallHeldOut(domains=["B\u00fccher.example", "host.example:8443"]))
    assert held.is_held_out("xn--bcher-kva.example")
    assert held.is_held_out("host.example:8443")
