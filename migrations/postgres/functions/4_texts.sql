-- Functions of text.

CREATE OR REPLACE FUNCTION is_ascii(x text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT octet_length(x) = length(x) $$;

-- Lower and upper case after Unicode.
CREATE OR REPLACE FUNCTION text_lower(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_ascii(x) THEN lower(x COLLATE "C") 
    ELSE lower(x COLLATE "und-x-icu") COLLATE "C" END
$$;

CREATE OR REPLACE FUNCTION text_upper(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_ascii(x) THEN upper(x COLLATE "C") 
    -- Letters whose capitals came with Unicode 16 and 17.
    ELSE translate(upper(x COLLATE "und-x-icu") COLLATE "C", 
      U&'\019B\0264\A7D3\A7D5', U&'\A7DC\A7CB\A7D2\A7D4') END
$$;

-- Compatible characters as one, without combining marks, each character in lower case by itself: a final
-- sigma is like any other.
CREATE OR REPLACE FUNCTION text_plain(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_ascii(x) THEN lower(x COLLATE "C") ELSE
    translate(
      lower(replace(
        regexp_replace(normalize(x, NFKD), '[' || character_class('mark') || ']', '', 'g'),
        U&'\03A3', U&'\03C3'
      ) COLLATE "und-x-icu") COLLATE "C",
      U&'\0131\00F8\0142\0111\00F0\0127\0167', 'iolddht'
    ) END
$$;

-- Whether the second text occurs in the first, without case and accents.
CREATE OR REPLACE FUNCTION text_contains(x text, part text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT strpos(text_plain(x) COLLATE "C", text_plain(part)) > 0
$$;

-- A name folded for comparison: lower case, without accents, punctuation read as a space or dropped, and
-- without a leading `al`, `el` or `the`.
CREATE OR REPLACE FUNCTION text_fold(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(word, ' ' ORDER BY place), '')
  FROM (
    SELECT word, place, count(*) OVER () AS n_words,
      bool_or(word NOT IN ('al', 'el', 'the')) OVER (ORDER BY place) AS has_begun
    FROM (
      SELECT place, text_plain(regexp_replace(normalize(part, NFKD),
        '[^' || character_class('alphanumeric') || '&]|[\u02B0-\u02FF]', '', 'g')) AS word
      FROM regexp_split_to_table(
        x, '[-_/,\u2010-\u2015' || character_class('space') || ']+'
      ) WITH ORDINALITY AS split(part, place)
    ) AS folded
    WHERE word <> ''
  ) AS counted
  WHERE has_begun OR n_words = 1
$$;

-- Letters and digits with what joins them inside a word; else a single letter of a script without
-- spaces. Marks belong to what they follow, be it a space.
CREATE OR REPLACE FUNCTION word_pattern() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT format(
    '((?:[%5$s]%1$s)*(?:%6$s)(?:(?:[%5$s]%1$s)+(?:%6$s))*(?:[%5$s]%1$s)*|[%7$s]%1$s|%8$s)',
    extend, letter, hebrew, numeric_digit, joiner,
    format(
      '(?:[%2$s]%1$s(?:[%5$s]%1$s(?=[%2$s]))?|[%3$s]%1$s(?:"%1$s(?=[%3$s]))?'
      || '|[%4$s]%1$s(?:[%6$s]%1$s(?=[%4$s]))?)+|(?:[%7$s]%1$s)+',
      extend, letter, hebrew, numeric_digit, in_word, in_number, katakana
    ),
    alone, rtrim(extend, '*') || '+'
  )
  FROM (SELECT '[' || character_class('break_extend') || ']*' AS extend,
          character_class('break_letter') AS letter, character_class('break_hebrew') AS hebrew,
          character_class('break_numeric') AS numeric_digit,
          character_class('break_joiner') AS joiner, character_class('break_in_word') AS in_word,
          character_class('break_in_number') AS in_number,
          character_class('break_katakana') AS katakana, character_class('alone') AS alone) AS classes
$$;

-- Number of words, as UAX 29 parts them.
CREATE OR REPLACE FUNCTION text_words(x text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT count(*) FROM regexp_matches(x, word_pattern(), 'g') AS found(words)
  WHERE words[1] ~ ('[' || character_class('alphanumeric') || ']')
$$;

-- Part of a text, from character 1; what lies before the text counts but is not there.
CREATE OR REPLACE FUNCTION text_part(x text, start double precision, count double precision)
RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN count >= 1 THEN
    substr(x, least(trunc(start), 2000000000)::integer, least(trunc(count), 100000000)::integer)
    ELSE '' END
$$;

-- Whether a regular expression matches somewhere.
CREATE OR REPLACE FUNCTION text_matches(x text, pattern text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT x COLLATE "C" ~ pattern $$;

-- A regular expression in which classes of characters have names: `[<word>]`, `[<digit>]`, `[<space>]`.
CREATE OR REPLACE FUNCTION text_pattern(pattern text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT replace(replace(replace(pattern, '<word>', character_class('word')),
    '<digit>', character_class('digit')), '<space>', character_class('space'))
$$;

-- First match of a regular expression: its first group if that took part. The expression is a program,
-- since of several matches that begin at one place PostgreSQL takes the longest, and the language the one
-- whose choices stand first. Its steps, from 0: ["is", class] reads a character, ["at", test] asks for an
-- empty match, ["or", step, step] tries one before the other, ["to", step], ["mark", n] notes the place,
-- ["end"]. No step is tried twice at one place, so the work grows with the length of the text.
CREATE OR REPLACE FUNCTION text_extract(x text, program jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  words text[];
  tests text[];
  steps integer[];
  others integer[];
  letters text[] := string_to_array(x, NULL);
  width integer := cardinality(letters) + 2;
  seen boolean[];
  -- What is still to be tried: step, place and the four marks of each.
  waiting integer[] := '{}';
  top integer;
  step integer;
  place integer;
  marks integer[];
BEGIN
  SELECT array_agg(item ->> 0 ORDER BY nth),
    array_agg(text_pattern(item ->> 1) ORDER BY nth),
    array_agg(CASE WHEN item ->> 0 IN ('or', 'to', 'mark') THEN (item ->> 1)::integer END ORDER BY nth),
    array_agg((item ->> 2)::integer ORDER BY nth)
  INTO words, tests, steps, others
  FROM jsonb_array_elements(program) WITH ORDINALITY AS listed(item, nth);
  IF words IS NULL THEN
    RETURN NULL;
  END IF;
  seen := array_fill(false, ARRAY[cardinality(words) * width]);
  FOR start IN 1..width - 1 LOOP
    waiting[1:6] := ARRAY[0, start, 0, 0, 0, 0];
    top := 6;
    WHILE top > 0 LOOP
      step := waiting[top - 5];
      place := waiting[top - 4];
      marks := waiting[top - 3:top];
      top := top - 6;
      LOOP
        EXIT WHEN seen[step * width + place];
        seen[step * width + place] := true;
        CASE words[step + 1]
          WHEN 'is' THEN
            EXIT WHEN place >= width - 1 OR letters[place] !~ tests[step + 1];
            place := place + 1;
            step := step + 1;
          WHEN 'at' THEN
            EXIT WHEN regexp_instr(x COLLATE "C", tests[step + 1], place) <> place;
            step := step + 1;
          WHEN 'or' THEN
            waiting[top + 1:top + 6] := ARRAY[others[step + 1], place] || marks;
            top := top + 6;
            step := steps[step + 1];
          WHEN 'to' THEN
            step := steps[step + 1];
          WHEN 'mark' THEN
            marks[steps[step + 1] + 1] := place;
            step := step + 1;
          ELSE
            RETURN CASE WHEN marks[4] > 0 THEN substr(x, marks[3], marks[4] - marks[3])
              ELSE substr(x, marks[1], marks[2] - marks[1]) END;
        END CASE;
      END LOOP;
    END LOOP;
  END LOOP;
  RETURN NULL;
END
$$;

-- First 8 bytes of the text's SHA-256 in lower-case hexadecimal.
CREATE OR REPLACE FUNCTION sample_rank(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT encode(substr(sha256(convert_to(x, 'UTF8')), 1, 8), 'hex')
$$;

-- The parts of a text between separators, without spaces at their ends and without the empty ones, as a
-- JSON array. An empty separator leaves the text whole.
CREATE OR REPLACE FUNCTION text_split(x text, separator text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT '[' || coalesce(string_agg(to_json(part)::text, ',' ORDER BY place), '') || ']'
  FROM (
    SELECT regexp_replace(part, '^[' || character_class('space') || ']+|['
      || character_class('space') || ']+$', '', 'g') AS part, place
    FROM unnest(CASE WHEN separator = '' THEN ARRAY[x] ELSE string_to_array(x, separator) END)
      WITH ORDINALITY AS split(part, place)
  ) AS parts
  WHERE part <> ''
$$;

-- Whether a value is an element of a JSON array, as 1 or 0.
CREATE OR REPLACE FUNCTION list_has(list text, wanted text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT count(*) FROM (SELECT 1 FROM json_array_elements(list::json) AS items(element)
    WHERE json_typeof(element) = 'string' AND (element #>> '{}') = wanted LIMIT 1) AS found
$$;

CREATE OR REPLACE FUNCTION list_has(list text, wanted double precision) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT count(*) FROM (SELECT 1 FROM json_array_elements(list::json) AS items(element)
    WHERE CASE WHEN json_typeof(element) = 'number'
      THEN (element #>> '{}')::double precision = wanted ELSE false END LIMIT 1) AS found
$$;

CREATE OR REPLACE FUNCTION list_length(list text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT json_array_length(list::json)::bigint $$;
