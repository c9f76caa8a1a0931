-- Functions over the rows of a group.

CREATE OR REPLACE AGGREGATE min(boolean) (sfunc = booland_statefunc, stype = boolean);
CREATE OR REPLACE AGGREGATE max(boolean) (sfunc = boolor_statefunc, stype = boolean);

-- A sum and what was lost of it by rounding (Kahan, Babuska, Neumaier), and how many numbers it has.
CREATE OR REPLACE FUNCTION sum_step(sums double precision[], x double precision)
RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN x IS NULL THEN sums ELSE
    ARRAY[
      sums[1] + x,
      sums[2] + CASE WHEN abs(sums[1]) > abs(x)
        THEN (sums[1] - (sums[1] + x)) + x
        ELSE (x - (sums[1] + x)) + sums[1] END,
      sums[3] + 1
    ]
  END
$$;

CREATE OR REPLACE FUNCTION sum_end(sums double precision[]) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN sums[3] > 0 THEN sums[1] + sums[2] END
$$;

CREATE OR REPLACE FUNCTION average_end(sums double precision[]) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN sums[3] > 0 THEN (sums[1] + sums[2]) / sums[3] END
$$;

-- Whole numbers have a whole sum; the sum of none is null.
CREATE OR REPLACE AGGREGATE sum_of(bigint) (sfunc = int8pl, stype = bigint);
CREATE OR REPLACE FUNCTION sum_whole(sum bigint, x integer) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN x IS NULL THEN sum ELSE coalesce(sum, 0) + x END
$$;
CREATE OR REPLACE AGGREGATE sum_of(integer) (sfunc = sum_whole, stype = bigint);
CREATE OR REPLACE AGGREGATE sum_of(double precision) (
  sfunc = sum_step, stype = double precision[], initcond = '{0,0,0}', finalfunc = sum_end
);
CREATE OR REPLACE AGGREGATE average_of(double precision) (
  sfunc = sum_step, stype = double precision[], initcond = '{0,0,0}', finalfunc = average_end
);

-- Sample standard deviation of numbers in ascending order; null for fewer than two.
CREATE OR REPLACE FUNCTION deviation_of(numbers double precision[]) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  count double precision := 0;
  mean double precision := 0;
  squares double precision := 0;
  distance double precision;
  x double precision;
BEGIN
  FOREACH x IN ARRAY coalesce(numbers, '{}') LOOP
    count := count + 1;
    distance := x - mean;
    mean := mean + distance / count;
    squares := squares + distance * (x - mean);
  END LOOP;
  RETURN CASE WHEN count > 1 THEN sqrt(squares / (count - 1)) END;
END
$$;

-- A value as JSON; a number with a fraction part where its type has one.
CREATE OR REPLACE FUNCTION json_item(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT to_json(value)::text $$;
CREATE OR REPLACE FUNCTION json_item(value bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT value::text $$;
CREATE OR REPLACE FUNCTION json_item(value integer) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT value::text $$;
CREATE OR REPLACE FUNCTION json_item(value boolean) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT value::integer::text $$;
CREATE OR REPLACE FUNCTION json_item(value double precision) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN value::text ~ '^-?[0-9]+$' THEN value::text || '.0'
    ELSE replace(value::text, 'e+', 'e') END
$$;

-- Of items in order, each a value as JSON, a line end and an id, the distinct ones as a JSON array of
-- their values; `[]` for none.
CREATE OR REPLACE FUNCTION list_of(items text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT '[' || coalesce(string_agg(split_part(item, E'\n', 1), ',' ORDER BY place), '') || ']'
  FROM (SELECT item, place, lag(item) OVER (ORDER BY place) AS before
        FROM unnest(items) WITH ORDINALITY AS listed(item, place)) AS neighbours
  WHERE item IS DISTINCT FROM before
$$;

-- The distinct elements of JSON arrays, numbers before texts, as one array; `[]` for none.
CREATE OR REPLACE FUNCTION list_gather(lists text[], list text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN list IS NULL THEN lists ELSE lists || list END
$$;

CREATE OR REPLACE FUNCTION list_merge(lists text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT '[' || coalesce(string_agg(item, ',' ORDER BY number, string COLLATE "C"), '') || ']'
  FROM (
    SELECT DISTINCT element::text AS item,
      CASE json_typeof(element) WHEN 'number' THEN (element #>> '{}')::double precision END AS number,
      CASE json_typeof(element) WHEN 'string' THEN element #>> '{}' END AS string
    FROM unnest(lists) AS list, json_array_elements(list::json) AS items(element)
  ) AS elements
$$;

CREATE OR REPLACE AGGREGATE list_merged(text) (
  sfunc = list_gather, stype = text[], initcond = '{}', finalfunc = list_merge
);

-- All numbers of JSON arrays in ascending order.
CREATE OR REPLACE FUNCTION numbers_sorted(lists text[]) RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(number ORDER BY number)
  FROM (
    SELECT (element #>> '{}')::double precision AS number
    FROM unnest(lists) AS list, json_array_elements(list::json) AS items(element)
  ) AS numbers
  WHERE number IS NOT NULL
$$;

CREATE OR REPLACE AGGREGATE numbers_gathered(text) (
  sfunc = list_gather, stype = text[], initcond = '{}', finalfunc = numbers_sorted
);

-- Quantile of numbers in ascending order with linear interpolation; null for none.
CREATE OR REPLACE FUNCTION quantile_of(numbers double precision[], fraction double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT percentile_cont(least(greatest(fraction, 0), 1)) WITHIN GROUP (ORDER BY number)
  FROM unnest(numbers) AS number
$$;
