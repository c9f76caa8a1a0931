-- The nouns as views, for any SQLite client: names instead of keys, dates as EDTF text.
--
-- A date is written from its first day (f), last day (l) and precision (p: 0 day, 1 week, 2 month,
-- 3 quarter, 4 year, 5 decade) as the program writes it: one unit where it is a whole one, else both
-- ends; an end that is no boundary of its unit is written as a day. `n` is the day after the last.
-- The expression stands where it is needed, since a database file cannot carry functions.

CREATE VIEW sources AS
SELECT source.id, source.name, source.domain,
  (SELECT name FROM entity WHERE entity.key = source.country) AS country,
  (SELECT name FROM entity WHERE entity.key = source.entity) AS entity
FROM source;

CREATE VIEW articles AS
SELECT article.id, article.title,
  (SELECT name FROM source WHERE source.key = article.source) AS source,
  article.url, article.author, article.language,
  (SELECT CASE WHEN start = stop AND (p = 0 OR length(start) < 10) THEN start
             ELSE start || '/' || stop END
     FROM (SELECT p,
             CASE WHEN f = -8388608 THEN '..'
               WHEN p = 1 AND (f + 3) % 7 = 0 THEN strftime('%Y', a, '+3 days') || '-W'
                 || printf('%02d', (strftime('%j', a, '+3 days') + 6) / 7)
               WHEN p = 2 AND a LIKE '%-01' THEN substr(a, 1, 7)
               WHEN p = 3 AND substr(a, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(a, 1, 5) || 'Q' || ((substr(a, 6, 2) + 2) / 3)
               WHEN p = 4 AND a LIKE '%-01-01' THEN substr(a, 1, 4)
               WHEN p = 5 AND a LIKE '%0-01-01' THEN substr(a, 1, 3) || 'X'
               ELSE a END AS start,
             CASE WHEN l = 8388607 THEN '..'
               WHEN p = 1 AND (l + 4) % 7 = 0 THEN strftime('%Y', b, '-3 days') || '-W'
                 || printf('%02d', (strftime('%j', b, '-3 days') + 6) / 7)
               WHEN p = 2 AND n LIKE '%-01' THEN substr(b, 1, 7)
               WHEN p = 3 AND substr(n, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(b, 1, 5) || 'Q' || ((substr(b, 6, 2) + 2) / 3)
               WHEN p = 4 AND n LIKE '%-01-01' THEN substr(b, 1, 4)
               WHEN p = 5 AND n LIKE '%0-01-01' THEN substr(b, 1, 3) || 'X'
               ELSE b END AS stop
           FROM (SELECT article.published_first AS f, article.published_last AS l, article.published_precision AS p,
                   date(article.published_first + 2440587.5) AS a, date(article.published_last + 2440587.5) AS b,
                   date(article.published_last + 2440588.5) AS n))) AS published,
  article.published_basis, article.words,
  (SELECT coalesce(label, id) FROM cluster WHERE cluster.key = article.story) AS story,
  article.origin,
  (SELECT text FROM article_text WHERE article_text.article = article.key) AS text,
  article.key
FROM article;

CREATE VIEW sentences AS
SELECT articles.id AS article, articles.source, articles.published, sentence.ord, sentence.zone,
  sentence.text, sentence.key
FROM sentence JOIN articles ON articles.key = sentence.article;

CREATE VIEW entities AS
SELECT entity.id, entity.name, entity.kind,
  (SELECT name FROM entity AS other WHERE other.key = entity.country) AS country,
  (SELECT name FROM entity AS other WHERE other.key = entity.parent) AS parent,
  entity.title,
  (SELECT name FROM entity AS other WHERE other.key = entity.org) AS org,
  (SELECT group_concat(text, '; ')
     FROM (SELECT text FROM alias WHERE alias.entity = entity.key AND ord > 0 ORDER BY ord))
    AS aliases,
  entity.place_type, entity.lat, entity.lon, entity.key
FROM entity;

CREATE VIEW people AS SELECT * FROM entities WHERE kind = 'person';
CREATE VIEW organizations AS SELECT * FROM entities WHERE kind = 'organization';
CREATE VIEW groups AS SELECT * FROM entities WHERE kind = 'armed_group';
CREATE VIEW places AS SELECT * FROM entities WHERE kind = 'place';

CREATE VIEW mentions AS
SELECT entity.name AS entity, mention.surface, mention.form, mention.title,
  sentences.text AS sentence, sentences.article, sentences.source, sentences.published
FROM mention
JOIN entity ON entity.key = mention.entity
JOIN sentences ON sentences.key = mention.sentence;

CREATE VIEW events AS
SELECT event.id,
  (SELECT CASE WHEN start = stop AND (p = 0 OR length(start) < 10) THEN start
             ELSE start || '/' || stop END
     FROM (SELECT p,
             CASE WHEN f = -8388608 THEN '..'
               WHEN p = 1 AND (f + 3) % 7 = 0 THEN strftime('%Y', a, '+3 days') || '-W'
                 || printf('%02d', (strftime('%j', a, '+3 days') + 6) / 7)
               WHEN p = 2 AND a LIKE '%-01' THEN substr(a, 1, 7)
               WHEN p = 3 AND substr(a, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(a, 1, 5) || 'Q' || ((substr(a, 6, 2) + 2) / 3)
               WHEN p = 4 AND a LIKE '%-01-01' THEN substr(a, 1, 4)
               WHEN p = 5 AND a LIKE '%0-01-01' THEN substr(a, 1, 3) || 'X'
               ELSE a END AS start,
             CASE WHEN l = 8388607 THEN '..'
               WHEN p = 1 AND (l + 4) % 7 = 0 THEN strftime('%Y', b, '-3 days') || '-W'
                 || printf('%02d', (strftime('%j', b, '-3 days') + 6) / 7)
               WHEN p = 2 AND n LIKE '%-01' THEN substr(b, 1, 7)
               WHEN p = 3 AND substr(n, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(b, 1, 5) || 'Q' || ((substr(b, 6, 2) + 2) / 3)
               WHEN p = 4 AND n LIKE '%-01-01' THEN substr(b, 1, 4)
               WHEN p = 5 AND n LIKE '%0-01-01' THEN substr(b, 1, 3) || 'X'
               ELSE b END AS stop
           FROM (SELECT event.date_first AS f, event.date_last AS l, event.date_precision AS p,
                   date(event.date_first + 2440587.5) AS a, date(event.date_last + 2440587.5) AS b,
                   date(event.date_last + 2440588.5) AS n))) AS date,
  event.kind, event.mode, event.modality,
  (SELECT group_concat(coalesce(entity.name, participant.text), '; ')
     FROM (SELECT * FROM participant WHERE participant.event = event.key AND role = 'actor'
           ORDER BY ord) AS participant
     LEFT JOIN entity ON entity.key = participant.entity) AS actors,
  (SELECT group_concat(coalesce(entity.name, participant.text), '; ')
     FROM (SELECT * FROM participant WHERE participant.event = event.key AND role = 'target'
           ORDER BY ord) AS participant
     LEFT JOIN entity ON entity.key = participant.entity) AS targets,
  (SELECT group_concat(coalesce(entity.name, participant.text), '; ')
     FROM (SELECT * FROM participant WHERE participant.event = event.key AND role = 'other'
           ORDER BY ord) AS participant
     LEFT JOIN entity ON entity.key = participant.entity) AS others,
  (SELECT name FROM entity WHERE entity.key = event.place) AS place,
  (SELECT name FROM entity WHERE entity.key = event.claimant) AS claimant,
  event.summary, event.trigger, event.actor_text, event.target_text,
  (SELECT coalesce(label, id) FROM cluster WHERE cluster.key = event.cluster) AS cluster,
  event.confidence, event.rule,
  sentences.text AS sentence, sentences.article, sentences.source, sentences.published
FROM event JOIN sentences ON sentences.key = event.sentence;

CREATE VIEW quotes AS
SELECT quote.id,
  (SELECT CASE WHEN start = stop AND (p = 0 OR length(start) < 10) THEN start
             ELSE start || '/' || stop END
     FROM (SELECT p,
             CASE WHEN f = -8388608 THEN '..'
               WHEN p = 1 AND (f + 3) % 7 = 0 THEN strftime('%Y', a, '+3 days') || '-W'
                 || printf('%02d', (strftime('%j', a, '+3 days') + 6) / 7)
               WHEN p = 2 AND a LIKE '%-01' THEN substr(a, 1, 7)
               WHEN p = 3 AND substr(a, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(a, 1, 5) || 'Q' || ((substr(a, 6, 2) + 2) / 3)
               WHEN p = 4 AND a LIKE '%-01-01' THEN substr(a, 1, 4)
               WHEN p = 5 AND a LIKE '%0-01-01' THEN substr(a, 1, 3) || 'X'
               ELSE a END AS start,
             CASE WHEN l = 8388607 THEN '..'
               WHEN p = 1 AND (l + 4) % 7 = 0 THEN strftime('%Y', b, '-3 days') || '-W'
                 || printf('%02d', (strftime('%j', b, '-3 days') + 6) / 7)
               WHEN p = 2 AND n LIKE '%-01' THEN substr(b, 1, 7)
               WHEN p = 3 AND substr(n, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(b, 1, 5) || 'Q' || ((substr(b, 6, 2) + 2) / 3)
               WHEN p = 4 AND n LIKE '%-01-01' THEN substr(b, 1, 4)
               WHEN p = 5 AND n LIKE '%0-01-01' THEN substr(b, 1, 3) || 'X'
               ELSE b END AS stop
           FROM (SELECT quote.date_first AS f, quote.date_last AS l, quote.date_precision AS p,
                   date(quote.date_first + 2440587.5) AS a, date(quote.date_last + 2440587.5) AS b,
                   date(quote.date_last + 2440588.5) AS n))) AS date,
  (SELECT name FROM entity WHERE entity.key = quote.speaker) AS speaker,
  quote.form, quote.verb, quote.text,
  (SELECT coalesce(label, id) FROM cluster WHERE cluster.key = quote.cluster) AS cluster,
  sentences.text AS sentence, sentences.article, sentences.source, sentences.published
FROM quote JOIN sentences ON sentences.key = quote.sentence;

CREATE VIEW figures AS
SELECT figure.id,
  (SELECT CASE WHEN start = stop AND (p = 0 OR length(start) < 10) THEN start
             ELSE start || '/' || stop END
     FROM (SELECT p,
             CASE WHEN f = -8388608 THEN '..'
               WHEN p = 1 AND (f + 3) % 7 = 0 THEN strftime('%Y', a, '+3 days') || '-W'
                 || printf('%02d', (strftime('%j', a, '+3 days') + 6) / 7)
               WHEN p = 2 AND a LIKE '%-01' THEN substr(a, 1, 7)
               WHEN p = 3 AND substr(a, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(a, 1, 5) || 'Q' || ((substr(a, 6, 2) + 2) / 3)
               WHEN p = 4 AND a LIKE '%-01-01' THEN substr(a, 1, 4)
               WHEN p = 5 AND a LIKE '%0-01-01' THEN substr(a, 1, 3) || 'X'
               ELSE a END AS start,
             CASE WHEN l = 8388607 THEN '..'
               WHEN p = 1 AND (l + 4) % 7 = 0 THEN strftime('%Y', b, '-3 days') || '-W'
                 || printf('%02d', (strftime('%j', b, '-3 days') + 6) / 7)
               WHEN p = 2 AND n LIKE '%-01' THEN substr(b, 1, 7)
               WHEN p = 3 AND substr(n, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(b, 1, 5) || 'Q' || ((substr(b, 6, 2) + 2) / 3)
               WHEN p = 4 AND n LIKE '%-01-01' THEN substr(b, 1, 4)
               WHEN p = 5 AND n LIKE '%0-01-01' THEN substr(b, 1, 3) || 'X'
               ELSE b END AS stop
           FROM (SELECT figure.as_of_first AS f, figure.as_of_last AS l, figure.as_of_precision AS p,
                   date(figure.as_of_first + 2440587.5) AS a, date(figure.as_of_last + 2440587.5) AS b,
                   date(figure.as_of_last + 2440588.5) AS n))) AS as_of,
  (SELECT CASE WHEN start = stop AND (p = 0 OR length(start) < 10) THEN start
             ELSE start || '/' || stop END
     FROM (SELECT p,
             CASE WHEN f = -8388608 THEN '..'
               WHEN p = 1 AND (f + 3) % 7 = 0 THEN strftime('%Y', a, '+3 days') || '-W'
                 || printf('%02d', (strftime('%j', a, '+3 days') + 6) / 7)
               WHEN p = 2 AND a LIKE '%-01' THEN substr(a, 1, 7)
               WHEN p = 3 AND substr(a, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(a, 1, 5) || 'Q' || ((substr(a, 6, 2) + 2) / 3)
               WHEN p = 4 AND a LIKE '%-01-01' THEN substr(a, 1, 4)
               WHEN p = 5 AND a LIKE '%0-01-01' THEN substr(a, 1, 3) || 'X'
               ELSE a END AS start,
             CASE WHEN l = 8388607 THEN '..'
               WHEN p = 1 AND (l + 4) % 7 = 0 THEN strftime('%Y', b, '-3 days') || '-W'
                 || printf('%02d', (strftime('%j', b, '-3 days') + 6) / 7)
               WHEN p = 2 AND n LIKE '%-01' THEN substr(b, 1, 7)
               WHEN p = 3 AND substr(n, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(b, 1, 5) || 'Q' || ((substr(b, 6, 2) + 2) / 3)
               WHEN p = 4 AND n LIKE '%-01-01' THEN substr(b, 1, 4)
               WHEN p = 5 AND n LIKE '%0-01-01' THEN substr(b, 1, 3) || 'X'
               ELSE b END AS stop
           FROM (SELECT figure.counted_from_first AS f, figure.counted_from_last AS l, figure.counted_from_precision AS p,
                   date(figure.counted_from_first + 2440587.5) AS a, date(figure.counted_from_last + 2440587.5) AS b,
                   date(figure.counted_from_last + 2440588.5) AS n))) AS counted_from,
  figure.measure, figure.what, figure.low, figure.high, figure.value, figure.bound, figure.unit,
  (SELECT name FROM entity WHERE entity.key = figure.place) AS place,
  (SELECT name FROM entity WHERE entity.key = figure.claimant) AS claimant,
  (SELECT id FROM event WHERE event.key = figure.event) AS event,
  (SELECT coalesce(label, id) FROM cluster WHERE cluster.key = figure.cluster) AS cluster,
  sentences.text AS sentence, sentences.article, sentences.source, sentences.published
FROM figure JOIN sentences ON sentences.key = figure.sentence;

CREATE VIEW clusters AS
SELECT cluster.id, cluster.kind, cluster.label,
  (SELECT CASE WHEN start = stop AND (p = 0 OR length(start) < 10) THEN start
             ELSE start || '/' || stop END
     FROM (SELECT p,
             CASE WHEN f = -8388608 THEN '..'
               WHEN p = 1 AND (f + 3) % 7 = 0 THEN strftime('%Y', a, '+3 days') || '-W'
                 || printf('%02d', (strftime('%j', a, '+3 days') + 6) / 7)
               WHEN p = 2 AND a LIKE '%-01' THEN substr(a, 1, 7)
               WHEN p = 3 AND substr(a, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(a, 1, 5) || 'Q' || ((substr(a, 6, 2) + 2) / 3)
               WHEN p = 4 AND a LIKE '%-01-01' THEN substr(a, 1, 4)
               WHEN p = 5 AND a LIKE '%0-01-01' THEN substr(a, 1, 3) || 'X'
               ELSE a END AS start,
             CASE WHEN l = 8388607 THEN '..'
               WHEN p = 1 AND (l + 4) % 7 = 0 THEN strftime('%Y', b, '-3 days') || '-W'
                 || printf('%02d', (strftime('%j', b, '-3 days') + 6) / 7)
               WHEN p = 2 AND n LIKE '%-01' THEN substr(b, 1, 7)
               WHEN p = 3 AND substr(n, 6) IN ('01-01', '04-01', '07-01', '10-01')
                 THEN substr(b, 1, 5) || 'Q' || ((substr(b, 6, 2) + 2) / 3)
               WHEN p = 4 AND n LIKE '%-01-01' THEN substr(b, 1, 4)
               WHEN p = 5 AND n LIKE '%0-01-01' THEN substr(b, 1, 3) || 'X'
               ELSE b END AS stop
           FROM (SELECT cluster.date_first AS f, cluster.date_last AS l, cluster.date_precision AS p,
                   date(cluster.date_first + 2440587.5) AS a, date(cluster.date_last + 2440587.5) AS b,
                   date(cluster.date_last + 2440588.5) AS n))) AS date
FROM cluster;
