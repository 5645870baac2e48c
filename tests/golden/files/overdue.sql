-- Books that are out for too long, with the reader who has them and what is owed by now.
WITH loan_days AS (
    SELECT
        l.id,
        l.reader_id,
        l.copy_id,
        CURRENT_DATE - l.borrowed_on AS days_out
    FROM loan l
    WHERE l.returned_on IS NULL
),
owed AS (
    SELECT
        d.*,
        CASE
            WHEN d.days_out <= 28 THEN 0
            WHEN d.days_out <= 42 THEN (d.days_out - 28) * 0.20
            ELSE 2.80 + (d.days_out - 42) * 0.50
        END AS fee
    FROM loan_days d
)
SELECT
    r.name,
    b.title,
    o.days_out,
    LEAST(o.fee, b.price) AS fee  -- nobody pays more than a new copy costs
FROM owed o
JOIN reader r ON r.id = o.reader_id
JOIN copy c ON c.id = o.copy_id
JOIN book b ON b.id = c.book_id
LEFT JOIN reminder m ON m.loan_id = o.id AND m.sent_on > CURRENT_DATE - 7
WHERE o.fee > 0 AND m.id IS NULL
ORDER BY o.fee DESC, r.name;
