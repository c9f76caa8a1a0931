-- How many were killed, hurt or displaced in a country, month by month: sums of figures that stand ready, and beside
-- each figure the outlet that gives it.

-- A copy of the article's column.
ALTER TABLE figure ADD COLUMN source INTEGER;
UPDATE figure SET source = (SELECT source FROM article WHERE article.key = figure.article);

DELETE FROM deferred_index WHERE name = 'figure_place';
DROP INDEX IF EXISTS figure_place;
CREATE INDEX figure_place
  ON figure(place, measure, as_of_first, as_of_last, article, source, low, high, value);

-- Figures of the places within a country, summed at whole months as `event_count` counts: dates stand at the first and
-- last day of the months in which they begin and end. Sums are of the values that are not null, of which there are
-- `n_low`, `n_high` and `n_value`.
CREATE TABLE figure_sum (
  country         INTEGER NOT NULL,
  measure         TEXT NOT NULL,
  unit            TEXT,
  as_of_first     INTEGER,
  as_of_last      INTEGER,
  as_of_precision INTEGER,
  n               INTEGER NOT NULL,
  n_low           INTEGER NOT NULL,
  low             REAL NOT NULL,
  n_high          INTEGER NOT NULL,
  high            REAL NOT NULL,
  n_value         INTEGER NOT NULL,
  value           REAL NOT NULL
) STRICT;
CREATE INDEX figure_sum_key ON figure_sum(country, measure, as_of_first, as_of_last, as_of_precision, unit);

-- Each figure with the country that its place lies in. A date that no calendar has stays as it is.
CREATE VIEW figure_in_country AS
SELECT figure.key AS figure, containment.place, country.key AS country, measure, unit,
  coalesce(unixepoch(as_of_first * 86400, 'unixepoch', 'start of month') / 86400, as_of_first) AS as_of_first,
  coalesce(unixepoch(as_of_last * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1, as_of_last) AS as_of_last,
  as_of_precision, low, high, value
FROM figure
JOIN containment ON containment.place = figure.place
JOIN entity AS country ON country.key = containment.ancestor AND country.place_type = 'country';

-- What `figure_sum` should hold.
CREATE VIEW figure_summed AS
SELECT country, measure, unit, as_of_first, as_of_last, as_of_precision, count(*) AS n,
  count(low) AS n_low, coalesce(sum(low), 0.0) AS low, count(high) AS n_high, coalesce(sum(high), 0.0) AS high,
  count(value) AS n_value, coalesce(sum(value), 0.0) AS value
FROM figure_in_country GROUP BY 1, 2, 3, 4, 5, 6;

-- One figure more (`sign` 1) or fewer (-1). While a first load puts the sums off, nothing is done: they are made once
-- the rows are there.
CREATE VIEW figure_sum_change AS
SELECT 0 AS sign, country, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value
FROM figure_in_country WHERE 0;

CREATE TRIGGER figure_sum_changed INSTEAD OF INSERT ON figure_sum_change
WHEN NOT EXISTS (SELECT 1 FROM deferred_index WHERE name = 'figure_sum') BEGIN
  INSERT INTO figure_sum
  SELECT new.country, new.measure, new.unit, new.as_of_first, new.as_of_last, new.as_of_precision, 0, 0, 0.0, 0, 0.0, 0, 0.0
  WHERE NOT EXISTS (SELECT 1 FROM figure_sum WHERE country = new.country AND measure = new.measure
    AND as_of_first IS new.as_of_first AND as_of_last IS new.as_of_last AND as_of_precision IS new.as_of_precision
    AND unit IS new.unit);
  UPDATE figure_sum SET n = n + new.sign,
    n_low = n_low + new.sign * (new.low IS NOT NULL), low = low + new.sign * coalesce(new.low, 0),
    n_high = n_high + new.sign * (new.high IS NOT NULL), high = high + new.sign * coalesce(new.high, 0),
    n_value = n_value + new.sign * (new.value IS NOT NULL), value = value + new.sign * coalesce(new.value, 0)
  WHERE country = new.country AND measure = new.measure
    AND as_of_first IS new.as_of_first AND as_of_last IS new.as_of_last AND as_of_precision IS new.as_of_precision
    AND unit IS new.unit;
  DELETE FROM figure_sum WHERE new.sign < 0 AND n = 0 AND country = new.country AND measure = new.measure
    AND as_of_first IS new.as_of_first AND as_of_last IS new.as_of_last AND as_of_precision IS new.as_of_precision
    AND unit IS new.unit;
END;

-- Every change of a figure, of what its place lies in, and of what is a country.
CREATE TRIGGER figure_added AFTER INSERT ON figure
WHEN NOT EXISTS (SELECT 1 FROM deferred_index WHERE name = 'figure_sum') BEGIN
  INSERT INTO figure_sum_change SELECT 1, country, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value
  FROM figure_in_country WHERE figure = new.key;
END;
CREATE TRIGGER figure_removed BEFORE DELETE ON figure BEGIN
  INSERT INTO figure_sum_change SELECT -1, country, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value
  FROM figure_in_country WHERE figure = old.key;
END;
CREATE TRIGGER figure_changes
BEFORE UPDATE OF place, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value ON figure BEGIN
  INSERT INTO figure_sum_change SELECT -1, country, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value
  FROM figure_in_country WHERE figure = old.key;
END;
CREATE TRIGGER figure_changed
AFTER UPDATE OF place, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value ON figure BEGIN
  INSERT INTO figure_sum_change SELECT 1, country, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value
  FROM figure_in_country WHERE figure = new.key;
END;
CREATE TRIGGER containment_added AFTER INSERT ON containment
WHEN NOT EXISTS (SELECT 1 FROM deferred_index WHERE name = 'figure_sum') BEGIN
  INSERT INTO figure_sum_change SELECT 1, country, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value
  FROM figure_in_country WHERE place = new.place AND country = new.ancestor;
END;
CREATE TRIGGER containment_removed BEFORE DELETE ON containment
WHEN NOT EXISTS (SELECT 1 FROM deferred_index WHERE name = 'figure_sum') BEGIN
  INSERT INTO figure_sum_change SELECT -1, country, measure, unit, as_of_first, as_of_last, as_of_precision, low, high, value
  FROM figure_in_country WHERE place = old.place AND country = old.ancestor;
END;
CREATE TRIGGER country_added AFTER UPDATE OF place_type ON entity
WHEN new.place_type = 'country' AND old.place_type IS NOT 'country'
  AND NOT EXISTS (SELECT 1 FROM deferred_index WHERE name = 'figure_sum') BEGIN
  INSERT INTO figure_sum SELECT * FROM figure_summed WHERE country = new.key;
END;
CREATE TRIGGER country_removed AFTER UPDATE OF place_type ON entity
WHEN old.place_type = 'country' AND new.place_type IS NOT 'country' BEGIN
  DELETE FROM figure_sum WHERE country = old.key;
END;
CREATE TRIGGER country_gone AFTER DELETE ON entity WHEN old.place_type = 'country' BEGIN
  DELETE FROM figure_sum WHERE country = old.key;
END;

-- Made at once, or once a first load that was cut off is ended.
INSERT INTO figure_sum SELECT * FROM figure_summed WHERE NOT EXISTS (SELECT 1 FROM deferred_index);
INSERT INTO deferred_index (name, sql)
SELECT 'figure_sum', 'DELETE FROM figure_sum; INSERT INTO figure_sum SELECT * FROM figure_summed;'
WHERE EXISTS (SELECT 1 FROM deferred_index);
