"""rulekit/language/claim.py: names that languages claim."""

from rulekit.language.claim import index, spelling


def test_a_key_leads_to_all_that_claim_it_in_the_order_of_the_table():
    claims = [("c", (".c", ".h")), ("cpp", (".cpp", ".h"))]
    assert {".c": ("c",), ".h": ("c", "cpp"), ".cpp": ("cpp",)} == index(claims)


def test_a_key_in_lower_case_leads_to_the_lower_one():
    assert {".r": ".r", "makefile": "Makefile"} == spelling([".r", ".R", "Makefile"])
