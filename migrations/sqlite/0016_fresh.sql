-- Links of the few articles that came last, in a table of their own: a hundred articles change rows all over a large
-- `link`, and few pages here.

-- 1 where the article's links are in `fresh_link`, 0 where they are nowhere.
ALTER TABLE unlinked ADD COLUMN is_fresh INTEGER NOT NULL DEFAULT 0;

-- As `link`.
CREATE TABLE fresh_link (
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

-- Both together, each link once.
CREATE VIEW linked AS
SELECT kind, is_turned, a, b, weight, first, last, sentence FROM link
WHERE NOT EXISTS (SELECT 1 FROM fresh_link AS fresh WHERE fresh.kind = link.kind AND fresh.is_turned = link.is_turned
  AND fresh.a = link.a AND fresh.b = link.b)
UNION ALL
SELECT fresh.kind, fresh.is_turned, fresh.a, fresh.b, fresh.weight + coalesce(link.weight, 0),
  min(coalesce(fresh.first, link.first), coalesce(link.first, fresh.first)),
  max(coalesce(fresh.last, link.last), coalesce(link.last, fresh.last)),
  CASE
    WHEN link.sentence IS NULL OR fresh.first < link.first OR (link.first IS NULL AND fresh.first IS NOT NULL)
      THEN fresh.sentence
    WHEN fresh.first IS link.first AND
      (SELECT (article.id, ord) < (SELECT article.id, ord FROM sentence AS other
         JOIN article ON article.key = other.article WHERE other.key = link.sentence)
       FROM sentence AS one JOIN article ON article.key = one.article WHERE one.key = fresh.sentence)
      THEN fresh.sentence
    ELSE link.sentence END
FROM fresh_link AS fresh LEFT JOIN link ON link.kind = fresh.kind AND link.is_turned = fresh.is_turned
  AND link.a = fresh.a AND link.b = fresh.b;
