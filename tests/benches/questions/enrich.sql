-- What the made corpus leaves out and the questions ask about: coordinates, bodies and titles of
-- persons, several reports of one happening, days of quotes, and dates that are vague or missing. Run once on a
-- database loaded from it; everything follows from row numbers, so it is the same everywhere.
-- Event rows are chosen by `key % 100`: 0 and 1 lose their date, 2 to 6 keep the month, 7 to 9 the year.

BEGIN;
UPDATE entity SET lat = (key * 7919 % 12000) / 100.0 - 60, lon = (key * 104729 % 36000) / 100.0 - 180
WHERE place_type = 'city';
UPDATE entity SET
  title = CASE key % 4 WHEN 0 THEN 'minister' WHEN 1 THEN 'general' WHEN 2 THEN 'spokesman' END,
  org = (SELECT other.key FROM entity AS other WHERE other.id = 'e' || (29001 + entity.key % 800))
WHERE kind = 'person';
INSERT OR IGNORE INTO membership (whole, member) SELECT org, key FROM entity WHERE org IS NOT NULL;

-- Reports of one happening: the same kind at the same place within four days.
CREATE TEMP TABLE happening AS
SELECT kind, mode, place, date_first / 4 AS days, count(*) AS n, row_number() OVER () AS number
FROM event GROUP BY kind, mode, place, date_first / 4 HAVING n > 1;
CREATE UNIQUE INDEX temp.happening_key ON happening(kind, mode, place, days);
INSERT INTO cluster (id, kind, label)
SELECT 'c' || number, 'happening', kind || ' ' || number FROM happening ORDER BY number;
UPDATE event SET cluster = (
  SELECT cluster.key FROM happening JOIN cluster ON cluster.id = 'c' || happening.number
  WHERE happening.kind = event.kind AND happening.mode IS event.mode
    AND happening.place = event.place AND happening.days = event.date_first / 4);
UPDATE figure SET cluster = (SELECT cluster FROM event WHERE event.key = figure.event);
INSERT INTO cluster (id, kind, label)
SELECT 'w' || key, 'quotation', text FROM quote WHERE key % 5 = 0;
UPDATE quote SET cluster = (SELECT cluster.key FROM cluster WHERE cluster.id = 'w' || (quote.key / 5 * 5))
WHERE key % 5 < 3;

UPDATE event SET date_first = NULL, date_last = NULL, date_precision = NULL WHERE key % 100 < 2;
UPDATE event SET date_precision = 2,
  date_last = julianday(date_first + 2440587.5, 'start of month', '+1 month', '-1 day') - 2440587.5,
  date_first = julianday(date_first + 2440587.5, 'start of month') - 2440587.5
WHERE key % 100 BETWEEN 2 AND 6;
UPDATE event SET date_precision = 4,
  date_last = julianday(date_first + 2440587.5, 'start of year', '+1 year', '-1 day') - 2440587.5,
  date_first = julianday(date_first + 2440587.5, 'start of year') - 2440587.5
WHERE key % 100 BETWEEN 7 AND 9;
UPDATE quote SET date_precision = 0,
  date_first = (SELECT published_first FROM article WHERE article.key = quote.article),
  date_last = (SELECT published_last FROM article WHERE article.key = quote.article)
WHERE key % 10 < 9;

-- What participants hold of their events.
UPDATE participant SET (date_first, date_last) = (
  SELECT date_first, date_last FROM event WHERE event.key = participant.event);
COMMIT;
PRAGMA analysis_limit = 1000;
ANALYZE;
