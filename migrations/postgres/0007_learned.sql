-- What was learned about names from the articles here. What the columns mean is told beside the tables
-- for SQLite.
CREATE TABLE learned (
  only_row bigint PRIMARY KEY CHECK (only_row = 1),
  weights  bytea NOT NULL
);

CREATE TABLE only_read (
  entity bigint PRIMARY KEY REFERENCES entity(key) ON DELETE CASCADE
);
