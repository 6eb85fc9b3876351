-- The ten best items of a user, without one. A program sends what is between AS and the semicolon, with parameters.
\set user '${user}'
\set without '${without}'

-- Exactly: every item is looked at. The operator gives the inner product negated.
PREPARE ${name}_exact(text, text[], integer) AS
WITH scored AS MATERIALIZED (
    SELECT position, id, -(vector <#> (SELECT vector FROM ${name}_users WHERE id = $1)) AS score
    FROM ${name}_items
    WHERE id <> ALL ($2)
)
SELECT id, score FROM scored ORDER BY score DESC, position LIMIT $3;

-- By the index of index.sql, if it is there: nearly the best.
PREPARE ${name}_nearly(text, text[], integer) AS
SELECT id, -(vector <#> (SELECT vector FROM ${name}_users WHERE id = $1)) AS score
FROM ${name}_items
WHERE id <> ALL ($2)
ORDER BY vector <#> (SELECT vector FROM ${name}_users WHERE id = $1)
LIMIT $3;

EXECUTE ${name}_exact(:'user', ARRAY[:'without'], 10);
