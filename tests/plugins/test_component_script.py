"""plugins/component/script.py: what scripts are to their grammars."""

import pytest
from making import covered, page_of
from rulekit_plugins.component.script import SCRIPT_SIGNALS

(ERRORS,) = SCRIPT_SIGNALS


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("<p>a</p>", 0),
        ("<script>let a = 1</script><script lang='ts'>let b: C = 2</script>", 0),
        ("<script>abcd=e;= =f;</script>", 2 / 12),
        ("<script>a=b;</script><script lang='ts'>type C = D;= =e</script>", 2 / 17),
    ],
)
@pytest.mark.parametrize("language", ["vue", "svelte"])
def test_errors_are_measured_over_all_scripts(text, share, language):
    assert share == pytest.approx(ERRORS.read(page_of(text, language)).value)


def test_errors_are_shown_where_they_are():
    document = page_of("<p>a</p><script lang='ts'>let a: B = = c</script>", "vue")
    assert ["="] == covered(document, ERRORS.locate(document))
