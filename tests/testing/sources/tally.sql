-- The tally: one stroke for each.
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE TABLE word (
  id INTEGER PRIMARY KEY,
  name VARCHAR(20) NOT NULL DEFAULT 'é',
  times DECIMAL(10, 2) CHECK (times > 0)
);
CREATE UNIQUE INDEX word_name ON word (name);

INSERT INTO word (id, name, times) VALUES (1, 'a', 0.5), (2, 'b', 3);
UPDATE word SET times = times * 2 WHERE name <> 'it''s';
DELETE FROM word WHERE id NOT IN (1, 2);

/* The most frequent words. */
WITH ranked AS (
  SELECT name, sum(times) OVER (PARTITION BY name ORDER BY id) AS total
  FROM word w
  LEFT JOIN stroke s ON s.word = w.id AND NOT s.hidden
)
SELECT name, CASE WHEN total > 10 THEN 'many' ELSE 'few' END
FROM ranked
WHERE total BETWEEN 1 AND 100
ORDER BY lower(name) DESC
LIMIT 10;

CREATE FUNCTION one() RETURNS int LANGUAGE sql
RETURN 1;
CREATE PROCEDURE two(IN a INT) BEGIN DECLARE b INT; SELECT a; END;
WHILE total < 10 BEGIN SELECT 1 END;
