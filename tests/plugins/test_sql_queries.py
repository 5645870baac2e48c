"""plugins/sql/queries.scm: what every capture finds in SQL."""

import pytest

# The grammar's wheel comes with the extra `languages` alone.
pytest.importorskip("tree_sitter_sql")

from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("-- a\nSELECT 1; /* b\n */\n", ["-- a", "/* b\n */"]),
        ("SELECT '-- a';\n", []),
        ("/*!40101 SET a = 1 */\n", ["/*!40101 SET a = 1 */"]),
    ],
    "string": [
        ("SELECT 'a', 'it''s', E'b', N'c';\n", ["'a'", "'it''s'", "E'b'", "N'c'"]),
        ('INSERT INTO t VALUES ("a", 1);\n', ['"a"']),
        ('SELECT "a" FROM "t" WHERE `b` = 1;\n', []),
    ],
    "number": [
        ("SELECT 1, -2, 3.5, 1e3 FROM t LIMIT 10;\n", ["1", "-2", "3.5", "1e3", "10"]),
        ("CREATE TABLE t (a DECIMAL(10, 2));\n", ["10", "2"]),
        ("SELECT '1', a1, NULL, TRUE;\n", []),
    ],
    "function": [
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;\n",
            ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$"],
        ),
        (
            "CREATE PROCEDURE p() BEGIN SELECT 1; END;\n",
            ["CREATE PROCEDURE p() BEGIN SELECT 1; END"],
        ),
        ("DROP FUNCTION f;\nSELECT f();\n", []),
    ],
    "function_name": [
        ("CREATE OR REPLACE FUNCTION a.f(b c) RETURNS d LANGUAGE sql AS $$ SELECT 1 $$;\n", ["f"]),
        ("CREATE PROCEDURE p() BEGIN SELECT 1; END;\n", ["p"]),
        ("CREATE VIEW v AS SELECT f();\n", []),
    ],
    "simple_function": [
        (
            "CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;\n",
            ["CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql"],
        ),
        ("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;\n", []),
    ],
    "parameter": [
        (
            "CREATE FUNCTION f(a int, OUT b text) RETURNS c AS 'd' LANGUAGE sql;\n",
            ["a int", "OUT b text"],
        ),
        ("CREATE PROCEDURE p(IN a INT) BEGIN SELECT 1; END;\n", ["IN a INT"]),
        ("SELECT f(a, b);\n", []),
    ],
    "class": [
        ("CREATE TABLE t (a INT);\n", ["CREATE TABLE t (a INT)"]),
        ("CREATE TYPE t AS ENUM ('a');\n", ["CREATE TYPE t AS ENUM ('a')"]),
        ("CREATE VIEW v AS SELECT 1;\nALTER TABLE t ADD COLUMN a INT;\n", []),
    ],
    "class_name": [
        ("CREATE TABLE IF NOT EXISTS a.t (b INT REFERENCES c(d));\n", ["t"]),
        ("CREATE TYPE t AS (a int);\n", ["t"]),
        ("DROP TABLE t;\n", []),
    ],
    "simple_variable": [
        (
            "CREATE TABLE t (a INT NOT NULL, b TEXT, PRIMARY KEY (a));\n",
            ["a INT NOT NULL", "b TEXT"],
        ),
        ("ALTER TABLE t ADD COLUMN a INT;\n", ["a INT"]),
    ],
    "import": [
        ("CREATE EXTENSION IF NOT EXISTS pgcrypto;\n", ["CREATE EXTENSION IF NOT EXISTS pgcrypto"]),
        ("DROP EXTENSION pgcrypto;\n", []),
    ],
    "variable": [
        ("WITH a AS (SELECT 1) SELECT b AS c FROM t d;\n", ["a", "c", "d"]),
        ("UPDATE t SET a = b, c = 1 WHERE d = 2;\n", ["a", "c"]),
        ("CREATE FUNCTION f(a int) RETURNS b AS 'c' LANGUAGE sql;\nSET d = 1;\n", ["a", "d"]),
        (
            "CREATE FUNCTION f() RETURNS a AS $$ DECLARE b c := 1; BEGIN END $$ LANGUAGE d;\n",
            ["b"],
        ),
        ("SELECT a FROM t WHERE b = 1;\n", []),
    ],
    "statement": [
        (
            "INSERT INTO t VALUES (1);\nDROP TABLE t;\nSELECT 1;\n",
            ["INSERT INTO t VALUES (1)", "DROP TABLE t", "SELECT 1"],
        ),
        ("WITH a AS (SELECT 1) SELECT 2;\n", ["WITH a AS (SELECT 1) SELECT 2", "SELECT 1"]),
        ("CREATE VIEW v AS SELECT 1;\n", ["CREATE VIEW v AS SELECT 1"]),
        ("CREATE TABLE t (a INT);\n", []),
    ],
    "operation": [
        ("SELECT a + 1 FROM t WHERE NOT b;\n", ["a + 1", "NOT b"]),
        ("SELECT 1 FROM t WHERE a BETWEEN 1 AND 2;\n", ["a BETWEEN 1 AND 2"]),
        ("UPDATE t SET a = 1;\n", []),
    ],
    "table": [
        ("INSERT INTO t (a, b) VALUES (1, 'c'), (2, 'd');\n", ["(1, 'c')", "(2, 'd')"]),
        ("SELECT ARRAY[1, 2] FROM t WHERE a IN (3, 4);\n", ["ARRAY[1, 2]", "(3, 4)"]),
        ("CREATE TYPE t AS ENUM ('a', 'b');\n", ["('a', 'b')"]),
    ],
    "branch": [
        ("SELECT CASE WHEN a THEN 1 ELSE 2 END FROM t;\n", ["CASE WHEN a THEN 1 ELSE 2 END"]),
        (
            "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE SET b = 1;\n",
            ["WHEN MATCHED THEN UPDATE SET b = 1"],
        ),
        ("SELECT 1 FROM t WHERE a;\n", []),
    ],
    "loop": [
        ("WHILE a < 3 BEGIN SELECT 1 END;\n", ["WHILE a < 3 BEGIN SELECT 1 END"]),
        ("SELECT 1 FROM t;\n", []),
    ],
    "call": [
        ("SELECT count(*), lower(trim(a)) FROM t;\n", ["count(*)", "lower(trim(a))", "trim(a)"]),
        ("CREATE TABLE t (a VARCHAR(20));\nINSERT INTO t (a) VALUES ('b');\n", []),
    ],
    "identifier": [
        ('SELECT a.b AS "c" FROM `d` a;\n', ["a", "b", '"c"', "`d`", "a"]),
        ("SELECT 'a', 1;\n", []),
    ],
    "error": [
        ("SELECT a\nFROM t\nWHERE b = 1\n", []),
        ("SELECT a;\nPRAGMA b;\n", ["PRAGMA b;"]),
    ],
    "missing": [("SELECT 1;\n", []), ("CREATE TABLE t (a INT;\n", [""])],
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["-- a", "SELECT b", "FROM c", "WHERE d = 'e';", ""])
    names = ("comment", "identifier", "string", "operation")
    found = [captured_in("sql", text, name) for name in names]
    assert [[one.rstrip("\r") for one in each] for each in found] == [  # CR is part of a comment
        ["-- a"],
        ["b", "c", "d"],
        ["'e'"],
        ["d = 'e'"],
    ]
