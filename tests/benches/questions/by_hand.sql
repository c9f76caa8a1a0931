-- The questions with names of the made corpus, each with the best SQL that a person found for it on the
-- schema: the keys looked up beforehand, plans compared, the fastest of several forms kept. Where that
-- was the form that the compiler writes, it stands here as it is.

-- 1 articles from "Subolo Wire" since 2015-09 | sort -published | select published, title
SELECT (((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | article.published_precision) AS published, article.title
FROM article
WHERE article.source = @s1 AND article.published_first >= 16679
ORDER BY article.published_first DESC, article.published_last DESC, article.id;

-- 2 articles | count by source
SELECT source.name AS source, grouped.count
FROM (
  SELECT article.source, count(*) AS count
  FROM article
  GROUP BY article.source
) AS grouped
LEFT JOIN source ON source.key = grouped.source
ORDER BY grouped.count DESC, source.name NULLS LAST, source.id NULLS LAST;

-- 3 articles | count by month(published) | fill | chart line
WITH RECURSIVE base AS MATERIALIZED (
  SELECT date_bin(first, last, 'month') AS month, sum(n) AS count
  FROM (SELECT published_first AS first, published_last AS last, count(*) AS n FROM article GROUP BY 1, 2)
  GROUP BY 1
), bins AS (
  SELECT min(month) AS bin FROM base
  UNION ALL
  SELECT date_next(bin) FROM bins WHERE bin < (SELECT max(month) FROM base)
)
SELECT month, count FROM (
  SELECT bin AS month, coalesce(count, 0) AS count FROM bins LEFT JOIN base ON month = bin WHERE bin IS NOT NULL
  UNION ALL
  SELECT month, count FROM base WHERE month IS NULL
)
ORDER BY month >> 4 NULLS LAST;

-- 5 sentences mentioning @e10001 about "ceasefire" | cite
SELECT sentence.text, source.name AS source, (((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | article.published_precision) AS published, sentence.text AS sentence
FROM sentence
JOIN article ON article.key = sentence.article
LEFT JOIN source ON source.key = article.source
WHERE sentence.key IN (
  SELECT mention.sentence
  FROM mention
  WHERE mention.entity = @e10001
) AND sentence.key IN (SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH '"ceasefire"')
ORDER BY article.published_first NULLS LAST, article.published_last NULLS LAST, article.id, sentence.ord;

-- 6 sentences matching near("death toll", "talks", 8) | select article.source, article.published, text
SELECT source.name AS source, (((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | article.published_precision) AS published, sentence.text
FROM sentence
JOIN article ON article.key = sentence.article
LEFT JOIN source ON source.key = article.source
WHERE sentence.key IN (SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH 'NEAR("death toll" "talks", 8)')
ORDER BY article.published_first NULLS LAST, article.published_last NULLS LAST, article.id, sentence.ord;

-- 7 articles about "ceasefire talks" | facet source, year(published), author
WITH base AS MATERIALIZED (
  SELECT article.source, date_year(article.published_first, article.published_last) AS year, article.author
  FROM article
  WHERE article.key IN (SELECT rowid FROM article_fts WHERE article_fts MATCH '("ceasefire") AND ("talks")')
)
SELECT facets.facet, facets.value, facets.count, facets.share
FROM (
  SELECT * FROM (
    SELECT * FROM (
      SELECT 'source' AS facet, source.name AS value, grouped.count, CAST(grouped.count AS REAL) / nullif(sum(grouped.count) OVER (), 0) AS share, 0 AS part, row_number() OVER (ORDER BY grouped.count DESC, source.name NULLS LAST, source.id NULLS LAST) AS position
      FROM (
        SELECT rows.source, count(*) AS count
        FROM base AS rows
        GROUP BY rows.source
      ) AS grouped
      LEFT JOIN source ON source.key = grouped.source
      ORDER BY grouped.count DESC, source.name NULLS LAST, source.id NULLS LAST
      LIMIT 10
    ) AS side
    UNION ALL
    SELECT * FROM (
      SELECT 'year' AS facet, CAST(grouped_2.year AS TEXT) AS value, grouped_2.count, CAST(grouped_2.count AS REAL) / nullif(sum(grouped_2.count) OVER (), 0) AS share, 1 AS part, row_number() OVER (ORDER BY grouped_2.count DESC, grouped_2.year NULLS LAST) AS position
      FROM (
        SELECT rows_2.year, count(*) AS count
        FROM base AS rows_2
        GROUP BY rows_2.year
      ) AS grouped_2
      ORDER BY grouped_2.count DESC, grouped_2.year NULLS LAST
      LIMIT 10
    ) AS side
  ) AS side
  UNION ALL
  SELECT * FROM (
    SELECT 'author' AS facet, grouped_3.author AS value, grouped_3.count, CAST(grouped_3.count AS REAL) / nullif(sum(grouped_3.count) OVER (), 0) AS share, 2 AS part, row_number() OVER (ORDER BY grouped_3.count DESC, grouped_3.author NULLS LAST) AS position
    FROM (
      SELECT rows_3.author, count(*) AS count
      FROM base AS rows_3
      GROUP BY rows_3.author
    ) AS grouped_3
    ORDER BY grouped_3.count DESC, grouped_3.author NULLS LAST
    LIMIT 10
  ) AS side
) AS facets
ORDER BY facets.part, facets.position;

-- 9 articles about "Jaiche" -> quotes -> speakers | distinct name, country
SELECT grouped.name, country.name
FROM (
  SELECT name, country
  FROM entity
  WHERE key IN (
    SELECT speaker FROM quote WHERE speaker IS NOT NULL
      AND article IN (SELECT rowid FROM article_fts WHERE article_fts MATCH '"Jaiche"'))
  GROUP BY name, country
) AS grouped
LEFT JOIN entity AS country ON country.key = grouped.country
ORDER BY grouped.name, country.name NULLS LAST, country.id NULLS LAST;

-- 10 entities named "Chedu Khaiji Front" | select name, kind, aliases
SELECT entity.name, entity.kind, (
  SELECT list_of(alias_3.text, alias_3.text) AS names
  FROM alias AS alias_3
  WHERE alias_3.entity = entity.key AND alias_3.ord > 0
) AS aliases
FROM entity
WHERE entity.key IN (
  SELECT alias.entity
  FROM alias
  WHERE alias.norm = 'chedu khaiji front'
)
ORDER BY entity.name, entity.id;

-- 11 mentions | where entity.kind = armed_group | top 10 entity
SELECT entity.name, n, CAST(n AS REAL) / sum(n) OVER () AS share
FROM (
  SELECT mention.entity AS key, count(*) AS n
  FROM mention
  WHERE mention.entity IN (SELECT key FROM entity WHERE kind = 'armed_group')
  GROUP BY mention.entity
) AS grouped
JOIN entity USING (key)
ORDER BY n DESC, entity.name, entity.id
LIMIT 10;

-- 13 mentions from "Subolo Wire" | distinct entity | except (mentions from "Saishahaidre Post" | distinct entity)
SELECT entity.name AS entity
FROM (
  SELECT grouped.entity
  FROM (
    SELECT mention.entity
    FROM mention
    JOIN article ON article.key = mention.article
    WHERE article.source = @s1
    GROUP BY mention.entity
  ) AS grouped
  EXCEPT
  SELECT grouped_2.entity
  FROM (
    SELECT mention_2.entity
    FROM mention AS mention_2
    JOIN article AS article_2 ON article_2.key = mention_2.article
    WHERE article_2.source = @s2
    GROUP BY mention_2.entity
  ) AS grouped_2
) AS combined
LEFT JOIN entity ON entity.key = combined.entity
ORDER BY entity.name NULLS LAST, entity.id NULLS LAST;

-- 14 mentions | summarize first_seen = min(article.published) by entity | where first_seen during 2018
WITH day AS MATERIALIZED (
  SELECT key, ((published_first + 8388608) << 28) | ((published_last + 8388608) << 4) | published_precision AS packed
  FROM article
)
SELECT entity.name, first_seen
FROM (
  SELECT mention.entity, min(day.packed) AS first_seen
  FROM mention LEFT JOIN day ON day.key = mention.article
  GROUP BY mention.entity
) AS grouped
JOIN entity ON entity.key = grouped.entity
WHERE (first_seen >> 28) - 8388608 >= 17532 AND ((first_seen >> 4) & 16777215) - 8388608 <= 17896
ORDER BY entity.name, entity.id;

-- 15 mentions | summarize n = count(), spellings = distinct(surface), forms = list(surface) by entity | where spellings > 3 | top 20 by spellings
SELECT entity.name, n, spellings, (
  SELECT list_of(surface, surface) FROM mention WHERE mention.entity = grouped.entity
)
FROM (
  SELECT entity, count(*) AS n, count(DISTINCT surface) AS spellings
  FROM mention
  GROUP BY entity
) AS grouped
JOIN entity ON entity.key = grouped.entity
WHERE spellings > 3
ORDER BY spellings DESC, entity.name, entity.id
LIMIT 20;

-- 17 events against @e39001 | each actors as actor | count by actor, kind
SELECT entity.name, grouped.kind, n
FROM (
  SELECT actor.entity, event.kind, count(DISTINCT event.key) AS n
  FROM participant AS target
  JOIN event ON event.key = target.event
  JOIN participant AS actor ON actor.event = event.key AND actor.role = 'actor' AND actor.entity IS NOT NULL
  WHERE target.role = 'target' AND target.entity = @e39001
  GROUP BY actor.entity, event.kind
) AS grouped
JOIN entity ON entity.key = grouped.entity
ORDER BY n DESC, entity.name, entity.id, grouped.kind;

-- 18 events of airstrike within (@e2, @e4) | each actors as actor | count by month(date), actor
SELECT month, entity.name, n
FROM (
  SELECT date_bin(event.date_first, event.date_last, 'month') AS month, actor.entity, count(DISTINCT event.key) AS n
  FROM event
  JOIN participant AS actor ON actor.event = event.key AND actor.role = 'actor' AND actor.entity IS NOT NULL
  WHERE event.kind = 'assault' AND event.mode = 'airstrike'
    AND event.place IN (SELECT place FROM containment WHERE ancestor IN (@e2, @e4))
  GROUP BY 1, actor.entity
) AS grouped
JOIN entity ON entity.key = grouped.entity
ORDER BY month >> 4 NULLS LAST, entity.name, entity.id;

-- 19 events of talks within @e1832 | select date, people = list(participants.name), article.source
SELECT (((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision) AS date, (
  SELECT list_of(entity.name, entity.name) AS value
  FROM participant
  JOIN entity ON entity.key = participant.entity
  WHERE participant.entity IS NOT NULL AND participant.event = event.key
) AS people, source.name AS source
FROM event
JOIN article ON article.key = event.article
LEFT JOIN source ON source.key = article.source
WHERE event.kind = 'consult' AND event.mode = 'talks' AND event.place IN (
  SELECT containment.place
  FROM containment
  WHERE containment.ancestor = @e1832
)
ORDER BY event.date_first NULLS LAST, event.date_last NULLS LAST, event.id;

-- 21 events | where precision(date) in (month, year) | count by precision(date), article.source
SELECT CASE precision WHEN 2 THEN 'month' ELSE 'year' END AS word, source.name, n
FROM (
  SELECT event.date_precision AS precision, article.source, count(*) AS n
  FROM event LEFT JOIN article ON article.key = event.article
  WHERE event.date_precision IN (2, 4)
  GROUP BY event.date_precision, article.source
) AS grouped
LEFT JOIN source ON source.key = grouped.source
ORDER BY n DESC, word, source.name NULLS LAST, source.id NULLS LAST;

-- 22 events possibly during 2016-06 | select date, precision(date), summary
SELECT (((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision) AS date, CASE event.date_precision WHEN 0 THEN 'day' WHEN 1 THEN 'week' WHEN 2 THEN 'month' WHEN 3 THEN 'quarter' WHEN 4 THEN 'year' WHEN 5 THEN 'decade' END AS precision, event.summary
FROM event
WHERE event.date_first <= 16982 AND event.date_last >= 16953
ORDER BY event.date_first NULLS LAST, event.date_last NULLS LAST, event.id;

-- 23 events as planned | where any(cluster.events as asserted) | select date, summary, cluster
SELECT (((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision) AS date, event.summary, coalesce(cluster.label, cluster.id) AS cluster
FROM event
LEFT JOIN cluster ON cluster.key = event.cluster
WHERE event.modality = 'planned' AND event.cluster IN (
  SELECT event_2.cluster AS value
  FROM event AS event_2
  WHERE event_2.modality = 'asserted' AND event_2.cluster IS NOT NULL
)
ORDER BY event.date_first NULLS LAST, event.date_last NULLS LAST, event.id;

-- 25 events as (alleged, planned) according to @e3+ | cite
SELECT ((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision, event.kind,
  event.summary, source.name, ((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | article.published_precision,
  sentence.text
FROM event
JOIN sentence ON sentence.key = event.sentence
JOIN article ON article.key = sentence.article
LEFT JOIN source ON source.key = article.source
WHERE event.modality IN ('alleged', 'planned') AND event.key IN (
  SELECT key FROM event WHERE claimant IN (SELECT member FROM membership WHERE whole = @e3)
  UNION ALL
  SELECT event.key
  FROM source JOIN article ON article.source = source.key JOIN event ON event.article = article.key
  WHERE source.entity IN (SELECT member FROM membership WHERE whole = @e3) AND event.claimant IS NULL
)
ORDER BY event.date_first NULLS LAST, event.date_last NULLS LAST, event.id;

-- 26 events of clash during 2016 | count by place.country, month(date) | pivot month
SELECT DISTINCT date_bin(date_first, date_last, 'month') AS month
FROM (
  SELECT DISTINCT date_first, date_last
  FROM event INDEXED BY event_kind
  WHERE kind = 'assault' AND mode = 'clash' AND date_first >= 16801 AND date_first <= 17166 AND date_last <= 17166
)
ORDER BY month;
SELECT name, coalesce(m1, 0), coalesce(m2, 0), coalesce(m3, 0), coalesce(m4, 0), coalesce(m5, 0), coalesce(m6, 0), coalesce(m7, 0), coalesce(m8, 0), coalesce(m9, 0), coalesce(m10, 0), coalesce(m11, 0), coalesce(m12, 0), n - (coalesce(m1, 0) + coalesce(m2, 0) + coalesce(m3, 0) + coalesce(m4, 0) + coalesce(m5, 0) + coalesce(m6, 0) + coalesce(m7, 0) + coalesce(m8, 0) + coalesce(m9, 0) + coalesce(m10, 0) + coalesce(m11, 0) + coalesce(m12, 0))
FROM (
  SELECT entity_2.name, entity_2.id, sum(n) AS n,
  sum(n) FILTER (WHERE first >= 16801 AND last <= 16831) AS m1,
  sum(n) FILTER (WHERE first >= 16832 AND last <= 16860) AS m2,
  sum(n) FILTER (WHERE first >= 16861 AND last <= 16891) AS m3,
  sum(n) FILTER (WHERE first >= 16892 AND last <= 16921) AS m4,
  sum(n) FILTER (WHERE first >= 16922 AND last <= 16952) AS m5,
  sum(n) FILTER (WHERE first >= 16953 AND last <= 16982) AS m6,
  sum(n) FILTER (WHERE first >= 16983 AND last <= 17013) AS m7,
  sum(n) FILTER (WHERE first >= 17014 AND last <= 17044) AS m8,
  sum(n) FILTER (WHERE first >= 17045 AND last <= 17074) AS m9,
  sum(n) FILTER (WHERE first >= 17075 AND last <= 17105) AS m10,
  sum(n) FILTER (WHERE first >= 17106 AND last <= 17135) AS m11,
  sum(n) FILTER (WHERE first >= 17136 AND last <= 17166) AS m12
  FROM (
    SELECT place, date_first AS first, date_last AS last, count(*) AS n
    FROM event INDEXED BY event_kind
    WHERE kind = 'assault' AND mode = 'clash' AND date_first >= 16801 AND date_first <= 17166 AND date_last <= 17166
    GROUP BY 1, 2, 3
  )
  LEFT JOIN entity ON entity.key = place
  LEFT JOIN entity AS entity_2 ON entity_2.key = entity.country
  GROUP BY entity.country
)
ORDER BY name NULLS LAST, id NULLS LAST;

-- 27 events | each actors as actor | where actor.kind = armed_group | top 1 by date per actor
SELECT name, ((date_first + 8388608) << 28) | ((date_last + 8388608) << 4) | date_precision, kind, summary
FROM (
  SELECT grp.name, grp.id AS actor, event.date_first, event.date_last, event.date_precision, event.kind, event.summary, event.id,
    row_number() OVER (PARTITION BY actor.entity ORDER BY event.date_first DESC, event.date_last DESC, event.id) AS number
  FROM entity AS grp
  CROSS JOIN participant AS actor ON actor.entity = grp.key AND actor.role = 'actor'
  CROSS JOIN event ON event.key = actor.event
  WHERE grp.kind = 'armed_group'
)
WHERE number = 1
ORDER BY name, actor;

-- 29 events near @e1830 300km during 2015-01..2017-09 | sort date | chart timeline
SELECT (((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision) AS date, event.kind, event.summary
FROM event
WHERE event.place IN (
  SELECT entity.key
  FROM entity
  JOIN entity AS entity_2 ON entity_2.key = @e1830
  WHERE great_circle(entity.lat, entity.lon, entity_2.lat, entity_2.lon) <= 300
) AND event.date_first >= 16436 AND event.date_last <= 17439
ORDER BY event.date_first NULLS LAST, event.date_last NULLS LAST, event.id;

-- 30 events | where cluster is not null | summarize start = min(date), stop = max(date), reports = count() by cluster | derive days = stop - start | top 10 by days
SELECT coalesce(cluster.label, cluster.id) AS cluster, grouped.start, grouped.stop, grouped.reports, CASE WHEN (grouped.stop & 15) = 0 AND (grouped.start & 15) = 0 THEN ((grouped.stop >> 28) - 8388608) - ((grouped.start >> 28) - 8388608) END AS days
FROM (
  SELECT event.cluster, min((((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision)) AS start, max((((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision)) AS stop, count(*) AS reports
  FROM event
  WHERE event.cluster IS NOT NULL
  GROUP BY event.cluster
) AS grouped
LEFT JOIN cluster ON cluster.key = grouped.cluster
ORDER BY CASE WHEN (grouped.stop & 15) = 0 AND (grouped.start & 15) = 0 THEN ((grouped.stop >> 28) - 8388608) - ((grouped.start >> 28) - 8388608) END DESC, cluster.label NULLS LAST, cluster.id NULLS LAST
LIMIT 10;

-- 31 events of talks within @e196 | count by month(date) | fill | where count = 0
WITH RECURSIVE base AS MATERIALIZED (
    SELECT date_bin(event.date_first, event.date_last, 'month') AS month, count(*) AS count
    FROM event
    WHERE event.kind = 'consult' AND event.mode = 'talks' AND event.place IN (
      SELECT containment.place
      FROM containment
      WHERE containment.ancestor = @e196
    )
    GROUP BY date_bin(event.date_first, event.date_last, 'month')
), bins AS (
  SELECT min(base.month) AS bin
  FROM base
  UNION ALL
  SELECT date_next(bins.bin) AS bin
  FROM bins
  WHERE bins.bin < (
    SELECT max(base.month) AS bin
    FROM base
  )
)
SELECT filled.month, filled.count
FROM (
  SELECT bins.bin AS month, coalesce(base.count, 0) AS count
  FROM bins
  LEFT JOIN base ON base.month = bins.bin
  WHERE bins.bin IS NOT NULL
  UNION ALL
  SELECT base.month, base.count
  FROM base
  WHERE base.month IS NULL
) AS filled
WHERE filled.count = 0
ORDER BY (filled.month >> 4) NULLS LAST;

-- 33 events | where date is null | count by article.source
SELECT source.name AS source, grouped.count
FROM (
  SELECT article.source, count(*) AS count
  FROM event
  JOIN article ON article.key = event.article
  WHERE event.date_first IS NULL
  GROUP BY article.source
) AS grouped
LEFT JOIN source ON source.key = grouped.source
ORDER BY grouped.count DESC, source.name NULLS LAST, source.id NULLS LAST;

-- 34 events by @e2+ | where against (@e39001, @e39002) or at @e1 | count by target
SELECT entity.name AS target, grouped.count
FROM (
  SELECT event.target, count(*) AS count
  FROM event
  WHERE event.key IN (
    SELECT participant.event
    FROM participant
    WHERE participant.role = 'actor' AND participant.entity IN (
      SELECT membership.member
      FROM membership
      WHERE membership.whole = @e2
    )
  ) AND (event.key IN (
    SELECT participant_2.event
    FROM participant AS participant_2
    WHERE participant_2.role = 'target' AND participant_2.entity IN (@e39001, @e39002)
  ) OR event.place = @e1)
  GROUP BY event.target
) AS grouped
LEFT JOIN entity ON entity.key = grouped.target
ORDER BY grouped.count DESC, entity.name NULLS LAST, entity.id NULLS LAST;

-- 35 quotes by @e10001 about "ceasefire" | cite
SELECT (((quote.date_first + 8388608) << 28) | ((quote.date_last + 8388608) << 4) | quote.date_precision) AS date, entity.name AS speaker, quote.text, source.name AS source, (((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | article.published_precision) AS published, sentence.text AS sentence
FROM quote
JOIN sentence ON sentence.key = quote.sentence
JOIN article ON article.key = sentence.article
LEFT JOIN entity ON entity.key = quote.speaker
LEFT JOIN source ON source.key = article.source
WHERE quote.speaker = @e10001 AND quote.sentence IN (SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH '"ceasefire"')
ORDER BY quote.date_first NULLS LAST, quote.date_last NULLS LAST, quote.id;

-- 37 quotes | count by source, country = speaker.country | derive pct = share(count) per source | sort source, -pct
SELECT source.name AS source, entity_2.name AS country, grouped.count, CAST(grouped.count AS REAL) / nullif(sum(grouped.count) OVER (PARTITION BY grouped.source), 0) AS pct
FROM (
  SELECT article.source, entity.country, count(*) AS count
  FROM quote
  JOIN article ON article.key = quote.article
  LEFT JOIN entity ON entity.key = quote.speaker
  GROUP BY article.source, entity.country
) AS grouped
LEFT JOIN source ON source.key = grouped.source
LEFT JOIN entity AS entity_2 ON entity_2.key = grouped.country
ORDER BY source.name NULLS LAST, source.id NULLS LAST, CAST(grouped.count AS REAL) / nullif(sum(grouped.count) OVER (PARTITION BY grouped.source), 0) DESC, entity_2.name NULLS LAST, entity_2.id NULLS LAST;

-- 38 quotes by @e1+ mentioning (@e2, @e3) since 2015 | select date, speaker, text, source
SELECT (((quote.date_first + 8388608) << 28) | ((quote.date_last + 8388608) << 4) | quote.date_precision) AS date, entity.name AS speaker, quote.text, source.name AS source
FROM quote
JOIN article ON article.key = quote.article
LEFT JOIN entity ON entity.key = quote.speaker
LEFT JOIN source ON source.key = article.source
WHERE quote.speaker IN (
  SELECT membership.member
  FROM membership
  WHERE membership.whole = @e1
) AND quote.sentence IN (
  SELECT mention.sentence
  FROM mention
  WHERE mention.entity IN (@e2, @e3)
) AND quote.date_first >= 16436
ORDER BY quote.date_first NULLS LAST, quote.date_last NULLS LAST, quote.id;

-- 39 quotes | summarize outlets = distinct(source), n = count() by cluster | where outlets > 1 | sort -outlets
SELECT coalesce(cluster.label, cluster.id) AS cluster, grouped.outlets, grouped.n
FROM (
  SELECT quote.cluster, count(DISTINCT article.source) AS outlets, count(*) AS n
  FROM quote
  JOIN article ON article.key = quote.article
  GROUP BY quote.cluster
) AS grouped
LEFT JOIN cluster ON cluster.key = grouped.cluster
WHERE grouped.outlets > 1
ORDER BY grouped.outlets DESC, cluster.label NULLS LAST, cluster.id NULLS LAST;

-- 41 quotes | where speaker.org = @e29002 | distinct speaker, speaker.title
SELECT entity_2.name AS speaker, grouped.title
FROM (
  SELECT quote.speaker, entity.title
  FROM quote
  LEFT JOIN entity ON entity.key = quote.speaker
  WHERE entity.org = @e29002
  GROUP BY quote.speaker, entity.title
) AS grouped
LEFT JOIN entity AS entity_2 ON entity_2.key = grouped.speaker
ORDER BY entity_2.name NULLS LAST, entity_2.id NULLS LAST, grouped.title NULLS LAST;

-- 42 events of airstrike by @e30583 -> articles -> quotes by @e1+ | top 10 speaker
SELECT entity.name, n, CAST(n AS REAL) / sum(n) OVER ()
FROM (
  SELECT speaker, count(*) AS n
  FROM quote
  WHERE article IN (
    SELECT event.article
    FROM participant JOIN event ON event.key = participant.event
    WHERE participant.role = 'actor' AND participant.entity = @e30583 AND event.kind = 'assault' AND event.mode = 'airstrike'
  ) AND speaker IN (SELECT member FROM membership WHERE whole = @e1)
  GROUP BY speaker
) AS grouped
JOIN entity ON entity.key = grouped.speaker
ORDER BY n DESC, entity.name, entity.id
LIMIT 10;

-- 43 figures of killed within @e3 | sort as_of | select as_of, low, high, bound, claimant, source
SELECT (((figure.as_of_first + 8388608) << 28) | ((figure.as_of_last + 8388608) << 4) | figure.as_of_precision) AS as_of, figure.low, figure.high, figure.bound, entity.name AS claimant, source.name AS source
FROM figure
JOIN article ON article.key = figure.article
LEFT JOIN entity ON entity.key = figure.claimant
LEFT JOIN source ON source.key = article.source
WHERE figure.measure = 'killed' AND figure.place IN (
  SELECT containment.place
  FROM containment
  WHERE containment.ancestor = @e3
)
ORDER BY figure.as_of_first NULLS LAST, figure.as_of_last NULLS LAST, figure.id;

-- 45 figures of killed | compare value across source | where spread > 1.5
SELECT coalesce(cluster.label, cluster.id) AS cluster, grouped.n, grouped.low, grouped.high, grouped.lowest_by, grouped.highest_by, grouped.spread, CASE WHEN grouped.overlap THEN TRUE ELSE FALSE END AS overlap, grouped.asof_gap
FROM (
  SELECT figure.cluster, figure.measure, figure.unit, (((figure.counted_from_first + 8388608) << 28) | ((figure.counted_from_last + 8388608) << 4) | figure.counted_from_precision) AS counted_from, count(*) AS n, min(figure.value) AS low, max(figure.value) AS high, pick_first(source.name, figure.value, (source.name || char(1)) || source.id) AS lowest_by, pick_last(source.name, figure.value, (source.name || char(1)) || source.id) AS highest_by, CAST(max(figure.value) AS REAL) / nullif(min(figure.value), 0) AS spread, max(CASE WHEN figure.bound = 'under' OR figure.low IS NULL THEN -179769313486231570000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 ELSE figure.low END) <= min(CASE WHEN figure.bound = 'over' OR figure.high IS NULL THEN 179769313486231570000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 ELSE figure.high END) AS overlap, CASE WHEN count(figure.as_of_first) >= 2 THEN max(figure.as_of_first) - min(figure.as_of_first) END AS asof_gap
  FROM figure
  JOIN article ON article.key = figure.article
  LEFT JOIN source ON source.key = article.source
  WHERE figure.measure = 'killed' AND figure.value IS NOT NULL AND article.source IS NOT NULL AND figure.cluster IS NOT NULL
  GROUP BY figure.cluster, figure.measure, figure.unit, (((figure.counted_from_first + 8388608) << 28) | ((figure.counted_from_last + 8388608) << 4) | figure.counted_from_precision)
  HAVING count(DISTINCT article.source) >= 2
) AS grouped
LEFT JOIN cluster ON cluster.key = grouped.cluster
WHERE grouped.spread > 1.5
ORDER BY cluster.label NULLS LAST, cluster.id NULLS LAST, grouped.measure, grouped.unit NULLS LAST, (grouped.counted_from >> 4) NULLS LAST;

-- 46 figures of money mentioning @e30583 according to @e10001 | select as_of, low, high, sentence.text
SELECT (((figure.as_of_first + 8388608) << 28) | ((figure.as_of_last + 8388608) << 4) | figure.as_of_precision) AS as_of, figure.low, figure.high, sentence.text
FROM figure
JOIN article ON article.key = figure.article
LEFT JOIN source ON source.key = article.source
JOIN sentence ON sentence.key = figure.sentence
WHERE figure.measure = 'money' AND figure.sentence IN (
  SELECT mention.sentence
  FROM mention
  WHERE mention.entity = @e30583
) AND (figure.claimant = @e10001 OR figure.claimant IS NULL AND source.entity = @e10001)
ORDER BY figure.as_of_first NULLS LAST, figure.as_of_last NULLS LAST, figure.id;

-- 47 figures of killed | summarize n = count(), typical = median(value) by claimant, year(as_of) | sort year, -typical
SELECT entity.name AS claimant, grouped.year, grouped.n, grouped.typical
FROM (
  SELECT figure.claimant, date_year(figure.as_of_first, figure.as_of_last) AS year, count(*) AS n, quantile_of(figure.value, 0.5) AS typical
  FROM figure
  WHERE figure.measure = 'killed'
  GROUP BY figure.claimant, date_year(figure.as_of_first, figure.as_of_last)
) AS grouped
LEFT JOIN entity ON entity.key = grouped.claimant
ORDER BY grouped.year NULLS LAST, grouped.typical DESC, entity.name NULLS LAST, entity.id NULLS LAST;

-- 49 figures of killed within @e3 | top 1 by high per source
SELECT source.name, packed, measure, low, high
FROM (
  SELECT ((figure.as_of_first + 8388608) << 28) | ((figure.as_of_last + 8388608) << 4) | figure.as_of_precision AS packed,
    figure.measure, figure.low, figure.high, article.source,
    row_number() OVER (PARTITION BY article.source ORDER BY figure.high DESC, figure.id) AS number
  FROM figure LEFT JOIN article ON article.key = figure.article
  WHERE figure.measure = 'killed' AND figure.place IN (SELECT place FROM containment WHERE ancestor = @e3)
) AS ranked
LEFT JOIN source ON source.key = ranked.source
WHERE number = 1
ORDER BY source.name NULLS LAST, source.id NULLS LAST;

-- 50 figures of displaced | summarize worst = max(high) by cluster, place.country | summarize sum(worst) by country
SELECT entity_2.name AS country, grouped_2.sum_worst
FROM (
  SELECT grouped.country, sum(grouped.worst) AS sum_worst
  FROM (
    SELECT figure.cluster, entity.country, max(figure.high) AS worst
    FROM figure
    LEFT JOIN entity ON entity.key = figure.place
    WHERE figure.measure = 'displaced'
    GROUP BY figure.cluster, entity.country
  ) AS grouped
  GROUP BY grouped.country
) AS grouped_2
LEFT JOIN entity AS entity_2 ON entity_2.key = grouped_2.country
ORDER BY entity_2.name NULLS LAST, entity_2.id NULLS LAST;

-- 51 figures | where according_to is null | count by source, unit
SELECT source.name, unit, n
FROM (
  SELECT article.source, figure.unit, count(*) AS n
  FROM figure LEFT JOIN article ON article.key = figure.article
  WHERE +figure.claimant IS NULL
  GROUP BY article.source, figure.unit
) AS grouped
LEFT JOIN source ON source.key = grouped.source
ORDER BY n DESC, source.name NULLS LAST, source.id NULLS LAST, unit NULLS LAST;

-- 53 network comention | top 20 by weight | chart graph
SELECT entity.name, entity_2.name, link.weight, link."first", link."last"
FROM link
LEFT JOIN entity ON entity.key = link.a
LEFT JOIN entity AS entity_2 ON entity_2.key = link.b
WHERE link.kind = 0 AND link.is_turned = 0 AND link.weight >= (
  SELECT min(weight) FROM (SELECT weight FROM link WHERE kind = 0 AND is_turned = 0 ORDER BY weight DESC LIMIT 20)
)
ORDER BY link.weight DESC, entity.name, entity.id, entity_2.name, entity_2.id
LIMIT 20;

-- 54 network coevent of @e10001 during 2016 | top 10 by weight
SELECT entity.name AS other, grouped.weight, grouped."first", grouped."last"
FROM (
  SELECT participant_2.entity AS other, count(DISTINCT event.key) AS weight, min((((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision)) AS "first", max((((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4) | event.date_precision)) AS "last"
  FROM event
  JOIN participant ON participant.event = event.key
  JOIN participant AS participant_2 ON participant_2.event = event.key
  WHERE event.date_first >= 16801 AND event.date_last <= 17166 AND participant.entity IS NOT NULL AND participant_2.entity IS NOT NULL AND participant.entity = @e10001 AND NOT (participant_2.entity = @e10001)
  GROUP BY participant_2.entity
) AS grouped
JOIN entity ON entity.key = grouped.other
ORDER BY grouped.weight DESC, entity.name, entity.id
LIMIT 10;

-- 55 path from @e10001 to @e39001 via comention max 3 | cite
WITH one AS (
  SELECT a, b, weight, sentence FROM link WHERE kind = 0 AND is_turned = 0 AND a = @e10001 AND b = @e39001
  UNION ALL SELECT a, b, weight, sentence FROM link WHERE kind = 0 AND is_turned = 1 AND a = @e10001 AND b = @e39001
), near AS MATERIALIZED (
  SELECT b AS middle, weight, sentence FROM link WHERE kind = 0 AND is_turned IN (0, 1) AND a = @e10001
), far AS MATERIALIZED (
  SELECT b AS middle, weight, sentence FROM link WHERE kind = 0 AND is_turned IN (0, 1) AND a = @e39001
), two AS MATERIALIZED (
  SELECT near.middle, near.weight AS weight, near.sentence AS sentence, far.weight AS weight_2, far.sentence AS sentence_2
  FROM far JOIN near ON near.middle = far.middle JOIN entity ON entity.key = near.middle
  WHERE NOT EXISTS (SELECT 1 FROM one)
  ORDER BY min(near.weight, far.weight) DESC, entity.id
  LIMIT 1
), three AS MATERIALIZED (
  SELECT near.middle, link.b AS middle_2, near.weight, near.sentence, link.weight AS weight_2, link.sentence AS sentence_2, far.weight AS weight_3, far.sentence AS sentence_3
  FROM near JOIN link ON link.kind = 0 AND link.is_turned IN (0, 1) AND link.a = near.middle
  JOIN far ON far.middle = link.b
  JOIN entity ON entity.key = near.middle JOIN entity AS entity_2 ON entity_2.key = link.b
  WHERE NOT EXISTS (SELECT 1 FROM one) AND NOT EXISTS (SELECT 1 FROM two)
  ORDER BY min(near.weight, link.weight, far.weight) DESC, entity.id, entity_2.id
  LIMIT 1
), steps AS (
  SELECT 1 AS step, a, b, weight, sentence FROM one
  UNION ALL SELECT 1, @e10001, middle, weight, sentence FROM two
  UNION ALL SELECT 2, middle, @e39001, weight_2, sentence_2 FROM two
  UNION ALL SELECT 1, @e10001, middle, weight, sentence FROM three
  UNION ALL SELECT 2, middle, middle_2, weight_2, sentence_2 FROM three
  UNION ALL SELECT 3, middle_2, @e39001, weight_3, sentence_3 FROM three
)
SELECT step, entity.name, entity_2.name, weight, sentence.text, source.name, (((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | article.published_precision) AS published
FROM steps
JOIN entity ON entity.key = steps.a JOIN entity AS entity_2 ON entity_2.key = steps.b
JOIN sentence ON sentence.key = steps.sentence
JOIN article ON article.key = sentence.article
LEFT JOIN source ON source.key = article.source
ORDER BY step;

-- 57 let lines = quotes by @e1+ about "talks"; lines | count by year(date) | chart bar
SELECT grouped.year, grouped.count
FROM (
  SELECT date_year(quote.date_first, quote.date_last) AS year, count(*) AS count
  FROM quote
  WHERE quote.speaker IN (
    SELECT membership.member
    FROM membership
    WHERE membership.whole = @e1
  ) AND quote.sentence IN (SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH '"talks"')
  GROUP BY date_year(quote.date_first, quote.date_last)
) AS grouped
ORDER BY grouped.year NULLS LAST;

-- 58 param $who: entity = @e39001; events against $who since ago(9y) | count by quarter(date), outcome = modality | pivot outcome
SELECT DISTINCT event.modality
FROM participant JOIN event ON event.key = participant.event
WHERE participant.role = 'target' AND participant.entity = @e39001 AND event.date_first >= 16982
ORDER BY event.modality;
SELECT grouped.quarter, grouped.alleged, grouped.asserted
FROM (
  SELECT date_bin(event.date_first, event.date_last, 'quarter') AS quarter, count(*) FILTER (WHERE event.modality = 'alleged') AS alleged, count(*) FILTER (WHERE event.modality = 'asserted') AS asserted
  FROM participant JOIN event ON event.key = participant.event
  WHERE participant.role = 'target' AND participant.entity = @e39001 AND event.date_first >= 16982
  GROUP BY 1
) AS grouped
ORDER BY (grouped.quarter >> 4) NULLS LAST;

-- 59 events as alleged | sample 20 seed 7 | cite 2
SELECT (((event_2.date_first + 8388608) << 28) | ((event_2.date_last + 8388608) << 4) | event_2.date_precision) AS date, event_2.kind, event_2.summary, source.name AS source, (((article.published_first + 8388608) << 28) | ((article.published_last + 8388608) << 4) | article.published_precision) AS published, sentence.text AS sentence, coalesce((
  SELECT text_joined(sentence_2.text, sentence_2.ord) AS text
  FROM sentence AS sentence_2
  WHERE sentence_2.article = sentence.article AND sentence_2.ord >= sentence.ord + -2 AND sentence_2.ord <= sentence.ord + -1
), '') AS before, coalesce((
  SELECT text_joined(sentence_3.text, sentence_3.ord) AS text
  FROM sentence AS sentence_3
  WHERE sentence_3.article = sentence.article AND sentence_3.ord >= sentence.ord + 1 AND sentence_3.ord <= sentence.ord + 2
), '') AS after
FROM (
  SELECT event.key, sample_rank('7:' || event.id) AS sort_key
  FROM event
  WHERE event.modality = 'alleged'
  ORDER BY sample_rank('7:' || event.id), event.id
  LIMIT 20
) AS step
JOIN event AS event_2 ON event_2.key = step.key
JOIN sentence ON sentence.key = event_2.sentence
JOIN article ON article.key = sentence.article
LEFT JOIN source ON source.key = article.source
ORDER BY event_2.date_first NULLS LAST, event_2.date_last NULLS LAST, event_2.id;
