-- One row for each reading of a gauge.
CREATE TABLE reading (
    station  INTEGER   NOT NULL REFERENCES station (id),
    taken    TIMESTAMP NOT NULL,
    height   REAL      NOT NULL CHECK (height BETWEEN -5 AND 20),
    PRIMARY KEY (station, taken)
);

CREATE VIEW daily_range AS
SELECT station, date(taken) AS day, max(height) - min(height) AS metres
FROM reading
GROUP BY station, date(taken)
HAVING count(*) > 20;
