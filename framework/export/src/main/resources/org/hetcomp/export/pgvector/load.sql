-- To be run by psql, in this folder: all of it is there afterwards, or nothing.
\set ON_ERROR_STOP on
\encoding UTF8
BEGIN;
\ir schema.sql
\copy ${name}_users FROM 'users.copy' WITH (FORMAT text, ENCODING 'UTF8')
\copy ${name}_items FROM 'items.copy' WITH (FORMAT text, ENCODING 'UTF8')
COMMIT;
ANALYZE ${name}_users;
ANALYZE ${name}_items;
