-- What derived clusters are found by, and which articles still wait for theirs.

-- Whether everything in the article was read out of it by this program; only such articles get
-- derived clusters.
ALTER TABLE article ADD COLUMN is_extracted bigint NOT NULL DEFAULT 0;
-- Whether the program made the cluster; others came in as records and stay as they are.
ALTER TABLE cluster ADD COLUMN is_derived bigint NOT NULL DEFAULT 0;

-- A number made of the folded words of a quote; null if they are too few to tell quotes apart.
ALTER TABLE quote ADD COLUMN words_hash bigint;
CREATE INDEX quote_words ON quote(words_hash, speaker) WHERE words_hash IS NOT NULL;

-- The smallest hashes of an article's runs of four words.
CREATE TABLE shingle (
  hash    bigint NOT NULL,
  article bigint NOT NULL REFERENCES article(key) ON DELETE CASCADE,
  PRIMARY KEY (hash, article)
);
CREATE INDEX shingle_article ON shingle(article, hash);

-- Extracted articles that were written since clusters were last derived, and those that shared a
-- cluster with one that was.
CREATE TABLE unclustered (
  article bigint PRIMARY KEY REFERENCES article(key) ON DELETE CASCADE
);

-- Other ids under which articles name an outlet.
CREATE TABLE source_alias (
  id     text COLLATE "C" PRIMARY KEY,
  source bigint NOT NULL REFERENCES source(key) ON DELETE CASCADE
);
CREATE INDEX source_domain ON source(domain);
CREATE INDEX source_spelling ON source(replace(id, '-', ''));
