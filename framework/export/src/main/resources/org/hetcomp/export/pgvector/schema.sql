-- The tables of a student: a score is the inner product of a user's vector and an item's.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE ${name}_users (
    position integer NOT NULL UNIQUE,
    id text PRIMARY KEY,
    vector ${type}(${dim}) NOT NULL
);

-- Of equal scores, the item of the smaller position comes first.
CREATE TABLE ${name}_items (
    position integer NOT NULL UNIQUE,
    id text PRIMARY KEY,
    vector ${type}(${dim}) NOT NULL
);
