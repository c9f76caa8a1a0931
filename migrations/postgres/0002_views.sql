-- The nouns as views, for any PostgreSQL client: names instead of keys, dates as EDTF text.

CREATE VIEW sources AS
SELECT source.id, source.name, source.domain,
  (SELECT name FROM entity WHERE entity.key = source.country) AS country,
  (SELECT name FROM entity WHERE entity.key = source.entity) AS entity
FROM source;

CREATE VIEW articles AS
SELECT article.id, article.title,
  (SELECT name FROM source WHERE source.key = article.source) AS source,
  article.url, article.author, article.language,
  date_text(date_pack(article.published_first, article.published_last, article.published_precision)) AS published,
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
  (SELECT string_agg(text, '; ' ORDER BY ord) FROM alias
   WHERE alias.entity = entity.key AND ord > 0)
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
  date_text(date_pack(event.date_first, event.date_last, event.date_precision)) AS date,
  event.kind, event.mode, event.modality,
  (SELECT string_agg(coalesce(entity.name, participant.text), '; ' ORDER BY ord)
     FROM participant LEFT JOIN entity ON entity.key = participant.entity
     WHERE participant.event = event.key AND role = 'actor') AS actors,
  (SELECT string_agg(coalesce(entity.name, participant.text), '; ' ORDER BY ord)
     FROM participant LEFT JOIN entity ON entity.key = participant.entity
     WHERE participant.event = event.key AND role = 'target') AS targets,
  (SELECT string_agg(coalesce(entity.name, participant.text), '; ' ORDER BY ord)
     FROM participant LEFT JOIN entity ON entity.key = participant.entity
     WHERE participant.event = event.key AND role = 'other') AS others,
  (SELECT name FROM entity WHERE entity.key = event.place) AS place,
  (SELECT name FROM entity WHERE entity.key = event.claimant) AS claimant,
  event.summary, event.trigger, event.actor_text, event.target_text,
  (SELECT coalesce(label, id) FROM cluster WHERE cluster.key = event.cluster) AS cluster,
  event.confidence, event.rule,
  sentences.text AS sentence, sentences.article, sentences.source, sentences.published
FROM event JOIN sentences ON sentences.key = event.sentence;

CREATE VIEW quotes AS
SELECT quote.id,
  date_text(date_pack(quote.date_first, quote.date_last, quote.date_precision)) AS date,
  (SELECT name FROM entity WHERE entity.key = quote.speaker) AS speaker,
  quote.form, quote.verb, quote.text,
  (SELECT coalesce(label, id) FROM cluster WHERE cluster.key = quote.cluster) AS cluster,
  sentences.text AS sentence, sentences.article, sentences.source, sentences.published
FROM quote JOIN sentences ON sentences.key = quote.sentence;

CREATE VIEW figures AS
SELECT figure.id,
  date_text(date_pack(figure.as_of_first, figure.as_of_last, figure.as_of_precision)) AS as_of,
  date_text(date_pack(figure.counted_from_first, figure.counted_from_last, figure.counted_from_precision)) AS counted_from,
  figure.measure, figure.what, figure.low, figure.high, figure.value, figure.bound, figure.unit,
  (SELECT name FROM entity WHERE entity.key = figure.place) AS place,
  (SELECT name FROM entity WHERE entity.key = figure.claimant) AS claimant,
  (SELECT id FROM event WHERE event.key = figure.event) AS event,
  (SELECT coalesce(label, id) FROM cluster WHERE cluster.key = figure.cluster) AS cluster,
  sentences.text AS sentence, sentences.article, sentences.source, sentences.published
FROM figure JOIN sentences ON sentences.key = figure.sentence;

CREATE VIEW clusters AS
SELECT cluster.id, cluster.kind, cluster.label,
  date_text(date_pack(cluster.date_first, cluster.date_last, cluster.date_precision)) AS date
FROM cluster;
