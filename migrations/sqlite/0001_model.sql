-- The nouns of the model as tables.
--
-- `key` is a row number and never leaves the database; `id` is the public id of the model.
-- A date is two days counted from 1970-01-01, both included, and a precision; an open start is
-- -8388608, an open end 8388607; all three are null where no date is known. `start` and `stop` are
-- half-open offsets into the article's text, counted in Unicode characters. `extra` holds unknown keys
-- of the records that came in, as a JSON object. A row of `entity` with `is_stub` = 1 was referred to
-- but never described.

CREATE TABLE entity (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  country    INTEGER REFERENCES entity(key),
  parent     INTEGER REFERENCES entity(key),
  org        INTEGER REFERENCES entity(key),
  title      TEXT,
  -- The day of the article that the title was read in; null if a record gave the title.
  title_day  INTEGER,
  place_type TEXT,
  lat        REAL,
  lon        REAL,
  is_stub    INTEGER NOT NULL DEFAULT 0,
  extra      TEXT
) STRICT;
CREATE INDEX entity_name ON entity(name, id);
CREATE INDEX entity_country ON entity(country);
CREATE INDEX entity_parent ON entity(parent);
CREATE INDEX entity_org ON entity(org);

-- Every name of an entity; `ord` 0 is the name it is shown by, 1 and up are its aliases in order.
-- `norm` is the folded form by which names are compared.
CREATE TABLE alias (
  entity INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE,
  ord    INTEGER NOT NULL,
  text   TEXT NOT NULL,
  norm   TEXT NOT NULL,
  PRIMARY KEY (entity, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_norm ON alias(norm, entity);

-- Every place with every place that contains it, itself included. Derived from `entity.parent`.
CREATE TABLE containment (
  ancestor INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE,
  place    INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE,
  PRIMARY KEY (ancestor, place)
) STRICT, WITHOUT ROWID;

-- Every entity with everything that belongs to it (the language's `+`), itself included. Derived.
CREATE TABLE membership (
  whole  INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE,
  member INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE,
  PRIMARY KEY (whole, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  key     INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  domain  TEXT,
  country INTEGER REFERENCES entity(key),
  entity  INTEGER REFERENCES entity(key),
  extra   TEXT
) STRICT;
CREATE INDEX source_name ON source(name, id);

CREATE TABLE cluster (
  key            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  kind           TEXT,
  label          TEXT,
  date_first     INTEGER,
  date_last      INTEGER,
  date_precision INTEGER,
  is_stub        INTEGER NOT NULL DEFAULT 0,
  extra          TEXT
) STRICT;

CREATE TABLE article (
  key                 INTEGER PRIMARY KEY,
  id                  TEXT NOT NULL UNIQUE,
  source              INTEGER REFERENCES source(key),
  title               TEXT,
  url                 TEXT,
  author              TEXT,
  language            TEXT,
  published_first     INTEGER,
  published_last      INTEGER,
  published_precision INTEGER,
  published_basis     TEXT,
  words               INTEGER NOT NULL,
  story               INTEGER REFERENCES cluster(key),
  origin              TEXT,
  -- SHA-256 of what the article says, and of what was read out of it or given with it.
  text_fingerprint    TEXT NOT NULL,
  facts_fingerprint   TEXT NOT NULL,
  extra               TEXT
) STRICT;
CREATE INDEX article_published ON article(published_first, id);
CREATE INDEX article_source ON article(source, published_first);
CREATE INDEX article_story ON article(story);

-- The text stands apart so that lists of articles are read without it.
CREATE TABLE article_text (
  article INTEGER PRIMARY KEY REFERENCES article(key) ON DELETE CASCADE,
  text    TEXT NOT NULL
) STRICT;

CREATE TABLE sentence (
  key     INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
  ord     INTEGER NOT NULL,
  zone    TEXT NOT NULL,
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL,
  text    TEXT NOT NULL,
  extra   TEXT,
  UNIQUE (article, ord)
) STRICT;

CREATE TABLE mention (
  key      INTEGER PRIMARY KEY,
  article  INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
  sentence INTEGER NOT NULL REFERENCES sentence(key) ON DELETE CASCADE,
  entity   INTEGER NOT NULL REFERENCES entity(key),
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL,
  surface  TEXT NOT NULL,
  form     TEXT NOT NULL,
  title    TEXT,
  extra    TEXT
) STRICT;
CREATE INDEX mention_entity ON mention(entity, article, sentence);
CREATE INDEX mention_sentence ON mention(sentence, entity);
CREATE INDEX mention_article ON mention(article, start);

CREATE TABLE event (
  key            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  article        INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
  sentence       INTEGER NOT NULL REFERENCES sentence(key) ON DELETE CASCADE,
  kind           TEXT NOT NULL,
  mode           TEXT,
  date_first     INTEGER,
  date_last      INTEGER,
  date_precision INTEGER,
  place          INTEGER REFERENCES entity(key),
  actor          INTEGER REFERENCES entity(key),
  target         INTEGER REFERENCES entity(key),
  actor_text     TEXT,
  target_text    TEXT,
  summary        TEXT,
  trigger        TEXT,
  trigger_start  INTEGER,
  trigger_stop   INTEGER,
  modality       TEXT NOT NULL,
  claimant       INTEGER REFERENCES entity(key),
  cluster        INTEGER REFERENCES cluster(key),
  confidence     REAL,
  rule           TEXT,
  start          INTEGER NOT NULL,
  stop           INTEGER NOT NULL,
  extra          TEXT
) STRICT;
CREATE INDEX event_date ON event(date_first, id);
CREATE INDEX event_kind ON event(kind, mode, date_first);
CREATE INDEX event_place ON event(place, date_first);
CREATE INDEX event_article ON event(article);
CREATE INDEX event_sentence ON event(sentence);
CREATE INDEX event_cluster ON event(cluster);
CREATE INDEX event_claimant ON event(claimant);

-- Who took part: an entity, the words as written, or both. `role` is actor, target or other.
CREATE TABLE participant (
  event  INTEGER NOT NULL REFERENCES event(key) ON DELETE CASCADE,
  role   TEXT NOT NULL,
  ord    INTEGER NOT NULL,
  entity INTEGER REFERENCES entity(key),
  text   TEXT,
  PRIMARY KEY (event, role, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_entity ON participant(entity, role, event);

CREATE TABLE quote (
  key            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  article        INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
  sentence       INTEGER NOT NULL REFERENCES sentence(key) ON DELETE CASCADE,
  speaker        INTEGER REFERENCES entity(key),
  form           TEXT NOT NULL,
  verb           TEXT,
  text           TEXT NOT NULL,
  date_first     INTEGER,
  date_last      INTEGER,
  date_precision INTEGER,
  cluster        INTEGER REFERENCES cluster(key),
  start          INTEGER NOT NULL,
  stop           INTEGER NOT NULL,
  extra          TEXT
) STRICT;
CREATE INDEX quote_date ON quote(date_first, id);
CREATE INDEX quote_speaker ON quote(speaker, date_first);
CREATE INDEX quote_article ON quote(article);
CREATE INDEX quote_sentence ON quote(sentence);
CREATE INDEX quote_cluster ON quote(cluster);

CREATE TABLE figure (
  key                    INTEGER PRIMARY KEY,
  id                     TEXT NOT NULL UNIQUE,
  article                INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
  sentence               INTEGER NOT NULL REFERENCES sentence(key) ON DELETE CASCADE,
  measure                TEXT NOT NULL,
  what                   TEXT,
  low                    REAL,
  high                   REAL,
  value                  REAL,
  bound                  TEXT NOT NULL,
  unit                   TEXT,
  counted_from_first     INTEGER,
  counted_from_last      INTEGER,
  counted_from_precision INTEGER,
  as_of_first            INTEGER,
  as_of_last             INTEGER,
  as_of_precision        INTEGER,
  place                  INTEGER REFERENCES entity(key),
  claimant               INTEGER REFERENCES entity(key),
  event                  INTEGER REFERENCES event(key) ON DELETE SET NULL,
  cluster                INTEGER REFERENCES cluster(key),
  start                  INTEGER NOT NULL,
  stop                   INTEGER NOT NULL,
  extra                  TEXT
) STRICT;
CREATE INDEX figure_as_of ON figure(as_of_first, id);
CREATE INDEX figure_measure ON figure(measure, as_of_first);
CREATE INDEX figure_place ON figure(place);
CREATE INDEX figure_article ON figure(article);
CREATE INDEX figure_sentence ON figure(sentence);
CREATE INDEX figure_event ON figure(event);
CREATE INDEX figure_cluster ON figure(cluster);
CREATE INDEX figure_claimant ON figure(claimant);

-- Time expressions as found, for `extract` and export; no noun of the query language.
CREATE TABLE time_expression (
  article     INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
  start       INTEGER NOT NULL,
  stop        INTEGER NOT NULL,
  value       TEXT,
  timex_type  TEXT NOT NULL,
  timex_value TEXT,
  extra       TEXT,
  PRIMARY KEY (article, start, stop)
) STRICT, WITHOUT ROWID;

-- Full text: stemmed words without accents. Row numbers are those of `sentence` and `article`.
CREATE VIRTUAL TABLE sentence_fts USING fts5(
  text, content='sentence', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE article_fts USING fts5(
  title, text, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2'
);
