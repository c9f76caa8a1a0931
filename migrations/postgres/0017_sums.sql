-- How many were killed, hurt or displaced in a country, month by month: sums of figures that stand ready, and beside
-- each figure the outlet that gives it.

-- A copy of the article's column.
ALTER TABLE figure ADD COLUMN source bigint;

DROP INDEX figure_place;
CREATE INDEX figure_place
  ON figure(place, measure, as_of_first, as_of_last, article, source, low, high, value);

-- Figures of the places within a country, summed at whole months as `event_count` counts. Sums are of the values that
-- are not null, of which there are `n_low`, `n_high` and `n_value`. SQLite keeps these rows in step with the
-- figures; here they are copied like those of every other table.
CREATE TABLE figure_sum (
  country         bigint NOT NULL,
  measure         text COLLATE "C" NOT NULL,
  unit            text COLLATE "C",
  as_of_first     bigint,
  as_of_last      bigint,
  as_of_precision bigint,
  n               bigint NOT NULL,
  n_low           bigint NOT NULL,
  low             double precision NOT NULL,
  n_high          bigint NOT NULL,
  high            double precision NOT NULL,
  n_value         bigint NOT NULL,
  value           double precision NOT NULL
);
CREATE INDEX figure_sum_key ON figure_sum(country, measure, as_of_first, as_of_last, as_of_precision, unit);
