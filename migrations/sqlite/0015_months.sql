-- Events are counted at whole months, whatever their dates: from the first day of the month in which the date
-- begins to the last day of the month in which it ends. No question that the counts answer asks for more, and there
-- are far fewer of them than where a date that lies in no single month stood by itself.

DROP TRIGGER event_counted;
DROP TRIGGER event_uncounted;
DROP TRIGGER event_recounted;
DELETE FROM event_count;

-- A date that no calendar has, as an open start or end, stays as it is.
INSERT INTO event_count (kind, mode, modality, date_first, date_last, date_precision, n)
SELECT kind, mode, modality,
  coalesce(unixepoch(date_first * 86400, 'unixepoch', 'start of month') / 86400, date_first),
  coalesce(unixepoch(date_last * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1, date_last),
  date_precision, count(*)
FROM event GROUP BY 1, 2, 3, 4, 5, 6;

-- So many events more, or fewer, with a date of whole months.
CREATE VIEW event_count_change AS
SELECT kind, mode, modality, date_first, date_last, date_precision, n FROM event_count WHERE 0;

CREATE TRIGGER event_count_changed INSTEAD OF INSERT ON event_count_change BEGIN
  INSERT INTO event_count (kind, mode, modality, date_first, date_last, date_precision, n)
  SELECT new.kind, new.mode, new.modality, new.date_first, new.date_last, new.date_precision, 0
  WHERE NOT EXISTS (SELECT 1 FROM event_count WHERE kind = new.kind AND mode IS new.mode AND modality = new.modality
    AND date_first IS new.date_first AND date_last IS new.date_last AND date_precision IS new.date_precision);
  UPDATE event_count SET n = n + new.n WHERE kind = new.kind AND mode IS new.mode AND modality = new.modality
    AND date_first IS new.date_first AND date_last IS new.date_last AND date_precision IS new.date_precision;
  DELETE FROM event_count WHERE new.n < 0 AND n = 0 AND kind = new.kind AND mode IS new.mode
    AND modality = new.modality AND date_first IS new.date_first AND date_last IS new.date_last
    AND date_precision IS new.date_precision;
END;

CREATE TRIGGER event_counted AFTER INSERT ON event BEGIN
  INSERT INTO event_count_change (kind, mode, modality, date_first, date_last, date_precision, n)
  VALUES (new.kind, new.mode, new.modality,
    coalesce(unixepoch(new.date_first * 86400, 'unixepoch', 'start of month') / 86400, new.date_first),
    coalesce(unixepoch(new.date_last * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1, new.date_last),
    new.date_precision, 1);
END;

CREATE TRIGGER event_uncounted AFTER DELETE ON event BEGIN
  INSERT INTO event_count_change (kind, mode, modality, date_first, date_last, date_precision, n)
  VALUES (old.kind, old.mode, old.modality,
    coalesce(unixepoch(old.date_first * 86400, 'unixepoch', 'start of month') / 86400, old.date_first),
    coalesce(unixepoch(old.date_last * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1, old.date_last),
    old.date_precision, -1);
END;

CREATE TRIGGER event_recounted
AFTER UPDATE OF kind, mode, modality, date_first, date_last, date_precision ON event BEGIN
  INSERT INTO event_count_change (kind, mode, modality, date_first, date_last, date_precision, n)
  VALUES (old.kind, old.mode, old.modality,
    coalesce(unixepoch(old.date_first * 86400, 'unixepoch', 'start of month') / 86400, old.date_first),
    coalesce(unixepoch(old.date_last * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1, old.date_last),
    old.date_precision, -1),
  (new.kind, new.mode, new.modality,
    coalesce(unixepoch(new.date_first * 86400, 'unixepoch', 'start of month') / 86400, new.date_first),
    coalesce(unixepoch(new.date_last * 86400, 'unixepoch', 'start of month', '+1 month') / 86400 - 1, new.date_last),
    new.date_precision, 1);
END;
