-- What each load did, so that it can be looked up and undone. What the columns mean is told beside the
-- tables for SQLite.
CREATE TABLE run (
  number      bigint PRIMARY KEY,
  command     text COLLATE "C" NOT NULL,
  inputs      text COLLATE "C" NOT NULL,
  version     text COLLATE "C" NOT NULL,
  started     text COLLATE "C" NOT NULL,
  ended       text COLLATE "C",
  state       text COLLATE "C" NOT NULL,
  n_new       bigint NOT NULL DEFAULT 0,
  n_updated   bigint NOT NULL DEFAULT 0,
  n_unchanged bigint NOT NULL DEFAULT 0,
  n_rejected  bigint NOT NULL DEFAULT 0
);

CREATE TABLE rejection (
  run    bigint NOT NULL REFERENCES run(number) ON DELETE CASCADE,
  ord    bigint NOT NULL,
  file   text COLLATE "C" NOT NULL,
  line   bigint,
  col    bigint,
  item   bigint,
  reason text COLLATE "C" NOT NULL,
  PRIMARY KEY (run, ord)
);

ALTER TABLE article ADD COLUMN run bigint;
ALTER TABLE entity ADD COLUMN run bigint;
ALTER TABLE source ADD COLUMN run bigint;
ALTER TABLE cluster ADD COLUMN run bigint;
CREATE INDEX article_run ON article(run);
CREATE INDEX entity_run ON entity(run);

CREATE TABLE journal (
  noun       text COLLATE "C" NOT NULL,
  id         text COLLATE "C" NOT NULL,
  run        bigint NOT NULL REFERENCES run(number) ON DELETE CASCADE,
  former_run bigint,
  record     text COLLATE "C" NOT NULL,
  state      text COLLATE "C" NOT NULL,
  PRIMARY KEY (noun, id, run)
);
CREATE INDEX journal_run ON journal(run);
