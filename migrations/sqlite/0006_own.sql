-- What a person knows better: names of their own, and corrections of entities.

-- The names given with `load --lexicon`: what later loads recognize as well. `aliases` is a JSON list.
CREATE TABLE own_name (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL,
  name    TEXT NOT NULL,
  aliases TEXT NOT NULL,
  country TEXT
) STRICT, WITHOUT ROWID;

-- Corrections in the order in which they were made. `deed` is merge, split, rename or alias; `entity` the
-- handle of the entity that it is about; `other` the handle of the one merged into it, or of the one
-- that its names are split off to; `names` a JSON list.
CREATE TABLE correction (
  number INTEGER PRIMARY KEY,
  deed   TEXT NOT NULL,
  entity TEXT NOT NULL,
  other  TEXT,
  names  TEXT NOT NULL
) STRICT;

-- Records as they came, before corrections changed them, so that these can be undone. `noun` is entity,
-- source or article; `record` a JSON object of Dateline JSON Lines.
CREATE TABLE uncorrected (
  noun   TEXT NOT NULL,
  id     TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (noun, id)
) STRICT, WITHOUT ROWID;
