"""plugins/php/page.py: the page around the code, and what HTML's grammar finds in it."""

import pytest

import rulekit

PHP = """\
<ul class="<?= $kind ?>">
<?php foreach ($names as $name): ?>
  <li><?= $name ?></li>
<?php endforeach ?>
</ul>
"""


@pytest.fixture(scope="module")
def found():
    """A function: the texts that a finder finds in a text of this name."""
    catalog = rulekit.load().plan.catalog

    def texts(finder, text, path):
        document = catalog.languages.document(text, path)
        spans = catalog.names.finders[finder].find(document)
        return [document.data[start:end].decode() for start, end in spans]

    return texts


@pytest.mark.parametrize("path", ["a.php", "a.phtml"])
def test_tags_of_the_page_are_found_around_the_code(found, path):
    tags = ['<ul class="<?= $kind ?>">', "<li>", "</li>", "</ul>"]
    assert tags == found("php.page_tags", PHP, path)


def test_a_file_of_code_alone_has_no_page(found):
    assert [] == found("php.page_tags", "<?php\necho '<p>';\n", "a.php")


def test_the_logic_of_php_is_found_in_a_page(found):
    calls = ["count($a)", "f($b)"]
    page = "<html><p><?php if (count($a)) { f($b); } ?></p><script>g()</script></html>"
    assert calls == [one for one in found("html.server_logic", page, "a.html") if one[0] != "i"]


def test_php_that_nothing_ends_goes_on_to_the_end(found):
    assert ["f($a)"] == found("html.server_logic", "<p>a</p>\n<?php f($a);\n", "a.html")


def test_a_page_without_php_has_none(found):
    assert [] == found("html.server_logic", "<p>a &lt;?php</p><script>f()</script>", "a.html")
