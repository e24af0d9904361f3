-- The library, version 10: what is to be indexed is gathered in more memory before it is written.

-- A transaction of 600 entries takes about 3 MB. At the usual 1 MB it left four small indexes, to be merged soon after:
-- a seventh of what storing costs.
INSERT INTO body_index (body_index, rank) VALUES ('hashsize', 4194304);
