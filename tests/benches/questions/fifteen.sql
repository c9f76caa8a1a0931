-- Fifteen questions of an analyst, with names of the made corpus at scale 1, each with the best SQL that a
-- person found for it on the schema. `fifteen.py` asks DuckDB the same.

-- 1 events of assault by @e183905 within @e1 since 2020 | count by month(date)
SELECT month, n FROM (
  SELECT date_bin(date_first, date_last, 'month') AS month, count(*) AS n FROM participant
  WHERE entity = @e183905 AND role = 'actor' AND repeats <= 1 AND kind = 'assault' AND date_first >= 18262
    AND place IN (SELECT place FROM containment WHERE ancestor = @e1)
  GROUP BY 1)
ORDER BY month >> 4 NULLS LAST;

-- 2 network comention of @e183905 since 2022 | top 20 by weight
SELECT entity.name, n, first, last FROM (
  SELECT other.entity, count(DISTINCT other.sentence) AS n,
    min(((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | published_precision) AS first,
    max(((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | published_precision) AS last
  FROM (SELECT DISTINCT article, sentence FROM mention WHERE entity = @e183905 AND published_first >= 18993) AS own
  CROSS JOIN article ON article.key = own.article
  CROSS JOIN mention AS other ON other.sentence = own.sentence
  WHERE other.entity <> @e183905
  GROUP BY other.entity) AS grouped
JOIN entity ON entity.key = grouped.entity
ORDER BY n DESC, entity.name, entity.id LIMIT 20;

-- 3 articles matching near("ceasefire talks", "death toll", 10) from "Tousefala Wire" since 2015 | sort -published | take 50 | select published, title
WITH hits AS MATERIALIZED (SELECT rowid FROM article_fts WHERE article_fts MATCH 'NEAR("ceasefire talks" "death toll", 10)')
SELECT (((published_first + 8388608) << 28) | ((published_last + 8388608) << 4) | published_precision), title
FROM hits CROSS JOIN article ON article.key = hits.rowid
WHERE source = @s1 AND published_first >= 16436
ORDER BY published_first DESC, published_last DESC, id LIMIT 50;

-- 4 events of assault within @e1 since 2020 | each actors as actor | summarize n = distinct(actor) by month(date)
SELECT month, n FROM (
  SELECT date_bin(date_first, date_last, 'month') AS month, count(DISTINCT entity) AS n FROM participant
  WHERE kind = 'assault' AND date_first >= 18262 AND role = 'actor' AND entity IS NOT NULL
    AND place IN (SELECT place FROM containment WHERE ancestor = @e1)
  GROUP BY 1)
ORDER BY month >> 4 NULLS LAST;

-- 5 path from @e183905 to @e65096 via coevent max 2 | select step, weight
WITH one AS (
  SELECT 1 AS step, weight FROM link WHERE kind = 1 AND is_turned IN (0, 1) AND a = @e183905 AND b = @e65096
), two AS MATERIALIZED (
  SELECT near.weight AS weight, far.weight AS weight_2
  FROM link AS far CROSS JOIN link AS near
    ON near.kind = 1 AND near.is_turned IN (0, 1) AND near.a = @e183905 AND near.b = far.b
  JOIN entity ON entity.key = far.b
  WHERE far.kind = 1 AND far.is_turned IN (0, 1) AND far.a = @e65096 AND NOT EXISTS (SELECT 1 FROM one)
  ORDER BY min(near.weight, far.weight) DESC, entity.id LIMIT 1
)
SELECT step, weight FROM one
UNION ALL SELECT 1, weight FROM two UNION ALL SELECT 2, weight_2 FROM two;

-- 6 figures of killed within @e1 during 2024 | summarize dead = sum(high) by source
SELECT source.name, dead FROM (
  SELECT source, sum(high) AS dead FROM figure
  WHERE measure = 'killed' AND as_of_first BETWEEN 19723 AND 20088 AND as_of_last <= 20088
    AND place IN (SELECT place FROM containment WHERE ancestor = @e1)
  GROUP BY source) AS grouped
LEFT JOIN source ON source.key = grouped.source
ORDER BY source.name NULLS LAST, source.id NULLS LAST;

-- 7 events with @e183905 | sort date | take 200 | select date, kind
SELECT (((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | date_precision), event.kind
FROM participant CROSS JOIN event ON event.key = participant.event
WHERE entity = @e183905 AND repeats = 0
ORDER BY participant.date_first NULLS LAST, participant.date_last NULLS LAST, id LIMIT 200;

-- 8 articles mentioning @e183905 | count by source | derive part = share(count)
SELECT source.name, n, CAST(n AS REAL) / sum(n) OVER () FROM (
  SELECT source, count(*) AS n FROM mention WHERE entity = @e183905 AND repeats = 0 GROUP BY source) AS grouped
LEFT JOIN source ON source.key = grouped.source
ORDER BY n DESC, source.name NULLS LAST, source.id NULLS LAST;

-- 9 figures of killed within @e1 | summarize dead = sum(high) by month(as_of) | sort month | derive total = running(dead)
SELECT month, dead, sum(dead) OVER (ORDER BY month >> 4 NULLS LAST ROWS UNBOUNDED PRECEDING) FROM (
  SELECT date_bin(as_of_first, as_of_last, 'month') AS month,
    CASE WHEN sum(n_high) > 0 THEN sum(high) END AS dead
  FROM figure_sum WHERE country = @e1 AND measure = 'killed' GROUP BY 1)
ORDER BY month >> 4 NULLS LAST;

-- 10 articles mentioning @e183905 | sort -published | take 50 | select published, title
SELECT (((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | published_precision), article.title
FROM mention CROSS JOIN article ON article.key = mention.article
WHERE entity = @e183905 AND repeats = 0
ORDER BY mention.published_first DESC, mention.published_last DESC, id LIMIT 50;

-- 11 events | count by kind, year(date)
SELECT kind, date_year(first, last) AS year, sum(n) FROM (
  SELECT kind, date_first AS first, date_last AS last, count(*) AS n FROM event GROUP BY 1, 2, 3)
GROUP BY 1, 2 ORDER BY kind, year NULLS LAST;

-- 12 events since 2025 | each actors as actor | top 20 actor
SELECT entity.name, n, CAST(n AS REAL) / sum(n) OVER () FROM (
  SELECT entity, count(*) AS n FROM participant
  WHERE role = 'actor' AND repeats <= 1 AND date_first >= 20089 AND entity IS NOT NULL GROUP BY entity) AS grouped
JOIN entity ON entity.key = grouped.entity
ORDER BY n DESC, entity.name, entity.id LIMIT 20;

-- 13 articles matching "ceasefire talks" | count by month(published)
WITH hits AS MATERIALIZED (SELECT rowid FROM article_fts WHERE article_fts MATCH '"ceasefire talks"')
SELECT month, n FROM (
  SELECT date_bin(published_first, published_last, 'month') AS month, count(*) AS n
  FROM hits CROSS JOIN article ON article.key = hits.rowid GROUP BY 1)
ORDER BY month >> 4 NULLS LAST;

-- 14 events of assault since 2024 | each actors as actor | each targets as target | count by actor, target | sort -count | take 20
SELECT one.name, two.name, n FROM (
  SELECT actor.entity AS actor, target.entity AS target, count(*) AS n
  FROM event
  CROSS JOIN participant AS actor ON actor.event = event.key AND actor.role = 'actor' AND actor.entity IS NOT NULL AND actor.repeats <= 1
  CROSS JOIN participant AS target ON target.event = event.key AND target.role = 'target' AND target.entity IS NOT NULL AND target.repeats <= 1
  WHERE event.kind = 'assault' AND event.date_first >= 19723 GROUP BY 1, 2) AS grouped
JOIN entity AS one ON one.key = grouped.actor JOIN entity AS two ON two.key = grouped.target
ORDER BY n DESC, one.name, one.id, two.name, two.id LIMIT 20;

-- 15 events within @e300 since 2020 | count by kind
SELECT kind, count(*) AS n FROM event
WHERE place IN (SELECT place FROM containment WHERE ancestor = @e300) AND date_first >= 18262
GROUP BY kind ORDER BY n DESC, kind;
