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

-- Some days as a packed date: a week if they are one.
CREATE OR REPLACE FUNCTION span_of_days(first bigint, last bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT date_pack(first, last, CASE WHEN last = first + 6 AND unit_start(first, 1, 0) = first
    THEN 1 ELSE 0 END)
$$;

-- First day of a month counted from January of year 0.
CREATE OR REPLACE FUNCTION month_start(month bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT day_number((calendar_date(year_start(floor(month / 12.0)::bigint))
    + make_interval(months => (month - floor(month / 12.0) * 12)::integer))::date)
$$;

CREATE OR REPLACE FUNCTION month_number(day bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT calendar_year(day) * 12 + extract(month FROM calendar_date(day))::bigint - 1
$$;

-- Some months as a packed date, in the coarsest units that they are made of; null beyond the calendar.
CREATE OR REPLACE FUNCTION span_of_months(start bigint, count bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN start + count < 120000 THEN
    date_pack(month_start(start), month_start(start + count) - 1, CASE
      WHEN start % 120 = 0 AND count % 120 = 0 THEN 5
      WHEN start % 12 = 0 AND count % 12 = 0 THEN 4
      WHEN start % 3 = 0 AND count = 3 THEN 3
      ELSE 2 END) END
$$;

-- The bin of so many days (from Monday 0001-01-01) or months (from January of year 0) that contains all
-- days from first to last, packed; null if none does.
CREATE OR REPLACE FUNCTION date_span(first bigint, last bigint, count bigint, unit text)
RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_closed_day(first) AND is_closed_day(last) AND last <= date_last(bin)
    THEN bin END
  FROM (SELECT CASE unit
    WHEN 'month' THEN span_of_months(
      (floor(month_number(first) / count::numeric) * count)::bigint, count)
    ELSE span_of_days(
      (floor((first + 719162) / count::numeric) * count)::bigint - 719162,
      (floor((first + 719162) / count::numeric) * count)::bigint - 719162 + count - 1)
    END AS bin) AS found
$$;

-- The packed bin of the same width that follows a packed unit or another bin of time.
CREATE OR REPLACE FUNCTION date_next(packed bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN NOT (is_closed_day(first) AND is_closed_day(last)) THEN NULL
    WHEN unit_start(first, code, 0) = first AND unit_start(first, code, 1) - 1 = last
      THEN date_pack(last + 1, unit_start(last + 1, code, 1) - 1, code)
    WHEN code < 2 THEN span_of_days(last + 1, last + 1 + last - first)
    ELSE span_of_months(month_number(last + 1), month_number(last + 1) - month_number(first))
  END
  FROM (SELECT date_first(packed) AS first, date_last(packed) AS last, packed & 15 AS code) AS found
$$;

-- A day so many months later by the calendar, held inside it.
CREATE OR REPLACE FUNCTION month_later(day bigint, months bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT least(greatest(day_number((calendar_date(day)
    + make_interval(months => least(greatest(months, -120000), 120000)::integer))::date),
    -719528), 2932896)
$$;

-- Whether both ends are those of units of a precision, or open.
CREATE OR REPLACE FUNCTION is_aligned(first bigint, last bigint, code bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (NOT is_closed_day(first) OR unit_start(first, code, 0) = first)
    AND (NOT is_closed_day(last) OR unit_start(last, code, 1) - 1 = last)
$$;

-- A packed date so many months later by the calendar: ends of months stay ends of months, open ends
-- open; what is no whole unit any more has the precision of its months.
CREATE OR REPLACE FUNCTION date_moved(packed bigint, months bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT date_pack(later_first, later_last, CASE WHEN code > 2 AND is_aligned(first, last, code)
    AND NOT is_aligned(later_first, later_last, code) THEN 2 ELSE code END)
  FROM (
    SELECT first, last, code,
      CASE WHEN is_closed_day(first) THEN month_later(first, months) ELSE first END AS later_first,
      CASE WHEN NOT is_closed_day(last) THEN last
        WHEN code >= 2 AND extract(day FROM calendar_date(last + 1)) = 1
          THEN month_later(last + 1, months) - 1
        ELSE month_later(last, months) END AS later_last
    FROM (SELECT date_first(packed) AS first, date_last(packed) AS last, packed & 15 AS code) AS ends
  ) AS moved
$$;

-- A part of a date by its letter in strftime, `q` for the quarter; null if the days differ in it.
CREATE OR REPLACE FUNCTION date_part_text(first bigint, last bigint, letter text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN NOT (is_closed_day(first) AND is_closed_day(last))
    OR last > unit_start(first, CASE
      WHEN letter IN ('Y', 'y') THEN 4 WHEN letter = 'q' THEN 3 WHEN letter IN ('m', 'b', 'B') THEN 2
      WHEN letter IN ('V', 'G') THEN 1 ELSE 0 END, 1) - 1 THEN NULL
    ELSE CASE letter
      WHEN 'Y' THEN lpad(calendar_year(first)::text, 4, '0')
      WHEN 'y' THEN lpad((calendar_year(first) % 100)::text, 2, '0')
      WHEN 'q' THEN extract(quarter FROM calendar)::text
      WHEN 'm' THEN to_char(calendar, 'MM')
      WHEN 'b' THEN to_char(calendar, 'Mon')
      WHEN 'B' THEN to_char(calendar, 'FMMonth')
      WHEN 'V' THEN to_char(calendar, 'IW')
      WHEN 'G' THEN to_char(calendar, 'IYYY')
      WHEN 'd' THEN to_char(calendar, 'DD')
      WHEN 'e' THEN to_char(calendar, 'FMDD')
      WHEN 'j' THEN to_char(calendar, 'DDD')
      WHEN 'a' THEN to_char(calendar, 'Dy')
      WHEN 'A' THEN to_char(calendar, 'FMDay')
      WHEN 'u' THEN extract(isodow FROM calendar)::text
    END END
  FROM (SELECT calendar_date(first) AS calendar) AS found
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
