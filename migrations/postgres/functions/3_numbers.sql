-- Numbers. What SQLite gives for a whole number and for a fraction is one type here, so functions of
-- numbers that are not surely whole give double precision. Adding 0 makes a zero positive.

CREATE OR REPLACE FUNCTION number_floor(x double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT floor(x) + 0 $$;

-- The largest whole number not above, as one that can be counted with.
CREATE OR REPLACE FUNCTION number_whole(x bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT x $$;
CREATE OR REPLACE FUNCTION number_whole(x double precision) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT floor(x)::bigint $$;

CREATE OR REPLACE FUNCTION number_ceil(x double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT ceil(x) + 0 $$;

-- Null if the argument is not above zero.
CREATE OR REPLACE FUNCTION log_ten(x double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT CASE WHEN x > 0 THEN log(x) END $$;

-- The smaller, the larger; null if one is null, which `least` and `greatest` pass over.
CREATE OR REPLACE FUNCTION min_two(one anycompatible, other anycompatible) RETURNS anycompatible
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT least(one, other) $$;

CREATE OR REPLACE FUNCTION max_two(one anycompatible, other anycompatible) RETURNS anycompatible
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT greatest(one, other) $$;

-- The remainder of whole parts; null for a divisor of zero.
CREATE OR REPLACE FUNCTION number_remainder(x bigint, y bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT x % nullif(y, 0) $$;

CREATE OR REPLACE FUNCTION number_remainder(x double precision, y double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (trunc(x)::bigint % nullif(trunc(y)::bigint, 0))::double precision
$$;

-- All digits of a number, which its own text form cuts to those that tell it from its neighbours.
CREATE OR REPLACE FUNCTION number_exact(x double precision) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bits bigint := ('x' || encode(float8send(x), 'hex'))::bit(64)::bigint;
  power integer := ((bits >> 52) & 2047)::integer;
  whole numeric := bits & 4503599627370495;
BEGIN
  IF power = 0 THEN
    power := 1;
  ELSE
    whole := whole + 4503599627370496;
  END IF;
  power := power - 1075;
  WHILE power < 0 AND whole % 2 = 0 AND whole > 0 LOOP
    whole := div(whole, 2);
    power := power + 1;
  END LOOP;
  FOR step IN 1..abs(power) LOOP
    whole := whole * CASE WHEN power < 0 THEN 0.5 ELSE 2 END;
  END LOOP;
  RETURN CASE WHEN bits < 0 THEN -whole ELSE whole END;
END
$$;

-- Rounded half away from zero, by all digits of the number.
CREATE OR REPLACE FUNCTION number_round(x double precision, digits double precision DEFAULT 0)
RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN abs(x) >= 4503599627370496 OR x <> x THEN x
    WHEN digits < 1 THEN trunc(x + CASE WHEN x < 0 THEN -0.5 ELSE 0.5 END) + 0
    ELSE round(number_exact(x), least(digits, 30)::integer)::double precision
  END
$$;

-- Kilometres between two points given as degrees north and east, by the haversine formula.
CREATE OR REPLACE FUNCTION great_circle(
  lat double precision, lon double precision, other_lat double precision, other_lon double precision
) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT 2.0::double precision * 6371.0088::double precision * asin(least(sqrt(chord), 1))
  FROM (
    SELECT north * north + cos(radians(lat)) * cos(radians(other_lat)) * (east * east) AS chord
    FROM (SELECT sin((radians(other_lat) - radians(lat)) / 2) AS north,
            sin((radians(other_lon) - radians(lon)) / 2) AS east) AS halves
  ) AS found
$$;

-- A number as text, without a fraction where it has none, and without an exponent.
CREATE OR REPLACE FUNCTION value_text(x bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT x::text $$;
CREATE OR REPLACE FUNCTION value_text(x double precision) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT x::text::numeric::text $$;
