"""plugins/xml/queries.scm: what every capture finds in XML."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("<!-- a -->\n<b><!-- c\n --></b>\n", ["<!-- a -->", "<!-- c\n -->"]),
        ("<a><![CDATA[<!-- b -->]]></a>\n", []),
        ("<a b='<!-- c -->'/>\n", []),
    ],
    "string": [
        ('<a b="c" d=\'e\'>"f"</a>\n', ['"c"', "'e'"]),
        ('<!DOCTYPE a PUBLIC "b" "c">\n<a/>\n', ['"b"', '"c"']),
        ('<!DOCTYPE a [<!ENTITY b "c"> <!ATTLIST a d CDATA "e">]>\n<a/>\n', ['"c"', '"e"']),
        ("<?xml-stylesheet href='a.xsl'?>\n<b/>\n", ["'a.xsl'"]),
        ('<?xml version="1.0"?>\n<a>b</a>\n', []),
    ],
    "directive": [
        ("<?xml version='1.0'?>\n<?a b?>\n<c/>\n", ["<?xml version='1.0'?>", "<?a b?>"]),
        ("<!DOCTYPE a SYSTEM 'b.dtd'>\n<a/>\n", ["<!DOCTYPE a SYSTEM 'b.dtd'>"]),
        ("<?xml-stylesheet href='a'?>\n<b/>\n", []),
    ],
    "import": [
        ("<?xml-stylesheet href='a.xsl'?>\n<b/>\n", ["<?xml-stylesheet href='a.xsl'?>"]),
        ("<?xml-model href='a.rnc'?>\n<b/>\n", ["<?xml-model href='a.rnc'?>"]),
        (
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'> <!ENTITY % d SYSTEM 'e'> <!ENTITY f 'g'>]><a/>\n",
            ["<!ENTITY b SYSTEM 'c'>", "<!ENTITY % d SYSTEM 'e'>"],
        ),
        ("<xs:import schemaLocation='a'/>\n", []),
    ],
    "variable": [
        ("<!DOCTYPE a [<!ENTITY b 'c'> <!ENTITY % d 'e'>]>\n<a>&b;</a>\n", ["b", "d"]),
        ("<a b='c'/>\n", []),
    ],
    "identifier": [
        ("<a:b c='d'><e/></a:b>\n", ["a:b", "c", "e", "a:b"]),
        ("<!DOCTYPE a [<!ELEMENT a (b)>]>\n<a>&c;</a>\n", ["a", "a", "b", "a", "c", "a"]),
    ],
    "xml.tag": [
        ("<a b='>'><c/>d</a>\n", ["<a b='>'>", "<c/>", "</a>"]),
        ("<!-- <a> --><b><![CDATA[<c>]]></b>\n", ["<b>", "</b>"]),
    ],
    "error": [
        ("<a b='c'>d &amp; <![CDATA[e < f]]></a>\n", []),
        ("<a>b & c</a>\n", ["& c"]),
    ],
    "missing": [("<a/>\n", []), ("<a b=''\n", [""])],
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["<!-- a -->", "<b c='d'>", "e", "</b>", ""])
    assert [["<!-- a -->"], ["'d'"], ["b", "c", "b"]] == [
        captured_in("xml", text, n) for n in ("comment", "string", "identifier")
    ]
