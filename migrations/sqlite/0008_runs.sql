-- What each load did, so that it can be looked up and undone.

-- `command` is load or merge; `inputs` a JSON list of the paths as they were typed; `started` and `ended`
-- are times in UTC. `state` is running (or cut off, if nobody is loading), finished, stopped, failed or
-- undone. The counts are those of the summary, as of the last batch.
CREATE TABLE run (
  number      INTEGER PRIMARY KEY,
  command     TEXT NOT NULL,
  inputs      TEXT NOT NULL,
  version     TEXT NOT NULL,
  started     TEXT NOT NULL,
  ended       TEXT,
  state       TEXT NOT NULL,
  n_new       INTEGER NOT NULL DEFAULT 0,
  n_updated   INTEGER NOT NULL DEFAULT 0,
  n_unchanged INTEGER NOT NULL DEFAULT 0,
  n_rejected  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Inputs that were not taken in. Lines, columns (bytes) and items count from 1.
CREATE TABLE rejection (
  run    INTEGER NOT NULL REFERENCES run(number) ON DELETE CASCADE,
  ord    INTEGER NOT NULL,
  file   TEXT NOT NULL,
  line   INTEGER,
  col    INTEGER,
  item   INTEGER,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, ord)
) STRICT, WITHOUT ROWID;

-- The load that wrote a row last; null for rows of an older file.
ALTER TABLE article ADD COLUMN run INTEGER;
ALTER TABLE entity ADD COLUMN run INTEGER;
ALTER TABLE source ADD COLUMN run INTEGER;
ALTER TABLE cluster ADD COLUMN run INTEGER;
CREATE INDEX article_run ON article(run);
CREATE INDEX entity_run ON entity(run);

-- What a load replaced: the row as it was, with the load that had written it. `noun` is article, entity,
-- source or cluster; `record` an object of Dateline JSON Lines; `state` a JSON object with what records
-- do not tell.
CREATE TABLE journal (
  noun       TEXT NOT NULL,
  id         TEXT NOT NULL,
  run        INTEGER NOT NULL REFERENCES run(number) ON DELETE CASCADE,
  former_run INTEGER,
  record     TEXT NOT NULL,
  state      TEXT NOT NULL,
  PRIMARY KEY (noun, id, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_run ON journal(run);
