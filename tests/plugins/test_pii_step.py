"""plugins/pii/step.py: the step with its detectors, on whole rows."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.pii.plugin import rulekit_detectors, rulekit_steps
from rulekit_plugins.pii.settings import PiiSettings

import rulekit
from rulekit.testing import curated_row

DETECTORS = {one.name: one for one in rulekit_detectors()}
(STEP,) = rulekit_steps()

MAIL = "ada.byron" + "@" + "analytical-engine.org"
OTHER = "k.zuse" + "@" + "zuse-kg.de"
HOST = "54.210" + ".113.77"
PASSWORD = "gR7" + "kw2Lq"
PEM = "-----BEGIN RSA PRIVATE" + " KEY-----\n{}\n-----END RSA PRIVATE" + " KEY-----"
KEY = PEM.format("MIIEowIBAAKCAQEAq7mZx1T" + "vJb9cQw0kLr4")
TOKEN = "ghp_" + "Zx81kQmW0rTn" + "5vB2yLs7aPdE" + "9cJhUo3fGi4X"


def step(key="a key of the test", **settings):
    context = rulekit.StepContext(Path(), None, detectors=DETECTORS, key=key)
    return STEP.build(PiiSettings(**settings), context)


def edited(text, path="a.py", **settings):
    data = text.encode()
    edits = step(**settings).apply(curated_row(text, path)).edits
    for edit in reversed(edits):
        data = data[: edit.start] + edit.replacement.encode() + data[edit.end :]
    return data.decode()


def test_a_row_with_nothing_goes_on_as_it_is():
    assert step().apply(curated_row("x = user@param\n")) == rulekit.GOES_ON


def test_each_kind_gets_its_placeholder():
    text = f'mail {MAIL}\nhost {HOST} [2a01:4f8:c0c:9d2e::1]\npassword = "{PASSWORD}"\n{KEY}\n'
    want = 'mail <EMAIL>\nhost <IP> [<IP>]\npassword = "<PASSWORD>"\n<KEY>\n'
    assert want == edited(text)


def test_spans_count_bytes():
    assert "# é 漢 <EMAIL> é" == edited(f"# é 漢 {MAIL} é")


def test_a_kind_without_a_placeholder_is_left():
    assert f"{MAIL} <IP>" == edited(f"{MAIL} {HOST}", email=None)


def test_a_kind_that_is_left_hides_no_other():
    text = f'password = "{MAIL}1"'
    assert "<EMAIL>" not in edited(text, email=None)


def test_equal_values_get_equal_placeholders():
    assert "<E1> <E2> <E1>" == edited(f"{MAIL} {OTHER} {MAIL}", email="<E{n}>")


def test_all_that_is_found_is_masked_in_audits():
    row = curated_row(f'{MAIL} {HOST}\npassword = "{PASSWORD}"\n{TOKEN}\n')
    want = [("email", True), ("ipv4", True), ("password", True), ("key", True)]
    assert want == [(edit.kind, edit.secret) for edit in step().apply(row).edits]


def test_an_edit_names_its_rule():
    (edit,) = step().apply(curated_row(MAIL)).edits
    assert "pii/email" == edit.rule


def test_a_token_that_is_assigned_is_a_key():
    assert 'api_key = "<KEY>"' == edited(f'api_key = "{TOKEN}"')


def test_an_address_inside_a_password_goes_with_it():
    assert 'password = "<PASSWORD>"' == edited(f'password = "x1{MAIL}!?9"')


def test_a_password_of_a_url_is_no_part_of_an_address():
    url = "redis://ada:{}@cache.analytical-engine.org/0"
    assert url.format("<PASSWORD>") == edited(url.format(PASSWORD))


def test_the_outcome_says_how_many_of_each():
    assert "2 email, 1 ipv4" == step().apply(curated_row(f"{MAIL} {HOST} {OTHER}")).fact


def test_a_source_still_parses():
    text = f'A = "{MAIL}"\nB = """\n{KEY}"""\nPASSWORD = \'{PASSWORD}\'\nC = "http://{HOST}:80"\n'
    assert len(ast.parse(text).body) == len(ast.parse(edited(text)).body)


def test_an_escape_before_an_address_stays_whole():
    assert '"by\\n<EMAIL>"' == edited(f'"by\\n{MAIL}"')


PIECES = st.sampled_from([
    MAIL, OTHER, HOST, KEY, TOKEN, PASSWORD, f'password = "{PASSWORD}"', "<EMAIL>", "<KEY>",
    " ", "\n", "host ", "version ", ":", '"', ".", "@", "é", "\\n", "://",
])  # fmt: skip
TEMPLATES = st.sampled_from(["<EMAIL>", "<EMAIL{n}>", "m{n}.{hash}@zuse-kg.de"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_edits_are_in_order_and_do_not_overlap(text):
    edits = step().apply(curated_row(text)).edits
    ends = [0, *(edit.end for edit in edits)]
    assert all(end <= edit.start < edit.end for end, edit in zip(ends, edits, strict=False))


@given(st.sampled_from([MAIL, OTHER, f"{MAIL} {HOST}\n{TOKEN}", f"x = '{MAIL}'\n"]), TEMPLATES)
def test_placeholders_are_not_found_again(text, template):
    once = edited(text, email=template)
    assert once == edited(once, email=template)


def test_a_detector_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(rulekit.UsageError, match="did you mean `pii`"):
        step(detectors=["pi"])


def test_a_file_for_the_rules_of_pii_is_told():
    with pytest.raises(rulekit.UsageError, match="reads no file"):
        step(detectors=[{"use": "pii", "file": "a.toml"}])


def test_a_hash_without_a_key_is_refused():
    with pytest.raises(rulekit.UsageError, match="--key-file FILE gives a key"):
        step(key="", email="<{hash}>")


def test_files_of_detectors_count_from_the_pipelines_folder():
    settings = PiiSettings(detectors=["pii", {"use": "gitleaks", "file": "./g.toml"}])
    assert [Path("a/g.toml")] == list(STEP.files(settings, Path("a")))
