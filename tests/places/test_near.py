"""rulekit/places/near.py: copies of files of a store on this machine."""

from rulekit.places.near import at_hand, forget


def test_a_file_of_this_machine_is_at_hand(folder):
    assert folder / "a" == at_hand(folder / "a")


def test_a_copy_is_brought_once_until_it_is_forgotten(far):
    (far / "a").write_bytes(b"1")
    first = at_hand(far / "a")
    (far / "a").write_bytes(b"2")
    assert (b"1", first) == (first.read_bytes(), at_hand(far / "a"))
    forget()
    assert b"2" == at_hand(far / "a").read_bytes()
    forget()
