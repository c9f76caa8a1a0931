-- Who is linked to whom, so that networks are read and paths are searched without counting the
-- sentences, events and quotes each time. What the columns mean is told beside the table for SQLite.
CREATE TABLE link (
  kind      bigint NOT NULL,
  is_turned bigint NOT NULL,
  a         bigint NOT NULL,
  b         bigint NOT NULL,
  weight    bigint NOT NULL,
  first     bigint,
  last      bigint,
  sentence  bigint NOT NULL,
  PRIMARY KEY (kind, is_turned, a, b)
);

-- Articles whose sentences, events and quotes are not in `link`.
CREATE TABLE unlinked (
  article bigint PRIMARY KEY REFERENCES article(key) ON DELETE CASCADE
);
