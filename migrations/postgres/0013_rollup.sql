-- How many events there are of each kind, mode and modality in each month, so that questions which count by no
-- more than these need not read every event.

-- An event is counted from the first day of the month in which its date begins to the last day of the month in
-- which it ends; one without a date at none. SQLite keeps these rows in step with the events; here they are
-- copied like those of every other table.
CREATE TABLE event_count (
  kind           text COLLATE "C" NOT NULL,
  mode           text COLLATE "C",
  modality       text COLLATE "C" NOT NULL,
  date_first     bigint,
  date_last      bigint,
  date_precision bigint,
  n              bigint NOT NULL
);
CREATE INDEX event_count_key
  ON event_count(kind, date_first, mode, modality, date_last, date_precision);
