"""plugins/php/queries.scm in pages that are called pages: the same grammar and the same queries."""

from rulekit_plugins.php.plugin import PAGE, PHP
from test_php_queries import FOUND

__all__ = ["FOUND"]


def test_a_page_is_read_as_a_file_of_php_is():
    assert (PHP.grammar, PHP.queries) == (PAGE.grammar, PAGE.queries)
