-- Links of the few articles that came last, in a table of their own: a hundred articles change rows all over a large
-- `link`, and few pages here. SQLite keeps them; here they are copied like those of every other table.

-- 1 where the article's links are in `fresh_link`, 0 where they are nowhere.
ALTER TABLE unlinked ADD COLUMN is_fresh bigint NOT NULL DEFAULT 0;

-- As `link`.
CREATE TABLE fresh_link (
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

-- Both together, each link once.
CREATE VIEW linked AS
SELECT kind, is_turned, a, b, weight, first, last, sentence FROM link
WHERE NOT EXISTS (SELECT 1 FROM fresh_link AS fresh WHERE fresh.kind = link.kind AND fresh.is_turned = link.is_turned
  AND fresh.a = link.a AND fresh.b = link.b)
UNION ALL
SELECT fresh.kind, fresh.is_turned, fresh.a, fresh.b, fresh.weight + coalesce(link.weight, 0),
  least(fresh.first, link.first), greatest(fresh.last, link.last),
  CASE
    WHEN link.sentence IS NULL OR fresh.first < link.first OR (link.first IS NULL AND fresh.first IS NOT NULL)
      THEN fresh.sentence
    WHEN fresh.first IS NOT DISTINCT FROM link.first AND
      (SELECT (article.id, one.ord) < (other_article.id, other.ord)
       FROM sentence AS one JOIN article ON article.key = one.article
       CROSS JOIN sentence AS other JOIN article AS other_article ON other_article.key = other.article
       WHERE one.key = fresh.sentence AND other.key = link.sentence)
      THEN fresh.sentence
    ELSE link.sentence END
FROM fresh_link AS fresh LEFT JOIN link ON link.kind = fresh.kind AND link.is_turned = fresh.is_turned
  AND link.a = fresh.a AND link.b = fresh.b;
