-- Dates as the model has them: days counted from 1970-01-01, -8388608 for an open start, 8388607 for an
-- open end, and one integer that holds first day, last day and precision (0 day, 1 week, 2 month,
-- 3 quarter, 4 year, 5 decade).

CREATE OR REPLACE FUNCTION precision_code(unit text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_position(ARRAY['day', 'week', 'month', 'quarter', 'year', 'decade'], unit)::bigint - 1
$$;

CREATE OR REPLACE FUNCTION is_closed_day(day bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT day > -8388608 AND day < 8388607
$$;

-- Days beyond the calendar are held at its ends, the years 0 and 9999.
CREATE OR REPLACE FUNCTION calendar_date(day bigint) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT date '1970-01-01' + least(greatest(day, -719528), 2932896)::integer
$$;

CREATE OR REPLACE FUNCTION day_number(calendar date) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (calendar - date '1970-01-01')::bigint
$$;

-- The year before the year 1 is the year 0.
CREATE OR REPLACE FUNCTION calendar_year(day bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT year + CASE WHEN year < 0 THEN 1 ELSE 0 END
  FROM (SELECT extract(year FROM calendar_date(day))::bigint AS year) AS found
$$;

-- First day of a year, which may be 0 and after 9999.
CREATE OR REPLACE FUNCTION year_start(year bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT day_number(make_date((CASE WHEN year < 1 THEN year - 1 ELSE year END)::integer, 1, 1))
$$;

-- First day of the unit that contains a day, or of the unit after it.
CREATE OR REPLACE FUNCTION unit_start(day bigint, code bigint, after bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE code
    WHEN 0 THEN day_number(calendar) + after
    WHEN 1 THEN day_number(calendar) - extract(isodow FROM calendar)::bigint + 1 + 7 * after
    WHEN 2 THEN day_number((date_trunc('month', calendar::timestamp)
      + make_interval(months => after::integer))::date)
    WHEN 3 THEN day_number((date_trunc('quarter', calendar::timestamp)
      + make_interval(months => 3 * after::integer))::date)
    WHEN 4 THEN year_start(calendar_year(day) + after)
    WHEN 5 THEN year_start((calendar_year(day) / 10 + after) * 10)
  END
  FROM (SELECT calendar_date(day) AS calendar) AS found
$$;

CREATE OR REPLACE FUNCTION date_pack(first bigint, last bigint, code bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ((first + 8388608) << 28) | ((last + 8388608) << 4) | code
$$;

CREATE OR REPLACE FUNCTION date_first(packed bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (packed >> 28) - 8388608
$$;

CREATE OR REPLACE FUNCTION date_last(packed bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ((packed >> 4) & 16777215) - 8388608
$$;

-- The unit (day, week, month, quarter, year, decade) that contains all days from first to last, packed;
-- null if none does.
CREATE OR REPLACE FUNCTION date_bin(first bigint, last bigint, unit text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_closed_day(first) AND is_closed_day(last) AND last <= stop
    THEN date_pack(start, stop, code) END
  FROM (SELECT precision_code(unit) AS code, unit_start(first, precision_code(unit), 0) AS start,
          unit_start(first, precision_code(unit), 1) - 1 AS stop) AS found
$$;

-- The packed unit that follows a packed unit of the same precision.
CREATE OR REPLACE FUNCTION date_next(packed bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_closed_day(date_last(packed)) THEN
    date_pack(unit_start(date_last(packed) + 1, packed & 15, 0),
      unit_start(date_last(packed) + 1, packed & 15, 1) - 1, packed & 15) END
$$;

-- The year that contains all days from first to last, else null.
CREATE OR REPLACE FUNCTION date_year(first bigint, last bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_closed_day(first) AND is_closed_day(last)
    AND calendar_year(first) = calendar_year(last) THEN calendar_year(first) END
$$;

-- 1 for Monday to 7 for Sunday if first and last are one day, else null.
CREATE OR REPLACE FUNCTION date_weekday(first bigint, last bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN first = last AND is_closed_day(first)
    THEN extract(isodow FROM calendar_date(first))::bigint END
$$;

-- The unit that a day is in, in EDTF.
CREATE OR REPLACE FUNCTION unit_text(day bigint, code bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE code
    WHEN 0 THEN year || to_char(calendar, '-MM-DD')
    WHEN 1 THEN to_char(calendar, 'IYYY"-W"IW')
    WHEN 2 THEN year || to_char(calendar, '-MM')
    WHEN 3 THEN year || '-Q' || extract(quarter FROM calendar)
    WHEN 4 THEN year
    WHEN 5 THEN left(year, 3) || 'X'
  END
  FROM (SELECT calendar_date(day) AS calendar, lpad(calendar_year(day)::text, 4, '0') AS year) AS found
$$;

-- A packed date in EDTF: one unit where it is a whole one, else both ends; an end that is no boundary of
-- its unit is written as a day.
CREATE OR REPLACE FUNCTION date_text(packed bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN first > -8388608 AND last < 8388607 AND unit_start(first, code, 0) = first
      AND unit_start(first, code, 1) - 1 = last THEN unit_text(first, code)
    ELSE CASE WHEN first = -8388608 THEN '..'
        WHEN unit_start(first, code, 0) = first THEN unit_text(first, code)
        ELSE unit_text(first, 0) END
      || '/'
      || CASE WHEN last = 8388607 THEN '..'
        WHEN unit_start(last, code, 1) - 1 = last THEN unit_text(last, code)
        ELSE unit_text(last, 0) END
  END
  FROM (SELECT date_first(packed) AS first, date_last(packed) AS last, packed & 15 AS code) AS found
$$;
