-- Where there are so many items that looking at all of them takes too long: nearly the best, in a fraction of the time.
CREATE INDEX ${name}_items_vector ON ${name}_items USING hnsw (vector ${type}_ip_ops);
