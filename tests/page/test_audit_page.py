"""rulekit/page/audit_page.py: the page of an audit."""

from rulekit.audit.found_texts import FoundTexts
from rulekit.page.audit_page import AuditPage


def page_of(audit, files=300):
    import rulekit

    found = FoundTexts.of(audit, audit.engine or rulekit.load())
    return AuditPage(audit, audit.reader, found.read, "an audit", found.why, files).page()


def test_counts_are_those_of_the_audit(full):
    page, tally = page_of(full), full.tally
    assert (tally.all.keep, tally.all.drop) == (page.counts["keep"], page.counts["drop"])
    reasons = {one["id"]: one for one in page.reasons}
    assert reasons.keys() == tally.by_reason.keys()
    for name, reason in tally.by_reason.items():
        told = {one: reasons[name][one] for one in vars(reason)}
        assert vars(reason) == told
    languages = {one["name"]: (one["keep"], one["drop"]) for one in page.languages}
    assert languages == {name: (one.keep, one.drop) for name, one in tally.by_language.items()}


def test_repositories_are_those_that_paths_begin_with_where_no_column_says_them(full):
    page = page_of(full)
    assert ["left", "right"] == [one["name"] for one in page.repositories]
    assert "" == page.repositories_by


def test_the_column_that_says_repositories_is_named(repositories):
    page = page_of(repositories)
    assert "repo" == page.repositories_by
    assert ["ann/app", "ben/app", "src", "cy/lib"] == [one["name"] for one in page.repositories]
    assert {"", "ann/app", "ben/app", "cy/lib"} == {one["repo"] for one in page.files}


def test_every_candidate_of_a_small_audit_is_there_with_its_text(full):
    files = page_of(full).files
    assert full.tally.all.total == len(files)
    assert all(one["text"] for one in files)


def test_so_many_files_are_there_as_are_asked_for(full):
    assert 5 == len(page_of(full, 5).files)


def test_each_rule_that_fails_has_its_limits(full):
    told = {one["rule"] for one in page_of(full).limits}
    assert {name for name in full.tally.by_reason if "/" in name} == told


def test_an_audit_without_readings_says_what_is_not_there(bare):
    page = page_of(bare)
    assert [] == page.limits
    assert "rulekit filter --signals used" in page.notes[0]


def test_texts_that_are_not_at_hand_are_told_with_what_to_do(full):
    page = AuditPage(full, full.reader, lambda _: {}, "an audit", "they are gone").page()
    assert f"of {full.tally.all.total} files are not at hand (they are gone)" in page.notes[-1]
    assert "--src CORPUS" in page.notes[-1]


def test_rules_that_drop_the_same_rows_stand_together(full):
    together = page_of(full).together
    at = {rule: place for place, rule in enumerate(together["rules"])}
    both = sum({"mine/loud", "mine/asking"} <= {*one.decided_by} for one in full.verdicts())
    assert both == together["counts"][at["mine/loud"]][at["mine/asking"]] > 0
