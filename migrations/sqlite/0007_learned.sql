-- What was learned about names from the articles here.

-- The weights, as the program writes them; there is at most one row.
CREATE TABLE learned (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  weights  BLOB NOT NULL
) STRICT;

-- The entities that nobody described but articles that were read: one of them goes where nothing names it
-- any more. Of those that are in an older file it is not known, and they stay.
CREATE TABLE only_read (
  entity INTEGER PRIMARY KEY REFERENCES entity(key) ON DELETE CASCADE
) STRICT;
