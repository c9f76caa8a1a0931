-- How many events there are of each kind, mode and modality in each month, so that questions which count by no
-- more than these need not read every event.

-- An event whose date lies within one month is counted at that month's first and last day; one with a
-- vaguer date, or none, at the date as it is. So whatever can be told from the month, the quarter or the year that a
-- date lies in is told by these rows as by the events.
CREATE TABLE event_count (
  kind           TEXT NOT NULL,
  mode           TEXT,
  modality       TEXT NOT NULL,
  date_first     INTEGER,
  date_last      INTEGER,
  date_precision INTEGER,
  n              INTEGER NOT NULL
) STRICT;
CREATE INDEX event_count_key
  ON event_count(kind, date_first, mode, modality, date_last, date_precision);

INSERT INTO event_count (kind, mode, modality, date_first, date_last, date_precision, n)
SELECT kind, mode, modality,
  CASE WHEN event.date_last <= unixepoch(event.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(event.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE event.date_first END,
  CASE WHEN event.date_last <= unixepoch(event.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(event.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE event.date_last END,
  date_precision, count(*)
FROM event GROUP BY 1, 2, 3, 4, 5, 6;

CREATE TRIGGER event_counted AFTER INSERT ON event BEGIN
  INSERT INTO event_count (kind, mode, modality, date_first, date_last, date_precision, n)
  SELECT new.kind, new.mode, new.modality,
    CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE new.date_first END,
    CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE new.date_last END,
    new.date_precision, 0
  WHERE NOT EXISTS (SELECT 1 FROM event_count WHERE kind = new.kind AND mode IS new.mode AND modality = new.modality
    AND date_first IS CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE new.date_first END
    AND date_last IS CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE new.date_last END
    AND date_precision IS new.date_precision);
  UPDATE event_count SET n = n + 1 WHERE kind = new.kind AND mode IS new.mode AND modality = new.modality
    AND date_first IS CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE new.date_first END
    AND date_last IS CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE new.date_last END
    AND date_precision IS new.date_precision;
END;

CREATE TRIGGER event_uncounted AFTER DELETE ON event BEGIN
  UPDATE event_count SET n = n - 1 WHERE kind = old.kind AND mode IS old.mode AND modality = old.modality
    AND date_first IS CASE WHEN old.date_last <= unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(old.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE old.date_first END
    AND date_last IS CASE WHEN old.date_last <= unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE old.date_last END
    AND date_precision IS old.date_precision;
  DELETE FROM event_count WHERE n = 0 AND kind = old.kind AND mode IS old.mode AND modality = old.modality
    AND date_first IS CASE WHEN old.date_last <= unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(old.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE old.date_first END
    AND date_last IS CASE WHEN old.date_last <= unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE old.date_last END
    AND date_precision IS old.date_precision;
END;

CREATE TRIGGER event_recounted
AFTER UPDATE OF kind, mode, modality, date_first, date_last, date_precision ON event BEGIN
  UPDATE event_count SET n = n - 1 WHERE kind = old.kind AND mode IS old.mode AND modality = old.modality
    AND date_first IS CASE WHEN old.date_last <= unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(old.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE old.date_first END
    AND date_last IS CASE WHEN old.date_last <= unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE old.date_last END
    AND date_precision IS old.date_precision;
  DELETE FROM event_count WHERE n = 0 AND kind = old.kind AND mode IS old.mode AND modality = old.modality
    AND date_first IS CASE WHEN old.date_last <= unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(old.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE old.date_first END
    AND date_last IS CASE WHEN old.date_last <= unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(old.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE old.date_last END
    AND date_precision IS old.date_precision;
  INSERT INTO event_count (kind, mode, modality, date_first, date_last, date_precision, n)
  SELECT new.kind, new.mode, new.modality,
    CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE new.date_first END,
    CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE new.date_last END,
    new.date_precision, 0
  WHERE NOT EXISTS (SELECT 1 FROM event_count WHERE kind = new.kind AND mode IS new.mode AND modality = new.modality
    AND date_first IS CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE new.date_first END
    AND date_last IS CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE new.date_last END
    AND date_precision IS new.date_precision);
  UPDATE event_count SET n = n + 1 WHERE kind = new.kind AND mode IS new.mode AND modality = new.modality
    AND date_first IS CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month') / 86400 ELSE new.date_first END
    AND date_last IS CASE WHEN new.date_last <= unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1
      THEN unixepoch(new.date_first * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1 ELSE new.date_last END
    AND date_precision IS new.date_precision;
END;
