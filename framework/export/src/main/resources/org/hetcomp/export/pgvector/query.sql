-- The ten best items of a user, without one; none of a user who is not there. A program sends what is between AS and the
-- semicolon, with parameters.
\encoding UTF8
\set user '${user}'
\set without '${without}'

-- Exactly: every item is looked at. The operator gives the inner product negated.
PREPARE ${name}_exact(text, text[], integer) AS
WITH scored AS MATERIALIZED (
    SELECT item.position, item.id, -(item.vector <#> asked.vector) AS score
    FROM ${name}_users asked CROSS JOIN ${name}_items item
    WHERE asked.id = $1 AND item.id <> ALL ($2)
)
SELECT id, score FROM scored ORDER BY score DESC, position LIMIT $3;

-- By the index of index.sql, if it is there: nearly the best.
PREPARE ${name}_nearly(text, text[], integer) AS
SELECT best.id, best.score
FROM ${name}_users asked CROSS JOIN LATERAL (
    SELECT item.id, -(item.vector <#> asked.vector) AS score
    FROM ${name}_items item
    WHERE item.id <> ALL ($2)
    ORDER BY item.vector <#> asked.vector
    LIMIT $3
) best
WHERE asked.id = $1
ORDER BY best.score DESC;

EXECUTE ${name}_exact(:'user', ARRAY[:'without'], 10);
