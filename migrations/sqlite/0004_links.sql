-- Who is linked to whom, so that networks are read and paths are searched without counting the
-- sentences, events and quotes each time. Derived from them, article by article.

-- `kind` is 0 for two who are mentioned in one sentence, 1 for two who take part in one event, 2 for
-- one who speaks of another in a quote; `weight` counts the sentences, events or quotes. Every link
-- stands here twice, so that it is found from either end: as `network` shows it (`is_turned` = 0; a is
-- before b by id, or a speaks of b), and turned round (`is_turned` = 1). `first` and `last` are the
-- earliest and latest date of what is counted (published, for sentences) as one integer,
-- (first day + 8388608) << 28 | (last day + 8388608) << 4 | precision; null if none has a date.
-- `sentence` is the one of the earliest, undated ones last; of several the first by the article's id
-- and in reading order.
CREATE TABLE link (
  kind      INTEGER NOT NULL,
  is_turned INTEGER NOT NULL,
  a         INTEGER NOT NULL,
  b         INTEGER NOT NULL,
  weight    INTEGER NOT NULL,
  first     INTEGER,
  last      INTEGER,
  sentence  INTEGER NOT NULL,
  PRIMARY KEY (kind, is_turned, a, b)
) STRICT, WITHOUT ROWID;

-- Articles whose sentences, events and quotes are not in `link`. While there are any, it answers
-- nothing.
CREATE TABLE unlinked (
  article INTEGER PRIMARY KEY REFERENCES article(key) ON DELETE CASCADE
) STRICT;
INSERT INTO unlinked SELECT key FROM article;
